import importlib

import pytest

from footlights.usecases.views.exemplars import exemplars
from support.small_logs import event, map_of, walks
from support.views import log_of, row_of


def timed(person, letters, minutes, **more):
    """Spread letters evenly over some minutes."""
    step = minutes / max(1, len(letters) - 1)
    return [
        event(person, letter, round(place * step), **more)
        for place, letter in enumerate(letters)
    ]


@pytest.fixture
def log(engine):
    events = [
        *timed("ann", "ABC", 10, score=4.0),
        *timed("bob", "ABC", 30, score=5.0),
        *timed("cat", "ABC", 20),
        *timed("dan", "AB", 90, score=1.0),
        *timed("eve", "AC", 5, score=1.0),
        *timed("fay", "CBA", 60, score=1.0),
    ]
    return log_of(engine, map_of("ABC", stages=["A", "B", "C"]), events)


def test_the_typical_journey_is_of_the_variant_nearest_to_all_and_lasts_its_median(log):
    typical = row_of(exemplars(log), exemplar="typical")

    assert typical["variant"] == "a > b > c"
    assert (typical["seconds"], typical["person"], typical["score"]) == (
        1200,
        "person 7",
        None,
    )


def test_the_median_journey_lasts_as_long_as_half_of_all(log):
    # 5, 10, 20, 30, 60, 90 minutes: 25 lies between; the shorter neighbour is taken.
    assert row_of(exemplars(log), exemplar="median")["seconds"] == 1200


def test_the_worst_has_the_lowest_score_was_not_completed_and_lasted_longest(log):
    worst = row_of(exemplars(log), exemplar="worst")

    assert (worst["person"], worst["score"], worst["is_completed"]) == (
        "person 10",
        1.0,
        False,
    )


def test_without_scores_the_worst_was_not_completed_and_lasted_longest(engine):
    log = log_of(
        engine,
        map_of("AB", stages=["A", "B"]),
        [*timed("ann", "AB", 90), *timed("bob", "AA", 5), *timed("cat", "AA", 7)],
    )

    assert row_of(exemplars(log), exemplar="worst")["person"] == "person 5"


def test_ids_are_shown_only_if_asked_for(log):
    names = [row["person"] for row in exemplars(log, unmasked=True).rows]

    assert names == ["cat", "cat", "dan"]


def test_a_variant_that_many_share_outweighs_the_middle(engine):
    journeys = {f"p{n}": "AAAA" for n in range(5)} | {"ann": "AB", "bob": "B"}

    view = exemplars(log_of(engine, map_of("AB"), walks(journeys)))

    assert row_of(view, exemplar="typical")["variant"] == "a > a > a > a"


def test_what_is_not_compared_is_said(log, monkeypatch):
    # The package gives the function of that name, not its module.
    module = importlib.import_module("footlights.usecases.views.exemplars")
    monkeypatch.setattr(module, "MOST_VARIANTS", 1)
    monkeypatch.setattr(module, "LONGEST", 2)

    notes = exemplars(log).notes

    assert "the 1 most frequent of 4 variants, which 50 % of journeys share" in notes[2]
    assert "first 2 count" in notes[3]


def test_what_median_and_worst_mean_is_said(log):
    notes = " ".join(exemplars(log).notes)

    assert "Median is the journey whose time" in notes
    assert "Worst is the one of the lowest mean score" in notes
    assert "one-journey --journey-key" in notes


def test_one_journey_stands_for_all(engine):
    view = exemplars(log_of(engine, map_of("A"), [event("ann", "A", 0)]))

    assert [row["person"] for row in view.rows] == ["person 1"] * 3


def test_an_empty_log_has_no_exemplars(engine):
    assert exemplars(log_of(engine, map_of("A"), [])).rows == ()
