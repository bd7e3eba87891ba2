"""Touches laid out in cells, ready for a heat map."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis.durations import unseen_waits
from footlights.model.map import Map

CELL_SUMS = ibis.schema(
    {"touches": "int64", "n": "int64", "total": "float64", "squares": "float64"}
)

CELL_TOTALS = ibis.schema(
    {"touches": "int64", "n": "int64", "mean": "float64", "deviation": "float64"}
)


def cell_sums(table: ir.Table, keys: Sequence[str]) -> ir.Table:
    """Count touches, and add up their scores, cell by cell.

    Args:
        table: Reads `score: float64` and the key columns.
        keys: Columns that name a cell; at least one.

    Returns:
        One row per cell that has any: the keys, then `CELL_SUMS`: `touches`; of these
        `n` with a score, their `total` and the `squares` of them; 0 without any.
    """
    return table.group_by(*keys).aggregate(
        touches=_.count(),
        n=_.score.count(),
        total=_.score.sum().fill_null(0.0),
        squares=(_.score * _.score).sum().fill_null(0.0),
    )


def added_sums(sums: ir.Table, keys: Sequence[str]) -> ir.Table:
    """Put small cells together to larger ones.

    Args:
        sums: `CELL_SUMS` with the key columns.
        keys: Columns that name the larger cells; at least one.

    Returns:
        One row per cell that has any: the keys, then `CELL_SUMS`.
    """
    return sums.group_by(*keys).aggregate(
        touches=_.touches.sum().cast("int64"),
        n=_.n.sum().cast("int64"),
        total=_.total.sum(),
        squares=_.squares.sum(),
    )


def cell_totals(sums: ir.Table, keys: Sequence[str]) -> ir.Table:
    """Put small cells together to larger ones, and give their mean scores.

    Args:
        sums: `CELL_SUMS` with the key columns.
        keys: Columns that name the larger cells; at least one.

    Returns:
        One row per cell that has any: the keys, then `CELL_TOTALS`: `touches`, `n`;
        `mean: float64` and sample standard `deviation: float64` of the scores, null
        where there are too few for it.
    """
    added = added_sums(sums, keys)
    # Scores are small numbers of one sign: their squares lose no digit that counts.
    variance = (_.squares - _.total * _.total / _.n.nullif(0)) / (_.n - 1).nullif(0)
    return added.mutate(
        mean=_.total / _.n.nullif(0), deviation=variance.clip(lower=0).sqrt()
    ).select(*keys, *CELL_TOTALS.names)


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


def hour_totals(told: ir.Table, keys: Sequence[str]) -> ir.Table:
    """Count touches and sum up their scores by weekday and hour.

    Args:
        told: Reads `clock_hours: int64` (see `timing.clock_hours`), `score` and
            the keys.
        keys: More columns that name a cell, or none.

    Returns:
        One row per cell that has any: the keys, `weekday: int64` (1 is Monday),
        `hour: int64` (0 to 23), then `CELL_TOTALS`.
    """
    by_hour = told.mutate(week_hour=_.clock_hours % 168)
    sums = cell_sums(by_hour, [*keys, "week_hour"]).mutate(
        weekday=_.week_hour // 24 + 1, hour=_.week_hour % 24
    )
    return cell_totals(sums, [*keys, "weekday", "hour"])


def with_attribute(
    touches: ir.Table, events: ir.Table, column: str, kept: Sequence[str]
) -> ir.Table:
    """Put a column of the events beside the touches that come from them.

    Args:
        touches: Reads `row_no` and the columns that are kept.
        events: Reads `row_no` and the column.
        column: Any column of the events.
        kept: Columns of the touches.

    Returns:
        One row per touch with a value: the kept columns, `value: string`.
    """
    said = events.filter(_[column].notnull()).select(
        "row_no", value=_[column].cast("string")
    )
    return (
        touches.select(*dict.fromkeys(["row_no", *kept]))
        .inner_join(said, "row_no")
        .select(*kept, "value")
    )


def frequent_values(sums: ir.Table, most: int) -> ir.Table:
    """List the most frequent values; ties by the value.

    Args:
        sums: Reads `value` and `touches: int64`; a value may have several rows.
        most: How many values.

    Returns:
        One row per value: `value`, `touches: int64`, in order.
    """
    return (
        sums.group_by("value")
        .aggregate(touches=_.touches.sum().cast("int64"))
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
