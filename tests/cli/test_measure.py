import json

import pytest
from jsonschema import Draft202012Validator

from footlights.usecases import measure as measuring
from footlights.usecases.schema import measured_schema


def test_it_prints_the_map_its_touchpoints_and_the_sums(footlights, tea):
    result = footlights("measure", "tea.yaml", "tea.csv")

    assert result.exit_code == 0
    assert result.stdout.startswith("Tea for two\n3 journeys of 3 persons, 6 events,")
    assert "Tea is poured" in result.stdout
    assert "all come out" in result.stdout


def test_json_is_nothing_but_json_and_keeps_its_schema(footlights, tea):
    result = footlights("measure", "tea.yaml", "tea.csv", "--json")

    measured = json.loads(result.stdout)
    Draft202012Validator(measured_schema()).validate(measured)
    assert measured["log"]["events"] == 6
    assert measured["coverage"]["off_map"][0]["event"] == "spilt"
    assert [touchpoint["journeys"] for touchpoint in measured["touchpoints"]] == [3, 2]


def test_timings_are_said_where_asked_for(footlights, tea):
    result = footlights("measure", "tea.yaml", "tea.csv", "--json", "--timings")

    timings = json.loads(result.stdout)["timings"]
    assert set(timings) == {"read", "prepare", "measure"}
    assert "prepare: " in result.stderr
    assert (
        json.loads(footlights("measure", "tea.yaml", "tea.csv", "--json").stdout)[
            "timings"
        ]
        is None
    )


def test_the_log_may_come_from_standard_input(footlights, tea):
    log = (tea / "tea.csv").read_bytes()

    piped = footlights("measure", "tea.yaml", "-", "--json", stdin=log)

    assert json.loads(piped.stdout)["log"]["events"] == 6


def test_rows_that_could_not_be_read_are_said(footlights, tea):
    with (tea / "tea.csv").open("a") as log:
        log.write("dan,asked,at teatime,3\n")

    result = footlights("measure", "tea.yaml", "tea.csv")

    assert "1 row could not be read" in result.stderr
    assert not list(tea.glob("*.rejects.csv"))


def test_rejects_are_written_where_asked_for(footlights, tea):
    with (tea / "tea.csv").open("a") as log:
        log.write("dan,asked,at teatime,3\n")

    footlights("measure", "tea.yaml", "tea.csv", "--rejects", "bad.csv")

    assert "at teatime" in (tea / "bad.csv").read_text()


def test_a_sum_that_does_not_come_out_gets_exit_1_and_its_name(
    footlights, tea, monkeypatch
):
    from footlights.measures.measured import Identity  # noqa: PLC0415

    broken = Identity(name="arrivals are departures", holds=False, left=1, right=2)
    monkeypatch.setattr(measuring, "identities_of", lambda *_: (broken,))

    result = footlights("measure", "tea.yaml", "tea.csv")

    assert result.exit_code == 1
    assert "arrivals are departures does not hold: 1 is not 2" in result.stderr


BAD_LOGS = {
    "empty.csv": b"",
    "header.csv": b"person,event,at\n",
    "binary.csv": bytes(range(256)) * 20,
    "folder.csv": None,
    "twice.csv": b"person,event,event,at\nann,asked,asked,2026-03-02\n",
    "prose.csv": b"Dear Sir or Madam,\nthank you for the tea.\n",
}


@pytest.mark.parametrize("name", [*BAD_LOGS, "missing.csv"])
@pytest.mark.parametrize("command", ["events", "measure", "discover", "report"])
def test_a_log_that_cannot_be_read_gets_one_line_and_exit_2(
    footlights, tea, name, command
):
    content = BAD_LOGS.get(name, "")
    if content is None:
        (tea / name).mkdir()
    elif content != "":
        (tea / name).write_bytes(content)
    words = {"measure": ["tea.yaml"], "report": ["-o", "r.html", "tea.yaml"]}

    result = footlights(command, *words.get(command, []), name)

    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("footlights: ")
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.endswith("]\n")
