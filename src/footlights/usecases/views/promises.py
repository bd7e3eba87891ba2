"""What customers expect and teams promise, held against the time it took."""

from collections.abc import Iterator, Mapping, Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis import activities as chain
from footlights.analysis.durations import (
    Bound,
    bounds_of,
    judged_column,
    on_calendars,
    stays,
)
from footlights.analysis.open_time import OpenCalendars
from footlights.measures.estimates import Row, by_key, median, quantile, share, unknown
from footlights.measures.touchpoints import NO_CALENDAR
from footlights.measures.view import Cell, View, ViewColumn
from footlights.model.activity import Activity
from footlights.model.touchpoint import Touchpoint
from footlights.statistics.quantiles import MEDIAN
from footlights.usecases.open_calendars import open_calendars
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.standard import standard

_NOT_KNOWN = "no such time is recorded"
_NOT_FOLLOWED = "it followed nothing"
_ALL_KEPT = "none took longer"

_COLUMNS = (
    ViewColumn(name="touchpoint", about="Touchpoint.", role="key"),
    ViewColumn(
        name="promise",
        about="What is judged: `time` spent there, the `wait` before it (of a wait: the"
        " wait itself), or the activity that shall follow.",
        role="key",
    ),
    ViewColumn(
        name="limit_seconds", about="The longest time that keeps it.", role="key"
    ),
    ViewColumn(
        name="calendar",
        about="Calendar in whose open hours these times run; none at all hours.",
        role="key",
    ),
    ViewColumn(name="times", about="Times that are known.", role="count"),
    ViewColumn(name="share_kept", about="Their share.", role="estimate"),
    ViewColumn(name="median_seconds", about="Half took at most this.", role="estimate"),
    ViewColumn(
        name="p90_seconds", about="Nine in ten took at most this.", role="estimate"
    ),
    ViewColumn(
        name="median_late_seconds",
        about="Of those that took longer: half were over the limit by at most this.",
        role="estimate",
    ),
    ViewColumn(name="kept", about="Those no longer than the limit.", role="count"),
    ViewColumn(
        name="share_wanted",
        about="Share of times that the map wants kept; none for activities.",
        role="fact",
    ),
)


@standard
def promises(log: PreparedLog) -> View:
    """Hold waits and durations against expectations and promised times.

    Exactly the limit keeps it. Where the map names a calendar, only its open hours
    count, in the limit and in every time here. What no event shows counts neither way:
    a touch without an end, the wait before the first touch of a journey, a trigger that
    nothing followed.

    Args:
        log: What is looked at.

    Returns:
        One row per expectation of time and per recorded activity with a promised time,
        in map order.
    """
    calendars = open_calendars(log)
    expected = _expected(log, calendars)
    kept = {activity.id: cells for activity, cells in _promised(log, calendars)}
    rows: list[dict[str, Cell]] = []
    for no, touchpoint in enumerate(log.map.touchpoints, start=1):
        for place, expectation in enumerate(touchpoint.expects):
            if expectation.at_most is None:
                continue
            rows.append(
                {
                    "touchpoint": touchpoint.id,
                    "promise": expectation.what,
                    "limit_seconds": expectation.at_most.total_seconds(),
                    "calendar": expectation.calendar,
                    "share_wanted": expectation.for_,
                    **expected.get((no, place), _judged(None, None, NO_CALENDAR)),
                }
            )
        rows += [
            _of_activity(touchpoint, activity) | kept[activity.id]
            for activity in touchpoint.activities
            if activity.id in kept
        ]
    return View(
        name="promises", columns=_COLUMNS, rows=tuple(rows), notes=tuple(_notes(log))
    )


def _of_activity(touchpoint: Touchpoint, activity: Activity) -> dict[str, Cell]:
    limit = activity.within.total_seconds() if activity.within else None
    return {
        "touchpoint": touchpoint.id,
        "promise": activity.id,
        "limit_seconds": limit,
        "calendar": activity.calendar,
        "share_wanted": None,
    }


def _expected(
    log: PreparedLog, calendars: OpenCalendars
) -> dict[tuple[int, int], dict[str, Cell]]:
    tables, found = log.prepared, {}
    bounds = [bound for bound in bounds_of(log.map) if bound.is_upper]
    times = {
        "seconds": stays(tables.touches, tables.waits, log.map),
        "wait_seconds": tables.touches,
    }
    for column, table in times.items():
        here = [bound for bound in bounds if bound.column == column]
        told = on_calendars(table, here, calendars)
        for calendar in sorted({bound.calendar for bound in here}, key=str):
            judged = [bound for bound in here if bound.calendar == calendar]
            name = judged_column(column, calendar)
            theirs = told.filter(
                told.touchpoint_no.isin([bound.touchpoint_no for bound in judged])
            )
            whole = by_key(
                log.quantiles(theirs, ["touchpoint_no"], name), "touchpoint_no"
            )
            for once in _one_each(judged):
                over = _over(theirs, once)
                late = by_key(
                    log.quantiles(over, ["touchpoint_no"], "late_seconds", MEDIAN),
                    "touchpoint_no",
                )
                for no, bound in once.items():
                    found[no, bound.place] = _judged(
                        whole.get(no), late.get(no), _NOT_KNOWN
                    )
    return found


def _one_each(bounds: Sequence[Bound]) -> Iterator[dict[int, Bound]]:
    """Deal out bounds so that no touchpoint has two in one hand."""
    left = list(bounds)
    while left:
        hand: dict[int, Bound] = {}
        for bound in left:
            hand.setdefault(bound.touchpoint_no, bound)
        yield hand
        left = [bound for bound in left if hand[bound.touchpoint_no] is not bound]


def _over(table: ir.Table, bounds: Mapping[int, Bound]) -> ir.Table:
    here = table.touchpoint_no
    limits = ibis.cases(*((here == no, bound.limit) for no, bound in bounds.items()))
    judged = next(iter(bounds.values())).judged
    return table.select("touchpoint_no", late_seconds=table[judged] - limits).filter(
        _.late_seconds > 0
    )


def _promised(
    log: PreparedLog, calendars: OpenCalendars
) -> Iterator[tuple[Activity, dict[str, Cell]]]:
    tables = log.prepared
    for trigger in chain.triggers(log.map):
        activity = log.map.activities[trigger.activity_no - 1]
        limit = chain.promised_seconds(activity, calendars)
        if activity.within is None:
            continue
        if limit is None:
            yield activity, _judged(None, None, NO_CALENDAR)
            continue
        follows = chain.activity_follows(tables.touches, tables.occurrences, trigger)
        told = log.engine.keep(
            f"promised_{trigger.activity_no}",
            chain.with_judged_seconds(
                follows, calendars.get(activity.calendar or "")
            ).select("judged_seconds"),
        )
        whole = log.quantiles(told, [], "judged_seconds")
        late = told.filter(told.judged_seconds > limit).select(
            late_seconds=told.judged_seconds - limit
        )
        over = log.quantiles(late, [], "late_seconds", MEDIAN)
        yield (
            activity,
            _judged(
                whole[0] if whole else None, over[0] if over else None, _NOT_FOLLOWED
            ),
        )


def _judged(whole: Row | None, over: Row | None, nobody: str) -> dict[str, Cell]:
    """Say what is known of the times that one promise judges.

    Args:
        whole: Their quantiles, if any is known.
        over: Quantiles of how much longer than the limit the late ones took, if any.
        nobody: Why nothing is known, where nothing is.
    """
    n, late = whole["n"] if whole else 0, over["n"] if over else 0
    told = whole if n else None
    return {
        "times": n,
        "kept": n - late,
        "share_kept": share(n - late, n, nobody),
        "median_seconds": median(told, nobody),
        "p90_seconds": quantile(told, 0.9) if told else unknown(nobody),
        "median_late_seconds": median(over, _ALL_KEPT if n else nobody),
    }


def _notes(log: PreparedLog) -> Iterator[str]:
    for calendar in log.map.calendars:
        yield (
            f"{calendar.id} is {calendar.name}, on the clock of"
            f" {calendar.zone or log.map.zone or 'UTC'}: its times are open hours only,"
            " so that 1 d is 24 open hours."
        )
    yield "Shares have Wilson's interval at 95 %."
