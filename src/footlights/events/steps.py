"""The touches of each distinct variant, once, with the journeys that share it."""

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.prepared import STEPS
from footlights.events.touches import looked_up
from footlights.model.map import Map


def variant_steps(variants: ir.Table, map_: Map) -> ir.Table:
    """Unfold variants into their touches.

    Args:
        variants: `prepared.VARIANTS`.
        map_: The map.

    Returns:
        `prepared.STEPS`.
    """
    places = ibis.range(0, variants.variant.length(), 1)
    unfolded = variants.mutate(place=places).mutate(place=_.place.unnest())
    visits = ibis.window(group_by=["variant_no", "touchpoint_no"], order_by="touch_no")
    stages = [map_.stage_no_of[t.id] for t in map_.touchpoints]
    length = _.variant.length()
    nothing = ibis.null("int16")
    return (
        unfolded.mutate(
            touch_no=(_.place + 1).cast("int64"),
            touchpoint_no=_.variant[_.place],
            previous_touchpoint_no=ibis.ifelse(
                _.place > 0, _.variant[ibis.greatest(_.place - 1, 0)], nothing
            ),
            next_touchpoint_no=ibis.ifelse(
                _.place + 1 < length,
                _.variant[ibis.least(_.place + 1, length - 1)],
                nothing,
            ),
        )
        .mutate(
            visit_no=(ibis.row_number().over(visits) + 1).cast("int64"),
            stage_no=looked_up(
                _.touchpoint_no, range(1, len(map_.touchpoints) + 1), stages
            ),
        )
        .select(*STEPS.names)
    )
