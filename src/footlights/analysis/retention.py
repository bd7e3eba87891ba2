"""Persons by when they first came, and when they came back."""

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.timing import seconds_between

FIRST_JOURNEYS = ibis.schema(
    {
        "person_key": "int64",
        "start_at": "timestamp(6)",
        "is_completed": "boolean",
        "journeys": "int64",
        "seconds_to_return": "float64",
    }
)


def first_journeys(journeys: ir.Table) -> ir.Table:
    """Give each person's first journey, and how soon the second began.

    Of journeys that begin at the same time the one with the lower key is first.

    Args:
        journeys: `prepared.JOURNEYS`.

    Returns:
        One row per person, `FIRST_JOURNEYS`: `start_at` and `is_completed` of the
        first; `journeys: int64`, how many the person has; `seconds_to_return:
        float64`, from the end of the first to the begin of the second, 0 where they
        overlap, null where there is no second.
    """
    in_order = ibis.window(group_by="person_key", order_by=["start_at", "journey_key"])
    placed = journeys.select(
        "person_key",
        "start_at",
        "end_at",
        "is_completed",
        place=ibis.row_number().over(in_order),
        next_at=_.start_at.lead().over(in_order),
        journeys=_.count().over(ibis.window(group_by="person_key")),
    )
    until = seconds_between(_.end_at, _.next_at)
    return placed.filter(_.place == 0).select(
        "person_key",
        "start_at",
        "is_completed",
        "journeys",
        seconds_to_return=ibis.ifelse(until < 0, ibis.literal(0.0), until),
    )


def cohort_totals(started: ir.Table) -> ir.Table:
    """Sum up persons by the period of their first journey.

    Args:
        started: `FIRST_JOURNEYS` with `period_on`.

    Returns:
        One row per period in which anybody first came: `period_on`, `persons`,
        `journeys` (all that they have), `completed` (of their first ones), `returned`
        (persons with more than one): `int64`.
    """
    return started.group_by("period_on").aggregate(
        persons=_.count(),
        journeys=_.journeys.sum().cast("int64"),
        completed=_.count(where=_.is_completed),
        returned=_.count(where=_.journeys > 1),
    )


def comebacks(begun: ir.Table) -> ir.Table:
    """Count who came back in which period.

    A person comes back in a period in which another than their first journey begins;
    in the period of the first journey too. Coming back twice in a period counts once.

    Args:
        begun: `prepared.JOURNEYS` with `period_on`, that of `start_at`.

    Returns:
        One row per pair of periods with anybody: `start_on: date` of the first
        journey, `period_on: date`, `returned: int64`.
    """
    visits = begun.group_by("person_key", "period_on").aggregate(journeys=_.count())
    whole = ibis.window(group_by="person_key")
    return (
        visits.mutate(start_on=_.period_on.min().over(whole))
        .filter((_.period_on > _.start_on) | (_.journeys > 1))
        .group_by("start_on", "period_on")
        .aggregate(returned=_.count())
    )
