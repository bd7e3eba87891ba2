"""Days, weeks and months on the clock of a map."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from footlights.measures.rows import Span

Period = Literal["day", "week", "month"]
"""A day, a calendar week from Monday, or a calendar month."""


def period_of(on: date, period: Period) -> date:
    """Give the first day of the period in which a day lies."""
    if period == "day":
        return on
    if period == "week":
        return on - timedelta(days=on.weekday())
    return on.replace(day=1)


def period_after(period_on: date, period: Period) -> date:
    """Give the first day of the next period."""
    if period == "day":
        return period_on + timedelta(days=1)
    if period == "week":
        return period_on + timedelta(days=7)
    return period_of(period_on + timedelta(days=31), "month")


def periods_apart(one: date, other: date, period: Period) -> int:
    """Count the periods from one to another; both are first days of periods."""
    if period == "month":
        return (other.year - one.year) * 12 + other.month - one.month
    return (other - one).days // (7 if period == "week" else 1)


def periods_of(span: Span, period: Period) -> Iterator[date]:
    """Yield the first day of every period that a log touches, in order."""
    if span.first is None or span.last is None:
        return
    period_on = period_of(local_day(span.first, span.zone), period)
    last_on = local_day(span.last, span.zone)
    while period_on <= last_on:
        yield period_on
        period_on = period_after(period_on, period)


def days_of(span: Span, period: Period) -> Iterator[tuple[date, date]]:
    """Yield every day of a log with the first day of its period, in order."""
    for day in periods_of(span, "day"):
        yield day, period_of(day, period)


def is_whole(period_on: date, period: Period, span: Span) -> bool:
    """Say whether a log covers a whole period.

    It does if the log's first day is not after the period's first, and its last day
    is not before the period's last: a log may begin late on its first day.
    """
    if span.first is None:
        return False
    begun = local_day(span.first, span.zone) <= period_on
    return begun and is_over(period_on, period, span)


def is_over(period_on: date, period: Period, span: Span) -> bool:
    """Say whether a log reaches the last day of a period."""
    if span.last is None:
        return False
    last_on = period_after(period_on, period) - timedelta(days=1)
    return last_on <= local_day(span.last, span.zone)


def local_day(at: datetime, zone: str) -> date:
    """Give the day of a naive UTC time on the clock of a zone."""
    return at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date()


def midnight(on: date, zone: str) -> datetime:
    """Give the naive UTC time at which a day begins on the clock of a zone."""
    begin = datetime.combine(on, time(), ZoneInfo(zone))
    return begin.astimezone(UTC).replace(tzinfo=None)
