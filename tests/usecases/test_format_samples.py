"""Every sample file of other programs: what reading it comes to, in one table.

XES, OCEL, MXML and Mermaid have tables of their own beside their readers.
"""

import pytest

from footlights.errors import FootlightsError
from footlights.formats.map_yaml import read_map_document
from footlights.usecases.read_events import read_events

EVENTS = {
    "csv/interval_event_log.csv.gz": (8109, 1266),
    "csv/running-example.csv": (42, 6),
    "csv/running-example-transformed.csv": (42, 6),
    "csv/running-example.parquet": (42, 6),
}
"""Events and journeys of each file."""

NO_EVENTS = {
    "journey_json/SJM_Example.json": "missing-column",
    "mermaid_journey/official_parser_06.mmd": "missing-column",
    "ocel1/schema.json": "unreadable-file",
    "README.md": "missing-column",
}
"""The error of each file that holds none."""

NO_MAP = {
    "journey_json/SJM_Example.json": "not-a-map",
    "README.md": "not-a-map",
    "xes/running-example.xes": "not-a-map",
    "csv/running-example.parquet": "unreadable-file",
}
"""The error of each file that is read as a map and is none."""

ELSEWHERE = {"xes", "xes_importer_edge_cases", "ocel1", "ocel2", "mxml"} | {
    "mermaid_journey",
    "survey_exports",
}
"""Folders whose files have a table beside their reader."""


@pytest.mark.parametrize("name", EVENTS)
def test_a_log_gives_as_many_events_and_journeys_as_other_programs_count(
    name, shared_data
):
    with read_events(shared_data / "format_samples" / name) as log:
        journeys = log.events.journey.nunique().name("n").as_table()
        found = log.engine.fetch(journeys)["n"][0].as_py()

        assert (log.report.events, found) == EVENTS[name]
        assert log.report.rejected == 0


@pytest.mark.parametrize("name", NO_EVENTS)
def test_what_holds_no_events_is_one_clear_error(name, shared_data):
    with pytest.raises(FootlightsError) as told:
        read_events(shared_data / "format_samples" / name)

    assert told.value.code == NO_EVENTS[name]


@pytest.mark.parametrize("name", NO_MAP)
def test_what_is_no_map_is_one_clear_error(name, shared_data):
    with pytest.raises(FootlightsError) as told:
        read_map_document(shared_data / "format_samples" / name)

    assert told.value.code == NO_MAP[name]


def test_no_sample_is_left_out(shared_data):
    folder = shared_data / "format_samples"
    told = EVENTS.keys() | NO_EVENTS.keys() | NO_MAP.keys()
    names = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.parent.name not in ELSEWHERE
    }

    # The other file of journey_json is in the table of XES.
    assert names - told == {"journey_json/SJM_Example.xes"}
