from footlights.conformance.alignment import in_step
from footlights.conformance.moves import Move, moves
from footlights.conformance.plan import plan_of
from footlights.conformance.sequences import Sequences
from support.planned_maps import numbers, planned

SIGNS = {"in_step": "+", "moved": ">", "extra": "x", "skipped": "-", "not_reached": "."}


def told(map_, letters):
    """Write moves as `+a` in step, `>a` moved, `xa` extra, `-a` skipped, `.a` not."""
    sequence = numbers(map_, letters)
    plan = plan_of(map_)
    flags = in_step(plan, Sequences.of([sequence]))
    return " ".join(
        SIGNS[move.kind] + map_.touchpoints[move.touchpoint_no - 1].id
        for move in moves(plan, sequence, flags)
    )


def test_a_skipped_place_stands_before_the_first_touch_beyond_it():
    assert told(planned("A B C D"), "AACA") == "+a xa -b +c xa .d"


def test_of_a_touchpoint_that_is_moved_the_first_touch_is():
    assert told(planned("A B C"), "ACBB") == "+a +c >b xb"


def test_a_stage_that_is_one_of_is_told_by_its_first_touchpoint():
    assert told(planned("A", "one_of: B C", "D"), "AD") == "+a -b +d"


def test_waits_are_no_moves():
    assert told(planned("A B~ C"), "ABC") == "+a +c"


def test_a_sequence_without_touches_reaches_nothing():
    assert moves(plan_of(planned("A B?")), [], []) == [Move("not_reached", 1)]
