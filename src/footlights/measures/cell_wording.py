"""How the cells of a view are written: the unit is in the column's name."""

from collections.abc import Callable
from datetime import date, datetime

from footlights.measures.result import Estimate
from footlights.measures.view import Cell
from footlights.measures.wording import (
    NOTHING,
    day,
    duration,
    interval_of,
    mean_number,
    share,
    signed,
)

Writer = Callable[[float], str]


def cell_text(name: str, cell: Cell) -> str:
    """Write what stands under a column; an estimate with its interval.

    Args:
        name: Name of the column: `share_of_...` and `..._rate` are shares, `..._seconds` a time.
        cell: What stands there.
    """
    match cell:
        case None:
            said = NOTHING
        case Estimate():
            said = _estimate(name, cell)
        case bool():
            said = "yes" if cell else "no"
        case datetime():
            said = f"{day(cell.date())} {cell:%H:%M}"
        case date():
            said = day(cell)
        case int() if name.endswith("_key"):
            said = str(cell)
        case int() if "seconds" not in name:
            said = f"{cell:,}"
        case int() | float():
            said = writer_of(name)(cell)
        case _:
            said = cell
    return said


def writer_of(name: str) -> Writer:
    """Choose how the numbers of a column are written."""
    words = name.split("_")
    if "seconds" in words:
        return duration
    if {"share", "shares", "rate"} & set(words):
        return _share_or_difference
    return _plain


def _share_or_difference(number: float) -> str:
    return f"−{share(-number)}" if number < 0 else share(number)


def _plain(number: float) -> str:
    return signed(mean_number(number))


def _estimate(name: str, estimate: Estimate) -> str:
    if estimate.value is None:
        return NOTHING
    write = writer_of(name)
    return f"{write(estimate.value)} {interval_of(estimate, write)}".rstrip()
