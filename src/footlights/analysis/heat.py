"""Touches laid out in cells, ready for a heat map."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis.breakdowns import weekday_of
from footlights.analysis.durations import unseen_waits
from footlights.model.map import Map

CELL_TOTALS = ibis.schema(
    {"touches": "int64", "n": "int64", "mean": "float64", "deviation": "float64"}
)


def cell_totals(table: ir.Table, keys: Sequence[str]) -> ir.Table:
    """Count touches, and sum up their scores, cell by cell.

    Args:
        table: Reads `score: float64` and the key columns.
        keys: Columns that name a cell; none for all together.

    Returns:
        One row per cell that has any: the keys, then `CELL_TOTALS`: `touches`; of
        these `n` with a score, its `mean` and sample standard `deviation`, null
        where there are too few for it.
    """
    measures = {
        "touches": _.count(),
        "n": _.score.count(),
        "mean": _.score.mean(),
        "deviation": _.score.std(how="sample"),
    }
    if not keys:
        return table.aggregate(**measures)
    return table.group_by(*keys).aggregate(**measures)


def scored_presence(touches: ir.Table, waits: ir.Table, map_: Map) -> ir.Table:
    """Say when somebody was where, with what they scored.

    The rows are those of `durations.presence`: touches, and waits that no event shows.

    Returns:
        One row per touch or such wait: `touchpoint_no: int16`, `at: timestamp`,
        `score: float64`, null for waits.
    """
    seen = touches.select("touchpoint_no", "at", "score")
    unseen = unseen_waits(map_)
    if not unseen:
        return seen
    waited = waits.filter(_.touchpoint_no.isin(unseen))
    return ibis.union(
        seen,
        waited.select("touchpoint_no", "at", score=ibis.literal(None, "float64")),
    )


def week_hours(local: ir.Table) -> ir.Table:
    """Add the weekday and the hour in which each row begins.

    Args:
        local: Reads `local_at: timestamp` on the map's clock.

    Returns:
        `local` with `weekday: int64` (1 is Monday) and `hour: int64` (0 to 23).
    """
    return local.mutate(
        weekday=weekday_of(_.local_at), hour=_.local_at.hour().cast("int64")
    )


def with_attribute(touches: ir.Table, events: ir.Table, column: str) -> ir.Table:
    """Put a column of the events beside the touches that come from them.

    Args:
        touches: Reads `row_no`, `touchpoint_no`, `score`.
        events: Reads `row_no` and the column.
        column: Any column of the events.

    Returns:
        One row per touch with a value: `touchpoint_no: int16`, `score: float64`,
        `value: string`.
    """
    said = events.filter(_[column].notnull()).select(
        "row_no", value=_[column].cast("string")
    )
    return (
        touches.select("row_no", "touchpoint_no", "score")
        .inner_join(said, "row_no")
        .select("touchpoint_no", "score", "value")
    )


def frequent_values(valued: ir.Table, most: int) -> ir.Table:
    """List the most frequent values; ties by the value.

    Returns:
        One row per value: `value`, `touches: int64`, in order.
    """
    return (
        valued.group_by("value")
        .aggregate(touches=_.count())
        .order_by(_.touches.desc(), "value")
        .limit(most)
    )


def gathered(valued: ir.Table, own: Sequence[str | int]) -> ir.Table:
    """Gather all values but some under null.

    Args:
        valued: Reads `value`.
        own: Values that stay as they are; at least one.
    """
    stays = valued.value.isin(own)
    return valued.mutate(value=ibis.ifelse(stays, valued.value, ibis.null()))
