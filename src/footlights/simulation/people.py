"""Who walks when: persons, the begins of their journeys, and whether they come back."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from footlights.events.timing import offset_changes
from footlights.model.map import JourneysByPerson
from footlights.model.matching import OutcomeMatch
from footlights.simulation.arrays import (
    Bools,
    Floats,
    Ints,
    is_first_of_run,
    is_last_of_run,
    sum_so_far,
)
from footlights.simulation.emissions import outcomes_shown_by_touchpoints
from footlights.simulation.plan import Plan

COMES = {True: 0.6, False: 0.1}
"""Share of journeys that a good and a bad outcome follows."""

RETURNS = 0.2
"""Share of journeys after which people come back where no outcome says so."""

DAY = 86400.0

HOURS = np.array(
    [1, 0.5, 0.3, 0.2, 0.2, 0.5, 1.5, 3, 6, 8, 9, 9, 8, 7, 7, 7, 7, 8, 8, 7, 5, 4, 3, 2]
)
"""How likely a journey begins in each hour of the day."""

WEEKDAYS = np.array([1.1, 1.05, 1.0, 1.0, 1.05, 0.7, 0.5])
"""How likely a journey begins on each weekday, Monday first."""

_SLACK = 7200.0
"""Seconds to keep from any bound: more than a clock is ever moved."""

_FULL = 0.8
"""Part of the log's time that one person's journeys may fill."""


@dataclass(frozen=True)
class People:
    """Who walks each journey, and when."""

    person: Ints
    """Person of each journey, from 0; a person's journeys stand together, in time."""

    start: Floats
    """Begin of each journey, in seconds UTC since 1970."""

    is_last: Bools
    """Whether it is the person's last journey."""


def peopled(plan: Plan, lasting: Floats, random: np.random.Generator) -> People:
    """Give every journey a person and a begin.

    Journeys by person without a gap are one to a person. Else some people come back:
    as often and as soon as an outcome says whose event begins or continues a journey,
    and never so soon that two journeys would be taken for one. Journeys begin on days
    and at hours when people do such things, on the clock of the map's zone.

    Args:
        plan: The map.
        lasting: How long each journey is, in seconds.
        random: Where chance comes from.
    """
    share, soonest, latest = _return_times(plan)
    returns = random.random(len(lasting)) < share
    returns[0] = False
    apart = _delays(soonest, latest, random, len(lasting))
    person, apart = _persons(plan, returns, apart, lasting)
    chains = _Chains(person, apart, lasting, soonest, latest)
    start = _local_starts(plan, chains, random)
    return People(person, _as_utc(plan, start), is_last_of_run(person))


def _return_times(plan: Plan) -> tuple[float, float, float]:
    """Say how often people come back, and the soonest and latest they do."""
    rule = plan.map.journeys
    if isinstance(rule, JourneysByPerson) and rule.gap is None:
        return 0.0, _SLACK, DAY
    gap = (
        rule.gap.total_seconds()
        if isinstance(rule, JourneysByPerson) and rule.gap
        else 0
    )
    soonest = 1.1 * gap + _SLACK
    shown = outcomes_shown_by_touchpoints(plan.map)
    for outcome in sorted(shown, key=lambda outcome: not outcome.good):
        latest = _latest(outcome.matches)
        if latest > soonest:
            return COMES[outcome.good], soonest, latest
    return RETURNS, soonest, soonest + 30 * DAY


def _latest(match: OutcomeMatch) -> float:
    return 0.9 * match.within.total_seconds() - _SLACK if match.within else 0.0


def _delays(
    soonest: float, latest: float, random: np.random.Generator, n: int
) -> Floats:
    delays: Floats = soonest + (latest - soonest) * random.random(n)
    return delays


def _persons(
    plan: Plan, returns: Bools, apart: Floats, lasting: Floats
) -> tuple[Ints, Floats]:
    """Number persons; nobody comes back so often that the log's time is over."""
    chain = np.cumsum(~returns, dtype=np.int64)
    # From the end of the journey before; the first of a person has none before.
    step = np.where(returns, apart + np.append([0.0], lasting[:-1]), 0.0)
    since_first = sum_so_far(step, chain) + step
    turn = np.floor(since_first / (_FULL * plan.simulation.lasts.total_seconds() + 1))
    is_new = is_first_of_run(chain) | (np.diff(turn, prepend=0.0) != 0)
    person = np.cumsum(is_new, dtype=np.int64) - 1
    return person, np.where(is_new, 0.0, apart)


@dataclass(frozen=True)
class _Chains:
    """Journeys of persons, one after the other."""

    person: Ints
    """Person of each journey, from 0."""

    apart: Floats
    """Seconds since the end of the person's journey before; 0 for their first."""

    lasting: Floats
    """Seconds that each journey lasts."""

    soonest: float
    """Shortest `apart` that still makes two journeys."""

    latest: float
    """Longest `apart`."""


def _local_starts(plan: Plan, chains: _Chains, random: np.random.Generator) -> Floats:
    """Draw begins on the local clock, in seconds from midnight of the first day."""
    person, lasting = chains.person, chains.lasting
    first_row = np.flatnonzero(is_first_of_run(person))
    before = np.append([0.0], lasting[:-1])
    step = np.where(chains.apart > 0, chains.apart + before, 0.0)
    fills = np.zeros(len(first_row))
    np.maximum.at(fills, person, sum_so_far(step, person) + step)
    hours = _hours(random, len(person))
    start = np.zeros(len(person))
    start[first_row] = _first_starts(plan, fills, hours[first_row], random)
    turn = np.arange(len(person)) - first_row[person]
    for k in range(1, int(turn.max()) + 1):
        rows = np.flatnonzero(turn == k)
        ended = start[rows - 1] + lasting[rows - 1]
        exact = ended + chains.apart[rows]
        usual = np.floor(exact / DAY) * DAY + hours[rows]
        fits = (usual >= ended + chains.soonest) & (usual <= ended + chains.latest)
        start[rows] = np.where(fits, usual, exact)
    return start


def _hours(random: np.random.Generator, n: int) -> Floats:
    hours = random.choice(24, size=n, p=HOURS / HOURS.sum())
    seconds: Floats = (hours + random.random(n)) * 3600.0
    return seconds


def _first_starts(
    plan: Plan, fills: Floats, hours: Floats, random: np.random.Generator
) -> Floats:
    """Draw begins so that all of a person's journeys fit into the log's time."""
    lasts = plan.simulation.lasts.total_seconds()
    days = max(1, int(lasts // DAY))
    weekdays = (plan.simulation.starts.weekday() + np.arange(days)) % 7
    likely = np.append([0.0], np.cumsum(WEEKDAYS[weekdays]))
    last_day = np.clip(days - np.ceil(fills / DAY), 1, days).astype(np.int64)
    chosen = random.random(len(fills)) * likely[last_day]
    day = np.searchsorted(likely, chosen, side="right") - 1
    start = np.minimum(day, last_day - 1) * DAY + hours
    is_over = start > lasts
    return np.where(is_over, random.random(len(fills)) * lasts, start)


def _as_utc(plan: Plan, local: Floats) -> Floats:
    """Turn local clock times into UTC."""
    zone = plan.map.zone or "UTC"
    midnight = datetime.combine(plan.simulation.starts, datetime.min.time())
    days = timedelta(days=int(local.max() // DAY) + 2)
    changes = offset_changes(zone, midnight - timedelta(days=2), midnight + days)
    since = np.array([at.replace(tzinfo=UTC).timestamp() for at, _ in changes])
    offsets = np.array([offset.total_seconds() for _, offset in changes])
    at = local + midnight.replace(tzinfo=UTC).timestamp()
    # Of an hour that happens twice the earlier counts, and an hour that does not
    # happen counts from the hour before; see `events.zones.as_utc`.
    held = np.maximum(offsets, np.append(offsets[:1], offsets[:-1]))
    which = np.searchsorted(since + held, at, side="right") - 1
    utc: Floats = at - offsets[np.maximum(which, 0)]
    return utc
