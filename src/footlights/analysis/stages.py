"""How far journeys come, stage by stage, and where they are lost."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.timing import seconds_between

STAGE_VISITS = ibis.schema(
    {"journey_key": "int64", "stage_no": "int16", "seconds": "float64"}
)
REACH = ibis.schema({"stage_no": "int16", "journeys": "int64"})
LOST = ibis.schema({"stage_no": "int16", "to_stage_no": "int16", "journeys": "int64"})


def stage_visits(touches: ir.Table) -> ir.Table:
    """Sum up each journey's time in each stage.

    Args:
        touches: `prepared.TOUCHES`.

    Returns:
        One row per journey and stage it touched, `STAGE_VISITS`: `seconds` from the
        begin of the first touch in it to the latest end of any, time spent elsewhere
        in between included.
    """
    return touches.group_by("journey_key", "stage_no").aggregate(
        seconds=seconds_between(_.at.min(), _.ends_at.max())
    )


def stage_reach(steps: ir.Table) -> ir.Table:
    """Count the journeys that reached each stage.

    Args:
        steps: `prepared.STEPS`.

    Returns:
        One row per stage that was reached, `REACH`.
    """
    reached = steps.group_by("variant_no", "stage_no").aggregate(
        journeys=_.journeys.min()
    )
    return reached.group_by("stage_no").aggregate(
        journeys=_.journeys.sum().cast("int64")
    )


def stage_losses(
    steps: ir.Table, completing: Sequence[int], stage_of: ir.IntegerValue
) -> ir.Table:
    """Count journeys lost in each stage, and where they went.

    A journey is lost in the furthest stage it reached if it was not completed. After
    its last touch there it either ended or went back to an earlier stage.

    Args:
        steps: `prepared.STEPS`.
        completing: Touchpoints of which any completes a journey.
        stage_of: The stage of `next_touchpoint_no`, as an expression on a deferred
            table; see `touches.looked_up`.

    Returns:
        One row per stage and way out, `LOST`; `to_stage_no` null if it ended there.
    """
    by_variant = steps.group_by("variant_no").aggregate(
        furthest_no=_.stage_no.max(),
        is_completed=_.touchpoint_no.isin(list(completing) or [-1]).any(),
    )
    lost = by_variant.filter(~_.is_completed)
    there = steps.inner_join(lost, "variant_no").filter(_.stage_no == _.furthest_no)
    last = ibis.row_number().over(
        ibis.window(group_by="variant_no", order_by=_.touch_no.desc())
    )
    return (
        there.mutate(from_last=last)
        .filter(_.from_last == 0)
        .mutate(to_stage_no=stage_of)
        .group_by("stage_no", "to_stage_no")
        .aggregate(journeys=_.journeys.sum().cast("int64"))
    )
