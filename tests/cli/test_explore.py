import csv
import json

import pyarrow.parquet as pq
import pytest

from footlights.measures.column_words import column_head
from footlights.usecases import views


@pytest.mark.parametrize("name", views.__all__)
def test_every_view_explains_itself(footlights, name):
    result = footlights("explore", name.replace("_", "-"), "--help")

    assert result.exit_code == 0
    assert "--only" in result.stdout
    assert "Usage: footlights explore" in result.stdout


def test_a_view_is_printed_with_what_must_be_said_beside_it(footlights, tea):
    result = footlights("explore", "stage-funnel", "tea.yaml", "tea.csv")

    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[1].split()[:4] == ["No", "Step", "n", "3"]
    assert [line.split()[1:4] for line in lines[2:4]] == [
        ["Order", "100", "%"],
        ["Drink", "66.7", "%"],
    ]
    assert "Wilson" in result.stdout


def test_json_holds_every_column_and_interval(footlights, tea):
    result = footlights("explore", "transitions", "tea.yaml", "tea.csv", "--json")

    view = json.loads(result.stdout)
    assert view["name"] == "transitions"
    assert {column["name"] for column in view["columns"]} == set(view["rows"][0])


def test_rows_are_written_as_a_table(footlights, tea, tmp_path):
    footlights("explore", "variants", "tea.yaml", "tea.csv", "-o", "v.csv")
    footlights("explore", "variants", "tea.yaml", "tea.csv", "-o", "v.parquet")

    with (tmp_path / "v.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert sum(int(row["journeys"]) for row in rows) == 3
    assert pq.read_table(tmp_path / "v.parquet").num_rows == len(rows)


def test_pictures_are_written_by_their_ending(footlights, tea, tmp_path):
    for name in ("v.svg", "v.png", "v.json"):
        footlights("explore", "variants", "tea.yaml", "tea.csv", "-o", name)

    assert (tmp_path / "v.svg").read_text(encoding="utf-8").startswith("<svg")
    assert (tmp_path / "v.png").read_bytes().startswith(b"\x89PNG")
    assert "vega-lite" in json.loads((tmp_path / "v.json").read_bytes())["$schema"]
    assert not list(tmp_path.glob(".*.unfinished"))


def test_a_list_has_no_picture(footlights, tea, tmp_path):
    result = footlights("explore", "exemplars", "tea.yaml", "tea.csv", "-o", "v.svg")

    assert result.exit_code == 2
    assert "[no-picture]" in result.stderr
    assert not (tmp_path / "v.svg").exists()


def test_a_folder_that_is_not_there_is_said(footlights, tea):
    words = ("tea.yaml", "tea.csv", "-o", "nowhere/v.csv")

    assert "[missing-folder]" in footlights("explore", "variants", *words).stderr


def test_another_ending_is_refused(footlights, tea):
    result = footlights("explore", "variants", "tea.yaml", "tea.csv", "-o", "v.xlsx")

    assert result.exit_code == 2
    assert "[unknown-table-format]" in result.stderr


def test_two_groups_are_held_against_each_other(footlights, tea):
    words = ("--only", "completed", "--against", "not completed")

    result = footlights(
        "explore", "transitions", "tea.yaml", "tea.csv", *words, "--json"
    )

    names = {column["name"] for column in json.loads(result.stdout)["columns"]}
    assert {"touches_one", "touches_other"} <= names


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--against", "completed"), "[against-nothing]"),
        (("--only", "regulars"), "[unreadable-selection]"),
        (("--only", "segment:regulars"), "[unknown-segment]"),
        (("--only", "channel:tabel"), "[unknown-channel]"),
        (("--only", "period:2026-02-30.."), "There is no day 2026-02-30."),
        (("--within", "0s"), "[not-positive]"),
        (("--within", "0d"), "and 0s was given"),
        (("--within=-1d",), "'-1d' is less than nothing"),
        (("--within", "7"), "needs a unit of time"),
        (("--steps", "drnk"), "drink"),
        (("--steps", "asked,drink"), "--steps asked --steps drink"),
        (("--order", "odd"), "'odd' is not one of"),
    ],
)
def test_what_cannot_be_answered_is_said(footlights, tea, words, said):
    result = footlights("explore", "stage-funnel", "tea.yaml", "tea.csv", *words)

    assert result.exit_code == 2
    assert said in result.stderr


def test_a_pattern_that_cannot_be_read_is_pointed_at(footlights, tea):
    words = ("--text", "asked -> pourd")

    result = footlights("explore", "pattern", "tea.yaml", "tea.csv", *words)

    assert result.exit_code == 2
    assert "[unknown-pattern-name]" in result.stderr
    lines = result.stderr.splitlines()
    assert lines[-1].index("^") == lines[-2].index("pourd")


def test_an_unknown_question_is_no_command(footlights):
    result = footlights("explore", "funnle")

    assert result.exit_code == 2
    assert "No such command 'funnle'" in result.stderr


def test_a_question_that_is_nearly_one_is_named(footlights):
    result = footlights("explore", "stage-funnels")

    assert result.exit_code == 2
    assert "Did you mean 'stage-funnel'?" in result.stderr


def test_lengths_of_time_are_written_as_they_are_typed(footlights):
    result = footlights("explore", "repeat-contacts", "--help")

    assert "1w]" in result.stdout
    assert "0:00:00" not in result.stdout


@pytest.mark.parametrize("name", views.__all__)
def test_no_help_speaks_python(footlights, name):
    result = footlights("explore", name.replace("_", "-"), "--help")

    assert "None." not in result.stdout


@pytest.mark.parametrize(
    ("question", "words"),
    [("value-heat", ("--by", "Topik")), ("repeat-contacts", ("--about", "Topik"))],
)
def test_only_columns_that_a_person_knows_are_offered(footlights, tea, question, words):
    result = footlights("explore", question, "tea.yaml", "tea.csv", *words)

    assert result.exit_code == 2
    assert "person, event, at" in result.stderr
    assert "row_no" not in result.stderr
    assert "closes" not in result.stderr


@pytest.mark.parametrize("person", ["5", "person 5"])
def test_who_is_asked_for_by_a_number_is_shown_the_way(footlights, tea, person):
    words = ("--person", person)

    result = footlights("explore", "person-journey", "tea.yaml", "tea.csv", *words)

    assert "[unknown-person]" in result.stderr
    assert "one-journey --journey-key" in result.stderr


@pytest.mark.parametrize("width", [40, 80, 100, 120, 200])
@pytest.mark.parametrize("question", ["transitions", "conformance", "trends"])
def test_nothing_that_was_asked_for_is_hidden(
    footlights, tea, monkeypatch, width, question
):
    monkeypatch.setenv("COLUMNS", str(width))
    words = ("tea.yaml", "tea.csv")

    printed = footlights("explore", question, *words).stdout
    columns = json.loads(footlights("explore", question, *words, "--json").stdout)

    said = " ".join(printed.split())
    for column in columns["columns"]:
        last = column_head(column["name"]).split()[-1]
        assert last in said
    assert "Not shown" not in said
    assert max(map(len, printed.splitlines())) <= width


@pytest.mark.parametrize("width", [80, 100, 120])
def test_a_difference_comes_first(footlights, tea, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    words = ("--only", "completed", "--against", "not completed")

    result = footlights("explore", "stage-funnel", "tea.yaml", "tea.csv", *words)

    first = result.stdout.split("\n\n")[0]
    assert "difference" in first
    assert "different?" in first
