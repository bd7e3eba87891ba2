from pathlib import Path

import pytest

from footlights.errors import (
    ExportNeedsEventsError,
    FolderInTheWayError,
    MissingFolderError,
    UnknownExportError,
)
from footlights.formats.map_yaml import read_map_document
from footlights.usecases.examples import copy_example
from footlights.usecases.export import export
from footlights.usecases.export_events import (
    export_ocel_xml,
    export_parquet,
    export_xes,
)
from footlights.usecases.export_kinds import KINDS
from footlights.usecases.export_source import Source
from footlights.usecases.read_events import read_events

CALLS = """\
person,journey,event,at,until,channel,score,line
ann,c1,call,2026-01-01T10:00:00Z,2026-01-01T10:05:00Z,phone,,blue
bob,c2,call,2026-01-01T11:00:00.5Z,,phone,4,red
ann,c1,answer,2026-01-02T10:00:00Z,,web,5,
ann,,letter,2026-01-03T10:00:00Z,,,,
"""
PAIRED = """\
person,event,at,lifecycle
ann,call,2026-01-01T10:00:00Z,start
ann,call,2026-01-01T10:05:00Z,complete
bob,call,2026-01-01T11:00:00Z,complete
"""
COLUMNS = [
    "person",
    "event",
    "at",
    "until",
    "closes",
    "channel",
    "score",
]

EVENTS = [name for name, kind in KINDS.items() if kind.group == "events"]


@pytest.fixture
def document(tmp_path):
    """An example's map."""
    return read_map_document(copy_example("dinner", tmp_path))


def written(folder, text):
    path = folder / "calls.csv"
    path.write_text(text, encoding="utf-8")
    return path


def events_of(*paths, journey_object=None):
    """Give the events of a log, in order of time."""
    with read_events(*paths, journey_object=journey_object) as log:
        found = log.engine.fetch(log.events).to_pylist()
    rows = [{name: row[name] for name in COLUMNS} for row in found]
    return sorted(rows, key=lambda row: (row["at"], row["closes"]))


def test_a_diagram_in_a_page_of_markdown_has_fences_and_reads_back(document, tmp_path):
    path = tmp_path / "README.md"

    export(Source(document), "mermaid", path)

    assert path.read_text(encoding="utf-8").startswith("```mermaid\njourney\n")
    assert read_map_document(path).map == document.map


@pytest.mark.parametrize("kind", ["yaml", "json", "mermaid"])
def test_a_map_reads_back_as_it_was(kind, document, tmp_path):
    path = export(Source(document), kind, tmp_path / f"out.{kind}").paths[0]

    assert read_map_document(path).map == document.map


@pytest.mark.parametrize("kind", EVENTS)
@pytest.mark.parametrize("text", [CALLS, PAIRED], ids=["untils", "pairs"])
def test_events_read_back_as_they_were(kind, text, document, tmp_path):
    calls = written(tmp_path, text)
    with read_events(calls) as log:
        path = export(Source(document, log), kind, tmp_path / "out").paths[0]

    chosen = "person" if kind.startswith("ocel") else None
    assert events_of(path, journey_object=chosen) == events_of(calls)


def test_journeys_are_traces_of_xes_and_objects_of_ocel(document, tmp_path):
    with read_events(written(tmp_path, CALLS)) as log:
        xes = export(Source(document, log), "xes", tmp_path / "out.xes").paths[0]
        ocel = export(
            Source(document, log), "ocel-xml", tmp_path / "out.xmlocel"
        ).paths[0]

    assert xes.read_text(encoding="utf-8").count("<trace>") == 3
    with read_events(ocel, journey_object="journey") as log:
        rows = log.engine.fetch(log.events.order_by("row_no")).to_pylist()
    assert [(row["journey"], row["person"]) for row in rows] == [
        ("c1", "ann"),
        ("c2", "bob"),
        ("c1", "ann"),
    ]


def test_journeys_that_hold_all_events_need_not_be_chosen(document, tmp_path):
    calls = "person,journey,event,at\nann,c1,x,2026-01-01\nbob,c2,x,2026-01-02\n"
    with read_events(written(tmp_path, calls)) as log:
        path = export(Source(document, log), "ocel-json", tmp_path / "out").paths[0]

    with read_events(path) as log:
        rows = log.engine.fetch(log.events.order_by("row_no")).to_pylist()
    assert [(row["journey"], row["person"]) for row in rows] == [
        ("c1", "ann"),
        ("c2", "bob"),
    ]


def test_a_person_and_a_journey_of_one_name_are_two_objects(document, tmp_path):
    same = "person,journey,event,at\na,b,x,2026-01-01\nb,a,x,2026-01-02\n"
    with read_events(written(tmp_path, same)) as log:
        path = export(Source(document, log), "ocel-json", tmp_path / "out").paths[0]

    with read_events(path, journey_object="journey") as log:
        rows = log.engine.fetch(log.events.order_by("row_no")).to_pylist()
    assert [row["journey"] for row in rows] == ["journey:b", "journey:a"]


@pytest.mark.parametrize("kind", EVENTS)
def test_what_holds_events_needs_some_and_leaves_no_file(kind, document, tmp_path):
    with pytest.raises(ExportNeedsEventsError, match=kind):
        export(Source(document), kind, tmp_path / "out")

    assert [path.name for path in tmp_path.iterdir()] == ["dinner.yaml"]


def test_an_unknown_kind_gets_the_nearest_name(document, tmp_path):
    with pytest.raises(UnknownExportError, match="Did you mean 'mermaid'"):
        export(Source(document), "mermaids", tmp_path / "out")


def test_a_file_is_written_into_a_folder_and_over_none(document, tmp_path):
    with pytest.raises(FolderInTheWayError):
        export(Source(document), "json", tmp_path)
    with pytest.raises(MissingFolderError):
        export(Source(document), "json", tmp_path / "none" / "out.json")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
@pytest.mark.parametrize("write", [export_xes, export_ocel_xml, export_parquet])
def test_a_full_disk_is_said_as_the_system_says_it(write, tmp_path):
    path = written(tmp_path, "person,event,at\nann,call,2026-01-01\n")

    with read_events(path) as log, pytest.raises(OSError, match="No space left"):
        write(log, Path("/dev/full"))


def test_every_kind_says_what_it_is():
    assert all(kind.title and kind.about.endswith(".") for kind in KINDS.values())
    assert all(kind.ending.startswith(".") for kind in KINDS.values())
    assert {name for name, kind in KINDS.items() if kind.is_several} == {
        name for name, kind in KINDS.items() if kind.ending == ".zip"
    }
