"""How much of the log the map explains."""

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.binding import is_explained
from footlights.model.map import Map

EVENT_COUNTS = ibis.schema(
    {"event": "string", "is_explained": "boolean", "events": "int64"}
)


def event_counts(alike: ir.Table) -> ir.Table:
    """Count events by name, those that the map explains apart from the others.

    Args:
        alike: `prepared.ALIKE`.

    Returns:
        `EVENT_COUNTS`, and `first_at`, `last_at: timestamp`; no order.
    """
    return alike.group_by("event", "is_explained").aggregate(
        events=_.events.sum().cast("int64"),
        first_at=_.first_at.min(),
        last_at=_.last_at.max(),
    )


def unexplained_persons(events: ir.Table, map_: Map) -> ir.Table:
    """Count the distinct persons of each event name that the map does not explain.

    Returns:
        One row per event name: `event: string`, `persons: int64`.
    """
    return (
        events.select("event", "person", is_explained=is_explained(events, map_))
        .filter(~_.is_explained)
        .group_by("event")
        .aggregate(persons=_.person.nunique())
    )
