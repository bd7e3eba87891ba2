"""How much of the log the map explains."""

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.binding import (
    activity_no_of,
    asked_columns,
    outcome_no_of,
    touchpoint_no_of,
)
from footlights.model.map import Map

EVENT_COUNTS = ibis.schema(
    {"event": "string", "is_explained": "boolean", "events": "int64"}
)


def event_counts(events: ir.Table, map_: Map) -> ir.Table:
    """Count events by name, those that the map explains apart from the others.

    An event is explained if it belongs to a touchpoint, an activity or an outcome. A
    row that only closes an earlier one is explained like the row it closes.

    Args:
        events: Rows in the shape of `contract.EVENTS`, with attributes.
        map_: The map.

    Returns:
        `EVENT_COUNTS`, and `first_at`, `last_at: timestamp`; no order.
    """
    # Rules look at few columns: events that are alike in them are looked at once.
    asked = sorted(asked_columns(map_) & set(events.columns) - {"event"})
    alike = events.group_by("event", *asked).aggregate(
        events=_.count(), first_at=_.at.min(), last_at=_.at.max()
    )
    return (
        alike.mutate(is_explained=_explained(alike, map_))
        .group_by("event", "is_explained")
        .aggregate(
            events=_.events.sum().cast("int64"),
            first_at=_.first_at.min(),
            last_at=_.last_at.max(),
        )
    )


def unexplained_persons(events: ir.Table, map_: Map) -> ir.Table:
    """Count the distinct persons of each event name that the map does not explain.

    Returns:
        One row per event name: `event: string`, `persons: int64`.
    """
    return (
        events.select("event", "person", is_explained=_explained(events, map_))
        .filter(~_.is_explained)
        .group_by("event")
        .aggregate(persons=_.person.nunique())
    )


def _explained(events: ir.Table, map_: Map) -> ir.BooleanValue:
    return (
        touchpoint_no_of(events, map_).notnull()
        | activity_no_of(events, map_).notnull()
        | outcome_no_of(events, map_).notnull()
    )
