"""Evidence: numbers that anybody with the files can compute again."""

import csv
import io
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

import footlights as fl
from footlights.errors import (
    EvidenceNeedsEventsError,
    MissingFileError,
    NotEvidenceError,
    NoTimesError,
    UnsafeBundleError,
)
from footlights.formats.map_yaml import read_map_document
from footlights.usecases.evidence import verifying
from footlights.usecases.evidence.inputs import LogInputs, ToldReading
from footlights.usecases.evidence.making import written_evidence
from footlights.usecases.evidence.verifying import verify_evidence

MAP = """\
footlights: 1
id: tea
name: A cup of tea
journeys: {by: column, column: journey}
teams: [{id: bar, name: Bar}]
stages:
  - id: serve
    name: Serve
    touchpoints:
      - {id: order, name: Orders, matches: [order]}
      - id: drink
        name: Drinks
        matches: [drink]
        activities:
          - {id: brew, line: backstage, team: bar, does: Brews, matches: [brew]}
"""
CALLS = "person,journey,event,at,team,score,text\n" + "".join(
    f"p{k},j{k},{event},2026-03-0{1 + k % 9}T10:0{minute}:00Z,"
    f"{'ann berg' if k == 3 else 'bar'},{score},{text}\n"
    for k in range(40)
    for minute, event, score, text in (
        (0, "order", "", ""),
        (2, "brew", "", ""),
        (5, "drink", 1 + k % 5, "I am Bob and it was cold"),
    )
)


@pytest.fixture
def tea(tmp_path):
    """A folder with tea.yaml and calls.csv."""
    return laid(tmp_path)


def laid(folder):
    (folder / "tea.yaml").write_text(MAP, encoding="utf-8")
    (folder / "calls.csv").write_text(CALLS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """Evidence of tea.yaml and calls.csv, made once."""
    return made(laid(tmp_path_factory.mktemp("tea"))).path


@pytest.fixture
def path(first, tea):
    """A copy of it, which a test may change."""
    return Path(shutil.copy(first, tea / "tea.zip"))


def made(folder, *, with_events=False, inputs=None, name="tea.zip"):
    document = read_map_document(folder / "tea.yaml")
    inputs = inputs or LogInputs((folder / "calls.csv",))
    return written_evidence(document, inputs, folder / name, with_events=with_events)


def part(path, name):
    with ZipFile(path) as bundle:
        return bundle.read(name).decode()


def figures(path):
    rows = csv.DictReader(io.StringIO(part(path, "figures.csv")))
    return {row["place"]: row for row in rows}


def changed(path, change):
    """Write a bundle again; `change` gives what a part holds then, or None."""
    with ZipFile(path) as bundle:
        parts = {name: bundle.read(name) for name in bundle.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as bundle:
        for name, content in change(parts).items():
            bundle.writestr(name, content)
    return path


def test_numbers_computed_again_are_the_same(tea, path):
    verdict = verify_evidence(path, [tea / "calls.csv"])

    assert verdict.is_same
    assert verdict.figures > 300
    assert (verdict.other_code, verdict.other_data, verdict.other_queries) == (
        (),
        (),
        (),
    )


def test_every_number_names_queries_that_are_there(tea, path):
    found = figures(path)

    with ZipFile(path) as bundle:
        names = set(bundle.namelist())
    behind = {name for row in found.values() for name in row["queries"].split()}
    assert all(row["queries"] for row in found.values())
    assert {f"queries/{name}.sql" for name in behind - {"reading"}} <= names
    completion = found["whole.completion"]
    assert (completion["value"], completion["n"]) == ("1", "40")
    assert completion["queries"] == "whole"
    assert 'CREATE TABLE "touches"' in part(path, "queries/prepare.sql")


def test_how_to_ask_again_is_said_for_each_kind_of_number(tea):
    inputs = LogInputs(
        (tea / "calls.csv",), told=ToldReading(zone="Europe/Rome", drop_identical=True)
    )
    path = made(tea, inputs=inputs).path

    asking = json.loads(part(path, "asking.json"))

    assert asking["stage_funnel"]["command"] == (
        "footlights explore stage-funnel map.yaml calls.csv --zone Europe/Rome"
        " --drop-identical --json"
    )
    program = asking["measured"]["python"]
    assert "fl.read_events('calls.csv', zone='Europe/Rome'" in program
    (tea / "map.yaml").write_text(part(path, "map.yaml"), encoding="utf-8")
    compile(program, "asking.json", "exec")


def test_no_event_no_quote_and_no_rare_name_is_in_it_unless_asked_for(tea, path):
    full = made(tea, with_events=True, name="full.zip").path

    def mentions(bundle_path, text):
        with ZipFile(bundle_path) as bundle:
            return [n for n in bundle.namelist() if text in bundle.read(n).decode()]

    assert mentions(path, "ann berg") == []
    assert mentions(path, "it was cold") == []
    assert mentions(path, "p17") == []
    assert mentions(full, "it was cold") == ["data/1-calls.csv", "measured.json"]
    assert "(few)" in part(path, "measured.json")
    assert verify_evidence(full).is_same


def test_a_number_that_differs_is_named_with_both_values(tea, path):
    others = tea / "others" / "calls.csv"
    others.parent.mkdir()
    others.write_text(CALLS.replace("p7,j7,drink", "p7,j7,leave"), encoding="utf-8")

    verdict = verify_evidence(path, [others])

    assert not verdict.is_same
    assert "calls.csv is not calls.csv as it was" in verdict.other_data[0]
    found = {each.place: each for each in verdict.differences}
    drunk = found["touchpoints.drink.share_of_journeys"]
    assert (drunk.before.value, drunk.now.value) == (1, 39 / 40)
    assert found["coverage.off_map.leave.events"].before is None
    assert "touchpoints.order.touches" not in found


def test_a_file_of_another_name_that_holds_the_same_is_the_same(tea, path):
    renamed = (tea / "calls.csv").rename(tea / "march.csv")

    assert verify_evidence(path, [renamed]).is_same


def test_files_can_be_named_in_any_order(tea):
    lines = CALLS.splitlines(keepends=True)
    (tea / "one.csv").write_text("".join(lines[:60]), encoding="utf-8")
    (tea / "two.csv").write_text(lines[0] + "".join(lines[60:]), encoding="utf-8")
    inputs = LogInputs((tea / "one.csv", tea / "two.csv"))
    path = made(tea, inputs=inputs).path

    assert verify_evidence(path, [tea / "two.csv", tea / "one.csv"]).is_same
    with pytest.raises(EvidenceNeedsEventsError, match=r"one\.csv, two\.csv.* one was"):
        verify_evidence(path, [tea / "one.csv"])


SOURCES = """\
sources:
  - file: data/calls.csv
    columns: {person: person, event: event, at: at, journey: journey}
    join:
      - {file: ../persons.csv, on: {person: id}}
"""


def test_a_sources_file_and_its_joined_tables_are_part_of_it(tea):
    (tea / "in" / "data").mkdir(parents=True)
    (tea / "calls.csv").rename(tea / "in" / "data" / "calls.csv")
    rows = "".join(f"p{k},{'north' if k % 2 else 'south'}\n" for k in range(40))
    (tea / "persons.csv").write_text("id,region\n" + rows, encoding="utf-8")
    (tea / "in" / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    inputs = LogInputs((), tea / "in" / "sources.yaml")
    path = made(tea, inputs=inputs).path
    full = made(tea, inputs=inputs, with_events=True, name="full.zip")

    places = [fact.place for fact in full.manifest.data.files]
    assert places == ["data/calls.csv", "../persons.csv"]
    files = [tea / "persons.csv", tea / "in" / "data" / "calls.csv"]
    assert verify_evidence(path, files).is_same
    assert verify_evidence(full.path).is_same


def test_the_same_input_gives_the_same_bytes_in_any_process(tea):
    program = ["-m", "footlights", "evidence", "tea.yaml", "calls.csv", "-o"]
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, *program, f"{seed}.zip"],
            cwd=tea,
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )

    assert (tea / "1.zip").read_bytes() == (tea / "2.zip").read_bytes()


def test_other_code_is_said_and_no_difference_by_itself(tea, path, monkeypatch):
    now = verifying.code_facts() | {"footlights": "9.0", "source": "f" * 64}
    monkeypatch.setattr(verifying, "code_facts", lambda: now)

    verdict = verify_evidence(path, [tea / "calls.csv"])

    assert verdict.is_same
    assert verdict.other_code[0].endswith("then, 9.0 now")
    assert "the code of Footlights" in verdict.other_code[1]


def test_each_part_that_was_changed_is_named(tea, path):
    def tampered(parts):
        del parts["findings.json"]
        text = parts["figures.csv"].replace(
            b'"whole.completion",1,', b'"whole.completion",0.5,'
        )
        return parts | {"figures.csv": text, "more.txt": b"more"}

    verdict = verify_evidence(changed(path, tampered), [tea / "calls.csv"])

    assert verdict.changed_parts == (
        "figures.csv is not what it was: its SHA-256 differs",
        "findings.json is missing",
        "more.txt was added",
    )
    assert not verdict.is_same
    assert verdict.figures == 0


def test_what_is_no_evidence_is_told(tea, path):
    (tea / "plain.zip").write_bytes(b"PK\x05\x06" + b"\0" * 18)
    cut = tea / "cut.zip"
    cut.write_bytes(path.read_bytes()[:5000])

    with pytest.raises(MissingFileError):
        verify_evidence(tea / "none.zip")
    with pytest.raises(NotEvidenceError, match="no zip"):
        verify_evidence(tea / "calls.csv")
    with pytest.raises(NotEvidenceError, match="no zip"):
        verify_evidence(cut)
    with pytest.raises(NotEvidenceError, match=r"no manifest\.json"):
        verify_evidence(tea / "plain.zip")
    wrong = changed(path, lambda parts: parts | {"manifest.json": b"[1]"})
    with pytest.raises(NotEvidenceError, match=r"manifest\.json does not say"):
        verify_evidence(wrong)


def test_evidence_of_a_later_form_is_told(tea, path):
    def later(parts):
        manifest = json.loads(parts["manifest.json"]) | {"footlights_evidence": 2}
        return parts | {"manifest.json": json.dumps(manifest).encode()}

    with pytest.raises(NotEvidenceError, match="form is 2, and this version reads"):
        verify_evidence(changed(path, later))


@pytest.mark.parametrize("name", ["../out", "/etc/out", "a\\..\\out", "c:out"])
def test_a_part_that_would_lie_outside_is_not_opened(path, name):
    bad = changed(path, lambda parts: parts | {name: b"x"})

    with pytest.raises(UnsafeBundleError, match="outside"):
        verify_evidence(bad)


def test_a_zip_bomb_is_not_unpacked(tea, path):
    with ZipFile(path, "a", ZIP_DEFLATED) as bundle:
        bundle.writestr("data/1-bomb.csv", b"\0" * (64 << 20))

    with pytest.raises(UnsafeBundleError, match="unpacks to 67,108,864 bytes"):
        verify_evidence(path)


def test_links_and_parts_of_one_name_are_refused(tea, path):
    link = ZipInfo("data/link")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    linked = tea / "linked.zip"
    linked.write_bytes(path.read_bytes())
    with ZipFile(linked, "a") as bundle:
        bundle.writestr(link, "/etc/passwd")
    with ZipFile(path, "a") as bundle, pytest.warns(UserWarning, match="Duplicate"):
        bundle.writestr("map.yaml", "other")

    with pytest.raises(UnsafeBundleError, match="is a link"):
        verify_evidence(linked)
    with pytest.raises(UnsafeBundleError, match=r"two parts are called 'map\.yaml'"):
        verify_evidence(path)


def test_a_manifest_cannot_have_files_written_where_it_likes(tea, path):
    outside = tea.parent / "outside.csv"

    def moved(parts):
        manifest = json.loads(parts["manifest.json"])
        manifest["data"]["files"][0] |= {
            "place": "../../../../../../../../.." + str(outside),
            "name": str(outside),
        }
        return parts | {"manifest.json": json.dumps(manifest).encode()}

    verdict = verify_evidence(changed(path, moved), [tea / "calls.csv"])

    assert verdict.is_same
    assert not outside.exists()


def test_python_makes_and_checks_it_too(tea, path):
    made_here = fl.make_evidence(tea / "p.zip", tea / "tea.yaml", tea / "calls.csv")

    assert made_here.path.read_bytes() == path.read_bytes()
    assert fl.verify_evidence(made_here.path, [tea / "calls.csv"]).is_same


def test_nothing_is_left_of_evidence_that_could_not_be_made(tea):
    (tea / "calls.csv").write_text("person,event\nann,x\n", encoding="utf-8")
    (tea / "tea.zip").write_text("mine", encoding="utf-8")
    before = sorted(path.name for path in tea.iterdir())

    with pytest.raises(NoTimesError):
        made(tea)

    assert sorted(path.name for path in tea.iterdir()) == before
    assert (tea / "tea.zip").read_text(encoding="utf-8") == "mine"
