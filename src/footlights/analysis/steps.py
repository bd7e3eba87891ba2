"""The touches of each distinct variant, once, with the journeys that share it.

What depends only on the order of touchpoints is the same for all journeys of a
variant. It is measured once per variant and weighted by their number: logs have far
fewer variants than journeys.
"""

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis.variants import VARIANTS
from footlights.events.touches import looked_up
from footlights.model.map import Map

STEPS = ibis.schema(
    {
        "variant_no": "int64",
        "journeys": "int64",
        "touch_no": "int64",
        "visit_no": "int64",
        "touchpoint_no": "int16",
        "stage_no": "int16",
        "previous_touchpoint_no": "int16",
        "next_touchpoint_no": "int16",
    }
)
"""One row per touch of a variant.

- `variant_no: int64`: the variant; any number, one for each.
- `journeys: int64`: how many journeys share it: the weight of the row.
- `touch_no`, `visit_no`, `touchpoint_no`, `stage_no`, `previous_touchpoint_no`,
  `next_touchpoint_no`: as in `prepared.TOUCHES`.
"""


def variant_steps(variants: ir.Table, map_: Map) -> ir.Table:
    """Unfold variants into their touches.

    Args:
        variants: As `variants.variant_counts` gives them, kept.
        map_: The map.

    Returns:
        `STEPS`.
    """
    numbered = variants.select(*VARIANTS.names).mutate(
        variant_no=ibis.row_number().over(ibis.window(order_by="variant"))
    )
    places = ibis.range(0, numbered.variant.length(), 1)
    unfolded = numbered.mutate(place=places).mutate(place=_.place.unnest())
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
