from datetime import timedelta

import pytest

from footlights.analysis.person import PERSON_EVENTS, events_of, person_events
from footlights.errors import UnknownJourneyError, UnknownPersonError
from footlights.usecases.selected import selected
from footlights.usecases.selection import Selection
from footlights.usecases.views.person_journey import one_journey, person_journey
from support.small_logs import MIDNIGHT, event, map_of
from support.views import cells, log_of


@pytest.fixture
def log(engine):
    map_ = map_of("ABC", gap="2h", stages=["A", "BC"], zone="Europe/Rome")
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    document["channels"] = [{"id": "phone", "form": "human", "said_as": ["Tel."]}]
    document["stages"][0]["touchpoints"][0]["activities"] = [
        {"id": "note", "line": "backstage", "does": "Writes it down", "matches": ["N"]}
    ]
    document["outcomes"] = [
        {"id": "back", "name": "Back", "good": True, "matches": {"event": "O"}}
    ]
    ends = MIDNIGHT + timedelta(minutes=3)
    events = [
        event("bob", "A", 0),
        event("ann", "A", 0, until=ends, channel="Tel.", team="desk", score=2.0),
        event("ann", "N", 1),
        event("ann", "X", 2, channel="web"),
        event("ann", "A", 3, closes=True),
        event("ann", "B", 10, text="Call me on 0123456789", location="Oslo"),
        event("ann", "O", 11),
        event("ann", "C", 300),
    ]
    return log_of(engine, type(map_).model_validate(document), events)


def test_every_event_of_the_person_is_shown_in_order(log):
    view = person_journey(log, "ann")

    assert cells(view, "event_no", "event", "kind", "touchpoint", "touch_no") == [
        (1, "A", "touch", "a", 1),
        (2, "N", "activity", None, None),
        (3, "X", "off the map", None, None),
        (4, "A", "end of a touch", None, None),
        (5, "B", "touch", "b", 2),
        (6, "O", "outcome", None, None),
        (7, "C", "touch", "c", 1),
    ]


def test_touches_say_where_when_how_long_and_by_whom(log):
    first, *_others = person_journey(log, "ann").rows
    written = person_journey(log, "ann").rows[4]

    assert first["at"].isoformat() == "2026-03-02T01:00:00+01:00"
    assert (first["stage"], first["channel"], first["team"]) == (
        "stage-1",
        "phone",
        "desk",
    )
    assert (first["seconds"], first["wait_seconds"], first["score"]) == (180, None, 2)
    assert (written["wait_seconds"], written["location"]) == (420, "Oslo")


def test_personal_data_are_masked_unless_asked_for(log):
    masked, plain = (
        person_journey(log, "ann"),
        person_journey(log, "ann", unmasked=True),
    )

    assert masked.rows[4]["text"] == "Call me on […]"
    assert {row["person"] for row in masked.rows} == {"person 2"}
    assert "ann" not in {cell for row in masked.rows for cell in row.values()}
    assert plain.rows[4]["text"] == "Call me on 0123456789"
    assert {row["person"] for row in plain.rows} == {"ann"}


def test_a_person_without_touches_is_shown_too(engine):
    log = log_of(engine, map_of("A"), [event("ann", "X", 0), event("bob", "A", 0)])

    assert cells(person_journey(log, "ann"), "person", "kind") == [
        ("a person", "off the map")
    ]


def test_a_person_who_is_not_there_is_an_error_that_names_no_other(log):
    with pytest.raises(UnknownPersonError) as caught:
        person_journey(log, "anne")

    assert "'ann'" not in str(caught.value)


def test_one_journey_is_shown_with_what_lies_between(log):
    key = person_journey(log, "ann").rows[0]["journey_key"]

    view = one_journey(log, key)

    assert cells(view, "event", "kind") == [
        ("A", "touch"),
        ("N", "activity"),
        ("X", "off the map"),
        ("A", "end of a touch"),
        ("B", "touch"),
    ]


def test_touches_of_another_journey_at_the_same_time_are_left_out(engine):
    map_ = map_of("AB")
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    document["journeys"] = {"by": "column", "column": "journey"}
    events = [
        event("ann", "A", 0, journey="one"),
        event("ann", "A", 1, journey="two"),
        event("bob", "B", 2, journey="one"),
    ]
    log = log_of(engine, type(map_).model_validate(document), events)

    view = one_journey(log, 1, unmasked=True)

    assert cells(view, "person", "touchpoint") == [("ann", "a"), ("bob", "b")]


def test_a_journey_that_is_not_there_is_an_error(log):
    with pytest.raises(UnknownJourneyError, match="key 7"):
        one_journey(log, 7)


def test_person_events_keep_their_contract(log):
    found = person_events(
        events_of(log.events, ["ann"]), log.prepared.touches, log.map
    ).schema()

    assert dict(found.items()).keys() == dict(PERSON_EVENTS.items()).keys()
    assert all(
        found[n].copy(nullable=True) == kind for n, kind in PERSON_EVENTS.items()
    )


def test_of_selected_journeys_only_what_belongs_to_them_is_shown(log):
    first = person_journey(selected(log, Selection(pattern="b")), "ann")
    second = person_journey(selected(log, Selection(pattern="c")), "ann")

    assert cells(first, "event_no", "event", "kind") == [
        (1, "A", "touch"),
        (2, "N", "activity"),
        (3, "X", "off the map"),
        (4, "A", "end of a touch"),
        (5, "B", "touch"),
        (6, "O", "outcome"),
    ]
    assert cells(second, "event", "kind") == [("C", "touch")]
    assert first.notes[-1].startswith("Left out: 1 event of this person outside")
    assert second.notes[-1].startswith("Left out: 6 events of this person outside")


def test_a_person_without_a_selected_journey_has_no_row_and_a_note(log):
    view = person_journey(selected(log, Selection(pattern="b")), "bob")

    assert view.rows == ()
    assert view.notes[-1].startswith("Left out: 1 event of this person")


def test_touches_of_journeys_not_selected_are_never_off_the_map(engine):
    map_ = map_of("AB")
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    document["journeys"] = {"by": "column", "column": "journey"}
    events = [
        event("ann", "A", 0, journey="one"),
        event("ann", "B", 1, journey="two"),
        event("ann", "A", 2, journey="one"),
    ]
    log = log_of(engine, type(map_).model_validate(document), events)

    part = selected(log, Selection(pattern="a -> a"))

    assert cells(one_journey(part, 1), "event", "kind") == [
        ("A", "touch"),
        ("A", "touch"),
    ]
    assert cells(person_journey(part, "ann"), "event") == [("A",), ("A",)]
