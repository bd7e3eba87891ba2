"""Many tables as one."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir


def united(tables: Sequence[ir.Table]) -> ir.Table:
    """Put the rows of tables with the same columns below each other.

    Halves are united with halves: one after the other, a hundred tables would be a
    question a hundred deep, which no engine's compiler gets to the bottom of.

    Args:
        tables: At least one.
    """
    if len(tables) == 1:
        return tables[0]
    half = len(tables) // 2
    return ibis.union(united(tables[:half]), united(tables[half:]))
