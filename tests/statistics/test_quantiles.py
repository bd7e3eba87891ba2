import numpy as np
import pytest

from footlights.statistics.quantiles import (
    MEDIAN,
    WANTED,
    end_places,
    places_for,
    quantile_interval,
)


def interval_of(values, p):
    places = places_for([len(values)], WANTED)
    grid = np.quantile(values, places)
    return quantile_interval(p, places, list(grid), len(values))


def test_the_median_of_a_hundred_lies_between_known_ranks():
    # Binomial (100, 0.5): ranks 40 and 61; outward by at most a fifth.
    found = interval_of(list(range(1, 101)), 0.5)

    assert found.value == 50.5
    assert 37 < found.low <= 40
    assert 61 <= found.high < 64


def test_too_few_leave_a_side_open():
    assert interval_of([1.0], 0.5).low is None
    found = interval_of(list(range(10)), 0.95)
    assert found.low is not None
    assert found.high is None


def test_groups_of_similar_size_share_places():
    assert len(places_for(range(1000, 1100), MEDIAN)) <= 1 + 2 * 2


def test_the_interval_holds_the_true_median_at_least_95_times_in_100():
    random = np.random.default_rng(7)
    for n in (12, 40, 300):
        samples = random.lognormal(size=(2000, n))
        places = places_for([n], MEDIAN)
        grids = np.quantile(samples, places, axis=1).T
        found = [quantile_interval(0.5, places, list(grid), n) for grid in grids]
        held = np.mean([i.low <= 1.0 <= i.high for i in found])

        assert held >= 0.945


def test_ends_lie_outside_the_exact_ranks():
    for n in (500, 20_000):
        low, high = end_places(0.9, n)
        exact = 1.96 * (0.09 / n) ** 0.5

        assert 0.9 - low == pytest.approx(exact, rel=0.45)
        assert low < 0.9 < high
