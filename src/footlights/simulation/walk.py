"""Who goes where: the visits of every journey, in order."""

from dataclasses import dataclass, replace

import numpy as np

from footlights.simulation.plan import Floats, Integers, Plan, Truths

ENDS = 0.01
"""Chance that a journey ends at a touchpoint, everywhere the same."""

BACK = 0.02
"""Chance of going back one touchpoint, everywhere the same."""

OPTIONAL = 0.5
"""Chance of an optional touchpoint."""

AGAIN = 0.6
"""Mean number of further visits where repeats are meant."""

MOST_TRIES = 3
"""Most further tries on a channel that fails."""


@dataclass(frozen=True)
class Visits:
    """Visits of many journeys, sorted by journey and order."""

    journey: Integers
    """Journey of each visit, from 0."""

    touchpoint: Integers
    """Touchpoint of each visit, from 0."""

    order: Floats
    """Place within the journey; only its order counts."""

    is_retry: Truths
    """Whether the visit tries again what failed on its channel."""

    def taken(self, which: Truths | Integers) -> "Visits":
        """Keep some of the visits, or put them into another order."""
        return Visits(
            self.journey[which],
            self.touchpoint[which],
            self.order[which],
            self.is_retry[which],
        )

    def joined(self, other: "Visits") -> "Visits":
        """Add visits, and sort."""
        both = Visits(
            np.concatenate([self.journey, other.journey]),
            np.concatenate([self.touchpoint, other.touchpoint]),
            np.concatenate([self.order, other.order]),
            np.concatenate([self.is_retry, other.is_retry]),
        )
        return both.taken(np.lexsort((both.order, both.journey)))

    @property
    def is_first(self) -> Truths:
        """Whether each visit is the first of its journey."""
        return np.diff(self.journey, prepend=-1) != 0

    @property
    def is_last(self) -> Truths:
        """Whether each visit is the last of its journey."""
        return np.diff(self.journey, append=-1) != 0


def walked(plan: Plan, journeys: int, random: np.random.Generator) -> Visits:
    """Walk the map many times.

    Args:
        plan: The map, and what is planted.
        journeys: How many journeys.
        random: Where chance comes from.
    """
    visits = _drawn(plan, journeys, random)
    visits = _ended(plan, visits, random)
    visits = _repeated(plan, visits, random)
    visits = _tried_again(plan, visits, random)
    visits = _gone_back(plan, visits, random)
    return _without_stray_waits(plan, visits)


def _drawn(plan: Plan, journeys: int, random: np.random.Generator) -> Visits:
    """Visit every touchpoint as the map draws it."""
    shape = (journeys, len(plan.touchpoints))
    order = np.broadcast_to(np.arange(shape[1], dtype=np.float64), shape).copy()
    present = np.ones(shape, dtype=bool)
    for no, touchpoint in enumerate(plan.touchpoints):
        if touchpoint.optional:
            present[:, no] = random.random(journeys) < OPTIONAL
    for no, stage in enumerate(plan.map.stages):
        here = np.flatnonzero(plan.stage == no)
        if stage.order == "any":
            shuffled = random.permuted(
                np.broadcast_to(here.astype(np.float64), (journeys, len(here))), axis=1
            )
            order[:, here] = shuffled
        elif stage.order == "one_of":
            chosen = here[random.integers(len(here), size=journeys)]
            present[:, here] &= here[None, :] == chosen[:, None]
    journey, touchpoint_no = np.nonzero(present)
    visits = Visits(
        journey,
        touchpoint_no,
        order[journey, touchpoint_no],
        np.zeros(len(journey), dtype=bool),
    )
    return visits.taken(np.lexsort((visits.order, visits.journey)))


def _ended(plan: Plan, visits: Visits, random: np.random.Generator) -> Visits:
    """End some journeys early: a few anywhere, and those that a stage loses."""
    ends = (random.random(len(visits.journey)) < ENDS) & ~visits.is_first
    n = int(visits.journey.max()) + 1 if len(visits.journey) else 0
    for stage, share in plan.lost_in.items():
        here = (plan.stage[visits.touchpoint] == stage) & plan.is_recorded[
            visits.touchpoint
        ]
        leaves = random.random(n) < share
        # Each visit in the stage draws a number; the highest of a journey is where
        # it ends.
        draws = np.where(here, random.random(len(here)), -1.0)
        highest = np.full(n, -1.0)
        np.maximum.at(highest, visits.journey, draws)
        ends |= here & leaves[visits.journey] & (draws == highest[visits.journey])
    last = np.full(n, np.inf)
    np.minimum.at(last, visits.journey[ends], visits.order[ends])
    return visits.taken(visits.order <= last[visits.journey])


def _repeated(plan: Plan, visits: Visits, random: np.random.Generator) -> Visits:
    """Come again to touchpoints that are meant to repeat."""
    repeats = np.array([t.repeats for t in plan.touchpoints])
    times = random.poisson(AGAIN, len(visits.journey)).clip(max=4)
    return _again(visits, np.where(repeats[visits.touchpoint], times, 0), 0.01)


def _tried_again(plan: Plan, visits: Visits, random: np.random.Generator) -> Visits:
    """Try again where a channel fails."""
    share = plan.repeated_share[visits.touchpoint]
    if not share.any():
        return visits
    fails = random.random((len(share), MOST_TRIES)) < share[:, None]
    # A second further try comes only after a first that failed, too.
    times = np.cumprod(fails, axis=1).sum(axis=1)
    return _again(visits, times, 0.001, is_retry=True)


def _again(
    visits: Visits, times: Integers, step: float, *, is_retry: bool = False
) -> Visits:
    which = np.repeat(np.arange(len(times)), times)
    if not len(which):
        return visits
    more = visits.taken(which)
    first = np.concatenate([[0], np.cumsum(times)[:-1]])
    turn = np.arange(len(which)) - first[which] + 1
    return visits.joined(
        replace(
            more,
            order=more.order + step * turn,
            is_retry=np.full(len(which), is_retry),
        )
    )


def _gone_back(plan: Plan, visits: Visits, random: np.random.Generator) -> Visits:
    """Go back one touchpoint, now and then."""
    wait = plan.is_wait[visits.touchpoint]
    before = np.roll(visits.touchpoint, 1)
    next_waits = np.roll(wait, -1) & ~visits.is_last
    goes = (
        (random.random(len(wait)) < BACK)
        & ~visits.is_first
        & ~visits.is_last
        & ~wait
        & ~np.roll(wait, 1)
        & ~next_waits
        & (before != visits.touchpoint)
    )
    if not goes.any():
        return visits
    back = visits.taken(goes)
    return visits.joined(
        replace(
            back,
            touchpoint=before[goes],
            order=back.order + 0.0001,
            is_retry=np.zeros(len(back.journey), dtype=bool),
        )
    )


def _without_stray_waits(plan: Plan, visits: Visits) -> Visits:
    """Drop waits that do not stand between the two touchpoints they belong to."""
    wait = plan.is_wait[visits.touchpoint]
    before = np.where(visits.is_first, -1, np.roll(visits.touchpoint, 1))
    after = np.where(visits.is_last, -1, np.roll(visits.touchpoint, -1))
    fits = (before == plan.before[visits.touchpoint]) & (
        after == plan.after[visits.touchpoint]
    )
    return visits.taken(~wait | fits)
