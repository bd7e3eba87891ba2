"""Which time a prepared log covers, and the clock it is told on."""

from dataclasses import replace
from datetime import timedelta

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.timing import clock_hours
from footlights.measures.periods import midnight
from footlights.measures.rows import Span
from footlights.usecases.prepared_log import PreparedLog


def log_span(log: PreparedLog) -> Span:
    """Give the first and last time of any event of the log, on the map or not."""
    alike = log.prepared.alike
    row = log.row(alike.aggregate(first_at=_.first_at.min(), last_at=_.last_at.max()))
    zone = log.map.zone or "UTC"
    return (
        Span(row["first_at"], row["last_at"], zone) if row else Span(None, None, zone)
    )


def begun_span(log: PreparedLog, span: Span) -> Span:
    """Give the part of a log's time in which its journeys may begin.

    That is all of it, unless journeys were selected by when they begin.

    Args:
        log: A prepared log.
        span: As `log_span` gives it.
    """
    if span.first is None or span.last is None:
        return span
    from_on, to_on = log.begun
    first, last = span.first, span.last
    if from_on is not None:
        first = max(first, midnight(from_on, span.zone))
    if to_on is not None:
        end = midnight(to_on + timedelta(days=1), span.zone)
        last = min(last, end - timedelta(microseconds=1))
    return replace(span, first=first, last=last)


def on_clock(table: ir.Table, span: Span, column: str = "at") -> ir.Table:
    """Add `clock_hours: int64`, what the map's clock shows at a column's time.

    Args:
        table: Reads the column, naive UTC.
        span: As `log_span` gives it; without any event there is nothing to tell.
        column: Which time.
    """
    if span.first is None or span.last is None:
        return table.mutate(clock_hours=ibis.literal(0, "int64"))
    shown = clock_hours(table[column], span.zone, span.first, span.last)
    return table.mutate(clock_hours=shown)
