import json
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footlights.errors import (
    DanglingReferenceError,
    JourneyObjectNeededError,
    UnknownJourneyObjectError,
    UnreadableFileError,
)
from footlights.formats.event_files import open_event_file
from footlights.formats.object_log import LogObject, ObjectEvent, ObjectLog
from footlights.formats.ocel_json import read_ocel_json, write_ocel_json
from footlights.formats.ocel_sqlite import read_ocel_sqlite, write_ocel_sqlite
from footlights.formats.ocel_xml import read_ocel_xml, write_ocel_xml

SAMPLES = {
    "ocel1/example_log.jsonocel": ("order", 12, 23),
    "ocel1/example_log.xmlocel": ("order", 12, 23),
    "ocel1/example_log.sqlite": ("order", 12, 23),
    "ocel1/example_log.csv": ("order", 12, 23),
    "ocel1/newocel.jsonocel": ("order", 15, 20),
    "ocel1/recruiting-red.jsonocel.gz": ("applications", 6607, 6607),
    "ocel1/ocpa_order_process.jsonocel.gz": ("order", 795, 2391),
    "ocel1/pm4net_minimal_nested.jsonocel": ("order", 1, 3),
    "ocel2/ocel20_example.jsonocel": ("Invoice", 9, 13),
    "ocel2/ocel20_example.xmlocel": ("Invoice", 9, 13),
    "ocel2/ocel20_example.sqlite": ("Invoice", 9, 13),
}
"""For each sample: a type of object, events that belong to it, and all events."""

BROKEN = {
    "ocel1/schema.json": "the log lacks 'objectTypes'",
    "ocel1/schema.xml": "its XML is <schema>",
    "ocel2/schema_ocel2.json": "the log lacks 'objectTypes'",
    "ocel2/ocel2-validation.xsd": "its XML is <schema>",
}

VERSION_2 = {
    "read": (read_ocel_json, read_ocel_xml, read_ocel_sqlite),
    "write": (write_ocel_json, write_ocel_xml, write_ocel_sqlite),
}


def rows_of(path, journey_object=None):
    opened = open_event_file(path, None, None, None, journey_object)
    return [
        dict(zip(opened.columns, row.values(), strict=False))
        for batch in opened.batches
        for row in batch.to_pylist()
    ], opened.guesses


def small_log():
    """Two orders, of which one event is about both, and a customer."""
    return ObjectLog(
        events=[
            ObjectEvent("e1", "place", "2026-01-01T10:00:00Z", {"by": "web"}),
            ObjectEvent("e2", "send", "2026-01-02T10:00:00Z"),
            ObjectEvent("e3", "audit", "2026-01-03T10:00:00Z"),
        ],
        objects={
            "o1": LogObject("o1", "order"),
            "o2": LogObject("o2", "order"),
            "c1": LogObject("c1", "customer", [], [("o1", "places")]),
        },
        event_types={"place": {"by": "string"}, "send": {}, "audit": {}},
        object_types={"order": {"price": "float"}, "customer": {}},
    )


def linked_log():
    log = small_log()
    log.events[0].objects = [("o1", "placed"), ("c1", "by")]
    log.events[1].objects = [("o1", ""), ("o2", "")]
    log.events[2].objects = [("c1", "")]
    log.objects["o1"].attributes = [
        ("price", "1970-01-01T00:00:00Z", "9.5"),
        ("price", "2026-01-02T00:00:00Z", "8"),
    ]
    return log


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_reads_as_expected(name, shared_data):
    kind, own_events, _ = SAMPLES[name]

    rows, _ = rows_of(shared_data / "format_samples" / name, kind)

    events = [row["ocel:eid"] for row in rows]
    assert len(set(events)) == own_events


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_with_several_types_asks_which_is_the_journey(name, shared_data):
    with pytest.raises(JourneyObjectNeededError, match=SAMPLES[name][0]):
        rows_of(shared_data / "format_samples" / name)


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_log_is_one_clear_error(name, shared_data):
    with pytest.raises(UnreadableFileError, match=BROKEN[name]):
        rows_of(shared_data / "format_samples" / name)


@pytest.mark.parametrize(
    "name", ["ocel2/ocel20_example.jsonocel", "ocel2/ocel20_example.xmlocel"]
)
def test_a_sample_of_version_2_is_read_in_full(name, shared_data):
    read = read_ocel_json if name.endswith("jsonocel") else read_ocel_xml

    log = read(shared_data / "format_samples" / name, None)

    assert (len(log.events), len(log.objects)) == (13, 9)
    assert sum(len(event.objects) for event in log.events) == 20
    assert sum(len(each.objects) for each in log.objects.values()) == 7
    assert [value for _, _, value in log.objects["R3"].attributes] == [
        "No",
        "Yes",
        "No",
    ]


def test_each_object_of_the_chosen_type_is_a_journey(tmp_path):
    path = tmp_path / "log.json"
    write_ocel_json(linked_log(), path)

    rows, told = rows_of(path, "order")

    assert [(r["journey"], r["event"], r["customer"]) for r in rows] == [
        ("o1", "place", "c1"),
        ("o1", "send", None),
        ("o2", "send", None),
    ]
    assert [row["price"] for row in rows] == ["9.5", "9.5", None]
    assert told == (
        "each object of type 'order' is a journey",
        (
            "1 events belong to several objects of type 'order' and stand in each of"
            " their journeys: 1 rows more"
        ),
        "1 events belong to no object of type 'order' and are left out",
    )


def test_the_types_to_choose_from_are_listed_with_their_numbers(tmp_path):
    path = tmp_path / "log.json"
    write_ocel_json(linked_log(), path)

    with pytest.raises(JourneyObjectNeededError) as told:
        rows_of(path)

    assert "order (2 objects, 2 events), customer (1 object, 2 events)" in str(
        told.value
    )


def test_an_unknown_type_gets_the_nearest_name(tmp_path):
    path = tmp_path / "log.json"
    write_ocel_json(linked_log(), path)

    with pytest.raises(UnknownJourneyObjectError, match="Did you mean 'order'"):
        rows_of(path, "orders")


@pytest.mark.parametrize("write", VERSION_2["write"], ids=["json", "xml", "sqlite"])
def test_a_reference_to_nothing_is_told_with_its_place(write, tmp_path):
    log = linked_log()
    log.events[1].objects.append(("o9", ""))
    path = tmp_path / "log"
    write(log, path)

    with pytest.raises(
        DanglingReferenceError, match="event 'e2' names the object 'o9'"
    ):
        rows_of(path, "order")


@pytest.mark.parametrize("place", [0, 1, 2], ids=["json", "xml", "sqlite"])
def test_a_log_reads_back_as_it_was(place, tmp_path):
    path = tmp_path / "log"
    VERSION_2["write"][place](linked_log(), path)

    assert VERSION_2["read"][place](path, None) == linked_log()


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=8,
)
days = st.datetimes().map(lambda at: f"{at:%Y-%m-%dT%H:%M:%S}Z")


@st.composite
def logs(draw):
    kinds = draw(st.lists(texts, min_size=1, max_size=3, unique=True))
    names = draw(st.lists(texts, max_size=2, unique_by=str.casefold))
    names = [name for name in names if not name.casefold().startswith("ocel_")]
    typed = dict.fromkeys(names, "string")
    log = ObjectLog(event_types=dict.fromkeys(kinds, typed))
    log.object_types = dict.fromkeys(kinds, typed)
    ids = draw(st.lists(texts, min_size=1, max_size=4, unique=True))
    links = st.lists(st.tuples(st.sampled_from(ids), texts), max_size=3)
    kind = st.sampled_from(kinds)
    for each in ids:
        values = [(n, "1970-01-01T00:00:00Z", draw(texts)) for n in names]
        log.objects[each] = LogObject(each, draw(kind), values, draw(links))
    for each in draw(st.lists(texts, max_size=4, unique=True)):
        values = {name: draw(texts) for name in names}
        log.events.append(
            ObjectEvent(each, draw(kind), draw(days), values, draw(links))
        )
    return log


@settings(deadline=None, max_examples=25)
@given(logs())
def test_any_log_reads_back_from_any_form(tmp_path_factory, log):
    folder = tmp_path_factory.mktemp("log")
    forms = zip(VERSION_2["read"], VERSION_2["write"], strict=True)
    for no, (read, write) in enumerate(forms):
        path = folder / str(no)
        write(log, path)
        if log.events or no != 1:
            assert read(path, None) == log


def test_what_is_written_keeps_the_published_schemas(shared_data, tmp_path):
    jsonschema = pytest.importorskip("jsonschema")
    etree = pytest.importorskip("lxml.etree")
    folder = shared_data / "format_samples" / "ocel2"
    write_ocel_json(linked_log(), tmp_path / "log.json")
    write_ocel_xml(linked_log(), tmp_path / "log.xml")

    schema = json.loads((folder / "schema_ocel2.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads((tmp_path / "log.json").read_text()), schema)
    own = etree.parse(tmp_path / "log.xml")
    sample = etree.parse(folder / "ocel20_example.xmlocel")
    tags = {element.tag for element in own.iter()}
    assert tags <= {element.tag for element in sample.iter()}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"objectTypes": [], "eventTypes": [], "objects": [], "ev', "JSON is broken"),
        (
            '{"objectTypes": [], "eventTypes": [], "objects": [{"id": 1}], "events": 1}',
            "object 1 lacks 'type'",
        ),
        (
            '{"ocel:objects": {}, "ocel:events": {"e": {"ocel:activity": "a"}}}',
            "event 'e' lacks 'ocel:omap'",
        ),
        ('{"ocel:events": [], "ocel:objects": []}', "the log is no OCEL"),
        (
            '<log><objects/><events><event id="e" type="a"/></events></log>',
            "<event> in line 1 has no time",
        ),
        ("<log><object-types/><objects><object", "no whole XML"),
        ("<log><object-types/></log>", "holds no <event>"),
        ("ocel:eid,ocel:activity,ocel:type:a\n1,b,oh\n", "'oh' and no list"),
    ],
)
def test_a_broken_log_is_one_clear_error_with_the_place(text, says, tmp_path):
    path = tmp_path / "log"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(UnreadableFileError, match=says):
        rows_of(path)


def test_a_billion_laughs_are_refused(tmp_path):
    path = tmp_path / "log.xmlocel"
    bomb = '<!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    log = '<log><object-types/><events><event id="&b;" type="a" time="x"/></events>'
    path.write_text(f"{bomb}{log}</log>", encoding="utf-8")

    with pytest.raises(UnreadableFileError, match="DOCTYPE"):
        rows_of(path)


def test_a_database_of_something_else_names_its_tables(tmp_path):
    path = tmp_path / "notes.sqlite"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE notes (text TEXT)")

    with pytest.raises(UnreadableFileError, match="its tables are notes"):
        rows_of(path)


def test_a_damaged_database_is_one_clear_error(tmp_path):
    path = tmp_path / "log.sqlite"
    path.write_bytes(b"SQLite format 3\0" + b"x" * 4000)

    with pytest.raises(UnreadableFileError, match="no whole OCEL database"):
        rows_of(path)
