"""Selections as people type them: `segment:regulars, not completed`."""

from dataclasses import replace
from datetime import date

from footlights.errors import UnreadableSelectionError
from footlights.usecases.selection import Selection


def selection_of(text: str) -> Selection:
    """Read a selection.

    Args:
        text: Parts joined by commas: `segment:ID`, `not segment:ID`, `channel:ID`,
            `period:DAY..DAY` (either day may be missing), `completed`,
            `not completed`.

    Raises:
        UnreadableSelectionError: A part is none of these.
        BackwardsPeriodError: A period ends before it begins.
    """
    found = Selection()
    for part in text.split(","):
        found = _with(found, " ".join(part.split()), text)
    return found


def _with(selection: Selection, part: str, text: str) -> Selection:
    words = part.removeprefix("not ")
    is_turned = words != part
    kind, colon, said = words.partition(":")
    said = said.strip()
    if words == "completed":
        return replace(selection, is_completed=not is_turned)
    if kind == "segment" and said:
        if is_turned:
            return replace(selection, outside=said)
        return replace(selection, segment=said)
    if not colon or not said or is_turned:
        raise UnreadableSelectionError(part, text)
    if kind == "channel":
        return replace(selection, channel=said)
    if kind == "period" and ".." in said:
        first, last = (_day(day.strip(), part, text) for day in said.split("..", 1))
        return replace(selection, from_on=first, to_on=last)
    raise UnreadableSelectionError(part, text)


def _day(day: str, part: str, text: str) -> date | None:
    try:
        return date.fromisoformat(day) if day else None
    except ValueError as error:
        raise UnreadableSelectionError(part, text) from error
