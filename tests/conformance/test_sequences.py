from footlights.conformance.endings import endings_of
from footlights.conformance.sequences import Sequences


def test_sequences_are_held_one_after_the_other():
    held = Sequences.of([[1, 2], [], [3]])

    assert len(held) == 3
    assert held.lengths.tolist() == [2, 0, 1]
    assert held.sequence_no.tolist() == [0, 0, 2]
    assert [held.touches_of(place) for place in range(3)] == [[1, 2], [], [3]]


def test_touches_left_out_leave_the_sequences_as_they_are():
    held = Sequences.of([[1, 2], [2], [2, 3]])

    only = held.only(held.touchpoint_no != 2)

    assert [only.touches_of(place) for place in range(3)] == [[1], [], [3]]


def test_blocks_hold_every_sequence_with_touches_once_and_no_more_cells():
    held = Sequences.of([[1] * n for n in (3, 0, 5, 1, 2, 9)])

    blocks = [block.tolist() for block in held.blocks(6)]

    assert blocks == [[5], [2], [4, 0], [3]]


def test_sequences_that_end_alike_share_their_endings():
    held = Sequences.of([[1, 2, 3], [4, 2, 3], [3], [5, 3]])
    numbers = endings_of(held, held.lengths.argsort())

    assert numbers.longest == 3
    # 3; 2 3 and 5 3; 1 2 3 and 4 2 3
    assert numbers.nodes == 5
    assert [len(numbers.level(d).shorter) for d in range(3)] == [1, 2, 2]


def test_endings_know_where_a_touchpoint_comes_again_and_came_before():
    endings = endings_of(Sequences.of([[1, 2, 1, 1]]), Sequences.of([[1]]).sequence_no)

    assert endings.touchpoint_no.tolist() == [[1, 1, 2, 1]]
    assert endings.again.tolist() == [[0, 1, 0, 2]]
    assert endings.before.tolist() == [[2, 4, 5, 5]]
