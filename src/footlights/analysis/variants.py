"""Sequences of touchpoints that journeys share."""

import ibis
import ibis.expr.types as ir
from ibis import _

VARIANTS = ibis.schema({"variant": "array<int16>", "journeys": "int64"})


def variant_counts(journeys: ir.Table) -> ir.Table:
    """Count journeys by variant.

    Args:
        journeys: `prepared.JOURNEYS`. Reads `variant`.

    Returns:
        One row per variant, `VARIANTS`; no order.
    """
    return journeys.group_by("variant").aggregate(journeys=_.count())


def most_frequent(variants: ir.Table, most: int) -> ir.Table:
    """Take the most frequent variants; ties by their touchpoints in map order."""
    return variants.order_by(_.journeys.desc(), _.variant).limit(most)
