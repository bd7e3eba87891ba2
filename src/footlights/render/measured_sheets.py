"""Draw numbers as sheets: real numbers with their interval and what they rest on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from footlights.measures.measured import Measured
from footlights.measures.result import ENOUGH, Estimate
from footlights.model.map import Map
from footlights.render.measured_tables import Field, NumberTable, number_tables
from footlights.render.text_fit import row_height
from footlights.render.workbook_look import A3, TABS, Look, print_set_up

NOTE = 90.0
"""Width of the column that tells why a number is missing or weak."""

_SHORT = 120.0
"""Times that are all under so many seconds are told in seconds."""

_SCALE = 60
"""Per cent of its size in which a sheet of numbers is printed."""

_PAGE = 258.0
"""So many letters stand beside each other on one page in that size."""

_SECONDS_A_DAY = 86_400.0
_PARTS = ("value", "low", "high", "n")
_HEAD_ROWS = 3


@dataclass(frozen=True)
class _Column:
    """One column of cells."""

    head: str
    """What stands over it and those that belong to it."""

    part: str
    """Which of the four of an estimate it is; empty for a plain value."""

    look: str
    """The kind of its cells."""

    field: Field


def draw_measures(
    book: xlsxwriter.Workbook, look: Look, map_: Map, measured: Measured
) -> None:
    """Draw every sheet of numbers; shares as per cent, times as clock times."""
    for table in number_tables(map_, measured):
        if table.name == "Measured":
            _draw_whole(book, look, table, map_.name)
        else:
            _draw_table(book, look, table, map_.name)


def _draw_table(
    book: xlsxwriter.Workbook, look: Look, table: NumberTable, title: str
) -> None:
    columns = [
        column for field in table.fields for column in _columns(field, table.rows)
    ]
    sheet = _begun(book, look, table, title, columns)
    sheet.freeze_panes(_HEAD_ROWS, 1)
    noted = any(field.is_estimate for field in table.fields)
    for row, each in enumerate(table.rows, start=_HEAD_ROWS):
        texts = []
        for no, column in enumerate(columns):
            value = column.field.of(each)
            _put(sheet, (row, no), column, value, look)
            if column.look == "text" and value:
                texts.append((str(value), column.field.width))
        if noted:
            note = _note(table.fields, each)
            sheet.write_string(row, len(columns), note, look("quiet"))
            texts.append((note, NOTE))
        sheet.set_row(row, row_height(texts))
    last = _HEAD_ROWS - 1 + len(table.rows)
    sheet.autofilter(_HEAD_ROWS - 1, 0, last, len(columns) - 1 + noted)


def _begun(
    book: xlsxwriter.Workbook,
    look: Look,
    table: NumberTable,
    title: str,
    columns: Sequence[_Column],
) -> Worksheet:
    """Begin a sheet: what it shows, and two rows of heads."""
    sheet = book.add_worksheet(table.name)
    sheet.set_tab_color(TABS["measured"])
    print_set_up(sheet, title, table.name, paper=A3)
    sheet.set_print_scale(_SCALE)
    sheet.set_v_pagebreaks(_page_breaks(columns))
    sheet.repeat_rows(1, 2)
    sheet.repeat_columns(0, 0)
    sheet.write_string(0, 0, table.says, look("note", "line"))
    sheet.set_row(0, 20)
    heads = [(column.head, 4 * 11.0) for column in columns if column.part]
    sheet.set_row(1, row_height(heads) + 2 if heads else 5)
    no = 0
    while no < len(columns):
        column = columns[no]
        wide = len(_PARTS) if column.part else 1
        if wide > 1:
            sheet.merge_range(1, no, 1, no + wide - 1, column.head, look("head"))
        else:
            sheet.write_blank(1, no, None, look("head"))
        for at in range(no, no + wide):
            sheet.set_column(at, at, columns[at].field.width)
            label = columns[at].part or column.head
            is_number = columns[at].look not in {"text", "moment"}
            head = look("number head" if is_number else "list head")
            sheet.write_string(2, at, label, head)
        no += wide
    sheet.set_row(
        2, row_height([(c.head, c.field.width - 3) for c in columns if not c.part]) + 2
    )
    if any(column.part for column in columns):
        sheet.set_column(len(columns), len(columns), NOTE)
        sheet.write_blank(1, len(columns), None, look("head"))
        sheet.write_string(2, len(columns), "Note", look("list head"))
    return sheet


def _page_breaks(columns: Sequence[_Column]) -> list[int]:
    """Say where pages end, so that the four of an estimate stay together.

    The first column is repeated on every page.
    """
    head = columns[0].field.width
    breaks, filled = [], head
    for no, column in enumerate(columns[1:], start=1):
        if column.part not in {"", _PARTS[0]}:
            continue
        wide = column.field.width * (len(_PARTS) if column.part else 1)
        if filled + wide > _PAGE:
            breaks.append(no)
            filled = head
        filled += wide
    if any(column.part for column in columns) and filled + NOTE > _PAGE:
        breaks.append(len(columns))
    return breaks


def _columns(field: Field, rows: Sequence[Any]) -> Iterator[_Column]:
    """Give the columns of a field; the head tells the unit of a time."""
    kind: str = field.kind
    head = field.head
    if kind == "time":
        kind = _time_kind(field.of(row) for row in rows)
        head += " (s)" if kind == "seconds" else " (h:mm:ss)"
    if not field.is_estimate:
        yield _Column(head, "", kind, field)
        return
    for part in _PARTS:
        yield _Column(head, part, "count" if part == "n" else kind, field)


def _time_kind(values: Iterator[Any]) -> str:
    seconds = [
        each
        for value in values
        for each in (
            (value.value, value.high) if isinstance(value, Estimate) else (value,)
        )
        if each is not None
    ]
    return "seconds" if all(each < _SHORT for each in seconds) else "time"


def _put(
    sheet: Worksheet, place: tuple[int, int], column: _Column, value: Any, look: Look
) -> None:
    """Write a value, or one of the four of an estimate."""
    kinds = [column.look]
    if isinstance(value, Estimate):
        if value.n < ENOUGH and column.part != "n":
            kinds.append("few")
        value = getattr(value, column.part)
    if value is None or value == "":
        sheet.write_blank(*place, None, look(*kinds))
    elif isinstance(value, str):
        sheet.write_string(*place, value, look(*kinds))
    elif isinstance(value, date | datetime):
        is_day = not isinstance(value, datetime)
        sheet.write_datetime(*place, value, look("day" if is_day else "moment"))
    else:
        days = value / _SECONDS_A_DAY if column.look == "time" else value
        sheet.write_number(*place, days, look(*kinds))


def _note(fields: Sequence[Field], row: Any) -> str:
    """Tell which numbers are missing or weak, and why; the same reason once."""
    reasons: dict[str, list[str]] = {}
    for field in fields:
        value = field.of(row)
        if isinstance(value, Estimate) and value.reason:
            reasons.setdefault(value.reason, []).append(field.head)
    return "; ".join(f"{', '.join(heads)}: {why}" for why, heads in reasons.items())


def _draw_whole(
    book: xlsxwriter.Workbook, look: Look, table: NumberTable, title: str
) -> None:
    """Draw the experience as a whole: one number to a row, each in its own unit."""
    sheet = book.add_worksheet(table.name)
    sheet.set_tab_color(TABS["measured"])
    print_set_up(sheet, title, table.name)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(2, 1)
    sheet.write_string(0, 0, table.says, look("note", "line"))
    sheet.set_row(0, 20)
    heads = ("Number", "Value", "Low", "High", "n", "Note")
    for no, (head, width) in enumerate(
        zip(heads, (38, 17, 13, 13, 11, NOTE), strict=True)
    ):
        sheet.set_column(no, no, width)
        is_number = head in {"Value", "Low", "High", "n"}
        sheet.write_string(1, no, head, look("right head" if is_number else "head"))
    sheet.set_row(1, 22)
    for row, line in enumerate(table.rows, start=2):
        field = Field(line.name, line.kind, lambda each: each.value, is_estimate=True)
        columns = list(_columns(field, [line]))
        unit = columns[0].head.removeprefix(line.name)
        sheet.write_string(row, 0, f"{line.name}{unit}", look("bold"))
        for no, column in enumerate(columns, start=1):
            is_plain = not isinstance(line.value, Estimate)
            value = None if is_plain and no > 1 else line.value
            _put(sheet, (row, no), column, value, look)
        note = line.value.reason if isinstance(line.value, Estimate) else ""
        sheet.write_string(row, 5, note or "", look("quiet"))
