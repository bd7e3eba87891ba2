"""What people answered: means and distributions, by any key."""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir
from ibis import _

SCORE_TOTALS = ibis.schema({"n": "int64", "mean": "float64", "deviation": "float64"})


def score_totals(touches: ir.Table, key: str | None) -> ir.Table:
    """Sum up the scores of each group.

    Args:
        touches: Reads `score` and the key column. Touches without a score are left
            out.
        key: Column that names a group; None for all together.

    Returns:
        One row per group with any score: the key, `n: int64`, `mean: float64`,
        `deviation: float64` (sample standard deviation; null if n is 1).
    """
    answered = touches.filter(_.score.notnull())
    measures = {
        "n": _.count(),
        "mean": _.score.mean(),
        "deviation": _.score.std(how="sample"),
    }
    if key is None:
        return answered.aggregate(**measures).filter(_.n > 0)
    return answered.group_by(key).aggregate(**measures)


def score_counts(touches: ir.Table, key: str) -> ir.Table:
    """Count answers by whole score; halves are rounded away from zero.

    Returns:
        One row per group and score: the key, `whole_score: int64`, `answers: int64`.
    """
    return (
        touches.filter(_.score.notnull())
        .group_by(key, whole_score=_.score.round().cast("int64"))
        .aggregate(answers=_.count())
    )


def journey_residuals(
    touches: ir.Table, mean_by_touchpoint: Mapping[int, float]
) -> ir.Table:
    """Say how much higher each journey scored than others at the same touchpoints.

    Args:
        touches: Reads `journey_key`, `touchpoint_no`, `score`.
        mean_by_touchpoint: Mean score of each touchpoint that has any; not empty.

    Returns:
        One row per journey with any score: `journey_key: int64`; `residual: float64`,
        the mean over its answers of score less the touchpoint's mean; `score:
        float64`, the mean of its answers.
    """
    usual = ibis.cases(
        *(
            (touches.touchpoint_no == ibis.literal(no, "int16"), ibis.literal(mean))
            for no, mean in mean_by_touchpoint.items()
        )
    )
    return (
        touches.mutate(usual=usual)
        .filter(_.score.notnull())
        .group_by("journey_key")
        .aggregate(residual=(_.score - _.usual).mean(), score=_.score.mean())
    )
