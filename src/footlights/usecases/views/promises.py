"""What customers expect and teams promise, held against the time it took."""

from collections.abc import Iterator, Mapping

import ibis.expr.types as ir

from footlights.analysis.activities import triggers
from footlights.analysis.promised_times import (
    late_times,
    promised_times,
    promises_of,
)
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
    kept, unknown_calendar = _kept(log), _judged(None, None, NO_CALENDAR)
    promises = promises_of(log.map)
    expected = {
        (each.expected.touchpoint_no, each.expected.place): kept[each.no]
        for each in promises
        if each.expected
    }
    followed = {
        each.trigger.activity_no: kept[each.no] for each in promises if each.trigger
    }
    recorded = {trigger.activity_no for trigger in triggers(log.map)}
    number = {each.id: no for no, each in enumerate(log.map.activities, start=1)}
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
                    **expected.get((no, place), unknown_calendar),
                }
            )
        rows += [
            _of_activity(touchpoint, activity)
            | followed.get(number[activity.id], unknown_calendar)
            for activity in touchpoint.activities
            if activity.within is not None and number[activity.id] in recorded
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


def _kept(log: PreparedLog) -> Mapping[int, dict[str, Cell]]:
    """Say what is known of the times of each promise, by its number."""
    promises = promises_of(log.map)
    if not promises:
        return {}
    times = log.once("promised_times", _times)
    late = log.once(
        "late_times",
        lambda every: late_times(every.once("promised_times", _times), promises),
    )
    of_all = by_key(log.quantiles(times, ["promise_no"], "seconds"), "promise_no")
    of_late = by_key(
        log.quantiles(late, ["promise_no"], "late_seconds", MEDIAN), "promise_no"
    )
    return {
        each.no: _judged(
            of_all.get(each.no),
            of_late.get(each.no),
            _NOT_KNOWN if each.trigger is None else _NOT_FOLLOWED,
        )
        for each in promises
    }


def _times(log: PreparedLog) -> ir.Table:
    return promised_times(log.prepared, log.map, open_calendars(log))


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
