"""What one person did, event by event, on the map and off it."""

from collections.abc import Sequence
from datetime import datetime

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.binding import activity_no_of, outcome_no_of
from footlights.model.map import Map

PERSON_EVENTS = ibis.schema(
    {
        "row_no": "int64",
        "person": "string",
        "event": "string",
        "at": "timestamp(6)",
        "closes": "boolean",
        "channel": "string",
        "team": "string",
        "location": "string",
        "score": "float64",
        "text": "string",
        "activity_no": "int16",
        "outcome_no": "int16",
        "journey_key": "int64",
        "person_key": "int64",
        "touch_no": "int32",
        "touchpoint_no": "int16",
        "seconds": "float64",
        "wait_seconds": "float64",
        "channel_no": "int16",
    }
)
"""One row per event: what was recorded, and what the map makes of it.

The columns from `journey_key` on are those of `prepared.TOUCHES`, null where the
event is no touch. `activity_no`, `outcome_no: int16` are null where it shows none.
"""

_TOUCH = PERSON_EVENTS.names[PERSON_EVENTS.names.index("journey_key") :]


def events_of(events: ir.Table, persons: Sequence[str]) -> ir.Table:
    """Keep the events of some persons."""
    return events.filter(_.person.isin(persons))


def events_within(events: ir.Table, begin: datetime, end: datetime) -> ir.Table:
    """Keep the events that begin between two naive UTC times, both included."""
    return events.filter(_.at.between(ibis.literal(begin), ibis.literal(end)))


def person_events(own: ir.Table, touches: ir.Table, map_: Map) -> ir.Table:
    """Put beside each event what the map makes of it.

    Args:
        own: Few of the rows in the shape of `contract.EVENTS`, with attributes.
        touches: `prepared.TOUCHES`.
        map_: The map.

    Returns:
        `PERSON_EVENTS`, by time; at the same time in the order of reading.
    """
    bound = own.mutate(
        activity_no=activity_no_of(own, map_), outcome_no=outcome_no_of(own, map_)
    ).select(*(name for name in PERSON_EVENTS.names if name not in _TOUCH))
    here = touches.semi_join(own, "row_no").select("row_no", *_TOUCH)
    return (
        bound.left_join(here, "row_no")
        .select(*PERSON_EVENTS.names)
        .order_by("at", "row_no")
    )
