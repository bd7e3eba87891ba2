"""How wide a text is, and where it breaks: never less than any usual font needs.

Nobody knows which font will draw a slide: the one it asks for may not be on the
machine, and what stands in for it is often wider. So every letter is taken as wide
as in the widest of the fonts that usually stand in (Noto Sans, DejaVu Sans).
Whatever fits by this measure fits in narrower fonts.
"""

import unicodedata
from collections.abc import Iterator

# From the space to the tilde, in thousandths of the size, cut off: the wider of both
# fonts. One is added to each, so that sums over a line are not too small either.
_REGULAR = """
318 401 460 838 636 950 780 275 390 390 551 838 318 361 318 372 636 636 636 636 636
636 636 636 636 636 337 337 838 838 838 531 1000 684 686 698 770 632 575 775 752 339
295 656 557 907 760 787 605 787 695 635 611 732 684 989 685 611 685 390 372 390 838
500 500 613 635 550 635 615 352 635 634 278 278 579 278 974 634 612 635 635 413 521
392 634 592 818 592 592 525 636 551 636 838
"""
_BOLD = """
348 456 521 838 696 1002 872 306 457 457 545 838 380 415 380 413 696 696 696 696 696
696 696 696 696 696 400 400 838 838 838 580 1000 774 762 734 830 683 683 821 837 389
372 775 637 995 837 850 733 850 770 720 682 812 774 1103 771 724 725 457 413 457 838
500 500 675 716 593 716 678 435 716 712 343 343 665 343 1042 712 687 716 716 493 595
478 712 652 924 645 652 582 712 551 712 838
"""
_WIDTHS = {
    is_bold: {chr(no): int(width) + 1 for no, width in enumerate(table.split(), 32)}
    for is_bold, table in ((False, _REGULAR), (True, _BOLD))
}
_SIGNS = dict.fromkeys("’‘‚·", 380) | dict.fromkeys("“”„–«»", 620) | {"\xa0": 318}
_BOLDER = 1.15
"""How much wider a bold letter is where no table says it."""

_EMOJI = 0x1F000
_TALL = 0x0530
"""Scripts from here on, but for punctuation, are taller than Latin letters."""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Give the width of a line of text in points, rather too much than too little.

    Args:
        text: One line.
        size: Size of the letters, points.
        bold: Whether they are bold.
    """
    table = _WIDTHS[bold]
    total = 0.0
    for letter in text:
        width = table.get(letter)
        total += _other(letter, bold=bold) if width is None else width
    return total * size / 1000


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines, at spaces; a word that is too long inside.

    Nothing is left out but the space at which a line is broken.

    Args:
        text: The text; its own line breaks are kept.
        width: Width of a line, points.
        size: Size of the letters, points.
        bold: Whether they are bold.
    """
    lines: list[str] = []
    for part in text.splitlines() or [""]:
        lines.extend(_lines(part, width, size, bold=bold))
    return lines


def is_tall(text: str) -> bool:
    """Say whether its script needs more room between lines than Latin letters do."""
    return any(
        ord(letter) >= _TALL and not 0x1E00 <= ord(letter) < 0x2E80 for letter in text
    )


def is_right_to_left(text: str) -> bool:
    """Say whether a text runs from right to left, by its first letter that tells."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def printable(text: str) -> str:
    """Leave out what no slide can hold: signs that XML forbids, and lone surrogates.

    A tab becomes a space. Line breaks of every kind stay line breaks.
    """
    if text.isprintable():
        return text
    lines = ("".join(_allowed(line)) for line in text.splitlines())
    return "\n".join(lines)


def _allowed(line: str) -> Iterator[str]:
    for letter in line:
        code = ord(letter)
        if letter == "\t":
            yield " "
        elif code >= 0x20 and not (
            0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code & 0xFFFE == 0xFFFE
        ):
            yield letter


def _other(letter: str, *, bold: bool) -> float:
    """Judge a letter that is in no table by what kind of letter it is."""
    sign = _SIGNS.get(letter)
    if sign is not None:
        return sign * (_BOLDER if bold else 1)
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain != letter and plain in _WIDTHS[bold]:
        return _WIDTHS[bold][plain]
    return _by_kind(letter) * (_BOLDER if bold else 1)


def _by_kind(letter: str) -> float:
    code = ord(letter)
    category = unicodedata.category(letter)
    if category in {"Mn", "Me", "Cf"}:
        return 0
    if code >= _EMOJI:
        return 1300
    if unicodedata.east_asian_width(letter) in "WF":
        return 1000
    if 0x0590 <= code < 0x0780:  # Hebrew, Arabic, Syriac
        return 760
    return {"Ll": 820, "Lu": 950, "Mc": 600, "Nd": 700}.get(category, 1000)


def _is_wide(letter: str) -> bool:
    """Say whether a line may be broken beside it: Chinese, Japanese, Korean."""
    return ord(letter) > 0x2E80 and unicodedata.east_asian_width(letter) in "WF"


def _lines(text: str, width: float, size: float, *, bold: bool) -> Iterator[str]:
    """Break one line of text, greedily; one that fits is given as it is."""
    if text_width(text, size, bold=bold) <= width:
        yield text
        return
    line, used = "", 0.0
    for piece in _pieces(text):
        needed = text_width(piece, size, bold=bold)
        if used + needed <= width or (used and piece == " "):
            line, used = line + piece, used + needed
            continue
        if line.strip():
            yield line.rstrip(" ")
            line, used = "", 0.0
        if piece == " ":
            continue
        for letter in piece:
            wide = text_width(letter, size, bold=bold)
            if used + wide > width and line:
                yield line
                line, used = "", 0.0
            line, used = line + letter, used + wide
    if line.strip():
        yield line.rstrip(" ")


def _pieces(text: str) -> Iterator[str]:
    """Yield spaces, words, and single letters of scripts that break anywhere."""
    word = ""
    for letter in text:
        if letter == " " or _is_wide(letter):
            if word:
                yield word
            word = ""
            yield letter
        else:
            word += letter
    if word:
        yield word
