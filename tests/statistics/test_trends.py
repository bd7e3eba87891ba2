"""Planted changes are found, and series without any are left in peace."""

import numpy as np
import pytest

from footlights.statistics.intervals import benjamini_hochberg
from footlights.statistics.trends import (
    adding_seasons,
    level_changes,
    multiplying_seasons,
    no_seasons,
    running_median,
    trend_of,
)

NULL_SERIES = 200


def errors(n):
    return np.ones(n)


def unusual(trend):
    judged = np.flatnonzero(np.isfinite(trend.ps))
    adjusted = benjamini_hochberg(list(trend.ps[judged]))
    return [int(p) for p, a in zip(judged, adjusted, strict=True) if a <= 0.05]


def null_series(kind, n, rng):
    if kind == "counts":
        return 2 * np.sqrt(rng.poisson(5, n) + 3 / 8), no_seasons(n)
    if kind == "scattered":
        return 4 * rng.normal(size=n), no_seasons(n)
    if kind == "weekdays":
        days = np.arange(n) % 7
        values = rng.normal(size=n) + 3 * (days > 4)
        return values, adding_seasons(values, days)
    return rng.normal(size=n), no_seasons(n)


def test_a_change_of_level_is_found_where_it_is():
    values = np.array([1.0, 2, 1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8, 9, 8])

    assert level_changes(values, errors(16)) == (8,)


def test_two_changes_are_found():
    values = np.array([0.0] * 10 + [9.0] * 10 + [0.0] * 10)

    assert level_changes(values, errors(30)) == (10, 20)


def test_one_outlier_is_unusual_and_no_change():
    values = np.random.default_rng(3).normal(size=40)
    values[17] += 12

    trend = trend_of(values, errors(40), no_seasons(40))

    assert trend.changes == ()
    assert unusual(trend) == [17]


def test_a_weekend_is_usual_and_a_busy_weekday_is_not():
    days = np.arange(70) % 7
    values = np.random.default_rng(4).normal(size=70) + 10.0 * (days > 4)
    values[30] += 10

    trend = trend_of(values, errors(70), adding_seasons(values, days))

    assert days[30] == 2
    assert unusual(trend) == [30]
    assert trend.usual[5] - trend.usual[4] == pytest.approx(10, abs=1.5)


def test_after_a_change_periods_are_held_against_their_own_level():
    values = np.random.default_rng(5).normal(size=60) + 8.0 * (np.arange(60) >= 30)

    trend = trend_of(values, errors(60), no_seasons(60))

    assert trend.changes == (30,)
    assert unusual(trend) == []
    assert trend.usual[29] == pytest.approx(0, abs=0.6)
    assert trend.usual[30] == pytest.approx(8, abs=0.6)


def test_unknown_periods_are_left_out_and_places_stay_those_of_the_series():
    values = np.array([0.0] * 10 + [np.nan] * 4 + [9.0] * 10)

    trend = trend_of(values, errors(24), no_seasons(24))

    assert trend.changes == (14,)
    assert np.isnan(trend.ps[10:14]).all()


def test_weekdays_that_take_a_share_take_it_of_every_level():
    days = np.arange(84) % 7
    level = np.where(np.arange(84) < 42, 10.0, 40.0)
    values = level * np.where(days > 4, 2.0, 1.0)

    trend = trend_of(values, errors(84), multiplying_seasons(values, days))

    assert trend.changes == (42,)
    assert trend.usual.tolist() == values.tolist()


def test_weekdays_known_too_seldom_are_not_told_apart():
    days = np.arange(20) % 7

    assert adding_seasons(days * 1.0, days).kinds == 1
    assert multiplying_seasons(days + 1.0, days).factors.tolist() == [1.0] * 20


@pytest.mark.parametrize("n", [0, 1, 11])
def test_short_series_are_not_judged(n):
    trend = trend_of(np.arange(float(n)), errors(n), no_seasons(n))

    assert trend.changes == ()
    assert np.isnan(trend.ps).all()


def test_a_series_of_equal_numbers_has_nothing_unusual():
    trend = trend_of(np.full(30, 2.0), errors(30), no_seasons(30))

    assert trend.changes == ()
    assert unusual(trend) == []


# Of 200 series without any change, at most 3 in 100 (4 in 100 where they are short and
# scattered more than their errors say) are cut, and at most 1 in 20 has a period that
# is called unusual; these are rates for a whole series, not for each period.
@pytest.mark.parametrize("kind", ["normal", "counts", "scattered", "weekdays"])
@pytest.mark.parametrize("n", [26, 60])
def test_series_without_changes_are_rarely_cut_or_called_unusual(kind, n):
    rng = np.random.default_rng(20261123)
    cut = called = 0
    for _ in range(NULL_SERIES):
        values, seasons = null_series(kind, n, rng)
        trend = trend_of(values, errors(n), seasons)
        cut += bool(trend.changes)
        called += bool(unusual(trend))

    assert cut <= 0.03 * NULL_SERIES
    assert called <= 0.05 * NULL_SERIES


def test_a_shift_of_two_deviations_is_nearly_always_found():
    rng = np.random.default_rng(1)
    found = sum(
        bool(
            level_changes(rng.normal(size=60) + 2.0 * (np.arange(60) >= 30), errors(60))
        )
        for _ in range(100)
    )

    assert found >= 95


def test_the_running_median_takes_fewer_neighbours_at_the_ends():
    assert running_median(np.array([1.0, 9, 2, 3]), 3).tolist() == [5, 2, 3, 2.5]
