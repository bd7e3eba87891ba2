import pytest

from footlights.measures.estimates import unknown
from footlights.measures.result import Estimate
from footlights.measures.trend_series import COUNTS, PLAIN, TIMES, judged


def measured(value, half, n=50):
    return Estimate(value=value, low=value - half, high=value + half, n=n)


@pytest.mark.parametrize("scale", [COUNTS, TIMES, PLAIN])
@pytest.mark.parametrize("number", [0, 1, 17.5, 4000])
def test_a_number_comes_back_from_its_scale(scale, number):
    assert scale.back(scale.onto(number)) == pytest.approx(number, abs=1e-9)


def test_what_is_usual_is_told_in_the_numbers_own_unit():
    found = judged([4, 5, 6] * 5, COUNTS, [0] * 15)

    assert found[0].usual == pytest.approx(5)
    assert not any(one.is_change for one in found)


def test_unknown_numbers_and_such_without_an_interval_are_not_judged():
    bare = Estimate(value=3, low=None, high=None, n=1)
    cells = [*[measured(3, 0.5)] * 14, unknown("nobody"), bare, None]

    found = judged(cells, PLAIN, [0] * 17)

    assert [one.usual for one in found[-3:]] == [None, None, None]
    assert found[0].usual == 3


def test_a_number_resting_on_few_is_given_more_leave():
    cells = [measured(3, 0.1, 100 if n != 7 else 4) for n in range(20)]
    few, many = [*cells], [*cells]
    few[7], many[8] = measured(4, 0.1, 4), measured(4, 0.1, 100)

    assert judged(few, PLAIN, [0] * 20)[7].p > judged(many, PLAIN, [0] * 20)[8].p


def test_estimates_without_any_spread_are_not_judged():
    assert {one.usual for one in judged([measured(3, 0)] * 20, PLAIN, [0] * 20)} == {
        None
    }
