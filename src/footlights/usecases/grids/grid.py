"""A grid laid out with a row to each touchpoint, however it came."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from footlights.formats.sheets.cell import Cell, SheetCells
from footlights.usecases.grids.vocabulary import meanings_of

Shape = Literal["touchpoints", "lanes", "notes"]
"""A row to a touchpoint; a row to a lane; or a row to a note on a whiteboard."""

_HEADS_WITHIN = 15
"""The row, or the column, of heads is among so many first ones."""


@dataclass(frozen=True)
class GridRow:
    """One touchpoint, or a part of one."""

    cells: Mapping[int, str]
    """Texts by the number of their column, from 0; empty ones left out."""

    places: Mapping[int, str]
    """Where each stands: `Sheet1!B5`."""


@dataclass(frozen=True)
class Grid:
    """Heads, and rows below them."""

    name: str
    """The sheet, or the file."""

    shape: Shape
    """How it came."""

    heads: tuple[str, ...]
    """What stands above its columns; `column 3` where nothing does."""

    rows: tuple[GridRow, ...]
    """Its rows, those without a text left out."""

    passed_over: tuple[str, ...] = field(default=())
    """Texts above the heads that belong to no column."""


def laid_out(sheet: SheetCells, shape: Shape | None) -> Grid:
    """Lay a sheet out with heads above its columns.

    Args:
        sheet: The cells.
        shape: How touchpoints stand; guessed if None, from where more heads are
            known words: in a row, or in a column. Where they are equally many, a row
            has the heads.
    """
    row, in_row = _best_line(_rows_of(sheet))
    grid = _below(sheet, row, "touchpoints")
    if shape == "notes" or (shape is None and _is_list_of_notes(grid)):
        return replace(grid, shape="notes")
    turned = _turned(sheet)
    column, in_column = _best_line(_rows_of(turned))
    if shape == "lanes" or (shape is None and in_column > max(in_row, 1)):
        return _lanes(turned, column)
    return grid


def _is_list_of_notes(grid: Grid) -> bool:
    """Whether heads name a lane and a text, and no lane of a map."""
    fields = {name for head in grid.heads for name, whole in meanings_of(head) if whole}
    return {"lane", "text"} <= fields and not fields & {"doing", "pains", "feeling"}


def _rows_of(sheet: SheetCells) -> Iterator[tuple[int, list[str]]]:
    for number in sorted(sheet.rows)[:_HEADS_WITHIN]:
        yield number, [cell.text for cell in sheet.rows[number].values()]


def _best_line(lines: Iterator[tuple[int, list[str]]]) -> tuple[int, int]:
    """Give the line with most known heads, and how sure; the first of equals."""
    best = (0, -1)
    for number, texts in lines:
        found = [meanings_of(text) for text in texts if len(text) <= 60]
        # `Stage 1`, `Stage 2` below each other are one head said again, and no heads.
        sure: dict[str, int] = {}
        for name, is_whole in (each[0] for each in found if each):
            sure[name] = max(sure.get(name, 0), 2 if is_whole else 1)
        known = sum(sure.values())
        if known > best[1]:
            best = (number, known)
    return best


def _turned(sheet: SheetCells) -> SheetCells:
    """Exchange rows and columns; cells keep their place in the file."""
    rows: dict[int, dict[int, Cell]] = {}
    for number, cells in sorted(sheet.rows.items()):
        for column, cell in cells.items():
            rows.setdefault(column, {})[number] = cell
    return SheetCells(sheet.name, rows)


def _below(sheet: SheetCells, head_row: int, shape: Shape) -> Grid:
    above = [
        cell.text
        for number in sorted(sheet.rows)
        if number < head_row
        for cell in sheet.rows[number].values()
    ]
    heads = sheet.rows[head_row]
    body = {number: cells for number, cells in sheet.rows.items() if number > head_row}
    columns = sorted({no for cells in (heads, *body.values()) for no in cells})
    return Grid(
        sheet.name,
        shape,
        tuple(
            " ".join(heads[no].text.split()) if no in heads else f"column {no}"
            for no in columns
        ),
        tuple(_row(sheet, body[number], columns) for number in sorted(body)),
        tuple(above),
    )


def _row(
    sheet: SheetCells, cells: Mapping[int, Cell], columns: Sequence[int]
) -> GridRow:
    held = {at: cells[no] for at, no in enumerate(columns) if no in cells}
    return GridRow(
        {at: cell.text.strip() for at, cell in held.items()},
        {at: sheet.place(cell.row, cell.column) for at, cell in held.items()},
    )


def _lanes(turned: SheetCells, head_column: int) -> Grid:
    """Lay out a sheet whose rows are lanes.

    First rows that are a name and nothing else are titles. Rows without a name belong
    to the lane above, as notes stuck below each other do.
    The first rows without a name are the stages, and the touchpoints where there are
    two; one alone is the touchpoints if a lane of stages is named.
    """
    names = turned.rows[head_column]
    body = {no: cells for no, cells in turned.rows.items() if no > head_column}
    filled = {no for cells in body.values() for no in cells}
    titles = [no for no in sorted(names) if no < min(filled, default=0)]
    lines = sorted((filled | set(names)) - set(titles))
    named = [no for no in lines if no in names]
    unnamed = [no for no in lines if not named or no < named[0]]
    has_stages = any(("stage", True) in meanings_of(names[no].text) for no in named)
    first = ["touchpoint"] if has_stages else ["stage", "touchpoint"]
    heads: list[str] = []
    for no in lines:
        if no in names:
            heads.append(" ".join(names[no].text.split()))
        elif no in unnamed:
            at = unnamed.index(no) - max(len(unnamed) - len(first), 0)
            heads.append(first[at] if at >= 0 else f"row {no}")
        else:
            heads.append(heads[-1])
    rows = tuple(_row(turned, body[no], lines) for no in sorted(body))
    passed_over = tuple(names[no].text for no in titles)
    return Grid(turned.name, "lanes", tuple(heads), rows, passed_over)
