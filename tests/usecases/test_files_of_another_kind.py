"""Files that are not what their name says: one clear error, and nothing written."""

import gzip
import io
import json
import sqlite3
import zipfile
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from footlights.errors import FootlightsError, UnreadableFileError
from footlights.usecases.grids.read_grid import read_grid
from footlights.usecases.read_events import read_events
from footlights.usecases.read_map import read_map

ROWS = "person,event,at\nann,sip,2026-01-01T10:00:00Z\nbob,sip,2026-01-02T10:00:00Z\n"
MAP = """\
footlights: 1
id: tea
name: Tea
stages:
  - id: drink
    name: Drink
    touchpoints:
      - {id: sip, name: Sip, matches: [sip]}
"""
LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;">]>'
)
OUTSIDE = '<!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
TRACE = '<trace><string key="concept:name" value="1"/><event>{}</event></trace>'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(200))


def zipped():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("readme.txt", "hello")
    return held.getvalue()


EVENTS = {
    "png.xes": (PNG, "a picture (PNG)"),
    "zip.xlsx": (zipped(), "a ZIP archive or a spreadsheet (xlsx)"),
    "page.json": (b"<!DOCTYPE html><html>Sign in</html>", "a web page (HTML)"),
    "twice.csv.gz": (gzip.compress(gzip.compress(ROWS.encode())), "packed twice"),
    "cut.csv.gz": (gzip.compress(ROWS.encode())[:40], "cut off or damaged"),
    "empty.csv": (b"", "it is empty"),
    "mark.csv": (b"\xef\xbb\xbf", "it is empty"),
    "blank.xes": (b" \n\n", "it is empty"),
    "one_line.csv": (b"hello", "holds no events"),
    "number.json": (b"42", "holds no events"),
    "deep.json": (b"[" * 100_000 + b"]" * 100_000, "nested too deep"),
    "deep.jsonocel": (
        b'{"objectTypes":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        "nested too deep",
    ),
    "long.csv": (b"person,event,at\nann," + b"x" * 9_000_000, "after row 0 a row is"),
    "laughs.xes": (f"{LAUGHS}<log>{TRACE.format('&d;')}</log>".encode(), "DOCTYPE"),
    "laughs.mxml": (
        f"{LAUGHS}<WorkflowLog>&d;</WorkflowLog>".encode(),
        "DOCTYPE",
    ),
    "laughs.xmlocel": (
        f"{LAUGHS}<log><object-types/><objects>&d;</objects></log>".encode(),
        "DOCTYPE",
    ),
    "outside.xes": (f"{OUTSIDE}<log>{TRACE.format('&x;')}</log>".encode(), "DOCTYPE"),
}


@pytest.mark.parametrize("name", EVENTS)
def test_a_file_that_is_no_log_is_said_to_be_what_it_is(name, tmp_path):
    content, why = EVENTS[name]
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(FootlightsError) as caught, read_events(path):
        pass

    said = str(caught.value)
    assert why in said
    assert name in said
    assert "\n" not in said
    assert [each.name for each in tmp_path.iterdir()] == [name]


MAPS = {
    "png.yaml": (PNG, "a picture (PNG)"),
    "packed.yaml": (gzip.compress(MAP.encode()), "packed with gzip"),
    "page.json": (b"<!doctype html><html>Sign in</html>", "a web page (HTML)"),
    "process.bpmn": (b'<?xml version="1.0"?><definitions/>', "it is XML"),
    "utf16.yaml": (MAP.encode("utf-16"), "UTF-16"),
    "half.json": (b'{"name": "\\ud83d tea"}', "Half of a sign"),
    "endless.yaml": (
        MAP.replace("Sip,", "Sip, expects: [{what: score, at_least: 1e999}],").encode(),
        "'1e999' is no number",
    ),
    "digits.yaml": (MAP.replace(": 1", f": {'1' * 5000}").encode(), "111...' is no"),
    "key.yaml": (f"{MAP}{'x' * 900}: 1\n".encode(), "no key 'xxx"),
}


@pytest.mark.parametrize("name", MAPS)
def test_a_file_that_is_no_map_is_said_to_be_what_it_is(name, tmp_path):
    content, why = MAPS[name]
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(FootlightsError) as caught:
        read_map(path)

    assert why.lower() in str(caught.value).lower()
    assert len(str(caught.value)) < 1500


GRIDS = {
    "png.csv": (PNG, "a picture (PNG)"),
    "page.csv": (b"<html><body>Sign in</body></html>", "a web page (HTML)"),
    "log.csv": (b'<?xml version="1.0"?><log/>', "it is XML"),
    "list.csv": (b'[{"stage": "a"}]', "it is JSON"),
    "map.csv": (b"# Ann's\n" + MAP.encode(), "it is a map already, a map file"),
    "map.json": (b'{\n  "footlights": 1, "id": "tea"}', "it is a map already"),
    "tea.mmd": (b"journey\n  section Tea\n    Sip: 4: Me", "a diagram of Mermaid"),
    "tea.txt": (b"%% Ann's\njourney\n  section Tea", "a diagram of Mermaid"),
    "tea.md": (b"# Tea\n```mermaid\njourney\n```", "a page with a diagram"),
    "tea.xml": (b'<?xml version="1.0"?>\n<CJML version="2.0"/>', "a journey of CJML"),
    "packed.csv": (gzip.compress(b"a,b"), "packed with gzip"),
}


@pytest.mark.parametrize("name", GRIDS)
def test_a_file_that_is_no_grid_is_said_to_be_what_it_is(name, tmp_path):
    content, why = GRIDS[name]
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(UnreadableFileError) as caught:
        read_grid(path)

    assert why in str(caught.value)


def test_a_grid_may_have_a_column_called_journey(tmp_path):
    path = tmp_path / "board.csv"
    path.write_text("journey,step,doing\nTea,Sip,Drinks\n")

    assert [each.name for each in read_grid(path).map.touchpoints] == ["Sip"]


def test_a_workbook_of_a_map_is_no_grid_unless_a_sheet_is_named(tmp_path):
    path = tmp_path / "tea.yaml"
    path.write_text(MAP)
    workbook = read_map(path).to_xlsx(tmp_path / "tea.xlsx")

    with pytest.raises(UnreadableFileError, match="a workbook that Footlights wrote"):
        read_grid(workbook)

    assert read_grid(workbook, sheet="Journey map", shape="lanes").map.touchpoints


def test_signs_in_two_halves_make_one_in_a_map(tmp_path):
    path = tmp_path / "map.json"
    map_ = {
        "footlights": 1,
        "id": "tea",
        "name": "\N{TEACUP WITHOUT HANDLE} \N{PERSON WITH BALL} 🍵",
        "stages": [
            {"id": "s", "name": "S", "touchpoints": [{"id": "sip", "name": "🍵"}]}
        ],
    }
    path.write_text(json.dumps(map_), encoding="ascii")

    assert read_map(path).name == map_["name"]


def test_half_a_sign_in_a_log_is_marked_and_all_else_is_read(tmp_path):
    path = tmp_path / "log.jsonl"
    event = '{{"person": "{}", "event": "sip", "at": "2026-01-01T10:00:00Z"}}\n'
    path.write_text(event.format("ann\\ud83d") + event.format("\\ud83c\\udf75"))

    with read_events(path) as log:
        assert log.report.rows == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig"])
def test_rows_are_read_in_any_encoding_that_gives_itself_away(encoding, tmp_path):
    path = tmp_path / "log.csv"
    path.write_bytes(ROWS.encode(encoding))

    with read_events(path) as log:
        assert log.report.rows == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_objects_are_read_in_any_encoding(encoding, tmp_path):
    path = tmp_path / "log.jsonocel"
    log = {
        "objectTypes": [{"name": "cup", "attributes": []}],
        "eventTypes": [{"name": "sip", "attributes": []}],
        "objects": [{"id": "c1", "type": "cup"}],
        "events": [
            {
                "id": "e1",
                "type": "sip",
                "time": "2026-01-01T10:00:00Z",
                "relationships": [{"objectId": "c1", "qualifier": "from"}],
            }
        ],
    }
    path.write_bytes(json.dumps(log).encode(encoding))

    with read_events(path) as log:
        assert log.report.rows == 1


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_damage_inside_a_parquet_file_is_named_by_its_rows(place, tmp_path):
    path = tmp_path / "log.parquet"
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    table = pa.table(
        {
            "person": [f"p{no * 7919 % 10_007}" for no in range(20_000)],
            "event": ["sip"] * 20_000,
            "at": [begin + timedelta(seconds=no) for no in range(20_000)],
        }
    )
    pq.write_table(table, path, row_group_size=5_000)
    whole = path.read_bytes()
    at = int(len(whole) * place)
    path.write_bytes(whole[:at] + b"\xa5" * 400 + whole[at + 400 :])

    with (
        pytest.raises(UnreadableFileError, match=r"rows (\d|are damaged)"),
        read_events(path),
    ):
        pass


def test_a_database_of_something_else_names_its_tables(tmp_path):
    path = tmp_path / "log.csv"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookings (id INTEGER)")
    connection.close()

    with (
        pytest.raises(UnreadableFileError, match="its tables are bookings"),
        read_events(path),
    ):
        pass


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("log.csv.gz", ROWS),
        (
            "log.jsonl.gz",
            '{"person": "ann", "event": "a", "at": "2026-01-01T00:00Z"}\n',
        ),
        ("log.xes.gz", f"<log>{TRACE.format('')}</log>"),
        ("log.mxml.gz", "<WorkflowLog><Process/></WorkflowLog>"),
        ("log.jsonocel.gz", '{"objectTypes": [], "objects": [], "events": []}'),
        ("log.xmlocel.gz", "<log><object-types/><objects/></log>"),
    ],
)
@pytest.mark.parametrize("end", [b"12345678", b"", b"\xff" * 40])
def test_damage_in_packed_files_is_said_whatever_they_hold(name, text, end, tmp_path):
    path = tmp_path / name
    # Long enough that the damage comes after what is looked at first.
    path.write_bytes(gzip.compress((text + " \n" * 200_000).encode())[:-8] + end)

    with (
        pytest.raises(UnreadableFileError, match="cut off or damaged"),
        read_events(path),
    ):
        pass


def test_a_text_in_a_parquet_file_that_is_none_is_said(tmp_path):
    path = tmp_path / "log.parquet"
    persons = [b"p%d" % no for no in range(3_000)]
    table = {
        "person": pa.array([*persons[:-1], b"\xff\xfe"]).view(pa.string()),
        "event": ["sip"] * len(persons),
        "at": [datetime(2026, 1, 1, tzinfo=UTC)] * len(persons),
    }
    pq.write_table(pa.table(table), path)

    with (
        pytest.raises(UnreadableFileError, match="damaged in the rows"),
        read_events(path),
    ):
        pass


def test_a_workbook_whose_archive_points_outside_of_it_is_damaged(tmp_path):
    path = tmp_path / "map.xlsx"
    held = bytearray(zipped())
    # Where the list of members says that the first of them begins.
    begin = held.index(b"PK\x01\x02") + 42
    held[begin : begin + 4] = b"\xff\xff\xff\x0f"
    path.write_bytes(held)

    with pytest.raises(UnreadableFileError):
        read_map(path)


def test_a_prefix_that_nobody_declares_is_one_clear_error(tmp_path):
    schema, log = tmp_path / "schema.xml", tmp_path / "log.xes"
    schema.write_text("<xs:schema><xs:element/></xs:schema>", encoding="utf-8")
    log.write_text("<log><trace><my:event/></trace></log>", encoding="utf-8")

    with (
        pytest.raises(UnreadableFileError, match="its XML is <schema>"),
        read_events(schema),
    ):
        pass
    with (
        pytest.raises(UnreadableFileError, match="prefix my on event"),
        read_events(log),
    ):
        pass


def test_a_database_with_a_name_that_is_no_text_is_damaged(tmp_path):
    path = tmp_path / "log.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookings (id INTEGER)")
    connection.close()
    path.write_bytes(path.read_bytes().replace(b"bookings", b"book\xe6\xe6\xe6\xe6"))

    with pytest.raises(UnreadableFileError, match="no whole OCEL"), read_events(path):
        pass


@pytest.mark.parametrize("late", ["p2,b\xe9,2026-01-02T10:00:00Z", "p2,\xe9,x,more"])
def test_a_late_letter_that_is_no_utf8_has_its_line(late, tmp_path, capfd):
    path = tmp_path / "log.csv"
    rows = "ann,sip,2026-01-01T10:00:00Z\n" * 12_000
    path.write_bytes(f"person,event,at\n{rows}{late}\n".encode("latin-1"))

    with (
        pytest.raises(UnreadableFileError, match="line 12,002 has a letter"),
        read_events(path),
    ):
        pass

    assert capfd.readouterr().err == ""
