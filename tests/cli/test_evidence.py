import json

from click.testing import CliRunner

from footlights.cli import main

MAP = """\
footlights: 1
id: tea
name: A cup of tea
stages:
  - id: serve
    name: Serve
    touchpoints:
      - {id: order, name: Orders, matches: [order]}
      - {id: drink, name: Drinks, matches: [drink]}
"""
CALLS = """\
person,event,at
ann,order,2026-01-01T10:00:00Z
ann,drink,2026-01-01T10:05:00Z
bob,order,2026-01-01T11:00:00Z
"""


def run(*words, text=None):
    return CliRunner().invoke(main, [*map(str, words)], input=text)


def tea(folder):
    (folder / "tea.yaml").write_text(MAP, encoding="utf-8")
    (folder / "calls.csv").write_text(CALLS, encoding="utf-8")
    return folder / "tea.yaml", folder / "calls.csv", folder / "tea.zip"


def test_evidence_is_made_and_verified(tmp_path):
    map_file, calls, path = tea(tmp_path)

    made = run("evidence", map_file, calls, "-o", path)
    same = run("verify", path, calls)

    assert made.exit_code == 0
    assert "of 1 file.\nIts manifest has the SHA-256 " in made.stderr
    assert same.exit_code == 0
    assert same.stdout.startswith("Computed again: all ")
    assert made.stderr.split()[-1].rstrip(".") in same.stderr


def test_what_differs_is_printed_number_by_number(tmp_path):
    map_file, calls, path = tea(tmp_path)
    run("evidence", map_file, calls, "-o", path)
    calls.write_text(CALLS + "bob,drink,2026-01-01T11:01:00Z\n", encoding="utf-8")

    result = run("verify", path, calls)
    as_json = run("verify", path, calls, "--json")

    assert result.exit_code == 1
    assert result.stdout.startswith("Other data than then:\n  calls.csv is not")
    assert "  whole.touches: 3, now 4\n" in result.stdout
    assert "  touchpoints.drink.share_of_journeys: 0.5 (0.0945" in result.stdout
    found = json.loads(as_json.stdout)
    assert found["is_same"] is False
    assert {"place", "before", "now"} == found["differences"][0].keys()


def test_what_cannot_be_found_out_has_its_own_status(tmp_path):
    map_file, calls, path = tea(tmp_path)
    run("evidence", map_file, calls, "-o", path)

    alone = run("verify", path)
    wrong = run("verify", calls)

    assert (alone.exit_code, wrong.exit_code) == (2, 2)
    assert "[evidence-needs-events]" in alone.stderr
    assert "[not-evidence]" in wrong.stderr


def test_events_come_from_standard_input_too_and_can_be_kept(tmp_path):
    map_file, _, path = tea(tmp_path)

    made = run("evidence", map_file, "-", "--with-events", "-o", path, text=CALLS)
    same = run("verify", path)

    assert "It holds the events themselves" in made.stderr
    assert same.exit_code == 0


def test_evidence_needs_events(tmp_path):
    map_file, _, path = tea(tmp_path)

    result = run("evidence", map_file, "-o", path)

    assert result.exit_code == 2
    assert "Missing argument 'FILE...'" in result.stderr
    assert not path.exists()
