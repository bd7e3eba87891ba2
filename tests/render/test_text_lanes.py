from footlights.model.touchpoint import Touchpoint
from footlights.render.text_lanes import (
    EVERY_LANE,
    channel_lane,
    channel_name,
    expectation_words,
    lanes_after_the_numbers,
    own_lanes,
    source_words,
)
from support.small_logs import map_of


def touchpoint(**fields):
    return Touchpoint.model_validate({"id": "t1", "name": "Here"} | fields)


def test_expectations_are_told_with_their_unit():
    desk = {"id": "desk", "name": "Desk hours", "hours": {"mon-fri": "09:00-17:00"}}
    map_ = map_of("A", calendars=[desk])
    expects = touchpoint(
        expects=[
            {"what": "wait", "at_most": "3m", "for": "90%"},
            {"what": "wait", "at_most": "36h", "calendar": "desk", "for": "80%"},
            {"what": "score", "at_least": 4, "for": "80%"},
        ]
    ).expects

    assert [expectation_words(map_, of) for of in expects] == [
        "wait at most 3 m, for 90 %",
        "wait at most 36 h of open time (Desk hours), for 80 %",
        "score at least 4, for 80 %",
    ]


def test_a_source_is_told_with_its_number_and_day():
    here = touchpoint(
        source={"kind": "interviews", "n": 12, "on": "2026-09-10", "says": "Slow."}
    )

    assert source_words(here) == ("interviews, n 12, 10 Sep 2026", "“Slow.”")
    assert source_words(touchpoint()) == ()


def test_a_persona_that_feels_differently_has_its_own_lane(sample):
    plain = sample.sample_map(1)
    here = touchpoint(feelings={"family": {"word": "bored", "valence": -1}})
    lanes = {lane.id: lane for lane in lanes_after_the_numbers(plain, [here])}

    assert lanes["personas"].cells[0].lines == ("Family: bored, −1",)


def test_lanes_of_its_own_stand_in_the_order_of_the_map():
    lanes = [
        {"id": "risk", "name": "Risk", "hint": "what may go wrong"},
        {"id": "legal", "name": "Legal"},
    ]
    map_ = map_of("A", lanes=lanes)
    here = touchpoint(notes={"legal": "Consent"})
    found = list(own_lanes(map_, [here], EVERY_LANE))

    assert [(lane.id, lane.own, lane.hint) for lane in found] == [
        ("notes.risk", "risk", "what may go wrong"),
        ("notes.legal", "legal", ""),
    ]
    assert [lane.cells[0].lines for lane in found] == [(), ("Consent",)]
    assert [lane.own for lane in own_lanes(map_, [here])] == ["legal"]


def test_an_unnamed_channel_is_called_by_its_id_in_words(museum):
    names = {channel.id: channel_name(channel) for channel in museum.channels}

    assert names["audio-guide"] == "Audio guide"


def test_a_touchpoint_without_channel_has_an_empty_cell(museum):
    (lane,) = channel_lane(museum, museum.touchpoints)

    assert lane.cells[4].lines == ()
    assert lane.cells[0].icon == "web"
