"""The sheets that few people open: the dictionary, and what cells cannot hold."""

from collections.abc import Sequence

import xlsxwriter

from footlights.formats.sheets.map_sheets import MOST_IN_A_CELL, Kept, MapSheets
from footlights.formats.sheets.parts import CHOICES
from footlights.formats.sheets.plan import DICTIONARY, KEPT, Column
from footlights.render.cells import put
from footlights.render.list_sheets import height_of
from footlights.render.text_fit import width_needed
from footlights.render.workbook_look import TABS, Look, print_set_up

_RULES = (
    (
        "Add a column",
        "on Journey map to add a touchpoint: fill its stage and name. Its id is made from the name.",
    ),
    (
        "Move or delete columns",
        "to put touchpoints in another order, or to take them out with their activities.",
    ),
    (
        "Add a row",
        "on Touchpoint map to add an activity: name its touchpoint, line and what is done.",
    ),
    (
        "Add to Lists",
        "what a drop-down shall offer: a channel, a team, a system, a persona.",
    ),
    (
        "Keep the names",
        "of sheets, lanes and columns: by them the file is read back. Other sheets are passed over.",
    ),
    ("Times and money", "carry their unit: 30s, 5m, 1h 30m, 2d; 48 EUR; 24 EUR/h."),
)


def draw_dictionary(book: xlsxwriter.Workbook, look: Look, sheets: MapSheets) -> None:
    """Draw what every column says and how it is written."""
    sheet = book.add_worksheet(DICTIONARY)
    sheet.set_tab_color(TABS["quiet"])
    print_set_up(sheet, DICTIONARY, "What each column says")
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    widths = (18.0, 24.0, 62.0, 46.0)
    heads = ("Sheet", "Column", "What it says", "How it is written")
    for no, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(no, no, width)
        sheet.write_string(0, no, head, look("head"))
    sheet.set_row(0, 22)
    rows = [("This file", head, said, "") for head, said in _RULES]
    for table in (
        sheets.touchpoints,
        sheets.activities,
        sheets.stages,
        sheets.map,
        *sheets.lists,
        *sheets.own,
    ):
        rows += [
            (table.plan.sheet, column.head, table.plan.hint(column), _how(column))
            for column in table.columns
        ]
    before = ""
    for row, cells in enumerate(rows, start=1):
        begins = cells[0] != before
        before = cells[0]
        sheet.set_row(row, height_of(cells, widths))
        for no, cell in enumerate(cells):
            kind = "bold" if no == 1 else "text" if no == 2 else "quiet"
            put(sheet, row, no, cell, look(kind, begins=begins))


def _how(column: Column) -> str:
    if column.choices in CHOICES:
        words = ", ".join(CHOICES[column.choices]).replace("_", " ")
        return f"one of: {words}"
    if column.choices:
        return "chosen from the list"
    return column.words.how


def draw_simulation(
    book: xlsxwriter.Workbook, look: Look, lines: Sequence[str], name: str
) -> None:
    """Draw how a log is generated, line by line as in a map file."""
    sheet = book.add_worksheet(name)
    sheet.set_tab_color(TABS["quiet"])
    sheet.set_column(0, 0, width_needed(lines, 110))
    print_set_up(sheet, name, "As in a map file")
    head = "How a log is generated from this map, as in a map file (simulation:)"
    sheet.write_string(0, 0, head, look("head"))
    for row, line in enumerate(lines, start=1):
        put(sheet, row, 0, line, look("text"))


def draw_kept(book: xlsxwriter.Workbook, look: Look, kept: Sequence[Kept]) -> None:
    """Draw the values that their cells cannot hold to the letter."""
    if not kept:
        return
    sheet = book.add_worksheet(KEPT)
    sheet.set_tab_color(TABS["quiet"])
    print_set_up(sheet, KEPT, "Values that a cell cannot hold to the letter")
    heads = ("Part", "Id", "Which", "Column", "Exact value")
    for no, (head, width) in enumerate(zip(heads, (14, 20, 8, 22, 90), strict=True)):
        sheet.set_column(no, no, width)
        sheet.write_string(0, no, head, look("head"))
    for row, each in enumerate(kept, start=1):
        cells = (each.kind, each.id, str(each.which), each.head)
        for no, cell in enumerate(cells):
            put(sheet, row, no, cell, look("text"))
        pieces = range(0, len(each.value), MOST_IN_A_CELL)
        for no, begin in enumerate(pieces, start=4):
            piece = each.value[begin : begin + MOST_IN_A_CELL]
            sheet.write_string(row, no, piece, look("quiet"))
