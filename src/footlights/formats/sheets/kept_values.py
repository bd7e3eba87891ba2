"""Values that a cell cannot hold to the letter, read from the sheet `Kept`."""

import json
from typing import Any

from footlights.formats.sheets.cell import Cell, SheetCells
from footlights.formats.sheets.labels import Labels
from footlights.formats.sheets.map_sheets import as_cell, same_json
from footlights.formats.sheets.plan import Column
from footlights.formats.sheets.tables import Tables

KeptKey = tuple[str, str, int, str]
"""Kind and id of a part, which of several alike it is, and the column."""

_HEADS = ["Part", "Id", "Which", "Column"]


def read_kept(sheet: SheetCells | None, tables: Tables) -> dict[KeptKey, Any]:
    """Give the exact values of a workbook by kind, id, place and column of their part."""
    found: dict[KeptKey, Any] = {}
    for row, cells in sorted((sheet.rows if sheet else {}).items()):
        said = [cells[no].text if no in cells else "" for no in range(1, 5)]
        if said[:4] == list(_HEADS) or not said[2].isdecimal():
            continue
        text = "".join(cell.text for no, cell in sorted(cells.items()) if no > 4)
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            assert sheet is not None  # noqa: S101 - its rows are read
            tables.refuse(
                sheet.place(row, 5),
                "This is no exact value any more. Delete the row: what its cell"
                " shows is then read.",
            )
            continue
        found[said[0], said[1], int(said[2]), said[3]] = value
    return found


def stands(column: Column, exact: Any, cell: Cell | None, labels: Labels) -> bool:
    """Whether a cell still shows what was written for an exact value."""
    shown = column.words.show(exact, labels)
    if cell is None:
        return shown == ""
    return same_json(as_cell(shown).value, cell.value)
