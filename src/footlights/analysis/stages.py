"""How far journeys come, stage by stage, and where they are lost."""

from collections.abc import Iterator, Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.timing import seconds_between

STAGE_VISITS = ibis.schema(
    {
        "journey_key": "int64",
        "stage_no": "int16",
        "last_no": "int32",
        "seconds": "float64",
    }
)
FUNNEL = ibis.schema({"stage_no": "int16", "journeys": "int64"})
LOST = ibis.schema({"stage_no": "int16", "to_stage_no": "int16", "journeys": "int64"})


def stage_visits(touches: ir.Table) -> ir.Table:
    """Sum up each journey's time in each stage.

    Args:
        touches: `prepared.TOUCHES`.

    Returns:
        One row per journey and stage it touched, `STAGE_VISITS`: `last_no`, the last
        touch in the stage; `seconds` from the begin of the first touch in it to the
        latest end of any, time spent elsewhere in between included.
    """
    return (
        touches.group_by("journey_key", "stage_no")
        .aggregate(
            last_no=_.touch_no.max(),
            seconds=seconds_between(_.at.min(), _.ends_at.max()),
        )
        .select(*STAGE_VISITS.names)
    )


def stage_reach(visits: ir.Table) -> ir.Table:
    """Count the journeys that reached each stage.

    Returns:
        One row per stage that was reached, `FUNNEL`.
    """
    return visits.group_by("stage_no").aggregate(journeys=_.count())


def stage_losses(
    visits: ir.Table,
    touches: ir.Table,
    journeys: ir.Table,
    stage_of: ir.IntegerValue,
) -> ir.Table:
    """Count journeys lost in each stage, and where they went.

    A journey is lost in the furthest stage it reached if it was not completed. After
    its last touch there it either ended or went back to an earlier stage.

    Args:
        visits: `STAGE_VISITS`.
        touches: `prepared.TOUCHES`.
        journeys: `prepared.JOURNEYS`.
        stage_of: The stage of `next_touchpoint_no`, as an expression on a deferred
            table; see `touches.looked_up`.

    Returns:
        One row per stage and way out, `LOST`; `to_stage_no` null if it ended there.
    """
    lost = journeys.filter(~_.is_completed).select(
        "journey_key", stage_no="furthest_stage_no"
    )
    last = visits.inner_join(lost, ["journey_key", "stage_no"]).select(
        "journey_key", "stage_no", touch_no="last_no"
    )
    steps = touches.select("journey_key", "touch_no", "next_touchpoint_no")
    return (
        last.inner_join(steps, ["journey_key", "touch_no"])
        .mutate(to_stage_no=stage_of)
        .group_by("stage_no", "to_stage_no")
        .aggregate(journeys=_.count())
    )


def stage_funnel(touches: ir.Table, stage_nos: Sequence[int]) -> ir.Table:
    """Count the journeys that reach each stage after all the stages before it.

    A journey reaches a stage when it touches it later than the touch by which it
    first reached the stage before. Other touches may lie between, and going back
    afterwards takes nothing away.

    Args:
        touches: `prepared.TOUCHES`. Reads `journey_key`, `stage_no`, `touch_no`.
        stage_nos: Stages that events can reach, in map order; at least one.

    Returns:
        One row per stage that somebody reached in order, `FUNNEL`; never grows.
    """
    reached = [
        here.aggregate(journeys=_.count()).mutate(
            stage_no=ibis.literal(stage_no, "int16")
        )
        for stage_no, here in zip(
            stage_nos, _first_reaches(touches, stage_nos), strict=True
        )
    ]
    counts = ibis.union(*reached) if len(reached) > 1 else reached[0]
    return counts.select(*FUNNEL.names)


def _first_reaches(touches: ir.Table, stage_nos: Sequence[int]) -> Iterator[ir.Table]:
    reached: ir.Table | None = None
    for stage_no in stage_nos:
        here = touches.filter(_.stage_no == stage_no).select("journey_key", "touch_no")
        if reached is not None:
            # Earliest, not latest: a return visit to an early stage must not push a
            # journey back below a stage it had already reached.
            here = here.inner_join(reached, "journey_key").filter(
                _.touch_no > _.reached_no
            )
        reached = here.group_by("journey_key").aggregate(reached_no=_.touch_no.min())
        yield reached
