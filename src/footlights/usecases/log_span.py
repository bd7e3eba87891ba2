"""Which time a prepared log covers, and the clock it is told on."""

import ibis.expr.types as ir
from ibis import _

from footlights.events.timing import local_time
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
    """Add `local_at: timestamp`, a column's time on the map's clock.

    Args:
        table: Reads the column, naive UTC.
        span: As `log_span` gives it. Without any event there is nothing to move.
        column: Which time.
    """
    if span.first is None or span.last is None:
        return table.mutate(local_at=table[column])
    moved = local_time(table[column], span.zone, span.first, span.last)
    return table.mutate(local_at=moved)
