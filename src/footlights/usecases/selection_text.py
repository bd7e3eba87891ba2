"""Selections as people type them: `segment:regulars, not completed`."""

import re
from collections.abc import Iterator
from datetime import date
from functools import reduce

from footlights.errors import UnreadableSelectionError
from footlights.usecases.selection import Selection, both

_PART = re.compile(
    r"(?P<turned>not\s+)?(?P<kind>[a-z]+)(?:\s*:\s*(?P<said>.*))?", re.DOTALL
)
_WHOLLY_QUOTED = re.compile(r'"([^"]*)"')
_ENDS = {"(": ")", "{": "}"}
_DAYS = ".."


def selection_of(text: str) -> Selection:
    """Read a selection.

    Args:
        text: Parts joined by commas, all of which must hold: `segment:ID`,
            `not segment:ID`, `persona:ID`, `channel:ID`, `period:DAY..DAY` (either
            day may be missing), `completed`, `not completed`, `pattern:PATTERN`,
            `not pattern:PATTERN`. A comma inside quotes, brackets or braces parts
            nothing; quotes around the whole of what follows a colon are taken off.

    Raises:
        UnreadableSelectionError: A part is none of these.
        BackwardsPeriodError: A period ends before it begins.
        ContradictorySelectionError: Two parts exclude each other.
    """
    return reduce(both, (_one(part, text) for part in _parts(text)))


def _parts(text: str) -> Iterator[str]:
    """Cut at the commas that stand neither in quotes nor in brackets or braces."""
    begin = 0
    awaited: list[str] = []
    for place, letter in enumerate(text):
        if awaited and letter == awaited[-1]:
            awaited.pop()
        elif '"' in awaited:
            continue
        elif letter == '"':
            awaited.append(letter)
        elif letter in _ENDS:
            awaited.append(_ENDS[letter])
        elif letter == "," and not awaited:
            yield text[begin:place].strip()
            begin = place + 1
    yield text[begin:].strip()


def _one(part: str, text: str) -> Selection:
    read = _PART.fullmatch(part)
    if read is None:
        raise UnreadableSelectionError(part, text)
    is_turned = read["turned"] is not None
    match read["kind"], _unquoted(read["said"]):
        case "completed", None:
            return Selection(is_completed=not is_turned)
        case "segment", str(said) if said:
            return Selection(outside=said) if is_turned else Selection(segment=said)
        case "pattern", str(said) if said:
            return Selection(not_pattern=said) if is_turned else Selection(pattern=said)
        case "persona", str(said) if said and not is_turned:
            return Selection(persona=said)
        case "channel", str(said) if said and not is_turned:
            return Selection(channel=said)
        case "period", str(said) if _DAYS in said and not is_turned:
            first, last = (_day(day, part, text) for day in said.split(_DAYS, 1))
            return Selection(from_on=first, to_on=last)
    raise UnreadableSelectionError(part, text)


def _unquoted(said: str | None) -> str | None:
    quoted = _WHOLLY_QUOTED.fullmatch(said) if said else None
    return quoted[1].strip() if quoted else said


def _day(day: str, part: str, text: str) -> date | None:
    try:
        return date.fromisoformat(day.strip()) if day.strip() else None
    except ValueError as error:
        raise UnreadableSelectionError(part, text) from error
