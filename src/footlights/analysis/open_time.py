"""Time in the open hours of a calendar.

A moment is open if the calendar's own clock shows one of its open hours then. Open
time is real time: an hour that the clock leaves out in spring is not there, and one
that it shows twice in autumn, if it is an open one, counts twice.

A calendar is a small table with one row per UTC day: how much open time lies before
the day, and which parts of it are open. The open time before a moment is then a look
into that table, and the open time between two moments the difference of two of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from footlights.events.timing import offset_changes, seconds_between
from footlights.model.calendar import Calendar

_DAY = 86_400
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - naive UTC, as all times in an engine
_Range = tuple[int, int]  # begin and end, seconds since 1970, the end outside


@dataclass(frozen=True)
class OpenDays:
    """A calendar as a table in an expression; see `open_days`."""

    table: ir.Table
    """One row per UTC day: `day_no: int64` since 1970; `before: float64`, open seconds
    from the first day to its begin; for each part `k` from 0 `begin_k` and
    `end_k: float64`, in seconds of the day."""

    parts: int
    """How many parts a day has at most."""


def open_days(calendar: Calendar, zone: str, first: date, last: date) -> OpenDays:
    """Make the table of a calendar's days.

    Args:
        calendar: The calendar.
        zone: The zone of its hours, if it names none.
        first: First UTC day that the table has.
        last: Last UTC day that it has.
    """
    ranges = _merged(_ranges(calendar, calendar.zone or zone, first, last))
    begin_no, end_no = _day_no(first), _day_no(last)
    by_day: dict[int, list[_Range]] = {no: [] for no in range(begin_no, end_no + 1)}
    for no, part in _by_day(ranges):
        if no in by_day:
            by_day[no].append(part)
    parts = max(map(len, by_day.values()), default=0)
    columns: dict[str, list[float]] = {"before": []}
    for k in range(parts):
        columns |= {f"begin_{k}": [], f"end_{k}": []}
    passed = 0
    for opened in by_day.values():
        columns["before"].append(passed)
        for k in range(parts):
            begin, end = opened[k] if k < len(opened) else (0, 0)
            columns[f"begin_{k}"].append(begin)
            columns[f"end_{k}"].append(end)
        passed += sum(end - begin for begin, end in opened)
    table = {"day_no": pa.array(list(by_day), pa.int64())} | {
        name: pa.array(values, pa.float64()) for name, values in columns.items()
    }
    return OpenDays(ibis.memtable(pa.table(table)), parts)


def with_open_seconds(
    table: ir.Table,
    begin: ir.FloatingValue,
    seconds: ir.FloatingValue,
    days: OpenDays,
    name: str,
) -> ir.Table:
    """Add how much of a time lies in open hours.

    Args:
        table: Any table.
        begin: When each time begins, `seconds_since_1970`.
        seconds: How long it takes at all hours.
        days: The calendar.
        name: Name of the new column, in seconds, to the millisecond; null where begin
            or length is, or where either end lies outside the days of the calendar.
    """
    end = begin + seconds
    told = table.mutate(
        **{
            f"{name}_begin": ibis.ifelse(seconds.isnull(), ibis.null("float64"), begin),
            f"{name}_end": end,
        }
    )
    for edge in (f"{name}_begin", f"{name}_end"):
        told = _with_open_before(told, edge, days)
    # Large numbers less large numbers leave crumbs of microseconds.
    between = (told[f"{name}_end"] - told[f"{name}_begin"]).round(3)
    return told.mutate(**{name: between}).drop(f"{name}_begin", f"{name}_end")


def seconds_since_1970(at: ir.TimestampValue) -> ir.FloatingValue:
    """Give a time as seconds since 1970, UTC; null if it is."""
    return seconds_between(ibis.literal(_EPOCH), at)


def _with_open_before(table: ir.Table, edge: str, days: OpenDays) -> ir.Table:
    """Put the open seconds before a moment in its place."""
    day_no = (table[edge] / _DAY).floor().cast("int64")
    of_days = days.table.rename(lambda column: f"{edge}_{column}")
    joined = table.mutate(**{f"{edge}_on": day_no}).left_join(
        of_days, [(f"{edge}_on", f"{edge}_day_no")]
    )
    within = joined[edge] - joined[f"{edge}_on"] * float(_DAY)
    opened = joined[f"{edge}_before"]
    for k in range(days.parts):
        begins, ends = joined[f"{edge}_begin_{k}"], joined[f"{edge}_end_{k}"]
        opened = opened + ibis.greatest(ibis.least(within, ends) - begins, 0.0)
    return joined.mutate(**{edge: opened}).select(*table.columns)


def _ranges(calendar: Calendar, zone: str, first: date, last: date) -> Iterator[_Range]:
    """Yield the open times in UTC, not in order; the clock decides what they are."""
    begins = datetime.combine(first, datetime.min.time()) - timedelta(days=2)
    ends = datetime.combine(last, datetime.min.time()) + timedelta(days=3)
    changes = offset_changes(zone, begins, ends)
    for no, (since, offset) in enumerate(changes):
        until = changes[no + 1][0] if no + 1 < len(changes) else ends
        shift = round(offset.total_seconds())
        low, high = _seconds(since), _seconds(until)
        day = (since + offset).date()
        while day <= (until + offset).date():
            midnight = _day_no(day) * _DAY - shift
            for begin, end in calendar.ranges_on(day):
                opens = max(midnight + begin * 60, low)
                closes = min(midnight + end * 60, high)
                if opens < closes:
                    yield opens, closes
            day += timedelta(days=1)


def _merged(ranges: Iterator[_Range]) -> list[_Range]:
    found: list[_Range] = []
    for begin, end in sorted(ranges):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return found


def _by_day(ranges: Sequence[_Range]) -> Iterator[tuple[int, _Range]]:
    """Cut open times at midnight UTC: the day's number, and seconds in the day."""
    for begin, end in ranges:
        at = begin
        while at < end:
            no = at // _DAY
            until = min(end, (no + 1) * _DAY)
            yield no, (at - no * _DAY, until - no * _DAY)
            at = until


def _day_no(day: date) -> int:
    return day.toordinal() - _EPOCH.toordinal()


def _seconds(at: datetime) -> int:
    return round((at - _EPOCH).total_seconds())


OpenCalendars = Mapping[str, OpenDays]
"""The calendars of a map, by id."""
