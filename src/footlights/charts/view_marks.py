"""What one row of a view is in a picture: a bar, a point of a line, its name."""

from collections.abc import Mapping, Sequence
from datetime import date

from footlights.charts.interval_bars import IntervalBar
from footlights.charts.lines import Line, Moment
from footlights.measures.cell_wording import cell_text, is_share, writer_of
from footlights.measures.place_names import Names
from footlights.measures.result import Estimate
from footlights.measures.view import Cell

Row = Mapping[str, Cell]


def bar_of(
    name: str, column: str, row: Row, *, is_quiet: bool = False
) -> IntervalBar | None:
    """Give a bar; None where the number is not known."""
    cell = row[column]
    number = number_of(cell)
    if number is None:
        return None
    if isinstance(cell, Estimate):
        said = writer_of(column)(number)
        return IntervalBar(
            name, said, number, cell.low, cell.high, not cell.is_firm, is_quiet
        )
    return IntervalBar(name, cell_text(column, cell), number, None, None, is_few=False)


def line_of(rows: Sequence[Row], on: str, column: str, title: str) -> Line:
    """Give a line over the days of a key."""
    moments = []
    for row in rows:
        cell, day = row[column], row[on]
        if not isinstance(day, date):
            continue
        estimate = cell if isinstance(cell, Estimate) else None
        moments.append(
            Moment(
                on=day,
                value=_scaled(column, number_of(cell)),
                low=_scaled(column, estimate.low if estimate else None),
                high=_scaled(column, estimate.high if estimate else None),
                is_whole=bool(row.get("is_whole", True)),
                is_marked=bool(row.get(f"{column}_is_anomaly")),
            )
        )
    is_count = not any(isinstance(row[column], Estimate) for row in rows)
    return Line(title, moments, is_count=is_count)


def _scaled(column: str, number: float | None) -> float | None:
    """Give shares in per cent and times in minutes, as the titles say."""
    if number is None:
        return None
    if "seconds" in column:
        return number / 60
    return number * 100 if is_share(column) else number


def number_of(cell: Cell) -> float | None:
    """Give the number of a cell; None where it is not known, or is a text."""
    if isinstance(cell, Estimate):
        return cell.value
    return float(cell) if isinstance(cell, int | float) else None


def whole_of(cell: Cell) -> int:
    """Give a count; 0 where it is not known."""
    return cell if isinstance(cell, int) else 0


def label_of(row: Row, keys: Sequence[str], names: Names, joined: str = " · ") -> str:
    """Name a row by its keys."""
    return joined.join(name_of(row[key], names) for key in keys) or "all"


def name_of(cell: Cell, names: Names) -> str:
    """Name what a cell is about; a way by all its touchpoints."""
    if isinstance(cell, str):
        return " > ".join(names.get(part, part) for part in cell.split(" > "))
    return cell_text("", cell)
