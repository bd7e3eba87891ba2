"""Sequences of touchpoints that journeys share."""

from collections.abc import Collection

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.journeys import NUMBERS
from footlights.events.prepared import VARIANTS

FOLDED = ibis.schema(
    {
        "variant_no": "int64",
        "journeys": "int64",
        "folded_no": "int64",
        "folded": "array<int16>",
    }
)
"""One row per variant.

- `variant_no`, `journeys: int64`: as in `prepared.VARIANTS`.
- `folded_no: int64`: the lowest `variant_no` of those that fold into the same.
- `folded: array<int16>`: the touchpoint numbers that are left, in order.
"""

OTHERS_NO = 0
"""Stands in `folded_no` for all variants not told apart."""

VARIANT_TOTALS = ibis.schema(
    {
        "folded_no": "int64",
        "journeys": "int64",
        "completed": "int64",
        "n": "int64",
        "mean": "float64",
        "deviation": "float64",
    }
)


def variant_counts(journeys: ir.Table) -> ir.Table:
    """Count journeys by variant.

    Args:
        journeys: `prepared.JOURNEYS`. Reads `variant_no`, `variant`.

    Returns:
        `prepared.VARIANTS` of these journeys; no order.
    """
    # One number tells journeys apart faster than a whole sequence.
    counted = journeys.group_by("variant_no").aggregate(
        variant=_.variant.arbitrary(), journeys=_.count()
    )
    return counted.select(*VARIANTS.names)


def most_frequent(variants: ir.Table, most: int) -> ir.Table:
    """Take the most frequent variants; ties by their touchpoints in map order."""
    return variants.order_by(_.journeys.desc(), _.variant).limit(most)


def unfolded(variants: ir.Table) -> ir.Table:
    """Keep every variant as it is.

    Args:
        variants: `prepared.VARIANTS`.

    Returns:
        `FOLDED`.
    """
    return variants.select(
        "variant_no", "journeys", folded_no="variant_no", folded="variant"
    )


def without_repeats(steps: ir.Table) -> ir.Table:
    """Fold touches of one touchpoint in a row into one.

    Args:
        steps: `prepared.STEPS`.

    Returns:
        `FOLDED`.
    """
    is_first = steps.previous_touchpoint_no.isnull() | (
        steps.previous_touchpoint_no != steps.touchpoint_no
    )
    return _folded(steps.filter(is_first))


def without_returns(steps: ir.Table) -> ir.Table:
    """Fold loops: keep only the first touch of each touchpoint.

    Args:
        steps: `prepared.STEPS`.

    Returns:
        `FOLDED`.
    """
    return _folded(steps.filter(_.visit_no == 1))


def _folded(kept: ir.Table) -> ir.Table:
    alike = ibis.window(group_by="folded")
    return (
        kept.group_by("variant_no", "journeys")
        .aggregate(in_order=(_.touch_no * NUMBERS + _.touchpoint_no).collect())
        .mutate(folded=_.in_order.sort().map(lambda n: (n % NUMBERS).cast("int16")))
        .mutate(folded_no=_.variant_no.min().over(alike))
        .select(*FOLDED.names)
    )


def folded_journeys(
    journeys: ir.Table, folded: ir.Table, apart: Collection[int] | None
) -> ir.Table:
    """Put beside each journey what its variant folds into.

    Args:
        journeys: `prepared.JOURNEYS`.
        folded: `FOLDED`.
        apart: Values of `folded_no` that are told apart; None for all.

    Returns:
        One row per journey: `folded_no: int64`, `OTHERS_NO` for those not told apart;
        `seconds`, `score: float64`, `is_completed: boolean`.
    """
    found = journeys.select(
        "variant_no", "seconds", "score", "is_completed"
    ).inner_join(folded.select("variant_no", "folded_no"), "variant_no")
    no = (
        found.folded_no
        if apart is None
        else ibis.ifelse(
            found.folded_no.isin(sorted(apart)), found.folded_no, OTHERS_NO
        )
    )
    return found.select("seconds", "score", "is_completed", folded_no=no.cast("int64"))


def variant_totals(journeys: ir.Table) -> ir.Table:
    """Count journeys by variant, those completed, and sum up their scores.

    A journey's score is the mean of its answers; it counts once, however many
    answers it gave.

    Args:
        journeys: As `folded_journeys` gives them.

    Returns:
        One row per value of `folded_no`, `VARIANT_TOTALS`: `n` journeys with a score,
        `mean` and `deviation` of their scores, null without.
    """
    return journeys.group_by("folded_no").aggregate(
        journeys=_.count(),
        completed=_.count(where=_.is_completed),
        n=_.score.count(),
        mean=_.score.mean(),
        deviation=_.score.std(how="sample"),
    )
