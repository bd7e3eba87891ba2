"""Time spent at touchpoints, and whether expectations are met."""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis.open_time import (
    OpenCalendars,
    seconds_since_1970,
    with_open_seconds,
)
from footlights.model.map import Map

STAYS = ibis.schema(
    {
        "touchpoint_no": "int16",
        "journey_key": "int64",
        "at": "timestamp(6)",
        "seconds": "float64",
    }
)


def gap_waits(map_: Map) -> list[int]:
    """Number the waits whose time is the gap between two other touchpoints."""
    return [
        map_.touchpoint_no[t.id]
        for t in map_.touchpoints
        if t.kind == "wait" and t.between is not None
    ]


def unseen_waits(map_: Map) -> list[int]:
    """Number the waits between two touchpoints that no event shows."""
    return [
        map_.touchpoint_no[t.id]
        for t in map_.touchpoints
        if t.between is not None and not t.is_recorded
    ]


def met_or_waited(map_: Map) -> list[int]:
    """Number the touchpoints where somebody can be seen, or be known to wait."""
    unseen = unseen_waits(map_)
    points = enumerate(map_.touchpoints, start=1)
    return [no for no, point in points if point.is_recorded or no in unseen]


def stays(touches: ir.Table, waits: ir.Table, map_: Map) -> ir.Table:
    """Put time spent and time waited into one table.

    A touch spends the time between its begin and end. At a wait that is drawn between
    two touchpoints the time is the gap, also where events show the wait itself.

    Args:
        touches: `prepared.TOUCHES`.
        waits: `prepared.WAITS`.
        map_: The map.

    Returns:
        `STAYS`: one row per touch or wait; `seconds` null where it is not known.
    """
    spent = touches.filter(~_.touchpoint_no.isin(gap_waits(map_) or [-1]))
    return ibis.union(spent.select(*STAYS.names), waits.select(*STAYS.names))


def presence(touches: ir.Table, waits: ir.Table, map_: Map) -> ir.Table:
    """Say when somebody was where: touches, and the waits that no event shows.

    Returns:
        `STAYS`: one row per touch, and per wait without events of its own.
    """
    unseen = unseen_waits(map_)
    seen = touches.select(*STAYS.names)
    if not unseen:
        return seen
    return ibis.union(
        seen, waits.filter(_.touchpoint_no.isin(unseen)).select(*STAYS.names)
    )


def first_presence(
    touches: ir.Table,
    journeys: ir.Table,
    steps: ir.Table,
    waits: ir.Table,
    map_: Map,
) -> ir.Table:
    """Say when each journey was at each touchpoint for the first time.

    Args:
        touches: `prepared.TOUCHES`.
        journeys: `prepared.JOURNEYS`.
        steps: `prepared.STEPS`.
        waits: `prepared.WAITS`.
        map_: The map.

    Returns:
        Those rows of `presence`.
    """
    # Which touches are returns depends on the variant only, and most have none.
    returns = steps.filter(_.visit_no > 1).select(
        "variant_no", touch_no=_.touch_no.cast("int32")
    )
    later = returns.inner_join(
        journeys.select("journey_key", "variant_no"), "variant_no"
    ).select("journey_key", "touch_no")
    first = touches.anti_join(later, ["journey_key", "touch_no"])
    return presence(first, waits.filter(_.visit_no == 1), map_)


@dataclass(frozen=True)
class Bound:
    """One expectation as a number: at most some seconds, or at least some score."""

    touchpoint_no: int
    """Where it is expected."""

    place: int
    """Place among the touchpoint's expectations, from 0."""

    column: str
    """`seconds`, `wait_seconds` or `score`."""

    limit: float
    """The number."""

    is_upper: bool
    """Whether the number must not be exceeded; else it must be reached."""

    calendar: str | None = None
    """The calendar in whose open hours the time runs; None at all hours."""

    @property
    def judged(self) -> str:
        """The column that is held against the number; see `on_calendars`."""
        return judged_column(self.column, self.calendar)


def judged_column(column: str, calendar: str | None) -> str:
    """Name the column of a time as a calendar counts it."""
    return column if calendar is None else f"{column}_in_{calendar}"


def bounds_of(map_: Map) -> tuple[Bound, ...]:
    """List every expectation of the map as a number.

    Those whose calendar the map does not declare cannot be held against anything, and
    are left out.
    """
    found = []
    known = {None, *map_.calendar_names}
    for no, touchpoint in enumerate(map_.touchpoints, start=1):
        for place, expected in enumerate(touchpoint.expects):
            if expected.what == "score" and expected.at_least is not None:
                found.append(Bound(no, place, "score", expected.at_least, False))  # noqa: FBT003
            elif expected.at_most is not None and expected.calendar in known:
                own = expected.what == "time" or touchpoint.kind == "wait"
                column = "seconds" if own else "wait_seconds"
                limit = expected.at_most.total_seconds()
                calendar = expected.calendar
                found.append(Bound(no, place, column, limit, True, calendar))  # noqa: FBT003
    return tuple(found)


def on_calendars(
    table: ir.Table, bounds: Sequence[Bound], calendars: OpenCalendars
) -> ir.Table:
    """Add the times that bounds judge in the open hours of calendars.

    Time spent runs from `at`; time waited before a touch ends at `at`.

    Args:
        table: Reads `at` and the columns of `bounds`.
        bounds: Expectations whose columns the table has.
        calendars: Every calendar that they name, over all days of the table.

    Returns:
        `table`, with a column `Bound.judged` for each pair of a column and a calendar.
    """
    wanted = {(bound.column, bound.calendar) for bound in bounds if bound.calendar}
    for column, calendar in sorted(wanted):
        seconds = table[column]
        at = seconds_since_1970(table.at)
        begin = at - seconds if column == "wait_seconds" else at
        table = with_open_seconds(
            table, begin, seconds, calendars[calendar], judged_column(column, calendar)
        )
    return table


def expectations_met(table: ir.Table, bounds: Sequence[Bound]) -> ir.Table:
    """Count how often each expectation could be told and was met.

    Exactly the limit still meets it. What is not known counts neither way.

    Args:
        table: Reads `touchpoint_no` and what the bounds judge; see `on_calendars`.
        bounds: Expectations whose columns the table has; at least one.

    Returns:
        One row: for each bound `k`, from 0, `known_k: int64` and `met_k: int64`.
    """
    measures = {}
    for k, bound in enumerate(bounds):
        here = table.touchpoint_no == bound.touchpoint_no
        value = table[bound.judged]
        fits = value <= bound.limit if bound.is_upper else value >= bound.limit
        measures[f"known_{k}"] = table.count(where=here & value.notnull())
        measures[f"met_{k}"] = table.count(where=here & fits)
    return table.aggregate(**measures)
