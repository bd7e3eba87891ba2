"""`--keep`: a log in a folder, and one line that says what was used again."""

import json

import pytest
from click.testing import CliRunner

from footlights.cli import main

MAP = """
footlights: 1
id: tea
name: Tea
stages:
  - id: all
    name: All
    touchpoints:
      - {id: ask, name: Asks, matches: [ask]}
      - {id: drink, name: Drinks, matches: [drink]}
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "map.yaml").write_text(MAP)
    for name, person in (("a.csv", "ann"), ("b.csv", "bob")):
        (tmp_path / name).write_text(
            f"person,event,at\n{person},ask,2026-01-01T10:00Z\n"
        )

    def invoke(*arguments):
        return CliRunner().invoke(main, arguments)

    return invoke


def test_a_kept_log_is_added_to_and_used_again(run):
    said = [
        run("measure", "map.yaml", "a.csv", "--keep", "log"),
        run("measure", "map.yaml", "--keep", "log"),
        run("measure", "map.yaml", "a.csv", "b.csv", "--keep", "log", "--json"),
        run("measure", "map.yaml", "b.csv", "--keep", "log"),
    ]

    assert [result.exit_code for result in said] == [0, 0, 0, 0], said
    lines = [
        line.removeprefix("Log in log: ")
        for result in said
        for line in result.stderr.splitlines()
        if line.startswith("Log in")
    ]
    known, reused = "not read again, as it is there", "what was prepared is used again"
    again = "preparing again whom added events touch"
    assert lines == [
        "added 1 event of a.csv; preparing it for this map.",
        f"{reused}.",
        f"added 1 event of b.csv; {known}: a.csv; {again}.",
        f"{known}: b.csv; {reused}.",
    ]
    assert json.loads(said[2].stdout)["log"]["events"] == 2


def test_reports_and_questions_come_from_a_kept_log_too(run, tmp_path):
    assert run("report", "map.yaml", "a.csv", "--keep", "log", "-o", "r.html").stderr
    asked = run("explore", "variants", "map.yaml", "--keep", "log", "--json")

    assert (tmp_path / "r.html").is_file()
    assert asked.exit_code == 0, asked.stderr
    assert "what was prepared is used again" in asked.stderr


def test_a_changed_file_is_refused(run, tmp_path):
    run("measure", "map.yaml", "a.csv", "--keep", "log")
    (tmp_path / "a.csv").write_text("person,event,at\ncat,ask,2026-01-01T10:00Z\n")

    result = run("measure", "map.yaml", "a.csv", "--keep", "log")

    assert result.exit_code == 2
    assert "[changed-file]" in result.stderr


@pytest.mark.parametrize("command", ["measure", "explore variants"])
def test_without_files_and_without_a_folder_there_is_nothing_to_do(run, command):
    result = run(*command.split(), "map.yaml")

    assert result.exit_code == 2
    assert "Missing argument 'FILE...'" in result.stderr


def test_an_empty_folder_has_nothing_to_measure(run):
    result = run("measure", "map.yaml", "--keep", "log")

    assert result.exit_code == 2
    assert "[nothing-kept]" in result.stderr


def test_a_kept_log_keeps_its_answers(run, tmp_path):
    (tmp_path / "nps.csv").write_text("person,at,score\nann,2026-01-02T10:00Z,4\n")
    run("measure", "map.yaml", "a.csv", "--keep", "log")

    first = run("measure", "map.yaml", "--keep", "log", "--answers", "nps.csv")
    again = run("measure", "map.yaml", "--keep", "log", "--answers", "nps.csv")
    alone = run("measure", "map.yaml", "--keep", "log", "--json")

    assert "1 of 1 response in nps.csv joined" in " ".join(first.stderr.split())
    assert "its answers are there already" in again.stderr
    assert json.loads(alone.stdout)["whole"]["score"]["mean"]["value"] == 4
