"""The times that a map expects or promises, journey by journey."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis.activities import (
    Trigger,
    activity_follows,
    promised_seconds,
    triggers,
    with_judged_seconds,
)
from footlights.analysis.durations import (
    Bound,
    bounds_of,
    judged_column,
    on_calendars,
    stays,
)
from footlights.analysis.open_time import OpenCalendars
from footlights.events.prepared import Prepared
from footlights.events.touches import looked_up
from footlights.events.uniting import united
from footlights.model.map import Map

PROMISED_TIMES = ibis.schema(
    {
        "journey_key": "int64",
        "promise_no": "int16",
        "seconds": "float64",
    }
)
LATE_TIMES = ibis.schema(
    {"journey_key": "int64", "promise_no": "int16", "late_seconds": "float64"}
)


@dataclass(frozen=True)
class Promise:
    """One longest time of a map that can be held against what happened."""

    no: int
    """Place among the promises of the map, from 1."""

    limit: float
    """The longest time that keeps it, in seconds."""

    calendar: str | None
    """The calendar in whose open hours it runs; None at all hours."""

    expected: Bound | None = None
    """The expectation, if it is one."""

    trigger: Trigger | None = None
    """What sets the promised activity off, if it is one."""


def promises_of(map_: Map) -> tuple[Promise, ...]:
    """List the expected times, then the activities with a promised time.

    Those whose calendar the map does not declare are left out, and activities that
    nothing recorded sets off.
    """
    found: list[Promise] = []
    for bound in bounds_of(map_):
        if bound.is_upper:
            no = len(found) + 1
            found.append(Promise(no, bound.limit, bound.calendar, expected=bound))
    for trigger in triggers(map_):
        activity = map_.activities[trigger.activity_no - 1]
        limit = promised_seconds(activity, map_.calendar_names)
        if limit is not None:
            no = len(found) + 1
            found.append(Promise(no, limit, activity.calendar, trigger=trigger))
    return tuple(found)


def promised_times(tables: Prepared, map_: Map, calendars: OpenCalendars) -> ir.Table:
    """Give every known time that a promise of the map is about.

    Times are those of `durations.stays` and of `activities.activity_follows`.

    Args:
        tables: Reads `touches`, `waits` and `occurrences`.
        map_: The map; it promises anything.
        calendars: Every calendar that it names.

    Returns:
        One row per known time and promise, `PROMISED_TIMES`: `promise_no` as in
        `promises_of`, `seconds` as the promise's calendar counts them.
    """
    promises = promises_of(map_)
    return united(
        [
            *_expected(tables, map_, promises, calendars),
            *_followed(tables, promises, calendars),
        ]
    )


def late_times(times: ir.Table, promises: Sequence[Promise]) -> ir.Table:
    """Say by how much times are over the limit, of those that are.

    Args:
        times: `PROMISED_TIMES`.
        promises: All of the map; at least one.

    Returns:
        One row per late time, `LATE_TIMES`; `late_seconds` above 0.
    """
    limits = _looked_up(times.promise_no, {each.no: each.limit for each in promises})
    late = times.mutate(late_seconds=times.seconds - limits)
    return late.filter(_.late_seconds > 0).select(*LATE_TIMES.names)


def _expected(
    tables: Prepared,
    map_: Map,
    promises: Sequence[Promise],
    calendars: OpenCalendars,
) -> Iterator[ir.Table]:
    bounds = {each.no: each.expected for each in promises if each.expected}
    times = {
        "seconds": stays(tables.touches, tables.waits, map_),
        "wait_seconds": tables.touches,
    }
    for column, table in times.items():
        here = {no: each for no, each in bounds.items() if each.column == column}
        told = on_calendars(table, list(here.values()), calendars)
        for calendar in sorted({each.calendar for each in here.values()}, key=str):
            judged = {
                no: each for no, each in here.items() if each.calendar == calendar
            }
            name = judged_column(column, calendar)
            for once in _one_each(judged):
                known = told.filter(
                    told.touchpoint_no.isin(list(once)), told[name].notnull()
                )
                yield known.select(
                    "journey_key",
                    promise_no=looked_up(known.touchpoint_no, once, once.values()),
                    seconds=known[name],
                )


def _one_each(bounds: Mapping[int, Bound]) -> Iterator[dict[int, int]]:
    """Deal out bounds so that no touchpoint has two in one hand.

    Yields:
        The number of a promise, by touchpoint.
    """
    left = bounds
    while left:
        hand: dict[int, int] = {}
        for no, bound in left.items():
            hand.setdefault(bound.touchpoint_no, no)
        yield hand
        dealt = set(hand.values())
        left = {no: bound for no, bound in left.items() if no not in dealt}


def _followed(
    tables: Prepared, promises: Sequence[Promise], calendars: OpenCalendars
) -> Iterator[ir.Table]:
    for each in promises:
        if each.trigger is None:
            continue
        follows = activity_follows(tables.touches, tables.occurrences, each.trigger)
        told = with_judged_seconds(follows, calendars.get(each.calendar or ""))
        yield told.filter(told.judged_seconds.notnull()).select(
            "journey_key",
            promise_no=ibis.literal(each.no, "int16"),
            seconds=told.judged_seconds,
        )


def _looked_up(number: ir.IntegerValue, limits: dict[int, float]) -> ir.FloatingValue:
    return ibis.cases(*((number == no, limit) for no, limit in limits.items()))
