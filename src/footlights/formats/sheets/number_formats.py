"""What the number of a cell means by the format it is shown in."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from footlights.formats.sheets.cell import Value

Meaning = Literal["number", "day", "time", "percent"]

_DAYS = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
_TIMES = frozenset({18, 19, 20, 21, 45, 46, 47})
_PERCENTS = frozenset({9, 10})
_SAID = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")


def meaning_of(number: int, codes: Mapping[int, str]) -> Meaning:
    """Tell what numbers in a format are.

    Args:
        number: Number of the format.
        codes: The workbook's own formats by number.
    """
    if number in codes:
        return _meaning_of_code(codes[number])
    if number in _DAYS:
        return "day"
    if number in _TIMES:
        return "time"
    return "percent" if number in _PERCENTS else "number"


def _meaning_of_code(code: str) -> Meaning:
    first = _SAID.sub("", code.split(";", maxsplit=1)[0])
    if _ELAPSED.search(first):
        return "time"
    letters = _BRACKETS.sub("", first).lower().replace("general", "")
    if re.search("[yd]", letters):
        return "day"
    if re.search("[hs]", letters):
        return "time"
    if "m" in letters:
        return "day"
    return "percent" if "%" in letters else "number"


def meant(value: float, meaning: Meaning, *, from_1904: bool) -> Value:
    """Give the day or the time that a number stands for; else the number.

    Args:
        value: Days since the workbook's first day.
        meaning: What its format says.
        from_1904: Whether days count from 1904, as on old Macs.
    """
    if meaning == "time" or (meaning == "day" and 0 <= value < 1):
        return _span(value)
    if meaning != "day":
        return value
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no zones
    # Spreadsheets take 1900 for a leap year: days before its March are one further.
    early = 1 if not from_1904 and value < 60 else 0
    try:
        return first + timedelta(seconds=round((value + early) * 86_400, 3))
    except OverflowError:
        return value


def _span(value: float) -> Value:
    try:
        return timedelta(milliseconds=round(value * 86_400_000))
    except OverflowError:
        return value
