"""When everything happens: begins of journeys, pauses, time spent."""

from datetime import UTC, datetime, timedelta

import numpy as np

from footlights.events.timing import offset_changes
from footlights.simulation.plan import Floats, Integers, Plan
from footlights.simulation.spread import SIGMA, Spread
from footlights.simulation.walk import Visits

HOURS = np.array(
    [1, 0.5, 0.3, 0.2, 0.2, 0.5, 1.5, 3, 6, 8, 9, 9, 8, 7, 7, 7, 7, 8, 8, 7, 5, 4, 3, 2]
)
"""How likely each hour of the day is."""

WEEKDAYS = np.array([1.1, 1.05, 1.0, 1.0, 1.05, 0.8, 0.6])
"""How likely each weekday is, Monday first."""

RETRY = 120.0
"""Median pause before trying again on a channel that failed, seconds."""


def begins(plan: Plan, n: int, random: np.random.Generator) -> Floats:
    """Draw when journeys begin, in seconds UTC since 1970.

    Daytime and working days are likelier, on the clock of the map's zone.
    """
    first = datetime.combine(plan.simulation.starts, datetime.min.time())
    days = max(1, plan.simulation.lasts.days)
    likely = WEEKDAYS[(first.weekday() + np.arange(days)) % 7]
    day = random.choice(days, size=n, p=likely / likely.sum())
    hour = random.choice(24, size=n, p=HOURS / HOURS.sum())
    local = day * 86400.0 + hour * 3600.0 + random.random(n) * 3600.0
    epoch = first.replace(tzinfo=UTC).timestamp()
    changes = offset_changes(
        plan.map.zone or "UTC", first, first + timedelta(days=days + 1)
    )
    since = np.array([at.replace(tzinfo=UTC).timestamp() for at, _offset in changes])
    offsets = np.array([offset.total_seconds() for _at, offset in changes])
    at = local + epoch
    which = (np.searchsorted(since, at - offsets[0], side="right") - 1).clip(min=0)
    return np.asarray(at - offsets[which])


def timed(
    plan: Plan, visits: Visits, starts: Floats, random: np.random.Generator
) -> tuple[Floats, Floats]:
    """Give begin and length of every visit, in seconds.

    Args:
        plan: The map, and what is planted.
        visits: Who goes where.
        starts: Begin of each journey, seconds since 1970.
        random: Where chance comes from.
    """
    if not len(visits.journey):
        return np.zeros(0), np.zeros(0)
    lasting = _drawn_by(plan.lasting, visits.touchpoint, random)
    pause = _drawn_by(plan.pause, visits.touchpoint, random)
    retry = RETRY * np.exp(0.4 * random.standard_normal(len(pause)))
    pause = np.where(visits.is_retry, retry, pause)
    waits = plan.is_wait[visits.touchpoint]
    # A wait begins when what is before it ends, and ends when what is after begins.
    pause[waits | np.roll(waits, 1)] = 0.0
    lasting = np.where(
        waits, lasting.clip(max=plan.longest_gap * 0.9), lasting
    )
    pause = pause.clip(max=plan.longest_gap / 3)
    pause[visits.is_first] = 0.0
    spent = np.cumsum(pause + lasting)
    before = np.where(visits.is_first, spent - pause - lasting, 0.0)
    offset = np.maximum.accumulate(before)
    begin = starts[visits.journey] + spent - lasting - offset
    return begin, lasting


def _drawn_by(
    spreads: list[Spread], touchpoint: Integers, random: np.random.Generator
) -> Floats:
    medians = np.array([spread.median for spread in spreads])
    noise = random.standard_normal(len(touchpoint))
    return np.asarray(medians[touchpoint] * np.exp(SIGMA * noise))
