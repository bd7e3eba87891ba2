"""The journey map as a grid: a column to each touchpoint, a lane to each row."""

from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from footlights.charts.palette import SOFT
from footlights.formats.sheets.map_sheets import Table
from footlights.formats.sheets.plan import JOURNEY_MAP, VALENCE_OF, Column
from footlights.formats.sheets.words import Shown
from footlights.render.cells import Ranges, put
from footlights.render.text_fit import row_height, width_needed
from footlights.render.workbook_look import (
    A3,
    BAD,
    BAD_SOFT,
    LIGHT_SOFT,
    LIGHT_WORDS,
    TABS,
    Look,
    print_set_up,
)

COLUMN = 25.0
"""Width of a touchpoint, in letters; wider only where a text would be cut."""

LANE = 19.0
SPARE = 25
"""Columns behind the last touchpoint that are ready for new ones."""

_QUIET = frozenset(
    {
        "Directness",
        "Purpose",
        "Optional",
        "Repeats",
        "Wait between",
        "Events",
        "Touchpoint id",
    }
)
"""Lanes that are for analysts, in quieter type."""


def draw_journey_sheet(
    book: xlsxwriter.Workbook, look: Look, table: Table, ranges: Ranges, title: str
) -> None:
    """Draw the grid of a journey map, ready to be filled in and printed."""
    sheet = book.add_worksheet(JOURNEY_MAP)
    sheet.set_tab_color(TABS["map"])
    print_set_up(sheet, title, JOURNEY_MAP, paper=A3)
    sheet.fit_to_pages(0, 1)
    sheet.repeat_columns(0, 0)
    sheet.freeze_panes(2, 1)
    sheet.activate()
    widths = _widths(table)
    sheet.set_column(0, 0, LANE)
    for no, width in enumerate(widths, start=1):
        sheet.set_column(no, no, width)
    sheet.set_column(len(widths) + 1, len(widths) + SPARE, COLUMN)
    for row, column in enumerate(table.columns):
        cells = [each[row] for each in table.rows]
        texts = [
            (str(cell), width)
            for cell, width in zip(cells, widths, strict=True)
            if cell is not None
        ]
        height = row_height([*texts, (column.head, LANE)])
        _draw_lane(sheet, look, row, column, cells, height)
        _help(sheet, row, column, len(cells) + SPARE, ranges)
    sheet.print_area(0, 0, len(table.columns) - 1, len(table.rows))
    _light(sheet, look, table.columns, len(table.rows) + SPARE)


def _widths(table: Table) -> list[float]:
    return [
        width_needed((str(cell) for cell in row if cell is not None), COLUMN)
        for row in table.rows
    ]


def _draw_lane(  # noqa: PLR0913, PLR0917 - a lane is a row, its plan and its cells
    sheet: Worksheet,
    look: Look,
    row: int,
    column: Column,
    cells: Sequence[Shown | None],
    height: float,
) -> None:
    is_quiet = column.head in _QUIET
    begins = column.head == "Directness"
    kind = _kind(column)
    sheet.set_row(row, height, look(kind, begins=begins) if row > 1 else None)
    lane = {0: "head", 1: "lane"}.get(row, "quiet lane" if is_quiet else "lane")
    sheet.write_string(row, 0, column.head, look(lane, begins=begins))
    before: Shown | None = None
    for no, cell in enumerate(cells, start=1):
        used = "same stage" if row == 0 and cell == before else kind
        put(sheet, row, no, cell, look(used, begins=begins))
        before = cell


def _kind(column: Column) -> str:
    if column.head == "Stage":
        return "stage"
    if column.head == "Touchpoint":
        return "touchpoint"
    if column.head == "Valence" or column.head.startswith(VALENCE_OF):
        return "feeling"
    return "quiet" if column.head in _QUIET else "text"


def _help(
    sheet: Worksheet, row: int, column: Column, last: int, ranges: Ranges
) -> None:
    """Add the drop-down of a lane, or the bounds of its numbers."""
    if column.choices:
        ranges.offer(sheet, column, (row, 1, row, last))
    elif _kind(column) == "feeling":
        sheet.data_validation(
            row,
            1,
            row,
            last,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": -2,
                "maximum": 2,
                "error_title": "From -2 to +2",
                "error_message": "-2 is very bad, 0 neither, +2 very good.",
            },
        )


def _light(sheet: Worksheet, look: Look, columns: Sequence[Column], last: int) -> None:
    """Light what hurts and what delights; let waits stand back."""
    for row, column in enumerate(columns):
        if _kind(column) == "feeling":
            for criteria, value, colours in (
                ("<=", -1, {"bg_color": BAD_SOFT, "font_color": BAD}),
                (">=", 1, {"bg_color": LIGHT_SOFT, "font_color": LIGHT_WORDS}),
            ):
                rule = {"type": "cell", "criteria": criteria, "value": value}
                # An empty cell would count as 0 and is never lit by these.
                sheet.conditional_format(
                    row, 1, row, last, {**rule, "format": look.lit(**colours)}
                )
        if column.head == "Kind":
            rule = {"type": "cell", "criteria": "==", "value": '"wait"'}
            lit = look.lit(font_color=SOFT, italic=True)
            sheet.conditional_format(row, 1, row, last, {**rule, "format": lit})
        if column.head == "Pains":
            rule = {"type": "no_blanks", "format": look.lit(bg_color=BAD_SOFT)}
            sheet.conditional_format(row, 1, row, last, rule)
