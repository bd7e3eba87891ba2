import pytest

from footlights.model.map import Goal, Map
from footlights.render.goals import goal_words

MAP = Map.model_validate(
    {
        "footlights": 1,
        "id": "tea",
        "name": "Tea",
        "outcomes": [
            {
                "id": "returns",
                "name": "Comes back within 60 days",
                "good": True,
                "matches": {"event": "booking", "within": "60d"},
            }
        ],
        "stages": [{"id": "a", "name": "A", "touchpoints": [{"id": "b", "name": "B"}]}],
    }
)


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (
            {"measure": "wait.p90", "at_most": "90m"},
            "Wait, nine in ten: at most 1 h 30 m",
        ),
        ({"measure": "score.mean", "at_least": 4}, "Score, mean: at least 4"),
        ({"measure": "completion", "at_least": "92.5%"}, "Completion: at least 92.5 %"),
        (
            {"measure": "returns", "at_least": "55%"},
            "Comes back within 60 days: at least 55 %",
        ),
        (
            {"measure": "score.mean", "at_least": 3.5, "at_most": 4.5},
            "Score, mean: at most 4.5 and at least 3.5",
        ),
        ({"measure": "Fewer letters"}, "Fewer letters"),
    ],
)
def test_a_goal_is_said_in_words_and_an_outcome_by_its_name(goal, words):
    assert goal_words(Goal.model_validate(goal), MAP) == words
