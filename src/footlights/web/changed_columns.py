"""Which columns of a map edits have changed."""

from collections.abc import Iterable, Iterator

from footlights.model.edits.document import held
from footlights.model.edits.edit import AddPart, Edit, MovePart, RemovePart, SetField
from footlights.model.map import Map
from footlights.model.touchpoint import Touchpoint


def changed_columns(before: Map, after: Map, edits: Iterable[Edit]) -> frozenset[str]:
    """Give the touchpoints whose columns look different.

    Those that came are among them; those that went or moved alone are not. The head of
    a stage that has changed stands over its first column.

    Args:
        before: The map before the edits.
        after: The map after them.
        edits: All that lies between.
    """
    found: set[str] = set()
    for edit in edits:
        found.update(_columns(before, edit), _columns(after, edit))
    return frozenset(found & after.touchpoint_no.keys())


def _columns(map_: Map, edit: Edit) -> Iterator[str]:
    """Yield the columns of a map in which an edit is seen."""
    match edit:
        case SetField(part="touchpoint"):
            yield edit.id
        case SetField(part="stage"):
            yield from (
                stage.touchpoints[0].id for stage in map_.stages if stage.id == edit.id
            )
        case SetField(part="map"):
            return
        case AddPart(part="activity"):
            yield edit.into
        case AddPart(part="touchpoint" | "stage"):
            yield from (part["id"] for _, part in held(edit.value, edit.part))
        case SetField() | MovePart() | RemovePart():
            yield from _that_show(map_, edit.part, edit.id)
        case AddPart():
            yield from _that_show(map_, edit.part, str(edit.value["id"]))


def _that_show(map_: Map, part: str, part_id: str) -> Iterator[str]:
    """Yield the touchpoints in whose column a part is seen."""
    for touchpoint in map_.touchpoints:
        if part_id in _shown_in(touchpoint, part):
            yield touchpoint.id


def _shown_in(touchpoint: Touchpoint, part: str) -> Iterator[str | None]:
    match part:
        case "activity":
            yield from (activity.id for activity in touchpoint.activities)
        case "channel":
            yield touchpoint.channel
        case "persona":
            yield from touchpoint.feelings
        case "team":
            yield from (activity.team for activity in touchpoint.activities)
        case "system":
            yield from (activity.system for activity in touchpoint.activities)
        case "lane":
            yield from touchpoint.notes
        case "calendar":
            yield from (expected.calendar for expected in touchpoint.expects)
            yield from (activity.calendar for activity in touchpoint.activities)
