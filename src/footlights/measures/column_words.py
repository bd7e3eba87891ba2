"""What stands above a column, and why a cell of it may be empty."""

import re

from footlights.measures.view import ViewColumn

SIDES = {
    "difference": "difference",
    "is_different": "different?",
    "p": "p",
    "one": "one",
    "other": "other",
}
"""Columns that `compare` makes of one number, the most telling first."""

JUDGED = {"usual": "usual", "is_anomaly": "anomaly?", "is_change": "change?"}
"""Columns that `trends` puts beside a number."""

_HEADS = {
    "hour": "Hour",
    "is_whole": "Whole period",
    "limit_seconds": "Limit",
    "median_late_seconds": "Median time late",
    "median_seconds": "Median time",
    "median_seconds_to_return": "Median time to return",
    "p90_seconds": "p90 time",
    "period_no": "Periods after",
    "seconds": "Time",
    "share_completed_others": "Share completed, others",
    "share_of_first_completed": "Share of first journeys completed",
    "share_wanted": "Share wanted",
    "step_no": "No",
}
_EMPTY = re.compile(r"\bnull (?P<when>(?:where|for|if|when)\b[^.;]*)")


def column_head(name: str) -> str:
    """Write the head of a column: `median_seconds` is `Median time`.

    Cells carry their unit, so that no head names one.

    Args:
        name: Name of the column.
    """
    base, suffix = split_name(name)
    said = _HEADS.get(base) or _plain(base)
    return f"{said}, {suffix}" if suffix else said


def split_name(name: str) -> tuple[str, str]:
    """Tell a number from what stands beside it: `score`, `usual` of `score_usual`.

    Returns:
        The number's own column, and in words what this one says of it; empty if it is
        the number itself.
    """
    for ending, said in (SIDES | JUDGED).items():
        base = name.removesuffix(f"_{ending}")
        if base != name and base:
            return base, said
    return name, ""


def empty_because(column: ViewColumn) -> str:
    """Say when a cell of a column is empty: `where the period is not over`.

    It is read from what the column says about itself; empty if that says nothing.
    """
    found = _EMPTY.search(column.about)
    return found["when"].strip() if found else ""


def _plain(name: str) -> str:
    words = name.split("_")
    if len(words) > 1 and words[0] == "is":
        words = words[1:]
    if len(words) > 1 and words[-1] in {"at", "on", "seconds"}:
        words = words[:-1]
    said = " ".join(words)
    return said[:1].upper() + said[1:]
