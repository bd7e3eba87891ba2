import pytest


@pytest.mark.parametrize(
    ("first", "second", "is_taken"),
    [
        ({}, {}, True),
        ({}, {"course": "main"}, True),
        ({"course": "main"}, {}, False),
        ({"course": "main"}, {"course": "main", "table": 4}, True),
        ({"course": "main"}, {"course": "dessert"}, False),
        ({"course": ["main", "dessert"]}, {"course": "dessert"}, True),
        ({"course": "main"}, {"course": ["main", "dessert"]}, False),
        ({"table": 4}, {"table": "4"}, True),
        ({"course": "main"}, {"table": 4}, False),
    ],
)
def test_a_rule_is_taken_if_an_earlier_one_has_all_its_events(
    drawn, problems_of, first, second, is_taken
):
    first_touchpoint, _, last_touchpoint = drawn["stages"][0]["touchpoints"]
    first_touchpoint["matches"] = [{"event": "served", "where": first}]
    last_touchpoint["matches"] = [{"event": "served", "where": second}]

    assert bool(problems_of(drawn)) == is_taken


def test_one_touchpoint_may_say_the_same_twice(drawn, problems_of):
    drawn["stages"][0]["touchpoints"][0]["matches"] = ["ordered", "ordered"]

    assert problems_of(drawn) == []


def test_a_touchpoint_and_its_activity_may_share_an_event(drawn, problems_of):
    order = drawn["stages"][0]["touchpoints"][0]
    order["activities"][0]["matches"] = ["ordered"]

    assert problems_of(drawn) == []
