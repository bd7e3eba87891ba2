import pytest

from footlights.measures.column_words import column_head, empty_because, split_name
from footlights.measures.view import ViewColumn


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("median_seconds", "Median time"),
        ("p90_seconds", "p90 time"),
        ("limit_seconds", "Limit"),
        ("wait_seconds", "Wait"),
        ("seconds", "Time"),
        ("is_whole", "Whole period"),
        ("is_completed", "Completed"),
        ("start_at", "Start"),
        ("period_on", "Period"),
        ("share_of_journeys", "Share of journeys"),
        ("share_of_first_completed", "Share of first journeys completed"),
        ("score_difference", "Score, difference"),
        ("median_seconds_one", "Median time, one"),
        ("score_is_different", "Score, different?"),
        ("touches_is_anomaly", "Touches, anomaly?"),
        ("touches_usual", "Touches, usual"),
        ("from", "From"),
        ("at", "At"),
    ],
)
def test_heads_are_words_and_name_no_unit(name, head):
    assert column_head(name) == head


def test_what_stands_beside_a_number_is_told_from_it():
    assert split_name("score_p") == ("score", "p")
    assert split_name("score") == ("score", "")


@pytest.mark.parametrize(
    ("about", "why"),
    [
        (
            "Returned; null where the period is not over.",
            "where the period is not over",
        ),
        ("Touches in it; null for others", "for others"),
        ("Touches.", ""),
    ],
)
def test_a_column_says_itself_when_it_is_empty(about, why):
    assert empty_because(ViewColumn(name="x", about=about)) == why
