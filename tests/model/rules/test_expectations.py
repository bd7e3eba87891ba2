import pytest


def activity(activity_id, takes, *after, line="frontstage"):
    return {
        "id": activity_id,
        "line": line,
        "does": "Works",
        "team": "floor",
        "takes": takes,
        "after": list(after),
    }


@pytest.mark.parametrize(
    ("activities", "is_too_fast"),
    [
        ([activity("a", "3m"), activity("b", "2m", "a")], False),
        ([activity("a", "3m"), activity("b", "3m", "a")], True),
        ([activity("b", "3m", "a"), activity("a", "3m")], True),
        ([activity("a", "3m"), activity("b", "3m")], False),
        ([activity("a", "3m"), activity("b", "9m", "a", line="backstage")], False),
        ([activity("a", "9m", "b"), activity("b", "9m", "a")], False),
    ],
    ids=[
        "just enough",
        "too fast",
        "drawn backwards",
        "side by side",
        "hidden",
        "loop",
    ],
)
def test_five_minutes_are_held_against_what_the_work_takes(
    drawn, problems_of, activities, is_too_fast
):
    order, _, served = drawn["stages"][0]["touchpoints"]
    order["activities"] = activities
    served["activities"][0]["after"] = []

    codes = [code for code, _ in problems_of(drawn)]

    assert ("expectation-too-fast" in codes) == is_too_fast


def test_one_thing_may_be_expected_for_two_shares(drawn, problems_of):
    drawn["stages"][0]["touchpoints"][1]["expects"] = [
        {"what": "wait", "at_most": "10m", "for": "50%"},
        {"what": "wait", "at_most": "20m", "for": "95%"},
    ]

    assert problems_of(drawn) == []
