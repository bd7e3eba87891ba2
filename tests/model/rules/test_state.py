import pytest


@pytest.fixture
def future(drawn):
    goal = {"measure": "completion", "at_least": "80%"}
    return drawn | {"state": "future", "of": "supper", "goals": [goal]}


def test_a_future_map_with_goal_and_current_has_no_problem(future, problems_of):
    assert problems_of(future) == []


def test_a_future_map_says_what_for(future, problems_of):
    del future["goals"]

    assert problems_of(future) == [("future-without-goal", ("state",))]


def test_a_future_map_says_what_it_changes(future, problems_of):
    del future["of"]

    assert problems_of(future) == [("future-without-current", ("state",))]


def test_a_future_map_does_not_change_itself(future, problems_of):
    future["of"] = "dinner"

    assert problems_of(future) == [("future-of-itself", ("of",))]


def test_a_goal_of_the_map_says_a_number(future, problems_of):
    future["goals"].append({"measure": "score.mean"})

    assert problems_of(future) == [("goal-without-number", ("goals", 1))]
