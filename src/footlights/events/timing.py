"""Time between two moments, and moments on a local clock; the same on any engine."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.types as ir

YEAR_ONE = datetime(1, 1, 1)  # noqa: DTZ001 - naive, as all times are in an engine
"""A Monday."""


def seconds_between(
    begin: ir.TimestampValue, end: ir.TimestampValue
) -> ir.FloatingValue:
    """Give `end` less `begin` in seconds, to the microsecond; null if either is."""
    return end.delta(begin, unit="microsecond") / 1_000_000


def offset_changes(
    zone: str, first: datetime, last: datetime
) -> list[tuple[datetime, timedelta]]:
    """List when a zone's distance from UTC changes.

    Args:
        zone: IANA name, such as `Europe/Rome`.
        first: Naive UTC time to begin at.
        last: Naive UTC time to end at.

    Returns:
        Pairs of a naive UTC time and the offset from it on; the first is `first`.
    """
    clock = ZoneInfo(zone)

    def offset(at: datetime) -> timedelta:
        return at.replace(tzinfo=UTC).astimezone(clock).utcoffset() or timedelta()

    changes = [(first, offset(first))]
    at = first
    while at < last:
        # Offsets change at most a few times a year; a day's stride misses none.
        after = min(at + timedelta(days=1), last)
        if offset(after) != changes[-1][1]:
            low, high = at, after
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) / 2
                same = offset(middle) == changes[-1][1]
                low, high = (middle, high) if same else (low, middle)
            changes.append((high.replace(microsecond=0), offset(high)))
        at = after
    return changes


def local_time(
    at: ir.TimestampColumn, zone: str, first: datetime, last: datetime
) -> ir.TimestampColumn:
    """Move UTC times onto the clock of a zone, daylight saving included.

    The hour that a clock repeats in autumn is counted twice as long; the hour that it
    leaves out in spring stays empty.

    Args:
        at: UTC times, none before `first` or after `last`.
        zone: IANA name.
        first: Earliest time in the log, naive UTC.
        last: Latest time in the log, naive UTC.
    """
    changes = offset_changes(zone, first, last)
    moved = _shift(at, changes[0][1])
    branches = [
        (at >= ibis.literal(since), _shift(at, offset))
        for since, offset in reversed(changes[1:])
    ]
    return ibis.cases(*branches, else_=moved) if branches else moved


def clock_hours(
    at: ir.TimestampColumn, zone: str, first: datetime, last: datetime
) -> ir.IntegerColumn:
    """Count the whole hours that the clock of a zone shows since the year 1.

    The year 1 began on a Monday, so hours of the week are the rest by 168 and days
    the whole part by 24. On many rows that is much quicker than moving times and
    taking them apart. The arguments are those of `local_time`.
    """
    changes = offset_changes(zone, first, last)
    shifts = [(since, round(by.total_seconds())) for since, by in changes]
    # Nearly all zones are whole hours from UTC; the others pay for a division.
    unit, size = ("hour", 3600)
    if any(shift % size for _since, shift in shifts):
        unit, size = ("second", 1)
    branches = [
        (at >= ibis.literal(since), ibis.literal(shift // size, "int64"))
        for since, shift in reversed(shifts[1:])
    ]
    usual = ibis.literal(shifts[0][1] // size, "int64")
    counted = at.delta(ibis.literal(YEAR_ONE), unit=unit) + (
        ibis.cases(*branches, else_=usual) if branches else usual
    )
    return counted if size == 3600 else counted // 3600


def _shift(at: ir.TimestampColumn, by: timedelta) -> ir.TimestampColumn:
    seconds = round(by.total_seconds())
    if seconds == 0:
        return at
    step = ibis.interval(seconds=abs(seconds))
    return at + step if seconds > 0 else at - step
