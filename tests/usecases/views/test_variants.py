import pytest

from footlights.errors import NotPositiveError, UnknownChoiceError
from footlights.usecases.views.variants import variants
from support.small_logs import event, map_of
from support.views import cells, log_of

MAP = map_of("ABC", stages=["A", "B", "C"])
JOURNEYS = {"ann": "ABC", "bob": "ABC", "cat": "AABC", "dan": "A", "eve": "ABAC"}


def test_all_variants_are_listed_most_journeys_first(engine):
    view = variants(log_of(engine, MAP, JOURNEYS))

    assert cells(
        view, "variant", "touches", "journeys", "share_of_journeys", "coverage"
    ) == [
        ("a > b > c", 3, 2, 0.4, 0.4),
        ("a", 1, 1, 0.2, 0.6),
        ("a > a > b > c", 4, 1, 0.2, 0.8),
        ("a > b > a > c", 4, 1, 0.2, 1.0),
    ]
    assert cells(view, "median_seconds", "share_completed") == [
        (1200, 1.0),
        (0, 0.0),
        (1800, 1.0),
        (1800, 1.0),
    ]


def test_repeats_and_loops_fold_if_asked(engine):
    log = log_of(engine, MAP, JOURNEYS)

    names = ("variant", "variants", "journeys")

    assert cells(variants(log, fold="repeats"), *names) == [
        ("a > b > c", 2, 3),
        ("a", 1, 1),
        ("a > b > a > c", 1, 1),
    ]
    assert cells(variants(log, fold="loops"), *names) == [
        ("a > b > c", 3, 4),
        ("a", 1, 1),
    ]


def test_the_others_stand_in_one_row_and_all_journeys_are_there(engine):
    log = log_of(engine, MAP, JOURNEYS)

    view = variants(log, most=2)

    assert cells(view, "variant", "touches", "variants", "journeys", "coverage") == [
        ("a > b > c", 3, 1, 2, 0.4),
        ("a", 1, 1, 1, 0.6),
        ("(others)", None, 2, 2, 1.0),
    ]
    assert "2 of 4 are told apart; all others stand in the row (others)." in view.notes


@pytest.mark.parametrize("fold", ["nothing", "repeats", "loops"])
@pytest.mark.parametrize("most", [None, 1, 9])
def test_journeys_over_variants_are_all_journeys(engine, fold, most):
    view = variants(log_of(engine, MAP, JOURNEYS), fold=fold, most=most)

    assert sum(row["journeys"] for row in view.rows) == len(JOURNEYS)
    assert sum(row["variants"] for row in view.rows) == 4
    assert view.rows[-1]["coverage"] == 1


def test_a_mean_score_counts_each_journey_once(engine):
    events = [
        event("ann", "A", 0, score=1.0),
        event("ann", "B", 10, score=2.0),
        event("bob", "A", 0, score=4.0),
        event("bob", "B", 10),
        event("cat", "A", 0),
    ]
    view = variants(log_of(engine, MAP, events))

    assert cells(view, "variant", "score") == [("a > b", 2.75), ("a", None)]
    assert view.rows[0]["score"].n == 2
    assert view.rows[1]["score"].reason == "no scores"


def test_an_empty_log_has_no_variants(engine):
    log = log_of(engine, MAP, {})

    assert variants(log).rows == ()
    assert variants(log, fold="repeats", most=3).rows == ()


def test_what_cannot_be_asked_is_refused(engine):
    log = log_of(engine, MAP, {"ann": "A"})

    with pytest.raises(NotPositiveError, match="'most' must be more than 0"):
        variants(log, most=0)
    with pytest.raises(UnknownChoiceError, match="Did you mean 'repeats'"):
        variants(log, fold="repeat")
