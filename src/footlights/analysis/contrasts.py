"""One group of journeys or touches held against all the others."""

import ibis
import ibis.expr.types as ir
from ibis import _

CHANNEL_VISITS = ibis.schema(
    {
        "journey_key": "int64",
        "channel_no": "int16",
        "touches": "int64",
        "repeats": "int64",
        "total": "float64",
        "answers": "int64",
    }
)


def segment_totals(journeys: ir.Table, residuals: ir.Table, column: str) -> ir.Table:
    """Sum up a segment and its complement; journeys of neither are left out.

    Args:
        journeys: `prepared.JOURNEYS` with its segment columns.
        residuals: `scores.journey_residuals`.
        column: The segment's column.

    Returns:
        Up to two rows: `is_inside: boolean`, `journeys: int64`, `completed: int64`,
        `n: int64` (journeys with a score), `mean`, `deviation: float64` of their
        residuals and `score_mean`, `score_deviation` of their scores, null without.
    """
    return (
        journeys.filter(_[column].notnull())
        .select("journey_key", "is_completed", is_inside=_[column])
        .left_join(residuals, "journey_key")
        .group_by("is_inside")
        .aggregate(
            journeys=_.count(),
            completed=_.count(where=_.is_completed),
            n=_.residual.count(),
            mean=_.residual.mean(),
            deviation=_.residual.std(how="sample"),
            score_mean=_.score.mean(),
            score_deviation=_.score.std(how="sample"),
        )
    )


def channel_visits(touches: ir.Table, repeating: list[int]) -> ir.Table:
    """Sum up each journey's touches on each channel.

    Args:
        touches: `prepared.TOUCHES`.
        repeating: Touchpoints that are meant to be repeated; their touches do not
            count as repeats.

    Returns:
        One row per journey and channel it used, `CHANNEL_VISITS`: `touches`;
        `repeats` of the touch just before; `total` and number of its `answers`.
    """
    is_repeat = (_.previous_touchpoint_no == _.touchpoint_no) & ~_.touchpoint_no.isin(
        repeating or [-1]
    )
    return (
        touches.filter(_.channel_no.notnull())
        .group_by("journey_key", "channel_no")
        .aggregate(
            touches=_.count(),
            repeats=_.count(where=is_repeat),
            total=_.score.sum(),
            answers=_.score.count(),
        )
    )


def channel_touches(visits: ir.Table) -> ir.Table:
    """Count touches by channel, and those that repeat the touch just before.

    Returns:
        One row per channel: `channel_no: int16`, `touches`, `repeats`,
        `journeys: int64`.
    """
    return visits.group_by("channel_no").aggregate(
        touches=_.touches.sum(), repeats=_.repeats.sum(), journeys=_.count()
    )


def channel_scores(visits: ir.Table) -> ir.Table:
    """Sum up journeys' mean scores on each channel, and on all the other channels.

    A journey counts once on each side on which it has any score.

    Args:
        visits: `CHANNEL_VISITS`.

    Returns:
        One row per channel with any score: `channel_no: int16`; `n`, `mean`,
        `deviation` on it; `other_n`, `other_mean`, `other_deviation` elsewhere.
    """
    answered = visits.filter(_.answers > 0)
    by_journey = answered.group_by("journey_key").aggregate(
        all_total=_.total.sum(), all_answers=_.answers.sum()
    )
    beside = answered.inner_join(by_journey, "journey_key").mutate(
        own=_.total / _.answers,
        everywhere=_.all_total / _.all_answers,
        elsewhere=(_.all_total - _.total) / (_.all_answers - _.answers).nullif(0),
    )
    every = by_journey.mutate(mean=_.all_total / _.all_answers).aggregate(
        all_n=_.count(), all_sum=_.mean.sum(), all_square=(_.mean * _.mean).sum()
    )
    sums = beside.group_by("channel_no").aggregate(
        n=_.count(),
        mean=_.own.mean(),
        deviation=_.own.std(how="sample"),
        met_sum=_.everywhere.sum(),
        met_square=(_.everywhere * _.everywhere).sum(),
        else_n=_.elsewhere.count(),
        else_sum=_.elsewhere.sum().fill_null(0.0),
        else_square=(_.elsewhere * _.elsewhere).sum().fill_null(0.0),
    )
    # Journeys never on this channel count with all their answers, the others with
    # what they answered elsewhere.
    others = sums.cross_join(every).mutate(
        other_n=_.all_n - _.n + _.else_n,
        other_sum=_.all_sum - _.met_sum + _.else_sum,
        other_square=_.all_square - _.met_square + _.else_square,
    )
    centred = others.mutate(other_mean=_.other_sum / _.other_n.nullif(0)).mutate(
        other_squares=_.other_square - _.other_n * _.other_mean * _.other_mean
    )
    variance = (_.other_squares / (_.other_n - 1).nullif(0)).clip(lower=0)
    return centred.mutate(other_deviation=variance.sqrt()).select(
        "channel_no",
        "n",
        "mean",
        "deviation",
        "other_n",
        "other_mean",
        "other_deviation",
    )
