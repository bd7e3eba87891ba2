from datetime import date
from time import perf_counter

from footlights.model.map import Map
from footlights.model.rules import check_map

TODAY = date(2026, 10, 1)


def activity(activity_id, *after):
    return {
        "id": activity_id,
        "line": "frontstage",
        "does": "Works",
        "team": "floor",
        "takes": "1s",
        "after": list(after),
    }


def loops_of(drawn, activities):
    """Give the sentences about loops if these are all activities of the map."""
    for stage in drawn["stages"]:
        for touchpoint in stage["touchpoints"]:
            touchpoint["activities"] = []
    drawn["stages"][0]["touchpoints"][0]["activities"] = activities
    problems = check_map(Map.model_validate(drawn), TODAY)
    return [p.message for p in problems if p.code == "activity-loop"]


def test_a_loop_is_named_from_its_activity_drawn_first(drawn):
    activities = [activity("a", "c"), activity("b", "a"), activity("c", "b")]

    [message] = loops_of(drawn, activities)

    assert message.startswith(
        "Activities follow each other in a circle: a > b > c > a."
    )


def test_what_leads_into_a_loop_is_no_part_of_it(drawn):
    activities = [activity("x"), activity("a", "x", "b"), activity("b", "a")]

    [message] = loops_of(drawn, activities)

    assert "a > b > a" in message


def test_two_loops_are_both_told(drawn):
    activities = [
        activity("a", "a"),
        activity("b", "c"),
        activity("c", "b"),
    ]

    assert [m.split(": ")[1].split(".")[0] for m in loops_of(drawn, activities)] == [
        "a > a",
        "b > c > b",
    ]


def test_two_ways_to_one_activity_are_no_loop(drawn):
    activities = [
        activity("a"),
        activity("b", "a"),
        activity("c", "a"),
        activity("d", "b", "c"),
    ]

    assert loops_of(drawn, activities) == []


def test_a_loop_of_a_thousand_activities_is_found(drawn):
    activities = [activity(f"a{no}", f"a{(no + 1) % 1000}") for no in range(1000)]

    assert len(loops_of(drawn, activities)) == 1


def test_two_hundred_touchpoints_with_a_thousand_activities_are_checked_at_once(drawn):
    order = drawn["stages"][0]["touchpoints"][0]
    drawn["stages"][1]["touchpoints"] += [
        order
        | {
            "id": f"t{no}",
            "matches": [f"event {no}"],
            "expects": [{"what": "time", "at_most": "1m"}],
            "activities": [
                activity(f"a{no}-{each}", *([f"a{no}-{each - 1}"] if each else []))
                for each in range(5)
            ],
        }
        for no in range(200)
    ]
    map_ = Map.model_validate(drawn)

    begin = perf_counter()
    problems = check_map(map_, TODAY)

    assert problems == []
    assert perf_counter() - begin < 1
