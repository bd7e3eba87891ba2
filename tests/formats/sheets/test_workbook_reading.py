import time
import zipfile
from datetime import datetime, timedelta

import pytest
import xlsxwriter

from footlights.errors import (
    MissingFileError,
    UnreadableFileError,
)
from footlights.formats.map_yaml import read_map_document
from footlights.formats.sheets.cell import column_letters, column_no
from footlights.formats.sheets.workbook_reading import read_workbook
from support.office import converted

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book_of(folder, fill, **options):
    """A workbook of one sheet that `fill` writes."""
    path = folder / "book.xlsx"
    with xlsxwriter.Workbook(str(path), options) as book:
        fill(book, book.add_worksheet("Notes"))
    return path


def simple(folder):
    return book_of(folder, lambda _, sheet: sheet.write_string("A1", "hello"))


def repacked(path, changes, without=()):
    """Write the parts of a package anew, some of them changed or left out."""
    out = path.with_name("repacked.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in [*old.namelist(), *(set(changes) - set(old.namelist()))]:
            if name not in without:
                new.writestr(name, changes.get(name) or old.read(name))
    return out


def refused(path):
    with pytest.raises(UnreadableFileError) as caught:
        read_map_document(path)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_cells_come_as_texts_numbers_truths_days_and_times(tmp_path):
    def fill(book, sheet):
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        clock = book.add_format({"num_format": "[h]:mm:ss"})
        share = book.add_format({"num_format": "0 %"})
        money = book.add_format({"num_format": '#,##0.00 "days"'})
        sheet.write_row("A1", ["tea", 3.5, True])
        sheet.write_datetime("A2", datetime(2026, 10, 1, 8, 30), day)
        sheet.write_number("B2", 1.5, clock)
        sheet.write_number("C2", 0.9, share)
        sheet.write_number("D2", 12, money)

    cells = read_workbook(book_of(tmp_path, fill))[0].rows

    assert [cell.value for cell in cells[1].values()] == ["tea", 3.5, True]
    assert [cell.value for cell in cells[2].values()] == [
        datetime(2026, 10, 1, 8, 30),
        timedelta(hours=36),
        0.9,
        12.0,
    ]
    assert [cell.text for cell in cells[2].values()][2:] == ["90%", "12"]


def test_days_can_count_from_1904(tmp_path):
    def fill(book, sheet):
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime("A1", datetime(2026, 10, 1), day)

    path = book_of(tmp_path, fill, date_1904=True)

    assert read_workbook(path)[0].rows[1][1].value == datetime(2026, 10, 1)


def test_the_results_of_formulas_are_read(tmp_path):
    def fill(book, sheet):
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_formula("C1", '="a"', None, "a")

    sheet = read_workbook(book_of(tmp_path, fill))[0]

    assert {cell.ref: cell.value for cell in sheet.rows[1].values()} == {
        "A1": 2.0,
        "C1": "a",
    }


def test_rich_text_and_escaped_signs_come_out_as_text(tmp_path):
    def fill(book, sheet):
        bold = book.add_format({"bold": True})
        sheet.write_rich_string("A1", "green ", bold, "tea", " please")
        sheet.write_string("A2", "_x0041_ and \x02")

    rows = read_workbook(book_of(tmp_path, fill))[0].rows

    assert rows[1][1].value == "green tea please"
    assert rows[2][1].value == "_x0041_ and \x02"


def test_merged_ranges_are_told(tmp_path):
    path = book_of(tmp_path, lambda _, sheet: sheet.merge_range("B2:D2", "wide", None))

    assert read_workbook(path)[0].merged == ((2, 2, 2, 4),)


def test_what_libreoffice_writes_is_read(tmp_path):
    path = book_of(tmp_path, lambda _, sheet: sheet.write_row("A1", ["tea", 2]))
    (tmp_path / "office").mkdir()

    again = converted(path, "xlsx", tmp_path / "office")

    assert [cell.text for cell in read_workbook(again)[0].rows[1].values()] == [
        "tea",
        "2",
    ]


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (28, "AB")])
def test_columns_have_letters(number, letters):
    assert column_letters(number) == letters
    assert column_no(letters) == number


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(MissingFileError):
        read_workbook(tmp_path / "none.xlsx")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"stage,touchpoint\na,b\n", "it is no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "old Office file (xls)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        (b"PK\x03\x04 and then nothing", "cut off or damaged"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_one_clear_error(
    content, said, tmp_path
):
    path = tmp_path / "map.xlsx"
    path.write_bytes(content)

    assert said in refused(path)


def test_an_archive_of_something_else_is_told(tmp_path):
    path = tmp_path / "map.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("holiday.txt", "sun")

    assert "a ZIP archive and no workbook" in refused(path)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("word/document.xml", "a Word document"),
        ("xl/workbook.bin", "xlsb"),
        ("content.xml", "OpenDocument"),
        ("xl/vbaProject.bin", "macros"),
    ],
)
def test_other_kinds_of_documents_are_told(part, said, tmp_path):
    assert said in refused(repacked(simple(tmp_path), {part: b"<a/>"}))


def test_a_truncated_workbook_is_told(tmp_path):
    path = simple(tmp_path)
    path.write_bytes(path.read_bytes()[:-400])

    assert "cut off or damaged" in refused(path)


@pytest.mark.parametrize(
    ("changes", "without"),
    [
        ({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>"}, ()),
        ({}, ("xl/workbook.xml",)),
        ({}, ("xl/worksheets/sheet1.xml",)),
        ({"xl/workbook.xml": f"<workbook xmlns='{NAMESPACE}'/>".encode()}, ()),
        (
            {
                "xl/worksheets/sheet1.xml": (
                    f"<worksheet xmlns='{NAMESPACE}'><sheetData><row r='1'>"
                    "<c r='A1' t='s'><v>99</v></c></row></sheetData></worksheet>"
                ).encode()
            },
            (),
        ),
    ],
)
def test_a_damaged_part_is_told(changes, without, tmp_path):
    path = repacked(simple(tmp_path), changes, without)

    with pytest.raises(UnreadableFileError, match="damaged"):
        read_workbook(path)


@pytest.mark.parametrize("cell", ["t='s'><v>-1", "><v>nan", "><v>1e999", "><v>two"])
def test_a_cell_that_holds_no_number_is_told_as_damage(cell, tmp_path):
    held = f"<row r='1'><c r='A1' {cell}</v></c></row>"
    sheet = f"<worksheet xmlns='{NAMESPACE}'><sheetData>{held}</sheetData></worksheet>"
    path = repacked(simple(tmp_path), {"xl/worksheets/sheet1.xml": sheet.encode()})

    with pytest.raises(UnreadableFileError, match="cell A1 refers to nothing"):
        read_workbook(path)


def test_entities_are_refused(tmp_path):
    laughs = (
        "<!DOCTYPE s [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
        f"<sst xmlns='{NAMESPACE}'><si><t>&b;</t></si></sst>"
    )
    path = repacked(simple(tmp_path), {"xl/sharedStrings.xml": laughs.encode()})

    with pytest.raises(UnreadableFileError, match="document type"):
        read_workbook(path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(300):
                part.write(b" " * 1_000_000)
    begun = time.perf_counter()

    said = refused(path)

    assert "would unpack to 300 MB" in said
    assert time.perf_counter() - begun < 2


def test_a_hundred_thousand_rows_are_refused_in_little_time(tmp_path):
    def fill(book, sheet):
        for row in range(100_000):
            sheet.write_row(row, 0, ["Stage" if row == 0 else "a", row, "text"])

    path = tmp_path / "long.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        fill(book, book.add_worksheet("Journey map"))
    begun = time.perf_counter()

    said = refused(path)

    assert "Journey map!A10001: it has more than the 10,000 rows" in said
    assert time.perf_counter() - begun < 5


def test_empty_rows_that_are_only_styled_are_no_rows(tmp_path):
    def fill(book, sheet):
        grey = book.add_format({"bg_color": "#eeeeee"})
        sheet.write_string("A1", "tea")
        for row in range(1, 20_000):
            sheet.write_blank(row, 0, None, grey)

    assert list(read_workbook(book_of(tmp_path, fill))[0].rows) == [1]
