"""Hand-counted: totals, transitions, variants, skips."""

from hypothesis import given, settings
from hypothesis import strategies as st

from footlights.analysis.touch_totals import (
    TOUCH_TOTALS,
    further_by_touchpoint,
    journeys_further,
    touch_totals,
)
from footlights.analysis.transitions import TRANSITIONS, transition_counts
from footlights.analysis.variants import VARIANTS, most_frequent, variant_counts
from footlights.engines.duckdb import DuckDBEngine
from footlights.events.journeys import positions
from footlights.events.prepared import STEPS
from support.small_logs import map_of, prepared_from, rows, steps_from, walks

PLACES = (1, 2, 3)


def totals_of(engine, journeys):
    steps = steps_from(engine, map_of("ABC"), walks(journeys))
    found = rows(engine, touch_totals(steps, PLACES), "touchpoint_no")
    return {"ABC"[row["touchpoint_no"] - 1]: row for row in found}


def test_touches_journeys_and_repeats_are_counted_apart(engine):
    found = totals_of(engine, {"ann": "ABAA", "bob": "AB", "cat": "C"})

    assert (found["A"]["touches"], found["A"]["journeys"]) == (4, 2)
    assert (found["A"]["repeated"], found["A"]["squares"]) == (1, 9 + 1)
    assert (found["A"]["starts"], found["A"]["ends"]) == (2, 1)
    assert (found["B"]["ends"], found["C"]["starts"]) == (1, 1)


def test_going_back_is_counted_where_people_leave_from(engine):
    found = totals_of(engine, {"ann": "ABA", "bob": "ACB"})

    assert {k: v["backward"] for k, v in found.items()} == {"A": 0, "B": 1, "C": 1}


def test_out_of_order_is_a_first_touch_straight_from_a_later_one(engine):
    # Ann meets B first after C; Bob comes back to B, which is no first touch.
    found = totals_of(engine, {"ann": "ACB", "bob": "ABCB"})

    assert found["B"]["out_of_order"] == 1
    assert found["A"]["out_of_order"] == 0


def test_transitions_count_touches_and_journeys_and_staying(engine):
    journeys = {"ann": "ABAB", "bob": "ABB"}
    steps = steps_from(engine, map_of("AB"), walks(journeys))

    found = rows(
        engine, transition_counts(steps), "touchpoint_no", "next_touchpoint_no"
    )

    assert [tuple(row.values()) for row in found] == [
        (1, 2, 3, 2),
        (2, 1, 1, 1),
        (2, 2, 1, 1),
    ]


def test_variants_keep_repeats_and_ties_follow_the_map(engine):
    walked = {"ann": "AAB", "bob": "AB", "cat": "AB", "dan": "B", "eve": "A"}
    journeys = prepared_from(engine, map_of("AB"), walks(walked)).journeys

    found = rows(engine, most_frequent(variant_counts(journeys), 3))

    assert [(row["variant"], row["journeys"]) for row in found] == [
        ([1, 2], 2),
        ([1], 1),
        ([1, 1, 2], 1),
    ]


def test_skipped_is_further_less_further_and_here(engine):
    walked = {"ann": "AC", "bob": "ABC", "cat": "AB", "dan": "BC"}
    prepared = prepared_from(engine, map_of("ABC"), walks(walked))
    steps = steps_from(engine, map_of("ABC"), walks(walked))

    further = rows(engine, journeys_further(prepared.journeys), "furthest_no")
    here = rows(
        engine,
        further_by_touchpoint(steps, PLACES),
        "touchpoint_no",
    )

    # Beyond B went ann, bob and dan; of these bob and dan were at B: ann skipped it.
    assert [tuple(row.values()) for row in further] == [(2, 1), (3, 3)]
    assert [tuple(row.values()) for row in here] == [(1, 3), (2, 2)]


def test_contracts_are_kept(engine):
    prepared = prepared_from(engine, map_of("AB"), walks({"ann": "AB"}))
    steps = steps_from(engine, map_of("AB"), walks({"ann": "AB"}))

    assert steps.schema() == STEPS
    assert touch_totals(steps, (1, 2)).schema() == TOUCH_TOTALS
    assert transition_counts(steps).schema() == TRANSITIONS
    assert variant_counts(prepared.journeys).schema() == VARIANTS


@settings(deadline=None, max_examples=20)
@given(
    st.dictionaries(
        st.sampled_from("pqrstu"), st.text("ABC", max_size=7, min_size=1), min_size=1
    )
)
def test_arrivals_are_departures_and_endings_at_every_touchpoint(walked):
    map_ = map_of("ABC")
    with DuckDBEngine() as engine:
        prepared = prepared_from(engine, map_, walks(walked))
        steps = steps_from(engine, map_, walks(walked))
        totals = rows(engine, touch_totals(steps, positions(map_)))
        ways = rows(engine, transition_counts(steps))
        variants = rows(engine, variant_counts(prepared.journeys))

    for total in totals:
        no = total["touchpoint_no"]
        into = sum(w["touches"] for w in ways if w["next_touchpoint_no"] == no)
        out = sum(w["touches"] for w in ways if w["touchpoint_no"] == no)
        assert total["starts"] + into == total["touches"] == out + total["ends"]
    assert sum(v["journeys"] for v in variants) == len(walked)
