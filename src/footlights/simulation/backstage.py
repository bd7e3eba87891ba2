"""What activities leave in the log, and what outcomes do."""

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from footlights.analysis.activities import Trigger, triggers
from footlights.model.activity import Activity
from footlights.model.map import JourneysByPerson, Outcome
from footlights.simulation.arrays import Floats, Ints
from footlights.simulation.durations import (
    PlainPerOpen,
    draw,
    median_below,
    plain_per_open,
)
from footlights.simulation.journeys import Journeys
from footlights.simulation.people import COMES, People
from footlights.simulation.plan import Plan
from footlights.simulation.rows import LogRows

KEPT = 0.97
"""Share of activities that come within the promised time."""

USUAL_PROMISE = 30.0
"""Time in which an activity comes that promises none, in seconds."""

LATEST = 0.95
"""Latest an activity comes, as a part of the time to the next visit."""

_SOONEST, _LAST = 0.05, 0.9
"""When outcomes come, as parts of the time in which they must."""


def activity_rows(
    plan: Plan, journeys: Journeys, random: np.random.Generator
) -> Iterator[LogRows]:
    """Let every activity follow its trigger, mostly within the promised time.

    Triggers are those of `analysis.activities`. An activity comes before the next
    visit of the touchpoint that set it off, so that it is counted for this one.
    """
    roots, per_open = _roots(plan), plain_per_open(plan.map)
    for touchpoint in sorted(set(roots.values())):
        rows = np.flatnonzero(journeys.visits.touchpoint == touchpoint)
        journey, at = journeys.visits.journey[rows], journeys.begin[rows]
        limit = LATEST * _time_left(plan, journeys.people, journey, at)
        offsets: dict[int, Floats] = {}
        for no, before in _chain(plan, roots, touchpoint):
            activity = plan.map.activities[no]
            begun = offsets.get(before, np.zeros(len(rows)))
            delay = _delay(activity, per_open, len(rows), random)
            emission = plan.emissions.activities[no]
            if emission is None:
                delay = np.zeros(len(rows))
            offsets[no] = np.minimum(begun + delay, limit)
            if emission is not None:
                place = len(plan.emissions.touchpoints) + no
                found = LogRows.plain(journey, place, at + offsets[no])
                yield _with_end(found, activity, random)


def _time_left(plan: Plan, people: People, journey: Ints, at: Floats) -> Floats:
    """Give the time from each visit to the next of its touchpoint or person."""
    left = np.full(len(journey), math.inf)
    if isinstance(plan.map.journeys, JourneysByPerson) and len(people.start) > 1:
        following = np.append(people.start[1:], math.inf)
        following[people.is_last] = math.inf
        left = following[journey] - at
    again = journey[1:] == journey[:-1]
    left[:-1][again] = np.diff(at)[again]
    return left


def _delay(
    activity: Activity, per_open: PlainPerOpen, n: int, random: np.random.Generator
) -> Floats:
    promised = activity.within.total_seconds() if activity.within else USUAL_PROMISE
    promised *= per_open.get(activity.calendar or "", 1.0)
    median = median_below(promised, KEPT)
    return draw(random, np.full(n, median), np.full(n, math.inf))


def _with_end(
    rows: LogRows, activity: Activity, random: np.random.Generator
) -> LogRows:
    if activity.takes is None:
        return rows
    n = len(rows.at)
    work = np.full(n, activity.takes.total_seconds())
    return replace(rows, until=rows.at + draw(random, work, np.full(n, math.inf)))


def _triggers(plan: Plan) -> dict[int, Trigger]:
    return {t.activity_no - 1: t for t in triggers(plan.map)}


def _roots(plan: Plan) -> dict[int, int]:
    """Give each recorded activity the touchpoint that sets it off, by way of others."""
    by_activity = _triggers(plan)
    own = [no for no, t in enumerate(plan.map.touchpoints) for _ in t.activities]
    found = {}
    for no, activity in enumerate(plan.map.activities):
        if not activity.matches:
            continue
        here, seen = no, {no}
        while True:
            trigger = by_activity.get(here)
            if trigger is None or trigger.by_activity_no is None:
                break
            if trigger.by_activity_no - 1 in seen:
                break
            here = trigger.by_activity_no - 1
            seen.add(here)
        found[no] = own[here]
    return found


def _chain(
    plan: Plan, roots: dict[int, int], touchpoint: int
) -> Iterator[tuple[int, int]]:
    """Yield the activities of a root, each after the one that sets it off.

    With each comes the activity before it; -1 for those that follow the touchpoint.
    """
    by_activity = _triggers(plan)
    waiting = [no for no, root in roots.items() if root == touchpoint]
    done: set[int] = set()
    while waiting:
        ready = [no for no in waiting if _before(by_activity, no) in {-1, *done}]
        # In a circle of activities nothing is ready: the first drawn begins it.
        for no in ready or waiting[:1]:
            yield no, _before(by_activity, no)
            done.add(no)
            waiting.remove(no)


def _before(by_activity: dict[int, Trigger], no: int) -> int:
    trigger = by_activity.get(no)
    if trigger is None or trigger.by_activity_no is None:
        return -1
    return trigger.by_activity_no - 1


def outcome_rows(
    plan: Plan, journeys: Journeys, random: np.random.Generator
) -> Iterator[LogRows]:
    """Let outcomes come at the end of some journeys, or after them in their time.

    Those whose event is a touchpoint's or an activity's come by themselves.
    """
    for no, outcome in enumerate(plan.map.outcomes):
        if plan.emissions.outcomes[no] is None:
            continue
        chances = random.random(len(journeys.lasting))
        comes = np.flatnonzero(chances < COMES[outcome.good])
        at = journeys.people.start[comes] + journeys.lasting[comes]
        if outcome.matches.within is not None:
            within = outcome.matches.within.total_seconds()
            part = _SOONEST + (_LAST - _SOONEST) * random.random(len(comes))
            at += within * part
        place = len(plan.emissions.touchpoints) + len(plan.emissions.activities) + no
        rows = LogRows.plain(comes, place, at)
        yield replace(rows, value=_worth(outcome, len(comes), random))


def _worth(outcome: Outcome, n: int, random: np.random.Generator) -> Floats:
    if outcome.value is None:
        return np.full(n, np.nan)
    worth: Floats = np.round(outcome.value.value * (0.8 + 0.4 * random.random(n)), 2)
    return worth
