"""Quantiles of a duration, group by group."""

from collections.abc import Sequence

import ibis.expr.types as ir
from ibis import _


def group_sizes(table: ir.Table, keys: Sequence[str], value: str) -> ir.Table:
    """Count the known values of each group.

    Returns:
        One row per group that has any value: the keys, `n: int64`.
    """
    known = table.filter(table[value].notnull())
    if not keys:
        return known.aggregate(n=_.count()).filter(_.n > 0)
    return known.group_by(*keys).aggregate(n=_.count())


def group_quantiles(
    table: ir.Table, keys: Sequence[str], value: str, places: Sequence[float]
) -> ir.Table:
    """Compute the quantiles that estimates are read from.

    Nulls are left out. Between two observations the quantile is interpolated.

    Args:
        table: Reads the key columns and `value: float64`.
        keys: Columns that name a group; none for the whole table.
        value: Column whose quantiles are wanted.
        places: Quantiles, 0 to 1; see `statistics.quantiles.places_for`.

    Returns:
        One row per group that has any value: the keys, `n: int64`, and
        `grid: array<float64>`, the quantiles at `places`.

    Source:
        Own definition; checked by hand in `tests/analysis/test_quantiles.py`.
    """
    known = table.filter(table[value].notnull())
    measures = {"n": _.count(), "grid": _[value].quantile(list(places))}
    if not keys:
        return known.aggregate(**measures).filter(_.n > 0)
    return known.group_by(*keys).aggregate(**measures)
