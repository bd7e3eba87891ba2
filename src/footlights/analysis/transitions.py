"""Ways from touchpoint to touchpoint."""

import ibis
import ibis.expr.types as ir
from ibis import _

TRANSITIONS = ibis.schema(
    {
        "touchpoint_no": "int16",
        "next_touchpoint_no": "int16",
        "touches": "int64",
        "journeys": "int64",
    }
)


def transition_counts(steps: ir.Table) -> ir.Table:
    """Count every way from a touchpoint to the next one met.

    Staying counts too: a touch followed by another at the same touchpoint. The last
    touch of a journey is no departure.

    Args:
        steps: `prepared.STEPS`.

    Returns:
        One row per way that was gone, `TRANSITIONS`: `touches` (how often) and
        `journeys` (distinct), no order, no way left out.
    """
    gone = steps.filter(_.next_touchpoint_no.notnull())
    by_variant = gone.group_by(
        "variant_no", "touchpoint_no", "next_touchpoint_no"
    ).aggregate(journeys=_.journeys.min(), times=_.count())
    return by_variant.group_by("touchpoint_no", "next_touchpoint_no").aggregate(
        touches=(_.journeys * _.times).sum().cast("int64"),
        journeys=_.journeys.sum().cast("int64"),
    )
