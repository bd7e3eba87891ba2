"""Hand-counted kinds of deviation, and what must add up."""

import numpy as np
import pytest
from hypothesis import given, settings

from footlights.conformance import deviations as module
from footlights.conformance.alignment import in_step
from footlights.conformance.deviations import deviations
from footlights.conformance.moves import moves
from footlights.conformance.plan import plan_of
from footlights.conformance.sequences import Sequences
from support.planned_maps import maps_and_sequences, numbers, planned

KINDS = ("in_step", "moved", "extra", "skipped", "not_reached")


def counted(map_, sequences, weights=None):
    plan, held = plan_of(map_), Sequences.of(sequences)
    weights = np.array(weights or [1] * len(sequences), np.int64)
    return deviations(plan, held, in_step(plan, held), weights)


def kinds(map_, letters):
    """Give how many touches and places of each kind one sequence has."""
    by_sequence, _ = counted(map_, [numbers(map_, letters)])
    found = {kind: getattr(by_sequence, kind).item() for kind in KINDS}
    return {kind: number for kind, number in found.items() if number}


def test_all_in_step():
    assert kinds(planned("A B C"), "ABC") == {"in_step": 3}


def test_a_required_touchpoint_passed_by_is_skipped():
    assert kinds(planned("A B C"), "AC") == {"in_step": 2, "skipped": 1}


def test_what_comes_after_the_last_touch_in_step_is_not_reached():
    assert kinds(planned("A B C"), "A") == {"in_step": 1, "not_reached": 2}


def test_an_optional_touchpoint_is_neither_skipped_nor_missed():
    assert kinds(planned("A B? C D?"), "AC") == {"in_step": 2}


def test_a_touch_too_many_is_extra():
    assert kinds(planned("A B C"), "ABBC") == {"in_step": 3, "extra": 1}


def test_skipped_in_its_place_and_extra_elsewhere_is_moved_and_counts_once():
    assert kinds(planned("A B C D"), "ACDB") == {"in_step": 3, "moved": 1}


def test_of_several_touches_out_of_place_one_is_moved():
    assert kinds(planned("A B C D"), "ACDBB") == {"in_step": 3, "moved": 1, "extra": 1}


def test_an_optional_touchpoint_out_of_its_place_is_moved():
    assert kinds(planned("A B? C D"), "ACDB") == {"in_step": 3, "moved": 1}


def test_one_of_two_that_exclude_each_other_is_extra():
    assert kinds(planned("A", "one_of: B C", "D"), "ABCD") == {"in_step": 3, "extra": 1}


def test_one_of_several_out_of_its_place_is_moved_once():
    map_ = planned("A", "one_of: B C", "D E")

    assert kinds(map_, "ADECB") == {"in_step": 3, "moved": 1, "extra": 1}


def test_a_stage_that_is_one_of_is_skipped_once():
    assert kinds(planned("A", "one_of: B C", "D"), "AD") == {"in_step": 2, "skipped": 1}


def test_a_stage_that_is_one_of_may_be_left_out_if_all_of_it_is_optional():
    assert kinds(planned("A", "one_of: B? C?", "D"), "AD") == {"in_step": 2}
    assert kinds(planned("A", "one_of: B? C", "D"), "AD") == {
        "in_step": 2,
        "skipped": 1,
    }


def test_what_a_stage_in_any_order_lacks_is_skipped_once_it_is_left():
    map_ = planned("any: A B", "C")

    assert kinds(map_, "B") == {"in_step": 1, "not_reached": 2}
    assert kinds(map_, "BC") == {"in_step": 2, "skipped": 1}


def test_a_touch_of_a_wait_counts_neither_way():
    assert kinds(planned("A B~ C"), "ABC") == {"in_step": 2}


@pytest.mark.parametrize(
    ("touches", "cost", "fitness"),
    [
        ("ABC", 0, 1.0),
        ("AC", 1, 1 - 1 / 5),
        ("ABBC", 1, 1 - 1 / 7),
        ("ACB", 2, 1 - 2 / 6),
        ("AAAA", 5, 1 - 5 / 7),
        ("", 3, 0.0),
    ],
)
def test_fitness_is_one_less_the_cost_as_a_share_of_the_worst(touches, cost, fitness):
    map_ = planned("A B C")

    by_sequence, _ = counted(map_, [numbers(map_, touches)])

    assert by_sequence.cost.item() == cost
    assert by_sequence.fitness.item() == pytest.approx(fitness)


def test_nothing_asked_and_nothing_done_is_no_deviation():
    by_sequence, _ = counted(planned("A?"), [[]])

    assert by_sequence.fitness.tolist() == [1.0]


def test_totals_count_journeys_by_the_weight_of_their_variant():
    map_ = planned("A B C")
    sequences = [numbers(map_, letters) for letters in ("ABC", "ACB", "AABB", "AC")]

    _, totals = counted(map_, sequences, [10, 4, 2, 1])

    assert totals.touches[1:].tolist() == [19, 18, 15]
    assert totals.in_step[1:].tolist() == [17, 12, 15]
    assert totals.moved[1:].tolist() == [0, 4, 0]
    assert totals.extra[1:].tolist() == [2, 2, 0]
    assert totals.journeys[1:].tolist() == [17, 16, 15]
    assert totals.journeys_extra[1:].tolist() == [2, 2, 0]
    assert totals.skipped[1:].tolist() == [0, 1, 0]
    assert totals.not_reached[1:].tolist() == [0, 0, 2]


def test_no_sequences_have_no_deviations():
    by_sequence, totals = counted(planned("A B"), [])

    assert len(by_sequence.fitness) == 0
    assert totals.touches.tolist() == [0, 0, 0]


@settings(deadline=None)
@given(maps_and_sequences(longest=12))
def test_everything_adds_up(drawn):
    map_, sequences = drawn
    plan = plan_of(map_)
    weights = np.arange(1, len(sequences) + 1)

    by_sequence, totals = counted(map_, sequences, weights.tolist())

    each = by_sequence
    assert (each.in_step + each.moved + each.extra == each.touches).all()
    assert ((each.fitness >= 0) & (each.fitness <= 1)).all()
    planned_ = plan.rank > 0
    assert (totals.in_step + totals.moved + totals.extra)[planned_].tolist() == (
        totals.touches[planned_].tolist()
    )
    for place in np.flatnonzero(plan.is_required):
        here = plan.place == place
        filled = totals.journeys_in_step[here].sum() + totals.moved[here].sum()
        empty = totals.skipped[place] + totals.not_reached[place]
        assert filled + empty == weights.sum()


@settings(deadline=None)
@given(maps_and_sequences(longest=12))
def test_moves_are_what_is_counted(drawn):
    map_, sequences = drawn
    plan, held = plan_of(map_), Sequences.of(sequences)
    flags = in_step(plan, held)

    by_sequence, _ = counted(map_, sequences)

    for place, sequence in enumerate(sequences):
        told = [m.kind for m in moves(plan, sequence, flags[held.slice_of(place)])]
        for kind in KINDS:
            assert told.count(kind) == getattr(by_sequence, kind)[place]


def test_parts_are_counted_as_all_at_once(monkeypatch):
    map_ = planned("A B", "any: C D+")
    sequences = [numbers(map_, letters) for letters in ("ABCD", "", "DA", "CCB")]
    whole = counted(map_, sequences, [1, 2, 3, 4])

    monkeypatch.setattr(module, "CELLS", 1)

    for one, other in zip(counted(map_, sequences, [1, 2, 3, 4]), whole, strict=True):
        for name, values in vars(one).items():
            assert values.tolist() == getattr(other, name).tolist()
