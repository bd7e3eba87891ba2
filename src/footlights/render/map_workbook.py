"""A map as a workbook that people fill in and send back."""

from io import BytesIO
from pathlib import Path

import xlsxwriter

from footlights.formats.sheets.map_sheets import MapSheets, map_sheets
from footlights.formats.sheets.plan import SIMULATION
from footlights.measures.measured import Measured
from footlights.model.map import Map
from footlights.render.journey_sheet import draw_journey_sheet
from footlights.render.list_sheets import (
    draw_lists,
    draw_map_sheet,
    draw_rows,
    ranges_of,
)
from footlights.render.measured_sheets import draw_measures
from footlights.render.quiet_sheets import (
    draw_dictionary,
    draw_kept,
    draw_simulation,
)
from footlights.render.workbook_look import Look


def write_map_workbook(map_: Map, measured: Measured | None, path: Path) -> None:
    """Write a map, and what was measured, as an Excel workbook.

    Every cell holds what it shows: texts that begin with `=`, `+`, `-` or `@` are
    texts, and there is no formula.

    Args:
        map_: The map.
        measured: What was measured on a log; None writes the map alone.
        path: The file to write.
    """
    sheets = map_sheets(map_)
    options = {
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "in_memory": True,
    }
    # Written in memory first, as a full disk would end in an error of the library.
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": map_.name[:200], "comments": "Footlights"})
        book.set_size(2400, 1400)
        _draw(book, map_, sheets, measured)
    path.write_bytes(stream.getvalue())


def _draw(
    book: xlsxwriter.Workbook, map_: Map, sheets: MapSheets, measured: Measured | None
) -> None:
    look, ranges = Look(book), ranges_of(sheets)
    draw_journey_sheet(book, look, sheets.touchpoints, ranges, map_.name)
    draw_rows(book, look, sheets.activities, ranges, map_.name)
    draw_rows(book, look, sheets.stages, ranges, map_.name)
    draw_map_sheet(book, look, sheets.map, ranges)
    draw_lists(book, look, sheets.lists, ranges, map_.name)
    for table in sheets.own:
        draw_rows(book, look, table, ranges, map_.name)
    if measured is not None:
        draw_measures(book, look, map_, measured)
    draw_dictionary(book, look, sheets)
    if sheets.simulation:
        draw_simulation(book, look, sheets.simulation, SIMULATION)
    draw_kept(book, look, sheets.kept)
