"""Quantiles of a duration, group by group, at every place of one grid."""

from collections.abc import Sequence

import ibis.expr.types as ir
from ibis import _

from footlights.statistics.quantiles import GRID


def quantile_grid(table: ir.Table, keys: Sequence[str], value: str) -> ir.Table:
    """Compute the quantiles that estimates are read from.

    Nulls are left out. Between two observations the quantile is interpolated.

    Args:
        table: Reads the key columns and `value: float64`.
        keys: Columns that name a group; none for the whole table.
        value: Column whose quantiles are wanted.

    Returns:
        One row per group that has any value: the keys, `n: int64`, and
        `grid: array<float64>`, the quantiles at `statistics.quantiles.GRID`.

    Source:
        Own definition; checked by hand in `tests/analysis/test_quantiles.py`.
    """
    known = table.filter(table[value].notnull())
    measures = {"n": _.count(), "grid": _[value].quantile(list(GRID))}
    if not keys:
        return known.aggregate(**measures).filter(_.n > 0)
    return known.group_by(*keys).aggregate(**measures)

