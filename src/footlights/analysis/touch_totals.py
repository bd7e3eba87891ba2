"""How often each touchpoint is met, by whom, and in what order."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.touches import looked_up

TOUCH_TOTALS = ibis.schema(
    {
        "touchpoint_no": "int16",
        "touches": "int64",
        "journeys": "int64",
        "starts": "int64",
        "ends": "int64",
        "repeated": "int64",
        "squares": "int64",
        "backward": "int64",
        "out_of_order": "int64",
        "channel_known": "int64",
        "channel_other": "int64",
    }
)


def touch_totals(
    touches: ir.Table, places: Sequence[int], drawn: Sequence[int | None]
) -> ir.Table:
    """Count touches at each touchpoint.

    Args:
        touches: `prepared.TOUCHES`. Reads `touchpoint_no`, `visit_no`,
            `previous_touchpoint_no`, `next_touchpoint_no`, `channel_no`.
        places: Place in the drawn order of each touchpoint; see `touches.positions`.
        drawn: Number of the channel drawn for each touchpoint; None where none is.

    Returns:
        One row per touchpoint that was met, `TOUCH_TOTALS`:

        - `touches`; `journeys` that were here; `starts` and `ends` of a journey here.
        - `repeated`: journeys that were here at least twice.
        - `squares`: sum over these journeys of the square of their touches here.
        - `backward`: departures to a touchpoint drawn earlier.
        - `out_of_order`: journeys whose first touch here came straight from a
          touchpoint drawn later.
        - `channel_known`: touches with a channel at a touchpoint drawn on one;
          `channel_other`: those by another channel than drawn.
    """
    numbers = range(1, len(places) + 1)

    def place(column: str) -> ir.IntegerValue:
        return looked_up(touches[column], numbers, places)

    has_channel = [(no, c) for no, c in enumerate(drawn, start=1) if c is not None]
    drawn_no = (
        looked_up(
            touches.touchpoint_no,
            [no for no, _channel in has_channel],
            [channel for _no, channel in has_channel],
        )
        if has_channel
        else ibis.literal(None, "int16")
    )
    known = drawn_no.notnull() & touches.channel_no.notnull()
    here = place("touchpoint_no")
    return touches.group_by("touchpoint_no").aggregate(
        touches=_.count(),
        journeys=_.count(where=_.visit_no == 1),
        starts=_.count(where=_.previous_touchpoint_no.isnull()),
        ends=_.count(where=_.next_touchpoint_no.isnull()),
        repeated=_.count(where=_.visit_no == 2),
        # 1 + 3 + 5 + ... + (2 k - 1) = k squared.
        squares=(_.visit_no.cast("int64") * 2 - 1).sum(),
        backward=_.count(where=place("next_touchpoint_no") < here),
        out_of_order=_.count(
            where=(_.visit_no == 1) & (place("previous_touchpoint_no") > here)
        ),
        channel_known=_.count(where=known),
        channel_other=_.count(where=known & (touches.channel_no != drawn_no)),
    )


def journeys_further(journeys: ir.Table) -> ir.Table:
    """Count journeys by how far they went.

    Returns:
        One row per place: `furthest_no: int16`, `journeys: int64`.
    """
    return journeys.group_by("furthest_no").aggregate(journeys=_.count())


def further_by_touchpoint(
    touches: ir.Table, journeys: ir.Table, places: Sequence[int]
) -> ir.Table:
    """Count journeys that were at a touchpoint and also went further on the map.

    Returns:
        One row per touchpoint: `touchpoint_no: int16`, `journeys: int64`.
    """
    numbers = range(1, len(places) + 1)
    return (
        touches.filter(_.visit_no == 1)
        .select("journey_key", "touchpoint_no")
        .inner_join(journeys.select("journey_key", "furthest_no"), "journey_key")
        .filter(_.furthest_no > looked_up(_.touchpoint_no, numbers, places))
        .group_by("touchpoint_no")
        .aggregate(journeys=_.count())
    )
