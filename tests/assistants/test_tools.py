"""What tools answer, without the protocol around them."""

import json
from datetime import date

import pytest

from footlights.assistants.answers import FEW, MOST_INSIDE, view_answer
from footlights.assistants.file_desk import FileDesk
from footlights.assistants.options import told_of
from footlights.assistants.tools import Reading
from footlights.errors import (
    AgainstNothingError,
    MissingOptionError,
    UnknownMapError,
    UnknownMeasureError,
    UnknownOptionError,
    UnreadableOptionError,
)
from footlights.measures.measured import Measured
from footlights.measures.result import Estimate
from footlights.measures.view import View, ViewColumn
from footlights.usecases.questions import question, questions

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def reading(desk):
    return Reading(desk, TODAY)


@pytest.mark.parametrize("name", [each.name for each in questions()])
def test_every_question_can_be_asked(reading, name):
    answer = reading.explore(
        map_id="dinner", question_name=name, options=needed(reading).get(name)
    )

    assert answer["rows"]
    assert "unmasked" not in str(answer)


def needed(reading):
    """What questions must be told; the single customer is any of the log."""
    log = reading._desk.log("dinner")
    person = log.engine.fetch(log.events.select("person").limit(1))["person"][0]
    some = reading.explore(map_id="dinner", question_name="exemplars")["rows"][0]
    return {
        "flow": {"around": "greeting"},
        "pattern": {"text": "greeting -> eat"},
        "value_heat": {"by": "channel"},
        "person_journey": {"person": person.as_py()},
        "one_journey": {"journey_key": some["journey_key"]},
    }


def test_a_long_answer_comes_in_pieces(reading):
    first = reading.explore(map_id="dinner", question_name="hour_heat", most_rows=100)
    rest = reading.explore(
        map_id="dinner",
        question_name="hour_heat",
        first_row=first["next_row"],
        most_rows=100,
    )

    assert (len(first["rows"]), first["next_row"]) == (100, 101)
    assert (len(rest["rows"]), rest["next_row"]) == (68, None)
    assert first["rows_in_all"] == 168


def test_part_of_the_measures_comes_in_pieces(reading):
    first = reading.measure(map_id="dinner", part="transitions", most_rows=2)
    rest = reading.measure(
        map_id="dinner", part="transitions", first_row=first["next_row"], most_rows=500
    )
    whole = reading.measure(map_id="dinner", part="transitions", most_rows=500)

    assert (len(first["found"]), first["next_row"]) == (2, 3)
    assert first["found"] + rest["found"] == whole["found"]
    assert (rest["next_row"], whole["next_row"]) == (None, None)
    with pytest.raises(UnknownMeasureError, match="'transitions'"):
        reading.measure(map_id="dinner", part="transition")


@pytest.mark.parametrize("part", [*Measured.model_fields, "touchpoints.greeting"])
def test_no_part_is_more_than_a_conversation_can_hold(reading, part):
    answer = reading.measure(map_id="dinner", part=part, most_rows=500)

    assert len(json.dumps(answer)) < 45_000


def test_lists_inside_a_part_are_cut_and_can_be_asked_for(reading):
    greeting = reading.measure(map_id="dinner", part="touchpoints.greeting")

    cut = {each["part"]: each["rows"] for each in greeting["cut"]}
    assert len(greeting["found"]["hours"]) == MOST_INSIDE
    hours = reading.measure(
        map_id="dinner", part="touchpoints.greeting.hours", most_rows=500
    )
    assert len(hours["found"]) == cut["touchpoints.greeting.hours"]
    assert hours["cut"] == []


@pytest.mark.parametrize("part", [None, "", " ", "."])
def test_without_a_part_the_summary_is_told(reading, part):
    assert reading.measure(map_id="dinner", part=part)["whole"]["journeys"] == 600


def test_teams_and_locations_that_few_touches_name_are_not_told(tmp_path):
    """A column of teams may hold names of people."""
    (tmp_path / "tea.yaml").write_text(TEA)
    rows = (
        f"p{k},{event},2026-03-01T{10 + minute}:00:00Z,{team},{team} desk"
        for k in range(40)
        for minute, event in enumerate(("order", "drink"))
        for team in ("Ann Berg" if k == 3 and minute else "Bar",)
    )
    calls = tmp_path / "calls.csv"
    calls.write_text("\n".join(["person,event,at,team,location", *rows]))
    desk = FileDesk(
        tmp_path / "tea.yaml",
        lambda log, _share: log.append(calls),
        [],
        tmp_path / "kept",
    )
    reading = Reading(desk, TODAY)

    told = [
        reading.measure(map_id="tea", part="touchpoints.drink"),
        reading.explore(map_id="tea", question_name="hand_overs"),
        reading.explore(map_id="tea", question_name="team_times"),
        reading.explore(
            map_id="tea", question_name="value_heat", options={"by": "location"}
        ),
    ]

    desk.close()
    assert all("Bar" in str(answer) for answer in told)
    assert all(FEW in str(answer) for answer in (told[0], told[3]))
    assert all("Ann Berg" not in str(answer) for answer in told)


TEA = """\
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


def test_two_maps_are_compared_in_words(reading):
    same = reading.compare_maps(map_id="dinner", other_map_id="dinner")

    assert same["changes"] == []
    with pytest.raises(UnknownMapError):
        reading.compare_maps(map_id="dinner", other_map_id="lunch")


def test_two_groups_need_both(reading):
    with pytest.raises(AgainstNothingError):
        reading.compare(
            map_id="dinner",
            question_name="stage_funnel",
            only=None,
            against="completed",
        )


def test_options_are_read_as_json_says_them():
    told = told_of(question("repeat_contacts"), {"within": "7d"}) | told_of(
        question("transitions"), {"most": 5}
    )

    assert told["within"].days == 7
    assert told["most"] == 5


@pytest.mark.parametrize(
    ("asked", "options", "error"),
    [
        ("exemplars", {"unmasked": True}, UnknownOptionError),
        ("flow", {}, MissingOptionError),
        ("trends", {"period": "year"}, UnreadableOptionError),
        ("stage_funnel", {"within": 7}, UnreadableOptionError),
    ],
)
def test_options_that_cannot_be_are_refused(asked, options, error):
    with pytest.raises(error):
        told_of(question(asked), options)


def test_rare_values_of_a_column_and_personal_data_are_not_told():
    share = Estimate(value=0.5, low=0.4, high=0.6, n=60)
    view = View(
        name="value_heat",
        columns=(
            ViewColumn(name="value", about="Value.", role="key"),
            ViewColumn(name="touches", about="Touches.", role="count"),
            ViewColumn(name="share_of_touches", about="Share.", role="estimate"),
        ),
        rows=(
            {"value": "Ann Berg", "touches": 29, "share_of_touches": share},
            {"value": "ann@example.org", "touches": 30, "share_of_touches": share},
            {"value": "Rome", "touches": 30, "share_of_touches": share},
        ),
    )

    told = view_answer(view, 1, 50)["rows"]

    assert [row["value"] for row in told] == [FEW, "[…]", "Rome"]
    assert told[0]["share_of_touches"]["n"] == 60


def test_a_map_that_changed_is_measured_anew(dinner, tmp_path):
    path = tmp_path / "dinner.yaml"
    text = (dinner / "dinner.yaml").read_text()
    path.write_text(text)
    desk = FileDesk(
        path,
        lambda log, _share: log.append(dinner / "events.parquet"),
        [],
        tmp_path / "kept",
    )
    reading = Reading(desk, TODAY)
    before = reading.measure(map_id="dinner")
    path.write_text(text.replace("[complaint]", "[quarrel]"))

    after = reading.measure(map_id="dinner")

    desk.close()
    assert "put-right" not in before["never_seen"]
    assert "put-right" in after["never_seen"]
