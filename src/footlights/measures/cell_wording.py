"""How the cells of a view are written: the unit is in the column's name."""

from datetime import date, datetime

from footlights.measures.estimate_wording import value_text
from footlights.measures.result import ENOUGH, Estimate
from footlights.measures.score_wording import points
from footlights.measures.view import Cell
from footlights.measures.wording import (
    NOTHING,
    WEEKDAYS,
    Writer,
    day,
    duration,
    finer_share,
    mean_number,
    share,
    signed,
)


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
        case int() if name == "weekday" and 1 <= cell <= len(WEEKDAYS):
            said = WEEKDAYS[cell - 1]
        case int() if "seconds" not in name:
            said = f"{cell:,}"
        case int() | float():
            said = writer_of(name)(cell)
        case _:
            said = cell
    return said


def writer_of(name: str) -> Writer:
    """Choose how the numbers of a column are written, all with the same decimals.

    Shares have one, and their differences are in points; only shares that the map asks
    for are written as they stand there.
    """
    words = name.split("_")
    if words[-1] == "p":
        return _probability
    if "seconds" in words:
        return duration
    if is_share(name) and words[-1] == "difference":
        return points
    if is_share(name):
        return share if "wanted" in words else finer_share
    return _plain


def is_share(name: str) -> bool:
    """Whether the numbers of a column are shares from 0 to 1."""
    return bool({"share", "shares", "rate", "coverage"} & set(name.split("_")))


def rests_on(estimate: Estimate, *, is_counted: bool) -> str:
    """Say after an estimate how many it rests on: `, n 25, too few`.

    Args:
        estimate: The number; one that is not known rests on nothing.
        is_counted: Whether the reader sees that count elsewhere, so that it can be
            left out.
    """
    if estimate.value is None:
        return ""
    count = "" if is_counted else f", n {estimate.n:,}"
    return count + (", too few" if estimate.n < ENOUGH else "")


def _probability(number: float) -> str:
    return "<0.001" if number < 0.001 else f"{number:.3f}"


def _plain(number: float) -> str:
    return signed(f"{number:,.0f}" if abs(number) >= 100 else mean_number(number))


def _estimate(name: str, estimate: Estimate) -> str:
    return value_text(estimate, writer_of(name))
