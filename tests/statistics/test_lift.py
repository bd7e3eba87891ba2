from math import exp, log, sqrt

import numpy as np
import pytest

from footlights.statistics.lift import Together, lift


def test_things_that_have_nothing_to_do_with_each_other_have_a_lift_of_1():
    found = lift(Together(n=100, first=40, second=50, both=20, asked=20))

    # (1 - 0.4) (1 - 0.5) / (100 * 0.4 * 0.5), by hand.
    half = 1.959964 * sqrt(0.3 / 20)
    assert found.value == 1.0
    assert found.low == pytest.approx(exp(log(1) - half))
    assert found.high == pytest.approx(exp(log(1) + half))


def test_what_never_comes_together_has_no_upper_bound():
    found = lift(Together(n=100, first=40, second=50, both=20, asked=0))

    assert (found.value, found.low, found.high) == (0.0, 0.0, None)


def test_what_always_holds_of_all_is_certain():
    found = lift(Together(n=100, first=100, second=100, both=100, asked=100))

    assert (found.value, found.low, found.high) == (1.0, 1.0, 1.0)


def test_the_interval_is_as_wide_as_resampling_makes_it():
    # Asked, both but not as asked, first alone, second alone, neither.
    cells = np.array([150, 100, 250, 200, 300])
    drawn = np.random.default_rng(1).multinomial(1000, cells / 1000, size=20_000)
    asked, others, first, second, _ = drawn.T
    both = asked + others
    spread = np.log(asked * 1000 / ((first + both) * (second + both))).std()

    found = lift(Together(n=1000, first=500, second=450, both=250, asked=150))

    assert log(found.high / found.low) / 2 == pytest.approx(1.96 * spread, rel=0.03)
