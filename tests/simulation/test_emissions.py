from footlights.model.map import Map
from footlights.simulation.emissions import (
    emissions_of,
    outcomes_shown_by_touchpoints,
)
from support.small_logs import touchpoint


def stages_of(*touchpoints):
    return [{"id": "only", "name": "Only", "touchpoints": list(touchpoints)}]


def map_with(*touchpoints, **parts):
    return Map.model_validate(
        {
            "footlights": 1,
            "id": "small",
            "name": "Small",
            "stages": stages_of(*touchpoints),
        }
        | parts
    )


def test_the_first_rule_and_the_first_value_are_written():
    map_ = map_with(
        touchpoint(
            "A", matches=[{"event": "door", "where": {"result": ["in", "out"]}}, "x"]
        )
    )

    [emission] = emissions_of(map_).touchpoints
    assert emission.event == "door"
    assert emission.columns == {"result": "in"}


def test_a_value_that_belongs_to_an_earlier_touchpoint_is_passed_over():
    map_ = map_with(
        touchpoint("A", matches=[{"event": "door", "where": {"result": "in"}}]),
        touchpoint(
            "B", matches=[{"event": "door", "where": {"result": ["in", "out"]}}]
        ),
    )

    assert emissions_of(map_).touchpoints[1].columns == {"result": "out"}


def test_a_touchpoint_whose_events_an_earlier_one_takes_writes_none():
    map_ = map_with(
        touchpoint("A", matches=["door"]), touchpoint("B", matches=["door"])
    )

    assert emissions_of(map_).touchpoints[1] is None


def test_columns_that_tell_events_apart_are_left_empty_where_no_rule_sets_them():
    map_ = map_with(
        touchpoint("A", matches=[{"event": "door", "where": {"plan": "gold"}}]),
        touchpoint("B", matches=["door"]),
    )

    first, second = emissions_of(map_).touchpoints
    assert first.left_empty == frozenset()
    assert second.left_empty == {"plan"}


def test_the_drawn_channel_counts_when_rules_ask_for_the_channel():
    map_ = map_with(
        touchpoint("A", matches=[{"event": "talk", "where": {"channel": "phone"}}]),
        touchpoint("B", matches=["talk"], channel="web"),
        touchpoint("C", matches=["talk"], channel="phone"),
        channels=[{"id": "web", "form": "digital"}, {"id": "phone", "form": "human"}],
    )

    first, second, third = emissions_of(map_).touchpoints
    assert first.columns == {"channel": "phone"}
    assert second.columns == {"channel": "web"}
    assert third is None


def test_an_activity_that_a_touchpoint_shows_writes_nothing_of_its_own():
    walk = {"id": "walk", "line": "frontstage", "does": "Walks", "matches": ["A"]}
    cook = {"id": "cook", "line": "backstage", "does": "Cooks", "matches": ["cooked"]}
    map_ = map_with(touchpoint("A", activities=[walk, cook]))

    shown, own = emissions_of(map_).activities
    assert shown is None
    assert own.event == "cooked"


def test_an_outcome_that_a_touchpoint_shows_is_people_coming_back():
    outcomes = [
        {
            "id": "back",
            "name": "Back",
            "good": True,
            "matches": {"event": "A", "within": "9d"},
        },
        {"id": "paid", "name": "Paid", "good": True, "matches": {"event": "paid"}},
    ]
    map_ = map_with(touchpoint("A"), outcomes=outcomes)

    assert [o.id for o in outcomes_shown_by_touchpoints(map_)] == ["back"]
    assert [e and e.event for e in emissions_of(map_).outcomes] == [None, "paid"]


def test_a_rule_on_a_time_or_number_writes_no_event():
    map_ = map_with(touchpoint("A", matches=[{"event": "a", "where": {"score": 5}}]))

    assert emissions_of(map_).touchpoints == (None,)


def test_truths_are_written_small():
    map_ = map_with(touchpoint("A", matches=[{"event": "a", "where": {"vip": True}}]))

    assert emissions_of(map_).touchpoints[0].columns == {"vip": "true"}
