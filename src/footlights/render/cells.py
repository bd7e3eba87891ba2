"""Write single cells, and the drop-downs beside them."""

from dataclasses import dataclass
from datetime import date, datetime

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from footlights.formats.sheets.plan import Column
from footlights.formats.sheets.words import Shown

Place = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 0."""


def put(
    sheet: Worksheet, row: int, column: int, value: Shown | None, look: Format
) -> None:
    """Write one cell as what it is; a text is never a formula, a number or a link."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)
    elif isinstance(value, date | datetime):
        sheet.write_datetime(row, column, value, look)
    else:
        sheet.write_number(row, column, value, look)


@dataclass(frozen=True)
class Ranges:
    """Where the lists of the drop-downs stand."""

    places: dict[str, tuple[str, Place]]
    """Sheet and cells of each list."""

    fixed: frozenset[str]
    """Lists that nobody adds to: other words are refused."""

    def offer(self, sheet: Worksheet, column: Column, place: Place) -> None:
        """Give cells the drop-down of their column."""
        if column.choices not in self.places:
            return
        name, (first_row, first, last_row, last) = self.places[column.choices]
        cells = xl_range_abs(first_row, first, last_row, last)
        is_fixed = column.choices in self.fixed
        sheet.data_validation(
            *place,
            {
                "validate": "list",
                "source": f"='{name}'!{cells}",
                "error_type": "stop" if is_fixed else "warning",
                "error_title": f"Not among the words for {column.head}"[:32],
                "error_message": "Choose one from the list."
                if is_fixed
                else f"Add it on the sheet {name} too, so that it is known.",
            },
        )
