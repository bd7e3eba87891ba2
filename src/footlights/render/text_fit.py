"""How much room a text takes in a cell: an estimate that is rather too large."""

import unicodedata
from collections.abc import Iterable

LINE = 14.0
"""Height of a line, in points, at the size in which cells are written (10)."""

TALL_LINE = 18.0
"""Height of a line of other scripts than Latin, Greek and Cyrillic, or of emoji."""

PADDING = 5.0
"""Room above and below the lines, in points."""

HIGHEST = 405.0
"""Spreadsheet programs draw no row higher than 409 points."""

WIDEST = 220.0
"""Nor a column wider than 255 letters."""

_PIXELS_PER_LETTER = 7.0
_BLANK = 3.9
_INDENT = 13.0
_NARROW = frozenset("ijltf.,:;'|!()[]{}I ·•")
_BROAD = frozenset("mwMWQGOD@%—&")


def letters_wide(text: str) -> float:
    """Estimate how wide a text on one line is, in pixels at size 10."""
    return sum(map(_sign_width, text))


def _sign_width(sign: str) -> float:
    if sign in _NARROW:
        return 4.3
    if sign in _BROAD:
        return 12.2
    if sign.isascii():
        return 9.0 if sign.isupper() else 7.5
    if unicodedata.combining(sign) or sign in "\u200d\ufe0f":
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF" or ord(sign) > 0x1F000:
        return 18.0
    return 10.0


def lines_needed(text: str, width: float) -> int:
    """Estimate how many lines a text takes when it is wrapped.

    Args:
        text: The text; its own line ends count.
        width: Width of the column, in letters.
    """
    room = max(width * _PIXELS_PER_LETTER - _INDENT, 10.0)
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    """Count lines as words are put one after the other."""
    lines, filled = 1, 0.0
    for word in line.split(" "):
        wide = letters_wide(word)
        if filled and filled + _BLANK + wide > room:
            lines, filled = lines + 1, 0.0
        filled += wide + (_BLANK if filled else 0.0)
        while filled > room:
            # A word that is longer than the cell is broken inside.
            lines, filled = lines + 1, filled - room
    return lines


def height_needed(text: str, width: float) -> float:
    """Estimate the height of a cell that shows all of a text, in points."""
    line = LINE if all(ord(sign) < 0x530 for sign in text) else TALL_LINE
    return lines_needed(text, width) * line + PADDING


def row_height(cells: Iterable[tuple[str, float]]) -> float:
    """Give the height of a row that shows all of its cells, in points.

    Args:
        cells: Each text with the width of its column.
    """
    needed = max((height_needed(text, width) for text, width in cells), default=0.0)
    return min(max(needed, LINE + PADDING), HIGHEST)


def width_needed(texts: Iterable[str], least: float) -> float:
    """Give the width of a column in which no text needs a row that is too high."""
    width = least
    for text in texts:
        while width < WIDEST and height_needed(text, width) > HIGHEST:
            width = min(width * 1.4, WIDEST)
    return width
