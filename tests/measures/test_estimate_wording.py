import pytest
from hypothesis import given
from hypothesis import strategies as st

from footlights.measures.estimate_wording import (
    interval_of,
    number_text,
    telling_apart,
    text_of,
    value_text,
)
from footlights.measures.result import Estimate
from footlights.measures.score_wording import ScoreWriter, felt_number, points
from footlights.measures.wording import duration, share


def of(value, low, high, n=100):
    return Estimate(value=value, low=low, high=high, n=n)


def test_an_estimate_says_its_interval_and_how_many():
    few = Estimate(value=4.0, low=3.4, high=4.6, n=22, reason="too few")
    unknown = Estimate(value=None, low=None, high=None, n=0, reason="no scores")
    write = ScoreWriter(1, 5)

    assert text_of(of(4.1, 3.9, 4.3, 1412), write) == "4.10 (3.90 to 4.30), n 1,412"
    assert text_of(few, write) == "4.00 (3.40 to 4.60), too few, n 22"
    assert text_of(unknown, write) == "no scores"
    assert (value_text(unknown, write), number_text(unknown, write)) == ("–", "–")


def test_the_interval_of_a_share_or_of_points_does_not_repeat_the_unit():
    assert value_text(of(0.62, 0.58, 0.66), share) == "62 % (58 to 66)"
    assert value_text(of(0.05, 0.04, 0.06), points) == "+5.0 points (+4.0 to +6.0)"
    assert interval_of(of(60, 50, 70), duration) == "(50 s to 1 m 10 s)"


@pytest.mark.parametrize(
    ("found", "written"),
    [
        (of(2.1304, 2.09, 2.17), "2.13 (2.09 to 2.17)"),
        (of(3.7034, 3.6992, 3.7076), "3.703 (3.699 to 3.708)"),
        (of(1.802, 1.801, 1.803), "1.802 (1.801 to 1.803)"),
        (of(4.0, 4.0, 4.0), "4.00 (4.00 to 4.00)"),
        (of(4.0, 4.0 - 1e-15, 4.0 + 1e-15), "4.00 (4.00 to 4.00)"),
    ],
    ids=["plain", "on its bound", "ends alike", "all alike", "all alike but for a sum"],
)
def test_no_interval_of_a_score_closes_unless_it_is_closed(found, written):
    assert value_text(found, ScoreWriter(1, 5)) == written


def test_a_measured_feeling_says_its_sign_throughout():
    found, nothing = of(1.02, 0.96, 1.08), of(-0.001, -0.2, 0.2)

    assert value_text(found, felt_number) == "+1.02 (+0.96 to +1.08)"
    assert value_text(nothing, felt_number) == "0.00 (−0.20 to +0.20)"


def test_a_share_whose_bounds_would_read_alike_gets_a_decimal_throughout():
    found = of(0.0112, 0.00998, 0.0125, 24_917)

    assert text_of(found, share) == "1.1 % (1.0 to 1.3), n 24,917"


@given(
    st.floats(min_value=0, max_value=1),
    st.floats(min_value=0, max_value=1),
    st.floats(min_value=0, max_value=1),
)
def test_ends_that_differ_by_a_tenth_of_a_per_cent_never_read_alike(one, two, three):
    low, value, high = sorted((one, two, three))

    write = telling_apart(of(value, low, high), share)

    if low >= 0.01 and high <= 0.99 and high - low > 0.0011:
        assert write(low) != write(high)
