"""Which time a prepared log covers, and the clock it is told on."""

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.timing import clock_hours
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
