"""Local times of a zone, as UTC."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import ibis
import ibis.expr.types as ir

from footlights.errors import UnknownZoneError

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


def check_zone(zone: str) -> None:
    """See to it that there is such a zone.

    Raises:
        UnknownZoneError: There is none.
    """
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZoneError(zone, sorted(available_timezones())) from error


def as_utc(
    local: ir.TimestampValue, zone: str, first: datetime, last: datetime
) -> ir.TimestampValue:
    """Turn clock times of a zone into UTC.

    Where the clock is put back, an hour happens twice: the earlier of the two counts.
    Where it is put forward, an hour does not exist: a time in it counts from the hour
    before, as if the clock had not been touched yet (02:30 becomes what 03:30 is).

    Args:
        local: Clock times.
        zone: Name of the zone.
        first: Earliest of the clock times.
        last: Latest of the clock times.
    """
    steps = zone_steps(zone, first, last)
    seconds = [offset for _, offset in steps]
    if not any(seconds):
        return local
    branches = [
        (local < ibis.timestamp(until), ibis.interval(seconds=offset))
        for (until, _), offset in zip(steps[1:], seconds, strict=False)
    ]
    if not branches:
        return local - ibis.interval(seconds=seconds[0])
    return ibis.cases(
        *((holds, local - offset) for holds, offset in branches),
        else_=local - ibis.interval(seconds=seconds[-1]),
    )


@cache
def zone_steps(
    zone: str, first: datetime, last: datetime
) -> tuple[tuple[datetime, int], ...]:
    """List the clock times from which an offset from UTC holds, and that offset.

    Args:
        zone: Name of the zone.
        first: Earliest clock time to cover.
        last: Latest clock time to cover.

    Returns:
        Pairs of clock time and seconds east of UTC, in order; the first pair holds
        from the beginning.
    """
    where = ZoneInfo(zone)

    def offset_at(moment: datetime) -> timedelta:
        return moment.replace(tzinfo=UTC).astimezone(where).utcoffset() or timedelta()

    moment = first - _DAY
    offset = offset_at(moment)
    steps = [(datetime.min, int(offset.total_seconds()))]  # noqa: DTZ901 - a clock time
    while moment < last + _DAY:
        following = moment + _DAY
        next_offset = offset_at(following)
        if next_offset != offset:
            change = _change(moment, following, offset, offset_at)
            steps.append(
                (change + max(offset, next_offset), int(next_offset.total_seconds()))
            )
            offset = next_offset
        moment = following
    return tuple(steps)


def _change(
    before: datetime,
    after: datetime,
    offset: timedelta,
    offset_at: Callable[[datetime], timedelta],
) -> datetime:
    """Find the second, in UTC, from which the offset is another one."""
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        if offset_at(middle) == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
