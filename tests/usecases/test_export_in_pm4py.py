"""Logs that we write, read by pm4py in an environment of its own."""

import json
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from footlights.formats.map_yaml import read_map_document
from footlights.usecases.examples import copy_example
from footlights.usecases.export import export
from footlights.usecases.export_source import Source
from footlights.usecases.generate import generate
from footlights.usecases.read_events import read_events
from support.separate_programs import python_environment

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "xes": "log.xes",
    "ocel-json": "log-ocel-json.jsonocel",
    "ocel-xml": "log-ocel-xml.xmlocel",
    "ocel-sqlite": "log-ocel-sqlite.sqlite",
    "parquet": "log.parquet",
}


@pytest.fixture(scope="module")
def rows_and_counts(tmp_path_factory):
    """The events of a log, and what pm4py counts in each file written of it."""
    python = python_environment(ROOT / "bench" / "peers" / "pm4py.txt", "pm4py")
    folder = tmp_path_factory.mktemp("pm4py")
    document = read_map_document(copy_example("dinner", folder))
    generate(document.map, 80, 3, folder / "events.parquet")
    with read_events(folder / "events.parquet") as log:
        for kind, name in FILES.items():
            export(Source(document, log), kind, folder / name)
        rows = log.engine.fetch(log.events.order_by("at", "row_no")).to_pylist()
    program = ROOT / "tests" / "support" / "pm4py" / "read_logs.py"
    done = subprocess.run(
        [python, program, *FILES.values()],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "MPLCONFIGDIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return rows, json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("kind", FILES)
def test_pm4py_counts_the_same_events_by_name(kind, rows_and_counts):
    rows, found = rows_and_counts

    told = found[FILES[kind]]
    assert told["events"] == len(rows)
    assert told["names"] == Counter(row["event"] for row in rows)


@pytest.mark.parametrize("kind", ["xes", "parquet"])
def test_pm4py_counts_the_same_cases_and_ways(kind, rows_and_counts):
    rows, found = rows_and_counts
    by_person = {}
    for row in rows:
        by_person.setdefault(row["person"], []).append(row["event"])

    ways = Counter(
        ">".join(pair) for events in by_person.values() for pair in pairwise(events)
    )

    assert found[FILES[kind]]["cases"] == len(by_person)
    assert found[FILES[kind]]["ways"] == ways


@pytest.mark.parametrize("kind", ["ocel-json", "ocel-xml", "ocel-sqlite"])
def test_pm4py_finds_the_same_objects(kind, rows_and_counts):
    rows, found = rows_and_counts

    persons = {row["person"] for row in rows}
    assert found[FILES[kind]]["objects"] == {"person": len(persons)}
    assert found[FILES[kind]]["relations"] == len(rows)
