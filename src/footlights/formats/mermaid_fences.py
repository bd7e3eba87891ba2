"""Diagrams inside Markdown, between the fences that code hosts draw them by."""

import re
from pathlib import Path

from footlights.errors import NotAMapError

_OPENS = re.compile(r" {0,3}(`{3,}|~{3,})\s*mermaid(?=[\s{]|$)")
_JOURNEY = re.compile(r"journey\b")
_ABOVE = re.compile(r"-{3}.*?\n-{3}[^\n]*\n|%%[^\n]*\n|\s+", re.DOTALL)


def fenced_journey(text: str, path: Path) -> str:
    """Give the `journey` diagram of a Markdown page; all else becomes empty lines.

    Diagrams of other kinds are passed over where there is a journey beside them.

    Args:
        text: The page.
        path: Only named in errors.

    Raises:
        NotAMapError: The page holds no diagram of Mermaid, or several journeys.
    """
    lines = text.splitlines()
    found = list(_fences(lines))
    journeys = [each for each in found if _is_journey(lines, each)] or found
    if len(journeys) != 1:
        raise NotAMapError(path, *_why(journeys, found))
    begin, end = journeys[0]
    drawn = _front(lines[begin:end])
    # What stands between dashes has to begin the text; lines after it stay in place.
    above, rest = lines[begin : begin + drawn], lines[begin + drawn : end]
    return "\n".join([*above, *[""] * begin, *rest]) + "\n"


def _front(lines: list[str]) -> int:
    """Count the lines that stand between dashes at the top, with the dashes."""
    if not lines or lines[0].strip() != "---":
        return 0
    ends = (no for no, line in enumerate(lines[1:], 2) if line.strip() == "---")
    return next(ends, 0)


def fenced(diagram: str) -> str:
    """Put a diagram between fences, as a page of Markdown."""
    return f"```mermaid\n{diagram}```\n"


def has_fence(text: str) -> bool:
    """Whether a text holds a diagram between fences."""
    return any(_OPENS.match(line) for line in text.splitlines())


def _fences(lines: list[str]) -> list[tuple[int, int]]:
    """Give the first line inside each fence, and the line that closes it, from 0."""
    found, begin, mark = [], None, ""
    for no, line in enumerate(lines):
        opened = _OPENS.match(line)
        if begin is None and opened:
            begin, mark = no + 1, opened[1]
        elif begin is not None and _closes(line, mark):
            found.append((begin, no))
            begin = None
    if begin is not None:
        found.append((begin, len(lines)))
    return found


def _closes(line: str, mark: str) -> bool:
    said = line.strip()
    return len(said) >= len(mark) and set(said) == {mark[0]}


def _is_journey(lines: list[str], fence: tuple[int, int]) -> bool:
    text = "\n".join(lines[slice(*fence)]) + "\n"
    while above := _ABOVE.match(text):
        text = text[above.end() :]
    return bool(_JOURNEY.match(text))


def _why(
    journeys: list[tuple[int, int]], found: list[tuple[int, int]]
) -> tuple[str, str]:
    if not found:
        return (
            "it is a page without a diagram of Mermaid",
            "Put a `journey` diagram between ```mermaid and ```.",
        )
    places = ", ".join(str(begin) for begin, _ in journeys)
    return (
        f"it holds {len(journeys)} diagrams (lines {places})",
        "A map is one `journey`: put it into a file of its own, such as map.mmd.",
    )
