import pytest
from hypothesis import given
from hypothesis import strategies as st

from footlights.statistics.intervals import (
    Interval,
    Sample,
    benjamini_hochberg,
    beyond,
    interval_difference,
    mean_difference,
    mean_interval,
    share_difference,
    two_sided,
    wilson,
)


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        (80, 100, 0.711171, 0.866633),
        (8, 10, 0.490162, 0.943318),
        (0, 10, 0.0, 0.277533),
        (450, 1000, 0.419415, 0.480967),
    ],
)
def test_wilson_agrees_with_known_vectors(count, n, low, high):
    found = wilson(count, n)

    assert found.low == pytest.approx(low, abs=1e-6)
    assert found.high == pytest.approx(high, abs=1e-6)


@given(st.integers(1, 10_000), st.data())
def test_wilson_holds_its_share_and_stays_between_0_and_1(n, data):
    found = wilson(data.draw(st.integers(0, n)), n)

    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low < found.high


def test_the_interval_of_a_mean_is_students():
    # t(0.975, 9) = 2.262157; 2.262157 * 2 / sqrt(10) = 1.430714
    found = mean_interval(5, 2, 10)

    assert found.high - found.value == pytest.approx(1.430714, abs=1e-5)


def test_one_observation_has_no_interval():
    assert mean_interval(5, None, 1) == Interval(5, None, None)


def test_the_difference_of_means_is_welchs():
    # s^2/n = 0.04 and 0.09; error 0.360555; df = 0.13^2/(0.04^2/99 + 0.09^2/49)
    # = 93.1; t = 1.9858
    found = mean_difference(Sample(10, 2, 100), Sample(8, 2.1213203, 50))

    assert found.value == 2
    assert found.high - 2 == pytest.approx(0.7160, abs=5e-4)


def test_the_difference_of_shares_is_newcombes():
    # Newcombe 1998, table II (a): 56/70 - 48/80, method 10: 0.0524 to 0.3339
    found = share_difference(56, 70, 48, 80)

    assert found.low == pytest.approx(0.0524, abs=1e-4)
    assert found.high == pytest.approx(0.3339, abs=1e-4)


def test_only_what_lies_past_the_margin_is_evidence():
    clear = Interval(1.0, 0.9, 1.1)

    assert beyond(clear, 0.5) < 1e-6
    assert beyond(clear, 1.0) == pytest.approx(0.5)
    assert beyond(clear, 1.5) > 0.999
    assert beyond(Interval(1.0, None, None), 0.0) == 1.0


def test_many_comparisons_are_paid_for():
    # Sorted p * m / rank, made monotone from the largest down.
    found = benjamini_hochberg([0.01, 0.04, 0.03, 0.5])

    assert found == pytest.approx([0.04, 0.0533333, 0.0533333, 0.5])
    assert benjamini_hochberg([]) == []


def test_a_difference_of_two_numbers_faces_both_their_bounds():
    found = interval_difference(Interval(10, 7, 11), Interval(4, 0, 8))

    assert found == Interval(6, 6 - 5, 6 + (1 + 16) ** 0.5)


def test_for_shares_it_is_newcombes_tenth_method():
    # Newcombe 1998, table II, first example: 56 of 70 and 48 of 80.
    found = interval_difference(wilson(56, 70), wilson(48, 80))

    assert found == share_difference(56, 70, 48, 80)
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)


def test_a_number_without_bounds_gives_a_difference_without_bounds():
    found = interval_difference(Interval(3, None, None), Interval(1, 0, 2))

    assert found == Interval(2, None, None)
    assert two_sided(found) == 1


@pytest.mark.parametrize("sign", [1, -1])
def test_a_number_is_improbable_where_its_interval_leaves_0_out(sign):
    out, inside = Interval(2, 0.01, 4.3), Interval(2, -0.01, 9)
    if sign < 0:
        out, inside = Interval(-2, -4.3, -0.01), Interval(-2, -9, 0.01)

    assert 0.048 < two_sided(out) < 0.05
    assert 0.05 < two_sided(inside) < 0.052


def test_nothing_is_as_probable_as_can_be():
    assert two_sided(Interval(0, -1, 1)) == 1
    assert two_sided(Interval(0, 0, 0)) == 1
