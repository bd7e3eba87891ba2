"""Where journeys come from and go to around one touchpoint, several touches far."""

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis.transitions import WAY, way_counts

WAYS_AROUND = ibis.schema(
    {
        "variant_no": "int64",
        "journeys": "int64",
        "level": "int16",
        "touchpoint_no": "int16",
        "next_touchpoint_no": "int16",
    }
)
"""One row per way gone near a touch of the anchor, in a variant.

- `variant_no`, `journeys: int64`: as in `prepared.STEPS`.
- `level: int16`: 1 for the way out of the anchor, 2 for the way after it, ...; -1 for
  the way into the anchor, -2 for the way before it, ...
- `touchpoint_no: int16`: the end of the way that is nearer to the anchor.
- `next_touchpoint_no: int16`: the end that is further off; null where the journey
  began or ended instead.
"""

WAY_AROUND = ("level", *WAY)
"""What names a way around an anchor."""

TOUCHES_NEAR = ibis.schema(
    {
        "journey_key": "int64",
        "touchpoint_no": "int16",
        "previous_touchpoint_no": "int16",
        "next_touchpoint_no": "int16",
        "wait_seconds": "float64",
        "seconds_to_next": "float64",
        "away": "int32",
    }
)
"""One row per touch near a touch of the anchor: columns of `prepared.TOUCHES`, and

- `away: int32`: how many touches after the anchor's it comes; below 0 before it.
"""

GAPS_AROUND = ibis.schema(
    {
        "level": "int16",
        "touchpoint_no": "int16",
        "next_touchpoint_no": "int16",
        "seconds": "float64",
    }
)
"""One row per way that a journey went near a touch of the anchor.

- `level`, `touchpoint_no`, `next_touchpoint_no: int16`: as in `WAYS_AROUND`, never
  null: where a journey began or ended there is no time between.
- `seconds: float64`: from the end of the earlier touch to the begin of the later, 0
  where they overlap.
"""

FLOW = ibis.schema(
    {
        "level": "int16",
        "touchpoint_no": "int16",
        "next_touchpoint_no": "int16",
        "touches": "int64",
        "journeys": "int64",
    }
)


def ways_after(steps: ir.Table, anchor_no: int, levels: int) -> ir.Table:
    """Follow journeys forwards from every touch of a touchpoint.

    Args:
        steps: `prepared.STEPS`.
        anchor_no: The touchpoint to begin at.
        levels: How many ways to follow, at least 1.

    Returns:
        `WAYS_AROUND`, levels from 1. A journey that meets the anchor again is
        followed from there too.
    """
    near = _near(steps, anchor_no, "next_touchpoint_no")
    return near.filter(_.away >= 0, _.away < levels).select(
        "variant_no",
        "journeys",
        "touchpoint_no",
        "next_touchpoint_no",
        level=(_.away + 1).cast("int16"),
    )[WAYS_AROUND.names]


def ways_before(steps: ir.Table, anchor_no: int, levels: int) -> ir.Table:
    """Follow journeys backwards from every touch of a touchpoint.

    Args:
        steps: `prepared.STEPS`.
        anchor_no: The touchpoint to begin at.
        levels: How many ways to follow, at least 1.

    Returns:
        `WAYS_AROUND`, levels from -1 down.
    """
    near = _near(steps, anchor_no, "previous_touchpoint_no")
    return near.filter(_.away <= 0, _.away > -levels).select(
        "variant_no",
        "journeys",
        "touchpoint_no",
        "next_touchpoint_no",
        level=(_.away - 1).cast("int16"),
    )[WAYS_AROUND.names]


def _near(steps: ir.Table, anchor_no: int, further: str) -> ir.Table:
    anchors = steps.filter(_.touchpoint_no == anchor_no).select(
        "variant_no", anchor_touch_no="touch_no"
    )
    return steps.inner_join(anchors, "variant_no").select(
        "variant_no",
        "journeys",
        "touchpoint_no",
        next_touchpoint_no=further,
        away=_.touch_no - _.anchor_touch_no,
    )


def touches_near(touches: ir.Table, anchor_no: int, levels: int) -> ir.Table:
    """Find the touches on either side of every touch of a touchpoint.

    Gaps are part of each touch already, so that nothing is sorted: touches near an
    anchor are found by journey and place.

    Args:
        touches: `prepared.TOUCHES`. Reads `journey_key`, `touch_no`, both neighbours
            and the times to them.
        anchor_no: The touchpoint to begin at.
        levels: How many ways to follow on each side, at least 1.

    Returns:
        `TOUCHES_NEAR`: a touch near several anchors has a row for each.
    """
    anchors = touches.filter(_.touchpoint_no == anchor_no).select(
        "journey_key", anchor_touch_no="touch_no"
    )
    near = touches.inner_join(anchors, "journey_key").mutate(
        away=(_.touch_no - _.anchor_touch_no).cast("int32")
    )
    return near.filter(_.away < levels, _.away > -levels)[TOUCHES_NEAR.names]


def gaps_after(near: ir.Table) -> ir.Table:
    """Time the ways that journeys went from every touch of a touchpoint.

    Args:
        near: `TOUCHES_NEAR`.

    Returns:
        `GAPS_AROUND`: as many rows of each way as `flow_counts` of `ways_after` counts
        touches.

    Source:
        Own definition; checked by hand in `tests/analysis/test_flow.py`.
    """
    going = near.filter(_.away >= 0, _.next_touchpoint_no.notnull())
    return going.select(
        "touchpoint_no",
        "next_touchpoint_no",
        level=(_.away + 1).cast("int16"),
        seconds=_.seconds_to_next,
    )[GAPS_AROUND.names]


def gaps_before(near: ir.Table) -> ir.Table:
    """Time the ways that journeys went to every touch of a touchpoint.

    Args:
        near: `TOUCHES_NEAR`.

    Returns:
        `GAPS_AROUND`, levels from -1 down.

    Source:
        As `gaps_after`.
    """
    coming = near.filter(_.away <= 0, _.previous_touchpoint_no.notnull())
    return coming.select(
        "touchpoint_no",
        next_touchpoint_no=_.previous_touchpoint_no,
        level=(_.away - 1).cast("int16"),
        seconds=_.wait_seconds,
    )[GAPS_AROUND.names]


def flow_counts(ways: ir.Table) -> ir.Table:
    """Count how often, and by how many journeys, each way was gone.

    Args:
        ways: `WAYS_AROUND`.

    Returns:
        One row per level and way, `FLOW`. At each level, all ways from a touchpoint,
        those that lead nowhere included, sum up to the touches that came there.
    """
    return way_counts(ways, WAY_AROUND)
