"""The sheets beside the journey map: activities, stages, lists, the dictionary."""

from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from footlights.charts.palette import NIGHT
from footlights.formats.sheets.map_sheets import (
    MapSheets,
    Table,
)
from footlights.formats.sheets.parts import CHOICES
from footlights.formats.sheets.plan import (
    JOURNEY_MAP,
    LISTS,
    TOUCHPOINT_MAP,
    Column,
)
from footlights.formats.sheets.words import Day, Number, Shown
from footlights.render.cells import Place, Ranges, put
from footlights.render.journey_sheet import SPARE
from footlights.render.text_fit import row_height, width_needed
from footlights.render.workbook_look import (
    A3,
    LIGHT_SOFT,
    LIGHT_WORDS,
    NIGHT_SOFT,
    TABS,
    Look,
    print_set_up,
)

SPARE_ROWS = 60
"""Rows below the last part that are ready for new ones."""

_GAP = 3.0
"""Width of the column between two lists."""

_WORDS = 16.0
"""Width of a list of words that never change."""

_LABELLED = {
    "channel": "Channel",
    "team": "Team",
    "system": "System",
    "persona": "Persona",
}


def ranges_of(sheets: MapSheets) -> Ranges:
    """Say where each drop-down finds its words."""
    touchpoints = len(sheets.touchpoints.rows)
    places: dict[str, tuple[str, Place]] = {
        "Touchpoint": (JOURNEY_MAP, (1, 1, 1, touchpoints + SPARE)),
        "Stage": ("Stages", (1, 0, len(sheets.stages.rows) + 10, 0)),
    }
    column = 0
    for table in sheets.lists:
        name = _LABELLED[table.plan.kind]
        places[name] = (LISTS, (1, column, len(table.rows) + 15, column))
        column += len(table.columns) + 1
    for name, words in CHOICES.items():
        places[name] = (LISTS, (1, column, len(words), column))
        column += 1
    for table in sheets.own:
        if table.plan.kind == "calendar":
            places["Calendar"] = (table.plan.sheet, (1, 0, len(table.rows) + 5, 0))
    return Ranges(places, frozenset(CHOICES))


def draw_rows(
    book: xlsxwriter.Workbook, look: Look, table: Table, ranges: Ranges, title: str
) -> None:
    """Draw a sheet with one part to a row."""
    name = table.plan.sheet
    is_lens = name == TOUCHPOINT_MAP
    sheet = book.add_worksheet(name)
    sheet.set_tab_color(TABS["map" if is_lens else "list"])
    print_set_up(sheet, title, name, paper=A3 if is_lens else 9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 2 if is_lens else 1)
    widths = _widths(table.columns, table.rows)
    _heads(sheet, look, table.columns, widths, 0)
    last = len(table.rows) + SPARE_ROWS
    for no, column in enumerate(table.columns):
        sheet.set_column(no, no, widths[no], look(_kind(column)))
        if column.choices:
            ranges.offer(sheet, column, (1, no, last, no))
    before: object = None
    for row, cells in enumerate(table.rows, start=1):
        begins = is_lens and cells[1] != before
        before = cells[1] if is_lens else None
        sheet.set_row(row, height_of(cells, widths))
        for no, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
            kind = (
                "bold"
                if _is_first(column, begins=begins or not is_lens)
                else _kind(column)
            )
            put(sheet, row, no, cell, look(kind, begins=begins))
    if is_lens:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        _light_lines(sheet, look, table.columns, last)


def _is_first(column: Column, *, begins: bool) -> bool:
    """Whether a cell names its row in bold."""
    is_name = column.keys == ("name",) or column.head == "Touchpoint"
    return begins and is_name


def _widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Shown | None]]
) -> list[float]:
    return [
        width_needed(
            (str(row[no]) for row in rows if row[no] is not None), column.width
        )
        for no, column in enumerate(columns)
    ]


def height_of(cells: Sequence[Shown | None], widths: Sequence[float]) -> float:
    """Give the height of a row that shows all of its cells, in points."""
    return row_height(
        (str(cell), width)
        for cell, width in zip(cells, widths, strict=True)
        if cell is not None
    )


def _heads(
    sheet: Worksheet,
    look: Look,
    columns: Sequence[Column],
    widths: Sequence[float],
    first: int,
) -> None:
    texts = [
        (column.head, width - 2) for column, width in zip(columns, widths, strict=True)
    ]
    sheet.set_row(0, row_height(texts) + 4)
    for no, column in enumerate(columns, start=first):
        sheet.write_string(0, no, column.head, look("head"))


def _kind(column: Column) -> str:
    if isinstance(column.words, Day):
        return "day"
    if isinstance(column.words, Number):
        return "number"
    return "quiet" if column.head.endswith(" id") or column.head == "Events" else "text"


def _light_lines(
    sheet: Worksheet, look: Look, columns: Sequence[Column], last: int
) -> None:
    """Show front and back as different rooms."""
    no = [column.head for column in columns].index("Line")
    for word, colours in (
        ("frontstage", {"bg_color": LIGHT_SOFT, "font_color": LIGHT_WORDS}),
        ("backstage", {"bg_color": NIGHT_SOFT, "font_color": NIGHT}),
        ("support", {"font_color": NIGHT, "italic": True}),
    ):
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
        sheet.conditional_format(
            1, no, last, no, {**rule, "format": look.lit(**colours)}
        )


def draw_map_sheet(
    book: xlsxwriter.Workbook, look: Look, table: Table, ranges: Ranges
) -> None:
    """Draw what the map says of itself: one row to a key."""
    sheet = book.add_worksheet(table.plan.sheet)
    sheet.set_tab_color(TABS["list"])
    print_set_up(sheet, str(table.rows[0][0]), table.plan.sheet)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(1, 1)
    widths = (18.0, width_needed((str(cell) for cell in table.rows[0]), 60), 60.0)
    for no, (head, width) in enumerate(
        zip(("Key", "Value", "What it says"), widths, strict=True)
    ):
        sheet.set_column(no, no, width)
        sheet.write_string(0, no, head, look("head"))
    sheet.set_row(0, 22)
    for row, (column, cell) in enumerate(
        zip(table.columns, table.rows[0], strict=True), start=1
    ):
        hint = table.plan.hint(column)
        cells = (column.head, "" if cell is None else str(cell), hint)
        sheet.set_row(row, height_of(cells, widths))
        sheet.write_string(row, 0, column.head, look("lane"))
        kind = "bold" if column.keys == ("name",) else _kind(column)
        put(sheet, row, 1, cell, look(kind))
        sheet.write_string(row, 2, hint, look("quiet"))
        if column.choices:
            ranges.offer(sheet, column, (row, 1, row, 1))


def draw_lists(
    book: xlsxwriter.Workbook,
    look: Look,
    tables: Sequence[Table],
    ranges: Ranges,
    title: str,
) -> None:
    """Draw the lists side by side, and the words of the other drop-downs behind them."""
    sheet = book.add_worksheet(LISTS)
    sheet.set_tab_color(TABS["list"])
    print_set_up(sheet, title, LISTS, paper=A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    heads = [(f"Words for {name}", _WORDS - 2) for name in CHOICES]
    sheet.set_row(0, row_height(heads))
    heights: dict[int, float] = {}
    first = 0
    for table in tables:
        widths = _widths(table.columns, table.rows)
        for no, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
            kind = "list head" if no else "head"
            sheet.set_column(first + no, first + no, width)
            sheet.write_string(0, first + no, column.head, look(kind))
            for row in range(1, len(table.rows) + 16):
                within = row <= len(table.rows)
                cell = table.rows[row - 1][no] if within else None
                put(
                    sheet,
                    row,
                    first + no,
                    cell,
                    look("text" if no == 0 else _kind(column)),
                )
            if column.choices:
                ranges.offer(
                    sheet, column, (1, first + no, len(table.rows) + 15, first + no)
                )
        for row, cells in enumerate(table.rows, start=1):
            heights[row] = max(heights.get(row, 0.0), height_of(cells, widths))
        first += len(table.columns)
        sheet.set_column(first, first, _GAP)
        first += 1
    for row, height in heights.items():
        sheet.set_row(row, height)
    longest = max(len(table.rows) for table in tables)
    sheet.print_area(0, 0, max(longest, 1), first - 2)
    for no, (name, words) in enumerate(CHOICES.items(), start=first):
        sheet.set_column(no, no, _WORDS)
        sheet.write_string(0, no, f"Words for {name}", look("word head"))
        for row, word in enumerate(words, start=1):
            sheet.write_string(row, no, word.replace("_", " "), look("quiet"))
