"""Quantiles with intervals, read off a grid of quantiles that an engine computed.

The engine sorts once per group and gives the values at `GRID`. The interval of a
quantile lies between two order statistics; their places on the grid are rounded
outward, so that an interval is a little wider than it need be and never narrower.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from scipy import stats

from footlights.statistics.intervals import LEVEL, Interval

WANTED = (0.5, 0.9, 0.95)
"""The quantiles that are reported."""

GRID = tuple(
    sorted(
        {round(k / 200, 6) for k in range(201)}
        | {
            round(p + step, 6)
            for p in WANTED
            for step in (-0.002, -0.001, -0.0005, 0.0005, 0.001, 0.002)
        }
    )
)
"""Places at which an engine computes quantiles, 0 to 1, ascending."""

_EPSILON = 1e-12


def quantile_interval(p: float, values: Sequence[float], n: int) -> Interval:
    """Give one quantile with its distribution-free interval.

    Args:
        p: One of `WANTED`.
        values: The group's quantiles at `GRID`, by linear interpolation between
            order statistics (type 7 of Hyndman and Fan).
        n: How many observations the group has, at least 1.

    Returns:
        The quantile. The interval is that between the order statistics whose ranks
        are the 2.5 % and 97.5 % quantiles of a binomial (n, p); no lower or upper
        bound where so few observations leave that side open.

    Source:
        Conover, Practical Nonparametric Statistics, 3rd ed., section 3.2.
    """
    value = values[GRID.index(p)]
    lowest = int(stats.binom.ppf((1 - LEVEL) / 2, n, p))
    highest = int(stats.binom.ppf(0.5 + LEVEL / 2, n, p)) + 1
    low = high = None
    if lowest >= 1:
        place = (lowest - 1) / (n - 1) if n > 1 else 0.0
        low = values[max(0, bisect_right(GRID, place + _EPSILON) - 1)]
    if highest <= n:
        place = (highest - 1) / (n - 1) if n > 1 else 1.0
        high = values[min(len(GRID) - 1, bisect_left(GRID, place - _EPSILON))]
    return Interval(value, low, high)
