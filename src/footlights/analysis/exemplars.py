"""Single journeys that stand for many."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
from ibis import _


def of_variant(journeys: ir.Table, variant: Sequence[int]) -> ir.Table:
    """Keep the journeys of one variant.

    Args:
        journeys: Reads `variant: array<int16>`.
        variant: Its touchpoint numbers in order; at least one.
    """
    return journeys.filter(_.variant == ibis.literal(list(variant), "array<int16>"))


def nearest(journeys: ir.Table, seconds: float) -> ir.Table:
    """Take the journey that lasts most nearly so long.

    Of several the shorter, then the one with the lower key.

    Args:
        journeys: Reads `seconds`, `journey_key`.
        seconds: How long.

    Returns:
        At most one row of `journeys`.
    """
    return journeys.order_by(
        (_.seconds - seconds).abs(), _.seconds, _.journey_key
    ).limit(1)


def worst(journeys: ir.Table) -> ir.Table:
    """Take the journey with the lowest mean score.

    At the same score one that was not completed comes before one that was, then the
    longer, then the one with the lower key. Journeys without a score come last.

    Args:
        journeys: `prepared.JOURNEYS`.

    Returns:
        At most one row of `journeys`.
    """
    return journeys.order_by(
        ibis.asc(_.score, nulls_first=False),
        _.is_completed,
        _.seconds.desc(),
        _.journey_key,
    ).limit(1)
