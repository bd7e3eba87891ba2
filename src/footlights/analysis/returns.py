"""Coming back: to a touchpoint, and between two of them or two teams."""

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis.transitions import way_counts

LOOPS = ibis.schema(
    {
        "touchpoint_no": "int16",
        "journeys": "int64",
        "returning": "int64",
        "returns": "int64",
        "again": "int64",
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


def team_ping_pong_counts(touches: ir.Table) -> ir.Table:
    """Count goings from one team to another and straight back to the first.

    Touches in a row with one team are one stay with it, however many they are. A touch
    that names no team ends a stay: what came before it and what comes after it are not
    straight after each other, as in `changes_of_hands.changes`. So each is two
    hand-overs in a row. A, B, A, B is two of them.

    Args:
        touches: `prepared.TOUCHES`.

    Returns:
        One row per two teams: `team_no: int16`, where it begins and ends, `over_no:
        int16`, where it turns, `touches: int64` (how often), `journeys: int64`.
    """
    # 0 is no team: where none is named, a stay of its own begins.
    told = touches.select(
        "journey_key",
        "touch_no",
        here=touches.team_no.fill_null(0),
        before=touches.previous_team_no.fill_null(0),
    )
    in_order = ibis.window(group_by="journey_key", order_by="touch_no")
    begun = told.filter(_.touch_no > 1, _.here != _.before).mutate(
        two_before=_.before.lag().over(in_order)
    )
    turned = begun.filter(_.two_before == _.here, _.here > 0, _.before > 0)
    return turned.group_by(team_no=_.here, over_no=_.before).aggregate(
        touches=_.count(), journeys=_.journey_key.nunique()
    )
