"""Intervals at 95 % for shares, means and differences; plain numbers in and out."""

from dataclasses import dataclass
from math import inf, sqrt

import numpy as np
from scipy import special

LEVEL = 0.95
"""Confidence level of every interval."""

Z = float(special.ndtri(0.5 + LEVEL / 2))
"""Normal quantile that goes with it, 1.96."""


@dataclass(frozen=True)
class Interval:
    """A number between its two bounds; a bound is None where there is none."""

    value: float
    low: float | None
    high: float | None


def wilson(count: int, n: int) -> Interval:
    """Give a share with Wilson's score interval.

    Args:
        count: How many of `n` have the property, 0 to n.
        n: How many were looked at, at least 1.

    Returns:
        `count / n` with bounds in 0 to 1; never of width 0.

    Source:
        Wilson 1927, formula without continuity correction; vectors in
        `tests/statistics/test_intervals.py`.
    """
    share = count / n
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == n else min(1.0, middle + half)
    return Interval(share, low, high)


def mean_interval(mean: float, deviation: float | None, n: int) -> Interval:
    """Give a mean with Student's t interval.

    Args:
        mean: Mean of `n` observations.
        deviation: Their sample standard deviation (n - 1 below); None if n is 1.
        n: How many, at least 1.

    Returns:
        The mean; no bounds if n is 1, where spread cannot be known.

    Source:
        Student 1908.
    """
    if n < 2 or deviation is None:
        return Interval(mean, None, None)
    half = float(special.stdtrit(n - 1, 0.5 + LEVEL / 2)) * deviation / sqrt(n)
    return Interval(mean, mean - half, mean + half)


@dataclass(frozen=True)
class Sample:
    """Mean, sample standard deviation and size of one group."""

    mean: float
    deviation: float
    n: int


def mean_difference(one: Sample, other: Sample) -> Interval:
    """Give the difference of two means, `one` less `other`, without pairing.

    Where both groups hold answers of the same persons, the two means rise and fall
    together and the interval is wider than it need be, never narrower.

    Source:
        Welch 1947.
    """
    difference = one.mean - other.mean
    if one.n < 2 or other.n < 2:
        return Interval(difference, None, None)
    a, b = one.deviation**2 / one.n, other.deviation**2 / other.n
    if a + b == 0:
        return Interval(difference, difference, difference)
    freedom = (a + b) ** 2 / (a**2 / (one.n - 1) + b**2 / (other.n - 1))
    half = float(special.stdtrit(freedom, 0.5 + LEVEL / 2)) * sqrt(a + b)
    return Interval(difference, difference - half, difference + half)


def share_difference(count: int, n: int, other_count: int, other_n: int) -> Interval:
    """Give the difference of two independent shares, the first less the second.

    Source:
        Newcombe 1998, method 10 (from two Wilson intervals).
    """
    return interval_difference(wilson(count, n), wilson(other_count, other_n))


def interval_difference(one: Interval, other: Interval) -> Interval:
    """Give the difference of two independent numbers from their own intervals.

    Each bound recovers the variance of both numbers on the side that it faces, so
    that intervals need not be symmetric, and shares keep within -1 and 1.

    Returns:
        `one` less `other`; no bounds where either lacks one.

    Source:
        Zou and Donner 2008 (MOVER); with Wilson intervals it is Newcombe's method 10.
    """
    difference = one.value - other.value
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return Interval(difference, None, None)
    below = sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    above = sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Interval(difference, difference - below, difference + above)


def two_sided(interval: Interval) -> float:
    """Give the probability of a number so far from 0, either way, if it were 0.

    By the normal approximation, from the half of the interval that faces 0; below
    5 % exactly where the interval leaves 0 out.

    Returns:
        0 to 1; 1 where there is no interval.
    """
    if interval.low is None or interval.high is None:
        return 1.0
    turned = Interval(-interval.value, -interval.high, -interval.low)
    return min(1.0, 2 * beyond(interval if interval.value > 0 else turned, 0.0))


def beyond(interval: Interval, margin: float) -> float:
    """Give the probability of such a number if the truth were no more than `margin`.

    One-sided, by the normal approximation, from the half of the interval that faces
    the margin: a number counts as evidence only as far as it lies past what would
    matter, not merely past nothing.

    Args:
        interval: A number with bounds.
        margin: The largest truth that would not matter. The test is for more than
            it; give both with their signs turned to test for less.

    Returns:
        0 to 1; 1 where there is no interval.
    """
    if interval.low is None:
        return 1.0
    spread = (interval.value - interval.low) / Z
    if spread == 0:
        return 0.0 if interval.value > margin else 1.0
    distance = (interval.value - margin) / spread
    return float(special.ndtr(-distance)) if distance < inf else 0.0


def benjamini_hochberg(ps: list[float]) -> list[float]:
    """Adjust probabilities for being the smallest among many.

    Rejecting those at or under q keeps the expected share of false ones among the
    rejected at or under q, for independent or positively dependent tests.

    Returns:
        Adjusted probabilities in the order given.

    Source:
        Benjamini and Hochberg 1995.
    """
    tested = np.array(ps, dtype=float)
    order = np.argsort(tested)[::-1]
    ranks = np.arange(len(ps), 0, -1)
    adjusted = np.empty_like(tested)
    adjusted[order] = np.minimum.accumulate(tested[order] * len(ps) / ranks)
    return [float(p) for p in adjusted.clip(max=1.0)]
