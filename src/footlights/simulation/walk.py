"""Who goes where: the visits of many journeys, in order."""

from dataclasses import dataclass

import numpy as np

from footlights.simulation.arrays import (
    NOTHING,
    Bools,
    Ints,
    first_row_of,
    is_first_of_run,
    row_after,
    row_before,
    sum_so_far,
)
from footlights.simulation.effects import BrokenChannel
from footlights.simulation.plan import Plan

OPTIONAL = 0.5
"""Chance of an optional touchpoint."""

AGAIN = 0.7
"""Mean number of further visits where repeats are meant."""

MOST_AGAIN = 4
"""Most further visits where repeats are meant."""

BACK = 0.02
"""Chance of going back to the touchpoint before, everywhere the same."""

MOST_TRIES = 3
"""Most further tries on a channel that fails."""

OTHER_CHANNEL = 0.25
"""Share of further tries that come by another channel."""


@dataclass(frozen=True)
class Visits:
    """Visits of many journeys, by journey and order; also those no event shows."""

    journey: Ints
    """Journey of each visit, from 0."""

    touchpoint: Ints
    """Touchpoint of each visit, from 0."""

    channel: Ints
    """Channel of each visit, from 0; `NOTHING` where none is drawn."""

    is_retry: Bools
    """Whether the visit tries again what failed on its channel."""

    def taken(self, which: Bools | Ints) -> "Visits":
        """Keep some of the visits, or repeat some."""
        return Visits(
            self.journey[which],
            self.touchpoint[which],
            self.channel[which],
            self.is_retry[which],
        )


def walked(plan: Plan, journeys: int, random: np.random.Generator) -> Visits:
    """Walk the map many times.

    Stages come in order, and in them touchpoints in sequence, in any order, or one of
    them. Some journeys end early, some visits go back to the touchpoint before, and
    where a channel fails people try again. Every journey leaves an event.

    Args:
        plan: The map, and what is planted.
        journeys: How many.
        random: Where chance comes from.
    """
    visits = _ended(plan, _as_drawn(plan, journeys, random), random)
    visits = _gone_back(plan, visits, random)
    for broken in plan.planted.broken:
        visits = _tried_again(plan, visits, broken, random)
    return visits


def _as_drawn(plan: Plan, journeys: int, random: np.random.Generator) -> Visits:
    counts = _times_visited(plan, journeys, random)
    order = np.tile(np.arange(counts.shape[1]), (journeys, 1))
    for no, stage in enumerate(plan.map.stages):
        if stage.order == "any":
            here = np.flatnonzero(plan.stage == no)
            order[:, here] = random.permuted(order[:, here], axis=1)
    counts = np.take_along_axis(counts, order, axis=1)
    touchpoint = np.repeat(order.ravel(), counts.ravel())
    return Visits(
        np.repeat(np.arange(journeys), counts.sum(axis=1)),
        touchpoint,
        plan.channel[touchpoint],
        np.zeros(len(touchpoint), dtype=np.bool_),
    )


def _times_visited(plan: Plan, journeys: int, random: np.random.Generator) -> Ints:
    """Draw how often each journey visits each touchpoint; one row to a journey."""
    is_present = np.ones((journeys, len(plan.stage)), dtype=np.bool_)
    for no, touchpoint in enumerate(plan.map.touchpoints):
        if touchpoint.optional:
            is_present[:, no] = random.random(journeys) < OPTIONAL
    for no, stage in enumerate(plan.map.stages):
        here = np.flatnonzero(plan.stage == no)
        alone = here[~plan.is_gap[here]]
        shown = alone[plan.is_recorded[alone]]
        if stage.order == "one_of":
            # One that no event shows would look like a journey lost before.
            alternatives = next(some for some in (shown, alone, here) if len(some))
            is_present[:, here] = False
            chosen = random.integers(len(alternatives), size=journeys)
            is_present[np.arange(journeys), alternatives[chosen]] = True
        elif len(shown):
            # So would a stage in which everything optional is left out.
            unseen = np.flatnonzero(~is_present[:, shown].any(axis=1))
            chosen = random.integers(len(shown), size=len(unseen))
            is_present[unseen, shown[chosen]] = True
    for wait in plan.waits:
        has_both = is_present[:, wait.before] & is_present[:, wait.after]
        is_present[:, wait.touchpoint] &= has_both
    unseen = np.flatnonzero(~is_present[:, plan.is_recorded].any(axis=1))
    is_present[unseen, np.flatnonzero(plan.is_recorded)[0]] = True
    counts = is_present.astype(np.int64)
    for no, touchpoint in enumerate(plan.map.touchpoints):
        if touchpoint.repeats:
            more = random.poisson(AGAIN, journeys).clip(max=MOST_AGAIN)
            counts[:, no] += np.where(is_present[:, no], more, 0)
    return counts


def _ended(plan: Plan, visits: Visits, random: np.random.Generator) -> Visits:
    """End some journeys early: a few in any stage, and those that a stage loses."""
    is_shown = plan.is_recorded[visits.touchpoint]
    is_later = row_before(visits.journey, is_shown) != NOTHING
    chance = plan.ends_share[visits.touchpoint]
    ends = is_shown & is_later & (random.random(len(chance)) < chance)
    visits, is_shown = _cut(visits, is_shown, ends)
    for stage in np.flatnonzero(plan.planted.lost_share):
        here = is_shown & (plan.stage[visits.touchpoint] == stage)
        # Who leaves after a touchpoint that completes the journey is not lost.
        unfinished = here & ~plan.is_completing[visits.touchpoint]
        here = unfinished if unfinished.any() else here
        ends = _one_in_each(here, visits.journey, random)
        journeys = int(visits.journey[-1]) + 1
        leaves = random.random(journeys) < plan.planted.lost_share[stage]
        visits, is_shown = _cut(visits, is_shown, ends & leaves[visits.journey])
    return visits


def _cut(visits: Visits, is_shown: Bools, ends: Bools) -> tuple[Visits, Bools]:
    is_kept = sum_so_far(ends.astype(np.int64), visits.journey) == 0
    return visits.taken(is_kept), is_shown[is_kept]


def _one_in_each(here: Bools, journey: Ints, random: np.random.Generator) -> Bools:
    """Choose one marked row of each journey that has any."""
    rows = np.flatnonzero(here)
    if not len(rows):
        return here
    first = np.flatnonzero(is_first_of_run(journey[rows]))
    sizes = np.diff(np.append(first, len(rows)))
    turn = (random.random(len(first)) * sizes).astype(np.int64)
    chosen = np.zeros(len(here), dtype=np.bool_)
    chosen[rows[first + turn]] = True
    return chosen


def _gone_back(plan: Plan, visits: Visits, random: np.random.Generator) -> Visits:
    """Go back to the recorded touchpoint before, then come again, now and then.

    Not from where the journey ends: going back would be all that is ever done there.
    """
    is_shown = plan.is_recorded[visits.touchpoint] & ~plan.is_gap[visits.touchpoint]
    before = row_before(visits.journey, is_shown)
    after = row_after(visits.journey, is_shown)
    is_other = visits.touchpoint[before] != visits.touchpoint
    may = is_shown & (before != NOTHING) & (after != NOTHING) & is_other
    goes = may & (random.random(len(before)) < BACK)
    times = 1 + 2 * goes.astype(np.int64)
    rows = np.repeat(np.arange(len(before)), times)
    turn = np.arange(len(rows)) - first_row_of(rows)
    return visits.taken(np.where(turn == 1, before[rows], rows))


def _tried_again(
    plan: Plan, visits: Visits, broken: BrokenChannel, random: np.random.Generator
) -> Visits:
    """Try again where a channel fails, now and then by another channel."""
    fails = plan.is_recorded[visits.touchpoint] & (visits.channel == broken.channel)
    tries = random.random((MOST_TRIES, len(fails))) < broken.share
    # A second further try comes only after a first one that failed, too.
    times = np.where(fails, np.cumprod(tries, axis=0).sum(axis=0), 0)
    rows = np.repeat(np.arange(len(fails)), 1 + times)
    is_retry = ~is_first_of_run(rows)
    again = visits.taken(rows)
    others = [no for no in range(len(plan.map.channels)) if no != broken.channel]
    channel = again.channel
    if others:
        switches = is_retry & plan.can_switch[again.touchpoint]
        switches &= random.random(len(rows)) < OTHER_CHANNEL
        chosen = np.array(others)[random.integers(len(others), size=len(rows))]
        channel = np.where(switches, chosen, channel)
    return Visits(again.journey, again.touchpoint, channel, again.is_retry | is_retry)
