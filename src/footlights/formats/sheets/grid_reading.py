"""Read a grid of texts from a CSV file or a workbook that somebody else made."""

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from footlights.errors import MissingFileError, UnknownSheetError, UnreadableFileError
from footlights.formats.contents import looks_binary
from footlights.formats.delimited import guess_delimiter
from footlights.formats.encodings import guess_encoding
from footlights.formats.foreign import foreign_kind, is_xml, text_begin
from footlights.formats.map_yaml import drawn_form
from footlights.formats.sheets.cell import Cell, SheetCells
from footlights.formats.sheets.parts import MAP
from footlights.formats.sheets.plan import JOURNEY_MAP
from footlights.formats.sheets.workbook_marks import is_workbook
from footlights.formats.sheets.workbook_reading import (
    MOST_CELLS,
    MOST_ROWS,
    read_workbook,
)

MOST_BYTES = 20_000_000
"""A text file may have so many bytes."""

MOST_COLUMNS = 1_000
"""So many columns are read."""

_MAP = re.compile(
    rb"(?:#[^\n]*\n|%YAML[^\n]*\n|---\s*\n|[\s{])*\"?footlights\"?\s*:\s*\d"
)
_SHEETS_OF_A_MAP = frozenset({JOURNEY_MAP, MAP.sheet})
_SIGNS = (",", ";", "\t", "|")


def read_grid_cells(path: Path, sheet: str | None = None) -> SheetCells:
    """Read the cells of a grid; a merged cell counts for its whole range.

    Args:
        path: A CSV or TSV file of any encoding and delimiter, or an Excel workbook.
        sheet: Which sheet of a workbook; the one with most cells if None.

    Raises:
        MissingFileError: There is no such file.
        UnreadableFileError: It is neither, damaged, empty, or larger than is read.
        UnknownSheetError: The workbook has no such sheet.
    """
    if is_workbook(path):
        found = _sheet_of(path, sheet)
    else:
        text, guess = _decoded(path)
        found = SheetCells(path.name, _text_cells(path, text), guess=guess)
    if not found.rows:
        raise UnreadableFileError(path, "no cell of it is filled", "Check the export.")
    widest = max(column for cells in found.rows.values() for column in cells)
    if widest > MOST_COLUMNS:
        said = f"it has over {MOST_COLUMNS:,} columns"
        raise UnreadableFileError(path, said, "Is it the right file?")
    return found


def sheets_of(path: Path) -> tuple[str, ...]:
    """Name the sheets of a workbook in which something stands; of a text file none."""
    if not is_workbook(path):
        return ()
    return tuple(each.name for each in read_workbook(path) if each.rows)


def _sheet_of(path: Path, name: str | None) -> SheetCells:
    sheets = read_workbook(path)
    if name is None and {each.name for each in sheets} >= _SHEETS_OF_A_MAP:
        raise _is_a_map(path, "a workbook that Footlights wrote")
    if name is None:
        chosen = max(sheets, key=lambda each: sum(map(len, each.rows.values())))
    else:
        by_name = {each.name.casefold(): each for each in sheets}
        if name.casefold() not in by_name:
            raise UnknownSheetError(path, name, [each.name for each in sheets])
        chosen = by_name[name.casefold()]
    _check_merged(path, chosen)
    for first_row, first, last_row, last in chosen.merged:
        cell = chosen.at(first_row, first)
        if cell is None:
            continue
        for row in range(first_row, min(last_row, MOST_ROWS) + 1):
            for column in range(first, min(last, MOST_COLUMNS) + 1):
                filled = replace(cell, row=row, column=column)
                chosen.rows.setdefault(row, {}).setdefault(column, filled)
    return chosen


def _check_merged(path: Path, sheet: SheetCells) -> None:
    """Refuse merged cells that would fill the memory.

    Raises:
        UnreadableFileError: They cover more cells than are read.
    """
    covered = sum(
        (min(last_row, MOST_ROWS) - first_row + 1) * (last - first + 1)
        for first_row, first, last_row, last in sheet.merged
    )
    if covered > MOST_CELLS:
        found = f"{sheet.name}: its merged cells cover more than {MOST_CELLS:,} cells"
        raise UnreadableFileError(path, found, "Unmerge those that hold nothing.")


def _text_cells(path: Path, text: str) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        for row, fields in enumerate(reader, start=1):
            cells = {
                column: Cell(row, column, field.strip())
                for column, field in enumerate(fields, start=1)
                if field.strip()
            }
            if cells:
                rows[row] = cells
            if len(rows) > MOST_ROWS:
                said = f"it has more than the {MOST_ROWS:,} rows that are read"
                do = "A grid of a map is shorter; events are read by `footlights events`."
                raise UnreadableFileError(path, said, do)
    except csv.Error as error:
        said = f"row {reader.line_num} is no row of fields ({error})"
        raise UnreadableFileError(path, said, "Export it again.") from error
    return rows


def _decoded(path: Path) -> tuple[str, str]:
    """Give the text of a file, and what was guessed of its letters."""
    if path.is_dir():
        raise UnreadableFileError(path, "it is a folder", "Name a file in it.")
    if not path.exists():
        raise MissingFileError(path)
    if path.stat().st_size > MOST_BYTES:
        said = f"it is larger than {MOST_BYTES // 1_000_000} MB"
        raise UnreadableFileError(path, said, "Is it the right file?")
    content = path.read_bytes()
    if _MAP.match(text_begin(content)):
        raise _is_a_map(path, "a map file")
    encoding, is_sure = guess_encoding(content)
    text = content.decode(encoding, errors="replace").removeprefix("\ufeff")
    if drawn := drawn_form(text, path):
        raise _is_a_map(path, drawn)
    if found := _other_kind(content):
        do = "Export the grid as CSV or as an Excel workbook (.xlsx)."
        raise UnreadableFileError(path, found, do)
    guess = f"{path.name} is read as {encoding} text; if letters are wrong, save it as UTF-8"
    return text, "" if is_sure else guess


def _is_a_map(path: Path, form: str) -> UnreadableFileError:
    """Give the error for a file that would lose nearly everything as a grid."""
    written = path.with_suffix(".yaml").name
    do = (
        "Every command takes it as it is, and so does the page of new maps; as YAML it is"
        f" written by: footlights export {path.name} --to yaml -o {written}"
    )
    found = f"it is a map already, {form}, and needs no import"
    return UnreadableFileError(path, found, do)


def _other_kind(content: bytes) -> str:
    """Say what a file is that is no grid; empty if it may be one."""
    if found := foreign_kind(content):
        return f"it is {found}"
    if is_xml(content):
        return "it is XML"
    begin = text_begin(content)
    if begin.startswith((b'{"', b"[{", b"{\n", b"{\r\n")):
        return "it is JSON"
    return "it holds binary data, no text" if looks_binary(content) else ""


def _delimiter(text: str) -> str:
    """Give what parts fields; also where a title stands above the heads."""
    found = guess_delimiter(text)
    begin = "\n".join(text.splitlines()[:50])
    if found in begin:
        return found
    counts = Counter({sign: begin.count(sign) for sign in _SIGNS})
    return counts.most_common(1)[0][0]
