from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footlights.engines.duckdb import DuckDBEngine
from footlights.errors import UnknownJourneyColumnError
from footlights.events.journeys import completed_by, positions
from footlights.events.prepared import JOURNEYS, TOUCHES
from support.small_logs import (
    MIDNIGHT,
    event,
    map_of,
    prepared_from,
    rows,
    steps_from,
    walks,
)

COLUMN = {"by": "column", "column": "journey"}


def touches_of(engine, map_, events):
    prepared = prepared_from(engine, map_, events)
    return rows(engine, prepared.touches, "journey_key", "touch_no")


def test_touches_are_numbered_by_time_and_know_their_neighbours(engine):
    found = touches_of(engine, map_of("ABC"), walks({"ann": "ACB"}))

    assert [t["touchpoint_no"] for t in found] == [1, 3, 2]
    assert [t["touch_no"] for t in found] == [1, 2, 3]
    assert [t["previous_touchpoint_no"] for t in found] == [None, 1, 3]
    assert [t["next_touchpoint_no"] for t in found] == [3, 2, None]


def test_at_the_same_instant_the_order_of_reading_decides(engine):
    events = [event("ann", letter, 0) for letter in "BAC"]

    found = touches_of(engine, map_of("ABC"), events)

    assert [t["touchpoint_no"] for t in found] == [2, 1, 3]


def test_visits_count_how_often_a_journey_was_here_before(engine):
    steps = steps_from(engine, map_of("AB"), walks({"ann": "ABAA"}))

    assert [s["visit_no"] for s in rows(engine, steps, "touch_no")] == [1, 1, 2, 3]


def test_waiting_runs_from_the_end_of_the_touch_before(engine):
    until = MIDNIGHT + timedelta(minutes=4)
    events = [event("ann", "A", 0, until=until), event("ann", "B", 10)]

    first, second = touches_of(engine, map_of("AB"), events)

    assert first["seconds"] == 240
    assert first["seconds_to_next"] == second["wait_seconds"] == 360
    assert (first["wait_seconds"], second["seconds_to_next"]) == (None, None)
    assert second["seconds"] is None


def test_touches_that_overlap_wait_nothing(engine):
    until = MIDNIGHT + timedelta(minutes=30)
    events = [event("ann", "A", 0, until=until), event("ann", "B", 10)]

    assert touches_of(engine, map_of("AB"), events)[1]["wait_seconds"] == 0


def test_a_gap_of_exactly_the_limit_stays_in_the_journey(engine):
    events = [event("ann", "A", 0), event("ann", "B", 60), event("ann", "A", 121)]

    found = touches_of(engine, map_of("AB", gap="1h"), events)

    assert [t["touch_no"] for t in found] == [1, 2, 1]
    assert [t["next_touchpoint_no"] for t in found] == [2, None, None]
    assert found[2]["wait_seconds"] is None


def test_without_a_gap_a_person_has_one_journey(engine):
    events = [event("ann", "A", 0), event("ann", "B", 60 * 24 * 400)]

    assert (
        len({t["journey_key"] for t in touches_of(engine, map_of("AB"), events)}) == 1
    )


def test_a_column_names_journeys_and_nameless_events_are_left_out(engine):
    events = [
        event("ann", "A", 0, journey="one"),
        event("bob", "B", 5, journey="one"),
        event("ann", "A", 7, journey="two"),
        event("ann", "B", 9),
    ]

    found = touches_of(engine, map_of("AB", journeys=COLUMN), events)

    assert [t["touchpoint_no"] for t in found] == [1, 2, 1]


def test_a_journey_column_that_is_missing_is_said(engine):
    map_ = map_of("AB", journeys={"by": "column", "column": "jurney"})

    with pytest.raises(UnknownJourneyColumnError, match="Did you mean 'journey'"):
        prepared_from(engine, map_, walks({"ann": "A"}))


def test_a_row_that_closes_another_is_no_touch(engine):
    events = [event("ann", "A", 0), event("ann", "A", 5, closes=True)]

    assert len(touches_of(engine, map_of("AB"), events)) == 1


def test_events_off_the_map_are_no_touches(engine):
    assert touches_of(engine, map_of("AB"), walks({"ann": "XY"})) == []


def test_the_first_touchpoint_whose_rule_fits_has_the_event(engine):
    map_ = map_of(
        "AB",
        stages=None,
    ).model_copy()
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    first, second = document["stages"][0]["touchpoints"]
    first["matches"] = [{"event": "door", "where": {"result": ["seated", "vip"]}}]
    second["matches"] = ["door"]
    map_ = type(map_).model_validate(document)
    events = [
        event("ann", "door", 0, result=" seated "),
        event("ann", "door", 1, result="Seated"),
        event("ann", "door", 2, result=None),
    ]

    found = touches_of(engine, map_, events)

    assert [t["touchpoint_no"] for t in found] == [1, 2, 2]


def test_journeys_are_summed_up(engine):
    map_ = map_of("ABCD", stages=["AB", "CD"])
    prepared = prepared_from(engine, map_, walks({"ann": "ACB", "bob": "BA"}))

    ann, bob = rows(engine, prepared.journeys, "person_key")

    assert (ann["touches"], ann["furthest_stage_no"], ann["furthest_no"]) == (3, 2, 3)
    assert ann["seconds"] == 1200
    assert (ann["is_completed"], bob["is_completed"]) == (True, False)
    assert (ann["variant"], bob["variant"]) == ([1, 3, 2], [2, 1])


def test_a_segment_takes_the_first_event_that_fills_its_columns(engine):
    map_ = map_of(
        "AB", segments=[{"id": "big", "name": "Big", "where": {"size": "big"}}]
    )
    events = [
        event("ann", "A", 0, size=None),
        event("ann", "B", 1, size="big"),
        event("ann", "B", 2, size="small"),
        event("bob", "A", 0, size="small"),
        event("cat", "A", 0, size=None),
    ]

    prepared = prepared_from(engine, map_, events)

    found = rows(engine, prepared.journeys, "person_key")
    assert [journey["segment_big"] for journey in found] == [True, False, None]


def test_a_wait_runs_from_the_latest_touch_before_it(engine):
    wait = {"id": "w", "name": "W", "kind": "wait", "between": ["a", "b"]}
    map_ = map_of("ACB")
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    document["stages"][0]["touchpoints"].append(wait)
    map_ = type(map_).model_validate(document)
    events = [
        event("ann", "A", 0),
        event("ann", "A", 10, until=MIDNIGHT + timedelta(minutes=12)),
        event("ann", "C", 20),
        event("ann", "B", 30),
        event("ann", "B", 40),
    ]

    prepared = prepared_from(engine, map_, events)

    found = rows(engine, prepared.waits)
    assert [(w["touchpoint_no"], w["seconds"], w["visit_no"]) for w in found] == [
        (4, 18 * 60, 1)
    ]


def test_prepared_tables_keep_their_contract(engine):
    prepared = prepared_from(engine, map_of("AB"), walks({"ann": "AB"}))

    assert prepared.touches.schema() == TOUCHES
    assert prepared.journeys.schema() == JOURNEYS


def test_touchpoints_of_a_stage_in_any_order_share_one_place():
    map_ = map_of("ABCD", stages=["A", "BC", "D"])
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    document["stages"][1]["order"] = "any"
    map_ = type(map_).model_validate(document)

    assert positions(map_) == (1, 2, 2, 4)


def test_a_journey_is_completed_by_the_last_recorded_stage():
    map_ = map_of("ABC", stages=["A", "B", "C"])
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    document["stages"][2]["touchpoints"][0]["matches"] = []
    map_ = type(map_).model_validate(document)

    assert completed_by(map_) == ("b",)


@settings(deadline=None, max_examples=25)
@given(
    st.dictionaries(
        st.sampled_from(["ann", "bob", "cat"]),
        st.lists(st.tuples(st.sampled_from("ABX"), st.integers(0, 3000)), max_size=8),
        min_size=1,
    )
)
def test_every_touch_has_one_place_and_neighbours_agree(log):
    events = [
        event(person, letter, minute)
        for person, steps in log.items()
        for letter, minute in steps
    ]
    if not events:
        return
    with DuckDBEngine() as engine:
        found = touches_of(engine, map_of("AB", gap="12h"), events)

    assert len(found) == sum(e["event"] != "X" for e in events)
    for first, second in pairwise(found):
        if first["journey_key"] == second["journey_key"]:
            assert second["touch_no"] == first["touch_no"] + 1
            assert first["next_touchpoint_no"] == second["touchpoint_no"]
            assert second["wait_seconds"] <= 12 * 3600
        else:
            assert second["touch_no"] == 1
            assert first["next_touchpoint_no"] is None
