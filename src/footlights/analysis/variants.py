"""Sequences of touchpoints that journeys share."""

import ibis.expr.types as ir
from ibis import _

from footlights.events.prepared import VARIANTS


def variant_counts(journeys: ir.Table) -> ir.Table:
    """Count journeys by variant.

    Args:
        journeys: `prepared.JOURNEYS`. Reads `variant_no`, `variant`.

    Returns:
        `prepared.VARIANTS` of these journeys; no order.
    """
    counted = journeys.group_by("variant_no", "variant").aggregate(journeys=_.count())
    return counted.select(*VARIANTS.names)


def most_frequent(variants: ir.Table, most: int) -> ir.Table:
    """Take the most frequent variants; ties by their touchpoints in map order."""
    return variants.order_by(_.journeys.desc(), _.variant).limit(most)
