import json
import re
import zipfile
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import ImageFont

from footlights.formats.map_mistakes import keys_of
from footlights.formats.map_workbook import read_map_workbook
from footlights.formats.sheets.parts import (
    ACTIVITIES,
    CALENDARS,
    CHANNELS,
    GOALS,
    MAP,
    OUTCOMES,
    OWN_LANES,
    PERSONAS,
    SEGMENTS,
    STAGES,
    SYSTEMS,
    TEAMS,
    TOUCHPOINTS,
)
from footlights.model.map import Map
from footlights.render.map_workbook import write_map_workbook
from footlights.usecases.examples import EXAMPLES, read_example
from support.office import converted
from support.parts import left_out
from support.workbooks import LANES, TEA, changed, read, tea, written

SENTENCE = "Waits at the bar and wonders whether anybody has seen them come in"


@pytest.fixture(scope="module")
def fonts():
    """Fonts that programs take where they have no Arial, or one of its twins."""
    found = []
    for name in ("LiberationSans-Regular.ttf", "NotoSans-Regular.ttf"):
        try:
            found.append(ImageFont.truetype(name, 40))
        except OSError:
            continue
    if not found:
        left_out("no font to measure texts with is on this machine")
    return found


def test_heads_stay_in_view_and_lanes_are_named(tmp_path):
    book = load_workbook(written(tmp_path))

    journey = book["Journey map"]
    assert journey.freeze_panes == "B3"
    assert [row[0].value for row in journey.iter_rows(max_col=1)] == list(LANES)
    assert book["Touchpoint map"].freeze_panes == "C2"
    assert book.active.title == "Journey map"


def test_the_sheets_have_a_fixed_order(tmp_path):
    assert load_workbook(written(tmp_path)).sheetnames == [
        "Journey map",
        "Touchpoint map",
        "Stages",
        "Map",
        "Lists",
        "Dictionary",
    ]


def test_sheets_are_set_up_for_print(tmp_path):
    book = load_workbook(written(tmp_path))

    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.oddFooter.right.text == "&P of &N"
    journey = book["Journey map"]
    assert journey.print_title_cols == "$A:$A"
    assert journey.oddHeader.left.text.endswith("Tea at the harbour")
    assert book["Touchpoint map"].print_title_rows == "$1:$1"


def drop_downs(sheet):
    """Give the lists of a sheet by the first cell that has them."""
    return {
        str(each.sqref).split(":")[0]: each.formula1
        for each in sheet.data_validations.dataValidation
        if each.type == "list"
    }


def words_of(book, formula):
    name, cells = re.fullmatch(r"=?'?([^'!]+)'?!(.+)", formula).groups()
    rows = book[name][cells.replace("$", "")]
    return [cell.value for row in rows for cell in row if cell.value]


def test_lists_are_drop_downs(tmp_path):
    book = load_workbook(written(tmp_path))

    journey = drop_downs(book["Journey map"])
    assert words_of(book, journey[f"B{LANES['Channel']}"]) == ["Website", "counter"]
    assert words_of(book, journey[f"B{LANES['Kind']}"]) == [
        "interaction",
        "wait",
        "action",
    ]
    assert words_of(book, journey["B1"]) == ["Come in", "Drink"]
    done = drop_downs(book["Touchpoint map"])
    assert words_of(book, done["B2"]) == ["Looks at the menu", "Queues", "Orders tea"]
    assert words_of(book, done["C2"]) == ["frontstage", "backstage", "support"]
    assert words_of(book, done["E2"]) == ["Bar staff"]
    assert words_of(book, done["F2"]) == ["Till"]
    assert words_of(book, drop_downs(book["Stages"])["B2"]) == [
        "before",
        "during",
        "after",
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_text_that_begins_like_a_formula_stays_a_text(sign, tmp_path):
    text = f"{sign}HYPERLINK(1)"
    map_ = Map.model_validate(TEA | {"name": text, "objective": text, "owner": text})
    path = written(tmp_path, map_)

    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(n) for n in archive.namelist() if "worksheets/" in n]
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)
    assert read(path) == map_


def test_every_key_of_the_model_has_a_column():
    plans = (
        *(MAP, STAGES, TOUCHPOINTS, ACTIVITIES, CHANNELS, TEAMS, SYSTEMS),
        *(PERSONAS, SEGMENTS, OUTCOMES, GOALS, CALENDARS, OWN_LANES),
    )
    elsewhere = {
        "map": {
            *("footlights", "goals", "personas", "segments", "outcomes", "channels"),
            *("teams", "systems", "calendars", "lanes", "stages", "simulation"),
        },
        "stage": {"touchpoints"},
        "touchpoint": {"activities", "feelings"},
    }

    for plan in plans:
        held = {column.keys[0] for column in plan.columns}
        assert held | elsewhere.get(plan.kind, set()) == set(keys_of(plan.part))


def test_the_dictionary_says_something_of_every_column(tmp_path):
    sheet = load_workbook(written(tmp_path))["Dictionary"]

    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert ["Touchpoint map", "Takes", "How long the work takes: 2m.", None] in rows
    assert all(row[0] and row[1] and row[2] for row in rows)
    assert {row[1] for row in rows if row[0] == "Journey map"} == set(LANES)


def large_map(touchpoints=200):
    """A map with long texts, and a few that are very long."""
    points = [
        {
            "id": f"t{no}",
            "name": f"{SENTENCE} {no}",
            "doing": " ".join([SENTENCE] * (1 + no % 9)),
            "thinking": "あ" * 90 if no == 3 else f"W{'M' * 60} {no}",
            "said": (SENTENCE + "\n") * 20 + "END" if no == 4 else SENTENCE,
            "evidence": ((SENTENCE + " ") * 40)[:1999] + "." if no == 5 else "Cup",
            "needs": [SENTENCE] * (no % 5),
            "activities": [
                {"id": f"a{no}", "line": "support", "does": SENTENCE * (1 + no % 4)}
            ],
        }
        for no in range(touchpoints)
    ]
    stages = [
        {"id": f"s{no}", "name": f"Stage {no}", "touchpoints": points[no : no + 10]}
        for no in range(0, touchpoints, 10)
    ]
    return Map.model_validate(
        {"footlights": 1, "id": "large", "name": "Large", "stages": stages}
    )


@cache
def wrapped_lines(text, pixels, font):
    """Count the lines of a text in a column, as a program wraps words in a font."""

    @cache
    def wide(words):
        # At 10 points a letter is a third as large as in the font that measures.
        return font.getlength(words) / 3

    lines = 0
    for line in text.split("\n"):
        lines += 1
        filled = ""
        for word in line.split(" "):
            longer = f"{filled} {word}" if filled else word
            if filled and wide(longer) > pixels:
                lines, filled = lines + 1, word
            else:
                filled = longer
            while wide(filled) > pixels and len(filled) > 1:
                fits = next(
                    n for n in range(len(filled), 0, -1) if wide(filled[:n]) <= pixels
                )
                lines, filled = lines + 1, filled[fits:]
    return lines


def test_no_text_of_a_large_map_is_cut(fonts, tmp_path):
    book = load_workbook(written(tmp_path, large_map()))

    checked = 0
    for name in ("Journey map", "Touchpoint map", "Lists", "Map", "Dictionary"):
        sheet = book[name]
        for row in sheet.iter_rows():
            height = sheet.row_dimensions[row[0].row].height or 15
            for cell in row:
                if not isinstance(cell.value, str) or not cell.alignment.wrap_text:
                    continue
                width = width_of(sheet, cell.column_letter)
                for font in fonts:
                    lines = wrapped_lines(cell.value, width * 7 - 10, font)
                    assert lines * 12.8 <= height, (name, cell.coordinate)
                checked += 1
    assert checked > 2000


def width_of(sheet, letter):
    """Give the width of a column; openpyxl keeps it at the first of alike ones."""
    widths = {
        number: each.width
        for each in sheet.column_dimensions.values()
        for number in range(each.min, each.max + 1)
    }
    return widths[sheet[f"{letter}1"].column]


def test_libreoffice_opens_it_and_what_it_saves_is_the_same_map(tmp_path):
    path = written(tmp_path, read_example("dinner"))
    (tmp_path / "office").mkdir()

    again = converted(path, "xlsx", tmp_path / "office")

    assert read_map_workbook(again)[0] == read_map_workbook(path)[0]
    assert (
        drop_downs(load_workbook(again)["Journey map"]).keys()
        == drop_downs(load_workbook(path)["Journey map"]).keys()
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_need_no_exact_values_beside_their_cells(name, tmp_path):
    write_map_workbook(read_example(name), None, tmp_path / "map.xlsx")

    assert "Kept" not in load_workbook(tmp_path / "map.xlsx").sheetnames


def test_what_a_cell_cannot_hold_is_kept_in_words_of_json(tmp_path):
    map_ = Map.model_validate(TEA | {"objective": "a\x01b"})

    row = load_workbook(written(tmp_path, map_))["Kept"][2]

    assert [cell.value for cell in row[:4]] == ["map", "tea", "1", "Objective"]
    assert json.loads(row[4].value) == "a\x01b"


def test_a_changed_workbook_keeps_its_lists(tmp_path):
    path = written(tmp_path)
    with changed(path) as book:
        book["Lists"].cell(2, 1, "Web site")
        book["Journey map"].cell(LANES["Channel"], 2, "Web site")

    assert read(path).channels[0].name == "Web site"
    assert read(path).channels[0].id == tea.channels[0].id


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_a_full_disk_is_the_systems_error_and_not_the_librarys():
    with pytest.raises(OSError, match="No space left"):
        write_map_workbook(read_example("dinner"), None, Path("/dev/full"))
