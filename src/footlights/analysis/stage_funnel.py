"""How many journeys reach each step of a funnel, and where the others go."""

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis.attempts import Funnel, leavings, steps_reached
from footlights.events.uniting import united
from footlights.model.map import Map

REACHED_COUNTS = ibis.schema(
    {
        "variant_no": "int64",
        "attempt_no": "int64",
        "reached": "int64",
        "journeys": "int64",
    }
)
"""One row per variant, attempt and how far it got.

- `variant_no`, `attempt_no: int64`: as in `attempts.attempts_schema`.
- `reached: int64`: steps reached.
- `journeys: int64`: journeys of the variant for which this attempt got so far.
"""

FUNNEL = ibis.schema({"step_no": "int16", "journeys": "int64"})
LOST = ibis.schema(
    {"step_no": "int16", "to_touchpoint_no": "int16", "journeys": "int64"}
)


def reached_in_order(attempts: ir.Table, steps: int) -> ir.Table:
    """Count journeys by how far they got, in any time.

    Args:
        attempts: `attempts.attempts_schema`, one row per variant.
        steps: How many steps the funnel has.

    Returns:
        `REACHED_COUNTS`.
    """
    return attempts.mutate(reached=steps_reached(attempts, steps)).select(
        *REACHED_COUNTS.names
    )


def reached_in_time(times: ir.Table, steps: int) -> ir.Table:
    """Count journeys by how far they got in time.

    Args:
        times: `attempt_times.times_schema`, one row per journey.
        steps: How many steps the funnel has.

    Returns:
        `REACHED_COUNTS`.
    """
    return (
        times.mutate(reached=steps_reached(times, steps))
        .group_by("variant_no", "attempt_no", "reached")
        .aggregate(journeys=_.count())
    )


def funnel_counts(reached: ir.Table, steps: int) -> ir.Table:
    """Count the journeys that reached each step.

    Args:
        reached: `REACHED_COUNTS`.
        steps: How many steps the funnel has.

    Returns:
        One row per step, `FUNNEL`; 0 where nobody reached it.
    """
    counts = [
        reached.aggregate(
            journeys=_.journeys.sum(where=_.reached >= no).fill_null(0).cast("int64")
        ).select(step_no=ibis.literal(no, "int16"), journeys=_.journeys)
        for no in range(1, steps + 1)
    ]
    return united(counts)


def funnel_losses(
    steps: ir.Table, attempts: ir.Table, reached: ir.Table, funnel: Funnel
) -> ir.Table:
    """Count the journeys that got to a step and no further, by where they went next.

    Args:
        steps: `prepared.STEPS`.
        attempts: `attempts.attempts_schema`; those of `reached` among them.
        reached: `REACHED_COUNTS`.
        funnel: The funnel, of at least two steps.

    Returns:
        One row per step but the last, and way out of it, `LOST`; see
        `attempts.leavings`. `to_touchpoint_no` null if the journey ended there.
    """
    left = leavings(steps, attempts, funnel).mutate(reached=_.step_no.cast("int64"))
    return (
        reached.inner_join(left, ["variant_no", "attempt_no", "reached"])
        .group_by("step_no", "to_touchpoint_no")
        .aggregate(journeys=_.journeys.sum().cast("int64"))
    )


def recorded_stages(map_: Map) -> list[int]:
    """List the stages that events can reach, in map order."""
    return [
        no
        for no, stage in enumerate(map_.stages, start=1)
        if any(touchpoint.is_recorded for touchpoint in stage.touchpoints)
    ]


def stage_touchpoints(map_: Map, stage_no: int) -> list[int]:
    """List the touchpoints of a stage: as a step of a funnel, any of them."""
    return [map_.touchpoint_no[t.id] for t in map_.stages[stage_no - 1].touchpoints]
