"""Quantiles with intervals, read off a few places that an engine computed.

An engine's time grows with the number of places asked for, so only those that some
group needs are asked for: the wanted quantiles, and for each group the ends of their
intervals. Ends are moved outward to the next rung of a ladder, so that groups of
similar size share a place: an interval is up to a fifth wider than it need be, and
never narrower.
"""

from collections.abc import Iterable, Sequence
from math import ceil, log

from scipy import special

from footlights.statistics.intervals import LEVEL, Interval

WANTED = (0.5, 0.9, 0.95)
"""The quantiles that are reported of a duration."""

MEDIAN = (0.5,)
"""Where only the middle is reported."""

RUNG = 1.2
"""Each rung of the ladder lies this much further out than the one before."""


def end_places(p: float, n: int) -> tuple[float | None, float | None]:
    """Say at which quantiles the ends of a quantile's interval lie.

    The interval is that between the order statistics whose ranks are the 2.5 % and
    97.5 % quantiles of a binomial (n, p), moved outward to the ladder.

    Args:
        p: The wanted quantile, 0 to 1.
        n: How many observations, at least 1.

    Returns:
        Two places, 0 to 1; None where so few observations leave that side open.

    Source:
        Conover, Practical Nonparametric Statistics, 3rd ed., section 3.2.
    """
    lowest = _binomial_quantile((1 - LEVEL) / 2, n, p)
    highest = _binomial_quantile(0.5 + LEVEL / 2, n, p) + 1
    low = high = None
    if lowest >= 1:
        low = round(max(0.0, p - _rung(p - _place(lowest, n))), 9)
    if highest <= n:
        high = round(min(1.0, p + _rung(_place(highest, n) - p)), 9)
    return low, high


def _binomial_quantile(q: float, n: int, p: float) -> int:
    """Give the least k of which a binomial (n, p) is at most k with chance q."""
    k = max(0, ceil(float(special.bdtrik(q, n, p))) - 1)
    return k if float(special.bdtr(k, n, p)) >= q else k + 1


def _place(rank: int, n: int) -> float:
    return (rank - 1) / (n - 1) if n > 1 else 0.0


def _rung(distance: float) -> float:
    if distance <= 0:
        return 0.0
    return float(RUNG ** ceil(log(distance, RUNG) - 1e-9))


def places_for(sizes: Iterable[int], wanted: Sequence[float]) -> tuple[float, ...]:
    """List the places that groups of these sizes need, ascending."""
    found = set(wanted)
    for n in set(sizes):
        for p in wanted:
            found |= {place for place in end_places(p, n) if place is not None}
    return tuple(sorted(found))


def quantile_interval(
    p: float, places: Sequence[float], values: Sequence[float], n: int
) -> Interval:
    """Give one quantile with its distribution-free interval.

    Args:
        p: One of the quantiles that `places` was made for.
        places: As `places_for` gave them, for this group's size among others.
        values: The group's quantiles there, by linear interpolation between order
            statistics (type 7 of Hyndman and Fan).
        n: How many observations the group has, at least 1.
    """
    at = dict(zip(places, values, strict=True))
    low, high = end_places(p, n)
    return Interval(
        at[p],
        None if low is None else at[low],
        None if high is None else at[high],
    )
