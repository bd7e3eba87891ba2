"""Names instead of ids: what a reader of a view sees."""

import re
from collections.abc import Mapping

from footlights.measures.view import ViewColumn
from footlights.model.map import Map

Names = Mapping[str, str]
"""What the reader sees, by the id that stands in a view."""

THEN = " > "
"""Stands between the touchpoints of a variant."""

_FROM_THE_LOG = {"value", "person", "location", "team", "event", "text"}
"""Columns of the log's own words: none of them is an id of the map."""

_PLACES = {
    "touchpoint",
    "stage",
    "channel",
    "activity",
    "calendar",
    "variant",
    "moves",
}
"""Columns with ids that are no key of every view."""

_TOLD = re.compile(
    r"^(?P<before>\[?)(?P<id>[a-z][a-z0-9-]*)(?P<after> \([a-z0-9]+\)| [a-z ]+\])$"
)
"""An id with more: a step named again, `order (2)`, or a move, `[pay skipped]`."""


def names_of(map_: Map) -> dict[str, str]:
    """Name the parts of a map, in its order; where ids are equal, touchpoints win."""
    return {
        **{activity.id: activity.does for activity in map_.activities},
        **{calendar.id: calendar.name for calendar in map_.calendars},
        **{stage.id: stage.name for stage in map_.stages},
        **{channel.id: channel.name or channel.id for channel in map_.channels},
        **{touchpoint.id: touchpoint.name for touchpoint in map_.touchpoints},
    }


def named(column: ViewColumn, text: str, names: Names) -> str:
    """Write names in place of the ids that stand in a cell.

    Args:
        column: The cell's column; one with the log's own words is left as it is.
        text: What stands there; several ids are joined by `THEN`.
        names: Names by id; an id that is missing stands for itself.
    """
    is_place = column.role == "key" or column.name in _PLACES
    if not is_place or column.name in _FROM_THE_LOG:
        return text
    return THEN.join(_name(part, names) for part in text.split(THEN))


def _name(part: str, names: Names) -> str:
    told = _TOLD.match(part)
    if told and told["id"] in names:
        return told["before"] + names[told["id"]] + told["after"]
    return names.get(part, part)
