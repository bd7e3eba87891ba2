"""How often each touchpoint is met, by how many journeys, and in what order."""

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
    }
)


def touch_totals(steps: ir.Table, places: Sequence[int]) -> ir.Table:
    """Count touches at each touchpoint.

    Args:
        steps: `prepared.STEPS`.
        places: Place in the drawn order of each touchpoint; see `touches.positions`.

    Returns:
        One row per touchpoint that was met, `TOUCH_TOTALS`:

        - `touches`; `journeys` that were here; `starts` and `ends` of a journey here.
        - `repeated`: journeys that were here at least twice.
        - `squares`: sum over these journeys of the square of their touches here.
        - `backward`: departures to a touchpoint drawn earlier.
        - `out_of_order`: journeys whose first touch here came straight from a
          touchpoint drawn later.
    """
    numbers = range(1, len(places) + 1)

    def place(column: str) -> ir.IntegerValue:
        return looked_up(steps[column], numbers, places)

    def journeys(where: ir.BooleanValue) -> ir.IntegerScalar:
        return steps.journeys.sum(where=where).fill_null(0).cast("int64")

    here = place("touchpoint_no")
    is_first = steps.visit_no == 1
    # 1 + 3 + 5 + ... + (2 k - 1) = k squared.
    odd = steps.visit_no * 2 - 1
    return steps.group_by("touchpoint_no").aggregate(
        touches=steps.journeys.sum().cast("int64"),
        journeys=journeys(is_first),
        starts=journeys(steps.previous_touchpoint_no.isnull()),
        ends=journeys(steps.next_touchpoint_no.isnull()),
        repeated=journeys(steps.visit_no == 2),
        squares=(odd * steps.journeys).sum().cast("int64"),
        backward=journeys(place("next_touchpoint_no") < here),
        out_of_order=journeys(is_first & (place("previous_touchpoint_no") > here)),
    )


def journeys_further(journeys: ir.Table) -> ir.Table:
    """Count journeys by how far they went.

    Returns:
        One row per place: `furthest_no: int16`, `journeys: int64`.
    """
    return journeys.group_by("furthest_no").aggregate(journeys=_.count())


def further_by_touchpoint(steps: ir.Table, places: Sequence[int]) -> ir.Table:
    """Count journeys that were at a touchpoint and also went further on the map.

    Returns:
        One row per touchpoint: `touchpoint_no: int16`, `journeys: int64`.
    """
    numbers = range(1, len(places) + 1)
    whole = ibis.window(group_by="variant_no")
    return (
        steps.mutate(place=looked_up(_.touchpoint_no, numbers, places))
        .mutate(furthest=_.place.max().over(whole))
        .filter(_.visit_no == 1, _.furthest > _.place)
        .group_by("touchpoint_no")
        .aggregate(journeys=_.journeys.sum().cast("int64"))
    )
