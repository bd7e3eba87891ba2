"""What tools answer, without the protocol around them."""

from datetime import date

import pytest

from footlights.assistants.answers import FEW, view_answer
from footlights.assistants.tools import Reading, told_of
from footlights.errors import (
    AgainstNothingError,
    MissingOptionError,
    UnknownMeasureError,
    UnknownOptionError,
    UnreadableOptionError,
)
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


def test_part_of_the_measures_says_what_it_leaves_out(reading):
    answer = reading.measure(map_id="dinner", part="transitions", most_rows=2)

    assert len(answer["found"]) == 2
    assert answer["rows_left_out"] > 0
    with pytest.raises(UnknownMeasureError, match="'transitions'"):
        reading.measure(map_id="dinner", part="transition")


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
    from footlights.assistants.file_desk import FileDesk  # noqa: PLC0415

    path = tmp_path / "dinner.yaml"
    text = (dinner / "dinner.yaml").read_text()
    path.write_text(text)
    desk = FileDesk(
        path, lambda log: log.append(dinner / "events.parquet"), [], tmp_path / "kept"
    )
    reading = Reading(desk, TODAY)
    before = reading.measure(map_id="dinner")
    path.write_text(text.replace("[complaint]", "[quarrel]"))

    after = reading.measure(map_id="dinner")

    desk.close()
    assert "put-right" not in before["never_seen"]
    assert "put-right" in after["never_seen"]
