"""Events of activities and outcomes, put into the journeys they belong to."""

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.prepared import OCCURRENCES
from footlights.events.touches import journey_column
from footlights.model.map import Map


def occurrences(bound: ir.Table, map_: Map, journeys: ir.Table) -> ir.Table:
    """Put every event of an activity or an outcome into a journey.

    Args:
        bound: As `touches.bound_events` gives them.
        map_: The map.
        journeys: Reads `journey_key`, `person_key`, `start_at`.

    Returns:
        `prepared.OCCURRENCES`.
    """
    shown = bound.filter(_.activity_no.notnull() | _.outcome_no.notnull())
    if journey_column(map_) is not None:
        return shown.select(*OCCURRENCES.names)
    theirs = shown.select(
        "person_key", "activity_no", "outcome_no", "at", "row_no", begun_key=_no_key()
    )
    begins = journeys.select(
        "person_key",
        activity_no=ibis.null("int16"),
        outcome_no=ibis.null("int16"),
        at=_.start_at,
        row_no=ibis.literal(0, "int64"),
        begun_key=_.journey_key,
    )
    # A begin has row 0: at the same instant it comes first. Keys of one person's
    # journeys grow with time, so that the latest begun is the largest so far.
    so_far = ibis.window(
        group_by="person_key", order_by=["at", "row_no"], preceding=None, following=0
    )
    return (
        ibis.union(begins, theirs)
        .mutate(journey_key=_.begun_key.max().over(so_far))
        .filter(_.row_no > 0)
        .select(*OCCURRENCES.names)
    )


def _no_key() -> ir.IntegerScalar:
    return ibis.null("int64")
