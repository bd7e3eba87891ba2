import json

import pytest
from jsonschema import Draft202012Validator

from footlights.usecases.schema import events_schema


def lines_of(result):
    assert result.exit_code == 0, result.stderr
    return [line.rstrip() for line in result.stdout.splitlines()]


def test_it_says_what_was_read_and_what_was_guessed(footlights, tea):
    lines = lines_of(footlights("events", "tea.csv"))

    assert lines[0] == "tea.csv"
    assert lines[1] == "6 rows, 6 events of 3 persons, 2 Mar 2026"
    assert "Guessed:" in lines
    assert "  scores stand on the scale 1-5" in lines


def test_event_names_come_with_counts_and_bars_most_first(footlights, tea):
    lines = lines_of(footlights("events", "tea.csv"))

    assert "asked        3   50 %        3  ████████████████████" in lines
    assert "spilt        1   17 %        1  ███████" in lines
    assert "4 scores from 1 to 5, mean 3.00" in lines


@pytest.mark.parametrize("columns", [60, 80])
def test_a_long_name_gives_way_and_no_number_does(
    footlights, tea, monkeypatch, columns
):
    name = "asked again and again what kind of tea with which kind of milk they like"
    log = (tea / "tea.csv").read_text().replace("spilt", name)
    (tea / "tea.csv").write_text(log)
    monkeypatch.setenv("COLUMNS", str(columns))

    lines = lines_of(footlights("events", "tea.csv"))

    assert max(map(len, lines)) <= columns
    shortened = next(line for line in lines if line.startswith("asked again"))
    assert "…       1   17 %        1  ██" in shortened


def test_names_in_any_script_are_shown(footlights, tea):
    log = (tea / "tea.csv").read_text().replace("spilt", "انسكب 🫖")
    (tea / "tea.csv").write_text(log, encoding="utf-8")

    assert any("انسكب 🫖" in line for line in lines_of(footlights("events", "tea.csv")))


def test_json_is_nothing_but_json_and_keeps_its_schema(footlights, tea):
    result = footlights("events", "tea.csv", "--json")

    profile = json.loads(result.stdout)
    Draft202012Validator(events_schema()).validate(profile)
    assert profile["events"] == 6
    assert profile["persons"] == 3
    assert profile["event_names"][0] == {"event": "asked", "events": 3, "persons": 3}
    assert profile["from"] == "2026-03-02T15:00:00Z"


def test_rows_that_cannot_be_read_are_counted_by_reason_and_kept_in_a_file(
    footlights, tea
):
    with (tea / "tea.csv").open("a") as log:
        log.write("dan,asked,at teatime,3\n")

    result = footlights("events", "tea.csv")

    lines = lines_of(result)
    assert lines[lines.index("1 row could not be read:") + 1] == "  unreadable time: 1"
    assert result.stderr == "1 row could not be read: see tea.rejects.csv.\n"
    rejects = (tea / "tea.rejects.csv").read_text()
    assert "at teatime" in rejects
    assert "unreadable-time" in rejects


def test_the_file_for_rejects_can_be_chosen(footlights, tea):
    with (tea / "tea.csv").open("a") as log:
        log.write("dan,asked,at teatime,3\n")

    result = footlights("events", "tea.csv", "--json", "--rejects", "bad.csv")

    assert json.loads(result.stdout)["rejected"] == 1
    assert "at teatime" in (tea / "bad.csv").read_text()
    assert not (tea / "tea.rejects.csv").exists()


def test_no_file_for_rejects_where_there_are_none(footlights, tea):
    footlights("events", "tea.csv")

    assert not list(tea.glob("*.rejects.csv"))


def test_columns_can_be_named(footlights, tea):
    log = (tea / "tea.csv").read_text().replace("person,event", "who knows,what's up")
    (tea / "tea.csv").write_text(log)

    result = footlights(
        *("events", "tea.csv", "--json"),
        *("--column", "person=who knows", "--column", "event=what's up"),
    )

    assert json.loads(result.stdout)["persons"] == 3


@pytest.mark.parametrize("pair", ["person", "=who", "person="])
def test_half_a_column_is_answered_with_the_form_it_has(footlights, tea, pair):
    result = footlights("events", "tea.csv", "--column", pair)

    assert result.exit_code == 2
    assert "is not of the form NAME=COLUMN" in result.stderr


def test_the_log_may_come_from_standard_input(footlights, tea):
    log = (tea / "tea.csv").read_bytes() + b"dan,asked,at teatime,3\n"

    result = footlights("events", "-", stdin=log)

    assert lines_of(result)[0] == "stdin"
    assert (tea / "stdin.rejects.csv").exists()


def test_identical_rows_are_said_and_can_be_left_out(footlights, tea):
    with (tea / "tea.csv").open("a") as log:
        log.write("ann,poured,2026-03-02T15:04:00Z,\n")

    counted = footlights("events", "tea.csv")
    dropped = footlights("events", "tea.csv", "--drop-identical", "--json")

    assert "--drop-identical leaves them out" in " ".join(counted.stdout.split())
    assert json.loads(dropped.stdout)["events"] == 6
    assert json.loads(dropped.stdout)["duplicates"] == 1
