from footlights.analysis.variants import (
    FOLDED,
    VARIANT_TOTALS,
    folded_journeys,
    unfolded,
    variant_totals,
    without_repeats,
    without_returns,
)
from support.small_logs import event, map_of, prepared_from, rows, walks


def folded_of(engine, fold, journeys):
    prepared = prepared_from(engine, map_of("ABC"), walks(journeys))
    found = rows(engine, fold(prepared.steps), "folded_no", "variant_no")
    return [(tuple(row["folded"]), row["journeys"]) for row in found]


def test_touches_of_one_touchpoint_in_a_row_fold_into_one(engine):
    journeys = {"ann": "AABBA", "bob": "ABA", "cat": "ABA", "dan": "B"}

    assert folded_of(engine, without_repeats, journeys) == [
        ((1, 2, 1), 1),
        ((1, 2, 1), 2),
        ((2,), 1),
    ]


def test_loops_fold_into_the_first_touch_of_each_touchpoint(engine):
    journeys = {"ann": "ABABC", "bob": "ABC"}

    assert folded_of(engine, without_returns, journeys) == [
        ((1, 2, 3), 1),
        ((1, 2, 3), 1),
    ]


def test_variants_that_fold_into_the_same_share_a_number(engine):
    prepared = prepared_from(
        engine, map_of("AB"), walks({"ann": "AAB", "bob": "AB", "cat": "BA"})
    )

    found = rows(engine, without_repeats(prepared.steps), "variant_no")

    assert [row["folded_no"] for row in found] == [1, 1, 3]


def test_scores_count_once_per_journey(engine):
    events = [
        event("ann", "A", 0, score=1.0),
        event("ann", "B", 10, score=2.0),
        event("bob", "A", 0, score=4.0),
        event("bob", "B", 10),
        event("cat", "A", 0),
    ]
    map_ = map_of("AB", stages=["A", "B"])
    prepared = prepared_from(engine, map_, events)
    journeys = folded_journeys(prepared.journeys, unfolded(prepared.variants), None)

    found = rows(engine, variant_totals(journeys), "folded_no")

    assert [(r["journeys"], r["completed"], r["n"], r["mean"]) for r in found] == [
        (1, 0, 0, None),
        (2, 2, 2, 2.75),
    ]


def test_variants_not_told_apart_stand_together(engine):
    prepared = prepared_from(
        engine, map_of("AB"), walks({"ann": "A", "bob": "AB", "cat": "B"})
    )
    folded = unfolded(prepared.variants)

    found = rows(engine, folded_journeys(prepared.journeys, folded, [2]), "folded_no")

    assert [row["folded_no"] for row in found] == [0, 0, 2]


def test_contracts_are_kept(engine):
    prepared = prepared_from(engine, map_of("AB"), walks({"ann": "AB"}))
    journeys = folded_journeys(prepared.journeys, unfolded(prepared.variants), None)

    assert unfolded(prepared.variants).schema() == FOLDED
    assert without_repeats(prepared.steps).schema() == FOLDED
    assert without_returns(prepared.steps).schema() == FOLDED
    assert variant_totals(journeys).schema() == VARIANT_TOTALS
