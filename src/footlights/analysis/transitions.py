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


def transition_counts(touches: ir.Table) -> ir.Table:
    """Count every way from a touchpoint to the next one met.

    Staying counts too: a touch followed by another at the same touchpoint. The last
    touch of a journey is no departure.

    Args:
        touches: `prepared.TOUCHES`. Reads `journey_key`, `touchpoint_no`,
            `next_touchpoint_no`.

    Returns:
        One row per way that was gone, `TRANSITIONS`: `touches` (how often) and
        `journeys` (distinct), no order, no way left out.
    """
    return (
        touches.filter(_.next_touchpoint_no.notnull())
        .group_by("touchpoint_no", "next_touchpoint_no")
        .aggregate(touches=_.count(), journeys=_.journey_key.nunique())
    )
