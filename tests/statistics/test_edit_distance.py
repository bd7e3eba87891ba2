import pytest
from hypothesis import given
from hypothesis import strategies as st

from footlights.statistics.edit_distance import edit_distances, medoid


def distance(one, other):
    return edit_distances([ord(c) for c in one], [[ord(c) for c in other]])[0]


@pytest.mark.parametrize(
    ("one", "other", "changes"),
    [
        ("kitten", "sitting", 3 / 7),
        ("abc", "abc", 0),
        ("abc", "", 1),
        ("", "abc", 1),
        ("", "", 0),
        ("abc", "acb", 2 / 3),
        ("ab", "aabb", 2 / 4),
    ],
)
def test_changes_are_counted_by_hand(one, other, changes):
    assert distance(one, other) == pytest.approx(changes)


def test_sequences_of_several_lengths_are_compared_at_once():
    found = edit_distances([1, 2], [[1, 2], [1], [2, 1, 2], []])

    assert found.tolist() == pytest.approx([0, 1 / 2, 1 / 3, 1])


def test_nothing_to_compare_with_gives_nothing():
    assert edit_distances([1], []).tolist() == []


@given(st.text("ab", max_size=6), st.text("ab", max_size=6))
def test_it_does_not_matter_which_is_first(one, other):
    assert distance(one, other) == distance(other, one)


def test_the_medoid_is_nearest_to_all_by_weight():
    assert medoid([[1, 2, 3], [1, 2], [9, 9, 9]], [1, 1, 1]) == 0
    assert medoid([[1, 2, 3], [1, 2], [9, 9, 9]], [1, 1, 5]) == 2


def test_of_equal_medoids_the_first_is_taken():
    assert medoid([[1], [2]], [3, 3]) == 0
