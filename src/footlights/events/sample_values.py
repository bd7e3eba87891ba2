"""What a few values of a column look like."""

import re
from collections.abc import Sequence
from datetime import date, datetime

MISSING = ("", "?", "NULL", "null", "Null", "NA", "N/A", "n/a", "None", "NaN", "nan")
"""What stands in files where a value is missing."""

_TIME = re.compile(
    r"^\s*(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})([T ].*)?$"
)


def filled(values: Sequence[object]) -> list[object]:
    """Leave out values that are missing."""
    return [
        value
        for value in values
        if value is not None
        and not (isinstance(value, str) and value.strip() in MISSING)
    ]


def mostly_numbers(values: Sequence[object]) -> bool:
    """Whether at least nine in ten of the values that are not missing are numbers."""
    known = filled(values)
    return bool(known) and sum(map(_is_number, known)) >= 0.9 * len(known)


def looks_like_time(values: Sequence[object]) -> bool:
    """Whether all values that are not missing are dates or times, as far as one sees."""
    known = filled(values)
    return bool(known) and all(
        isinstance(value, date | datetime) or bool(_TIME.match(str(value)))
        for value in known
    )


def _is_number(value: object) -> bool:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return True
    try:
        float(str(value))
    except ValueError:
        return False
    return True
