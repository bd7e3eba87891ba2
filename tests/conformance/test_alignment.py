"""Hand-counted, against all choices, and against a shortest path."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footlights.conformance import alignment
from footlights.conformance.alignment import in_step
from footlights.conformance.deviations import deviations
from footlights.conformance.plan import plan_of
from footlights.conformance.sequences import Sequences
from support.planned_maps import maps_and_sequences, numbers, planned
from support.slow_alignment import cheapest, earliest


def kept(map_, letters):
    """Write in capitals what is in step, and small what is not."""
    flags = in_step(plan_of(map_), Sequences.of([numbers(map_, letters)]))
    return "".join(
        letter if flag else letter.lower()
        for letter, flag in zip(letters, flags, strict=True)
    )


@pytest.mark.parametrize(
    ("touches", "expected"),
    [
        ("ABC", "ABC"),
        ("AC", "AC"),
        ("ABBC", "ABbC"),
        ("ABCA", "ABCa"),
        ("CAB", "cAB"),
        ("BA", "Ba"),
        ("C", "C"),
        ("", ""),
    ],
)
def test_touchpoints_in_sequence_are_met_once_and_in_order(touches, expected):
    assert kept(planned("A B C"), touches) == expected


def test_one_that_repeats_comes_again_until_the_next():
    assert kept(planned("A B+ C"), "ABBCB") == "ABBCb"


def test_something_else_may_come_between_repeats():
    assert kept(planned("A B+ C"), "ABABC") == "ABaBC"


def test_a_required_touchpoint_weighs_more_than_one_optional():
    assert kept(planned("A? B"), "BA") == "Ba"
    assert kept(planned("A B?"), "BA") == "bA"


def test_in_any_order_each_is_met_once():
    assert kept(planned("any: A B C"), "CABAC") == "CABac"


def test_in_any_order_one_that_repeats_comes_again_anywhere():
    assert kept(planned("any: A B+ C"), "BCBAB") == "BCBAB"


def test_a_stage_in_any_order_is_left_where_it_costs_least():
    assert kept(planned("any: A B", "C D E"), "ACBDE") == "ACbDE"
    assert kept(planned("any: A B", "C? D E"), "ACB") == "AcB"


def test_one_of_is_met_by_exactly_one():
    map_ = planned("A", "one_of: B C", "D")

    assert kept(map_, "ABD") == "ABD"
    assert kept(map_, "ACD") == "ACD"
    assert kept(map_, "ABCD") == "ABcD"


def test_one_of_repeats_only_the_one_that_was_met():
    assert kept(planned("one_of: A+ B+"), "ABAA") == "AbAA"


def test_going_back_to_an_earlier_stage_leaves_the_plan():
    assert kept(planned("A B", "C D"), "ABCABCD") == "ABCabcD"


def test_waits_and_touchpoints_that_no_event_reaches_are_no_part_of_it():
    assert kept(planned("A B~ C- D"), "ABBD") == "AbbD"


def test_of_two_ways_that_cost_the_same_the_earlier_touch_is_kept():
    assert kept(planned("A B"), "BA") == "Ba"
    assert kept(planned("any: A? B?", "C?"), "ACB") == "ACb"


def test_no_sequences_at_all():
    assert len(in_step(plan_of(planned("A")), Sequences.of([]))) == 0


def test_a_map_that_no_event_reaches_has_nothing_in_step():
    assert not in_step(plan_of(planned("A-")), Sequences.of([[1, 1]])).any()


def test_blocks_of_sequences_are_aligned_as_all_at_once(monkeypatch):
    map_ = planned("A B+", "any: C D E*", "one_of: F G")
    random = np.random.default_rng(1)
    drawn = [random.integers(1, 8, size=n).tolist() for n in range(40)]
    at_once = in_step(plan_of(map_), Sequences.of(drawn))

    monkeypatch.setattr(alignment, "CELLS", 400)

    assert (in_step(plan_of(map_), Sequences.of(drawn)) == at_once).all()


@settings(deadline=None)
@given(maps_and_sequences())
def test_no_alignment_is_cheaper(drawn):
    map_, sequences = drawn
    assert costs(map_, sequences) == [cheapest(map_, each) for each in sequences]


@settings(deadline=None, max_examples=20)
@given(maps_and_sequences(longest=40))
def test_no_alignment_of_long_sequences_is_cheaper(drawn):
    map_, sequences = drawn
    assert costs(map_, sequences) == [cheapest(map_, each) for each in sequences]


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(1, 9), min_size=30, max_size=80))
def test_a_large_stage_in_any_order_is_aligned_exactly(sequence):
    map_ = planned("A", "any: B C? D+ E* F G?", "H I")
    assert costs(map_, [sequence]) == [cheapest(map_, sequence)]


@settings(deadline=None)
@given(maps_and_sequences(longest=6))
def test_of_the_cheapest_the_one_that_keeps_the_earliest_touches_is_taken(drawn):
    map_, sequences = drawn
    held = Sequences.of(sequences)

    flags = in_step(plan_of(map_), held).tolist()

    for place, sequence in enumerate(sequences):
        assert flags[held.slice_of(place)] == earliest(map_, sequence)


def costs(map_, sequences):
    plan, held = plan_of(map_), Sequences.of(sequences)
    weights = np.ones(len(sequences), np.int64)
    by_sequence, _ = deviations(plan, held, in_step(plan, held), weights)
    return by_sequence.cost.tolist()
