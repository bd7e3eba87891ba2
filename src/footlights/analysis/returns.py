"""Coming back: to a touchpoint, between two of them, and within some time."""

from datetime import timedelta

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis.transitions import way_counts
from footlights.events.journeys import NUMBERS
from footlights.events.timing import seconds_between

LOOPS = ibis.schema(
    {
        "touchpoint_no": "int16",
        "journeys": "int64",
        "returning": "int64",
        "returns": "int64",
        "again": "int64",
    }
)
REPEATS = ibis.schema(
    {
        "touchpoint_no": "int16",
        "touches": "int64",
        "repeated": "int64",
        "persons": "int64",
        "repeating": "int64",
    }
)


def loop_counts(steps: ir.Table) -> ir.Table:
    """Count journeys that come back to a touchpoint after being elsewhere.

    Args:
        steps: `prepared.STEPS`.

    Returns:
        One row per touchpoint that was met, `LOOPS`: `journeys` that were here;
        `returning`, those that came back from elsewhere; `returns`, how often;
        `again`, touches that follow another of the same touchpoint directly.
    """
    is_again = steps.previous_touchpoint_no == steps.touchpoint_no
    is_return = (steps.visit_no > 1) & ~is_again.fill_null(False)  # noqa: FBT003
    each = (
        steps.mutate(is_return=is_return, is_again=is_again)
        .group_by("variant_no", "touchpoint_no")
        .aggregate(
            journeys=_.journeys.min(),
            returns=_.count(where=_.is_return),
            again=_.count(where=_.is_again),
        )
    )
    returning = each.journeys.sum(where=each.returns > 0).fill_null(0)
    return each.group_by("touchpoint_no").aggregate(
        journeys=each.journeys.sum().cast("int64"),
        returning=returning.cast("int64"),
        returns=(each.journeys * each.returns).sum().cast("int64"),
        again=(each.journeys * each.again).sum().cast("int64"),
    )


def ping_pong_counts(steps: ir.Table) -> ir.Table:
    """Count goings there and straight back: A, then B, then A again.

    A, B, A, B is two of them: from A over B and back, and from B over A and back.

    Args:
        steps: `prepared.STEPS`.

    Returns:
        One row per two touchpoints: `touchpoint_no`, where it begins and ends,
        `over_no`, where it turns, `touches` (how often), `journeys: int64`.
    """
    in_order = ibis.window(group_by="variant_no", order_by="touch_no")
    two_before = steps.previous_touchpoint_no.lag().over(in_order)
    turned = steps.mutate(two_before=two_before).filter(
        _.two_before == _.touchpoint_no, _.previous_touchpoint_no != _.touchpoint_no
    )
    return way_counts(
        turned.mutate(over_no=_.previous_touchpoint_no), ("touchpoint_no", "over_no")
    )


def contacts(touches: ir.Table, key: str) -> ir.Table:
    """Say how long ago a person last came for the same.

    Touches of all journeys of a person count; at the same instant the order of
    reading decides.

    Args:
        touches: `prepared.TOUCHES`.
        key: `touchpoint_no` or `stage_no`: what counts as the same.

    Returns:
        One row per touch: the key, `person_key`, `since_seconds: float64` from begin
        to begin; null for the first.
    """
    # One number to a person and what they come for sorts faster than two columns.
    of_person = touches.person_key * NUMBERS + touches[key]
    in_order = ibis.window(group_by=of_person, order_by=["at", "row_no"])
    return touches.select(
        key,
        "person_key",
        since_seconds=seconds_between(touches.at.lag().over(in_order), touches.at),
    )


def repeat_counts(contacted: ir.Table, key: str, within: timedelta) -> ir.Table:
    """Count touches that come within some time of the same person's last one.

    Exactly that time is within.

    Args:
        contacted: As `contacts` gives them.
        key: What counts as the same.
        within: How soon.

    Returns:
        One row per value of the key, `REPEATS` with that key: `touches`, `repeated`,
        `persons` that came, `repeating` persons that came again so soon.
    """
    is_repeat = contacted.since_seconds <= within.total_seconds()
    everybody = contacted.group_by(key).aggregate(
        touches=_.count(),
        repeated=_.count(where=is_repeat),
        # Each person comes for the first time once.
        persons=_.count(where=_.since_seconds.isnull()),
    )
    # Few do: counting them apart spares telling all persons from each other.
    again = (
        contacted.filter(is_repeat)
        .group_by(again_no=_[key])
        .aggregate(repeating=_.person_key.nunique())
    )
    return everybody.left_join(again, everybody[key] == again.again_no).select(
        *everybody.columns, repeating=_.repeating.fill_null(0)
    )
