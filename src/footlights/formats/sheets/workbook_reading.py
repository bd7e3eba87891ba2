"""Read the sheets of a workbook as cells, in one pass and within bounds."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from lxml import etree

from footlights.errors import UnreadableFileError
from footlights.formats.safe_xml import local_name
from footlights.formats.sheets.cell import Cell, SheetCells, Value, column_no
from footlights.formats.sheets.number_formats import Meaning, meaning_of, meant
from footlights.formats.sheets.package import Package, opened_package

MOST_ROWS = 10_000
"""So many rows of a sheet are read; more are no map and no grid of one."""

MOST_CELLS = 300_000
"""So many cells of a workbook are read."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NO_RESULT = (
    "Here stands a formula without its result. Write the value, or open the file in a"
    " spreadsheet program and save it."
)
_WORKSHEET = "/worksheet"


@dataclass(frozen=True)
class _Book:
    """What the cells of every sheet refer to."""

    strings: list[str]
    meanings: list[Meaning]
    from_1904: bool


class _Room:
    """How many cells may still be read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._left = MOST_CELLS

    def take(self, sheet: str, row: int) -> None:
        """Count a cell.

        Raises:
            UnreadableFileError: There is no room left.
        """
        self._left -= 1
        if row > MOST_ROWS or self._left < 0:
            most = f"{MOST_ROWS:,} rows" if row > MOST_ROWS else f"{MOST_CELLS:,} cells"
            raise UnreadableFileError(
                self._path,
                f"{sheet}!A{row}: it has more than the {most} that are read",
                "Keep only what belongs to the map; events are read by"
                " `footlights events` from CSV.",
            )


def read_workbook(
    path: Path, wanted: Callable[[str], bool] = lambda _: True
) -> list[SheetCells]:
    """Read the sheets of a workbook, in the order of its tabs.

    Hidden sheets, rows and columns are read like all others. Of a formula, the
    result that was saved counts.

    Args:
        path: The file.
        wanted: Which sheets to read, by name.

    Raises:
        MissingFileError: There is no such file.
        UnreadableFileError: It is no workbook that can be read, or larger than is
            read.
    """
    with opened_package(path) as package:
        main = _main_part(package)
        parts, from_1904 = _sheets(package, main)
        if not parts:
            found = "it has no sheet"
            raise package.damaged(found)
        folder = main.rpartition("/")[0]
        book = _Book(
            _strings(package, f"{folder}/sharedStrings.xml"),
            _meanings(package, f"{folder}/styles.xml"),
            from_1904,
        )
        room = _Room(path)
        return [
            _sheet(package, name, part, book, room)
            for name, part in parts
            if wanted(name)
        ]


def _main_part(package: Package) -> str:
    for element in package.elements("_rels/.rels"):
        if str(element.get("Type", "")).endswith("/officeDocument"):
            return str(element.get("Target", "")).lstrip("/")
    found = "it does not name its workbook"
    raise package.damaged(found)


def _sheets(package: Package, main: str) -> tuple[list[tuple[str, str]], bool]:
    """Give name and part of each sheet, and whether days count from 1904."""
    folder, _, leaf = main.rpartition("/")
    targets = {}
    for element in package.elements(f"{folder}/_rels/{leaf}.rels"):
        if element.get("Type", "").endswith(_WORKSHEET):
            target = str(element.get("Target", ""))
            whole = target[1:] if target.startswith("/") else f"{folder}/{target}"
            targets[element.get("Id")] = whole
    found: list[tuple[str, str]] = []
    from_1904 = False
    for element in package.elements(main):
        if local_name(element) == "workbookPr":
            from_1904 = element.get("date1904") in {"1", "true"}
        if local_name(element) == "sheet":
            by = next((v for k, v in element.attrib.items() if k.endswith("}id")), None)
            if by in targets:
                found.append((_decoded(str(element.get("name", ""))), targets[by]))
    return found, from_1904


def _strings(package: Package, name: str) -> list[str]:
    if name not in package.names:
        return []
    found = []
    for element in package.elements(name):
        if local_name(element) == "si":
            found.append(_text_in(element))
            _let_go(element)
    return found


def _let_go(element: etree._Element) -> None:
    """Free an element that has been read, and those before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _text_in(element: etree._Element) -> str:
    """Give the text of a string, without the reading aids of East Asian scripts."""
    texts = [
        each.text or ""
        for each in element.iter("{*}t")
        if local_name(each.getparent()) != "rPh"
    ]
    return _decoded("".join(texts))


def _decoded(text: str) -> str:
    """Give a text with the signs that a workbook writes as `_x000D_`."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def _meanings(package: Package, name: str) -> list[Meaning]:
    """Give what numbers mean, by the style of their cell."""
    if name not in package.names:
        return []
    codes: dict[int, str] = {}
    found: list[Meaning] = []
    for element in package.elements(name):
        if local_name(element) == "numFmt":
            codes[_whole(element.get("numFmtId"))] = str(element.get("formatCode", ""))
        elif local_name(element) == "cellXfs":
            found = [
                meaning_of(_whole(each.get("numFmtId")), codes)
                for each in element.iterchildren("{*}xf")
            ]
    return found


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _sheet(
    package: Package, name: str, part: str, book: _Book, room: _Room
) -> SheetCells:
    sheet = SheetCells(name)
    merged = []
    row_no = 0
    for element in package.elements(part):
        kind = local_name(element)
        if kind == "row":
            row_no = _whole(element.get("r")) or row_no + 1
            cells = dict(_cells(package, element, row_no, book))
            for cell in cells.values():
                room.take(name, cell.row)
            if cells:
                sheet.rows[row_no] = cells
            _let_go(element)
        elif kind == "mergeCell":
            merged.append(_range(str(element.get("ref", ""))))
    sheet.merged = tuple(each for each in merged if each)
    return sheet


def _cells(
    package: Package, row: etree._Element, row_no: int, book: _Book
) -> Iterator[tuple[int, Cell]]:
    column = 0
    for element in row.iterchildren("{*}c"):
        place = _REF.fullmatch(str(element.get("r", "")))
        column = column_no(place[1]) if place else column + 1
        value, is_percent, trouble = _value(package, element, book)
        if trouble or (value is not None and value != ""):
            held = "" if value is None else value
            yield column, Cell(row_no, column, held, is_percent, trouble)


def _value(
    package: Package, element: etree._Element, book: _Book
) -> tuple[Value | None, bool, str]:
    """Give what a cell holds, whether it is per cent, and what is wrong with it."""
    kind = element.get("t", "n")
    if kind == "inlineStr":
        return _text_in(element), False, ""
    text = element.findtext("{*}v")
    if not text:
        # Of a formula that gives an empty text, the type is `str`.
        is_open = kind != "str" and element.find("{*}f") is not None
        return None, False, _NO_RESULT if is_open else ""
    if kind == "e":
        return None, False, f"Here stands the error {text}. Write the value."
    if kind in {"str", "d"}:
        return _decoded(text), False, ""
    if kind == "b":
        return text.strip() in {"1", "true"}, False, ""
    return _number(package, element, text, book)


def _number(
    package: Package, element: etree._Element, text: str, book: _Book
) -> tuple[Value | None, bool, str]:
    try:
        if element.get("t") == "s":
            return book.strings[_place(text)], False, ""
        number = _finite(text)
    except (ValueError, IndexError) as error:
        found = f"cell {element.get('r')} refers to nothing"
        raise package.damaged(found) from error
    style = _whole(element.get("s"))
    known = style < len(book.meanings)
    meaning: Meaning = book.meanings[style] if known else "number"
    value = meant(number, meaning, from_1904=book.from_1904)
    return value, meaning == "percent", ""


def _place(text: str) -> int:
    place = int(text)
    if place < 0:
        raise IndexError(place)
    return place


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


def _range(ref: str) -> tuple[int, int, int, int] | None:
    ends = [_REF.fullmatch(end) for end in ref.split(":")]
    if len(ends) != 2 or not ends[0] or not ends[1]:
        return None
    first, last = ends[0], ends[1]
    return (
        int(first[2]),
        column_no(first[1]),
        int(last[2]),
        column_no(last[1]),
    )
