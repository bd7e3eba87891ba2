"""Touches become journeys, and journeys that went the same way share a variant."""

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.prepared import JOURNEYS, VARIANTS
from footlights.events.timing import seconds_between
from footlights.events.touches import looked_up
from footlights.model.map import Map

NUMBERS = 1 << 15
"""Touchpoint numbers that fit below a place in the journey in one number."""


def positions(map_: Map) -> tuple[int, ...]:
    """Give each touchpoint its place in the drawn order, from 1.

    In a stage met in `sequence` every touchpoint has its own place; where the order
    is `any` or `one_of`, all have that of the first.
    """
    places: list[int] = []
    for stage in map_.stages:
        first = len(places) + 1
        for touchpoint in stage.touchpoints:
            is_own = stage.order == "sequence"
            places.append(map_.touchpoint_no[touchpoint.id] if is_own else first)
    return tuple(places)


def journey_sums(touches: ir.Table, map_: Map) -> ir.Table:
    """Sum up what each journey has of its own: its times, its order, its segments.

    Args:
        touches: `prepared.TOUCHES` with segment columns.
        map_: The map.

    Returns:
        One row per journey: `journey_key`, `person_key`, `start_at`, `end_at`,
        `score`, `variant`, `times`, `channel_nos` as in `prepared.JOURNEYS`, and its
        segment columns.
    """
    segments = {
        name: touches[name].argmin(touches.touch_no, where=touches[name].notnull())
        for name in (f"segment_{segment.id}" for segment in map_.segments)
    }
    return (
        touches.group_by("journey_key")
        .aggregate(
            person_key=_.person_key.min(),
            start_at=_.at.min(),
            end_at=_.ends_at.max(),
            score=_.score.mean(),
            # Touches are in the order of their times.
            times=_.at.collect(),
            channel_nos=_.channel_no.collect(),
            in_order=(_.touch_no.cast("int64") * NUMBERS + _.touchpoint_no).collect(),
            **segments,
        )
        # Sorting each journey's few numbers is far cheaper than collecting them in
        # order.
        .mutate(
            variant=_.in_order.sort().map(lambda n: (n % NUMBERS).cast("int16")),
            times=_.times.sort(),
            channel_nos=_.channel_nos.sort(),
        )
        .drop("in_order")
    )


def numbered_variants(sums: ir.Table) -> ir.Table:
    """Number the variants, and count the journeys that share each.

    Args:
        sums: As `journey_sums` gives them.

    Returns:
        `prepared.VARIANTS`, numbered from 1 in the order of their touchpoint numbers.
    """
    number = ibis.row_number().over(ibis.window(order_by="variant")) + 1
    counted = sums.group_by("variant").aggregate(journeys=_.count())
    return counted.mutate(variant_no=number.cast("int64")).select(*VARIANTS.names)


def journeys(
    sums: ir.Table, variants: ir.Table, steps: ir.Table, map_: Map
) -> ir.Table:
    """Put beside each journey what follows from its variant.

    Args:
        sums: As `journey_sums` gives them.
        variants: `prepared.VARIANTS`.
        steps: `prepared.STEPS`.
        map_: The map.

    Returns:
        `prepared.JOURNEYS`, with its segment columns.
    """
    places = positions(map_)
    completing = [map_.touchpoint_no[name] for name in completed_by(map_)]
    facts = steps.group_by("variant_no").aggregate(
        touches=_.count(),
        furthest_stage_no=_.stage_no.max(),
        furthest_no=looked_up(_.touchpoint_no, range(1, len(places) + 1), places).max(),
        is_completed=_.touchpoint_no.isin(completing or [-1]).any(),
    )
    known = variants.select("variant_no", "variant").inner_join(facts, "variant_no")
    return (
        sums.inner_join(known, "variant")
        .mutate(seconds=seconds_between(_.start_at, _.end_at))
        .select(*JOURNEYS.names, *(f"segment_{s.id}" for s in map_.segments))
    )


def completed_by(map_: Map) -> tuple[str, ...]:
    """Name the touchpoints of which any completes a journey.

    Those of `journeys.completed_by`; else the touchpoints that events can reach in
    the last stage that has any, those that are optional only if all are.
    """
    if map_.journeys.completed_by:
        return map_.journeys.completed_by
    for stage in reversed(map_.stages):
        recorded = [t for t in stage.touchpoints if t.is_recorded]
        required = [t for t in recorded if not t.optional]
        if recorded:
            return tuple(t.id for t in required or recorded)
    return ()
