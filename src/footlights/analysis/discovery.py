"""What a log says about a map that nobody has drawn yet."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.timing import seconds_between

NAMES = ibis.schema({"event": "string", "events": "int64", "persons": "int64"})
SILENCES = ibis.schema({"step": "int16", "silences": "int64", "again": "int64"})
MEETINGS = ibis.schema(
    {
        "touchpoint_no": "int16",
        "touches": "int64",
        "journeys": "int64",
        "ends": "int64",
        "repeated": "int64",
    }
)
PRECEDENCE = ibis.schema(
    {
        "touchpoint_no": "int16",
        "other_no": "int16",
        "journeys": "int64",
        "before": "int64",
    }
)
WAYS = ibis.schema(
    {
        "touchpoint_no": "int16",
        "next_touchpoint_no": "int16",
        "touches": "int64",
        "seconds": "float64",
    }
)


def name_counts(events: ir.Table) -> ir.Table:
    """Count events and persons by event name.

    Rows that only close an earlier one count as events, as they do in coverage.

    Args:
        events: `contract.EVENTS`. Reads `event: string`, `person: string`.

    Returns:
        One row per event name, `NAMES`; most frequent first, ties by name.
    """
    return (
        events.group_by("event")
        .aggregate(events=_.count(), persons=_.person.nunique())
        .order_by(_.events.desc(), "event")
    )


def silence_counts(events: ir.Table, steps: Sequence[float]) -> ir.Table:
    """Count how long persons are silent between two of their events.

    A silence lasts from the end of an event, or its time where it has no end, to the
    person's next event; events at the same time follow in the order of reading. Rows
    that only close an earlier one are no events here. Where the next event begins
    before the end, the silence is the shortest there is.

    Args:
        events: `contract.EVENTS`. Reads `person`, `event`, `at`, `until`, `closes`,
            `row_no`.
        steps: Lengths in seconds, growing; at least one.

    Returns:
        One row per step that any silence falls under, `SILENCES`: `step`, the place
        from 0 of the shortest step that is at least as long as the silence, or the
        number of steps if none is; `silences`, how many; `again`, those of them that
        end with an event of a name that the person has had before.

    Source:
        Own definition; counted by hand in `tests/analysis/test_discovery.py`.
    """
    in_order = ibis.window(group_by="person", order_by=["at", "row_no"])
    same_name = ibis.window(group_by=["person", "event"], order_by=["at", "row_no"])
    ends_at = _.until.coalesce(_.at)
    silent = (
        events.filter(~_.closes)
        .select("person", "event", "at", "until", "row_no")
        .mutate(time_no=ibis.row_number().over(same_name))
        .mutate(
            seconds=seconds_between(ends_at, _.at.lead().over(in_order)),
            next_time_no=_.time_no.lead().over(in_order),
        )
        .filter(_.seconds.notnull())
    )
    under = [
        (silent.seconds <= ibis.literal(float(length)), ibis.literal(step, "int16"))
        for step, length in enumerate(steps)
    ]
    beyond = ibis.literal(len(steps), "int16")
    return (
        silent.mutate(step=ibis.cases(*under, else_=beyond))
        .group_by("step")
        .aggregate(silences=_.count(), again=_.count(where=_.next_time_no > 0))
    )


def meeting_counts(steps: ir.Table) -> ir.Table:
    """Count touches and journeys at each touchpoint.

    Args:
        steps: `prepared.STEPS`.

    Returns:
        One row per touchpoint that was met, `MEETINGS`: `touches`; `journeys` that
        were here; `ends` of a journey here; `repeated`, journeys here at least twice.
    """

    def journeys(where: ir.BooleanValue) -> ir.IntegerScalar:
        return steps.journeys.sum(where=where).fill_null(0).cast("int64")

    return steps.group_by("touchpoint_no").aggregate(
        touches=steps.journeys.sum().cast("int64"),
        journeys=journeys(steps.visit_no == 1),
        ends=journeys(steps.next_touchpoint_no.isnull()),
        repeated=journeys(steps.visit_no == 2),
    )


def precedence_counts(steps: ir.Table) -> ir.Table:
    """Count in which order journeys first meet every two touchpoints.

    Touches at the same time come in the order of reading, as everywhere.

    Args:
        steps: `prepared.STEPS`.

    Returns:
        One row per two touchpoints that any journey met both of, `PRECEDENCE`, with
        `touchpoint_no` the smaller number: `journeys` that met both; `before`, those
        of them that met `touchpoint_no` first.

    Source:
        Own definition; counted by hand in `tests/analysis/test_discovery.py`.
    """
    first = steps.filter(_.visit_no == 1).select(
        "variant_no", "journeys", "touchpoint_no", "touch_no"
    )
    other = first.select("variant_no", other_no="touchpoint_no", other_place="touch_no")
    both = first.inner_join(other, ["variant_no", first.touchpoint_no < other.other_no])
    is_before = both.touch_no < both.other_place
    return both.group_by("touchpoint_no", "other_no").aggregate(
        journeys=both.journeys.sum().cast("int64"),
        before=both.journeys.sum(where=is_before).fill_null(0).cast("int64"),
    )


def way_gaps(touches: ir.Table) -> ir.Table:
    """Say how often each way from one touchpoint to the next is gone, and how long.

    The last touch of a journey is no departure; staying counts as a way.

    Args:
        touches: `prepared.TOUCHES`. Reads `touchpoint_no`, `next_touchpoint_no`,
            `seconds_to_next`.

    Returns:
        One row per way that was gone, `WAYS`: `touches`, how often; `seconds`, the
        median time from the end of one touch to the begin of the next.
    """
    return (
        touches.filter(_.next_touchpoint_no.notnull())
        .group_by("touchpoint_no", "next_touchpoint_no")
        .aggregate(touches=_.count(), seconds=_.seconds_to_next.quantile(0.5))
    )


def typical_gap(touches: ir.Table) -> ir.Table:
    """Give the median time from a touch to the next one of its journey.

    Args:
        touches: `prepared.TOUCHES`. Reads `seconds_to_next`.

    Returns:
        One row: `seconds: float64`, null if no journey has two touches.
    """
    return touches.aggregate(seconds=_.seconds_to_next.quantile(0.5))
