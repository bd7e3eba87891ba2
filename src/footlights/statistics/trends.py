"""Where a series of periods changes level, and which periods are unusual.

A series is a number and its standard error for each period, evenly spaced; NaN
where nothing is known. What sets periods apart beyond their errors widens every
judgement: the scale of the scatter is measured on the series itself.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

Series = npt.NDArray[np.float64]
"""One number per period, NaN where nothing is known."""

Places = npt.NDArray[np.int64]
"""One whole number per period."""

FEWEST_PERIODS = 12
"""Known periods below which neither changes nor anomalies are looked for."""

SHORTEST_LEVEL = 3
"""Known periods that a level lasts at least."""

FEWEST_SEASONS = 3
"""How often each season is known before seasons are told apart."""

PENALTY = 4.0
"""A change must save this many times the logarithm of the periods. At 4 a series
that never changes is cut in about 3 of 100 cases; see the tests."""

_TO_DEVIATION = 1.482602218505602
"""Turns a median absolute deviation into a normal standard deviation."""

_EFFICIENCY = 0.37
"""Of the median absolute deviation against the standard deviation, normal data."""


@dataclass(frozen=True)
class Trend:
    """What is usual in each period, and how far each is from it."""

    usual: Series
    """Usual number in each period: level and season; NaN where none was found."""

    ps: Series
    """Two-sided probability of lying so far from it; NaN where not judged."""

    changes: tuple[int, ...]
    """Periods at which a new level begins, by place from 0, ascending."""


@dataclass(frozen=True)
class Seasons:
    """What the season of each period does to its number."""

    shifts: Series
    """How much it adds."""

    factors: Series
    """By how much it then multiplies, above 0."""

    kinds: int
    """How many seasons are told apart, from 1."""


def no_seasons(periods: int) -> Seasons:
    """Give seasons that do nothing."""
    return Seasons(np.zeros(periods), np.ones(periods), 1)


def adding_seasons(values: Series, season_of: Places) -> Seasons:
    """Measure how much each season adds: the median distance from what is around.

    Args:
        values: One number per period, NaN where nothing is known.
        season_of: Which season each period is in, from 0.

    Returns:
        Seasons that do nothing if one is known fewer than `FEWEST_SEASONS` times.
    """
    around = _around(values, season_of)
    if around is None:
        return no_seasons(len(values))
    shifts = _medians(values - around, season_of)
    return Seasons(shifts, np.ones_like(values), len(set(season_of)))


def multiplying_seasons(values: Series, season_of: Places) -> Seasons:
    """Measure by how much each season multiplies; see `adding_seasons`.

    Args:
        values: Numbers above 0.
        season_of: Which season each period is in, from 0.
    """
    around = _around(values, season_of)
    if around is None:
        return no_seasons(len(values))
    factors = _medians(values / around, season_of)
    return Seasons(np.zeros_like(values), factors, len(set(season_of)))


def trend_of(values: Series, errors: Series, seasons: Seasons) -> Trend:
    """Find the levels of a series, and how unusual each period is.

    Seasons are taken out; changes of level are found; each period is then held
    against the median of its own level.

    Args:
        values: One number per period, NaN where nothing is known or not to be judged.
        errors: Standard error of each number, above 0.
        seasons: What to take out.

    Returns:
        Without changes and probabilities if fewer than `FEWEST_PERIODS` are known.

    Source:
        Own combination: standardised residuals with measured overdispersion (Laney
        2002), robust scale by the median absolute deviation (Hampel 1974), changes by
        `level_changes`. False rates are measured in `tests/statistics/test_trends.py`.
    """
    unjudged = np.full(values.shape, np.nan)
    known = np.flatnonzero(np.isfinite(values) & np.isfinite(errors) & (errors > 0))
    if len(known) < FEWEST_PERIODS:
        return Trend(unjudged, unjudged, ())
    shifts, factors = seasons.shifts[known], seasons.factors[known]
    x, e = (values[known] - shifts) / factors, errors[known] / factors
    changes = level_changes(x, e)
    level = np.empty_like(x)
    for begin, end in zip((0, *changes), (*changes, len(x)), strict=True):
        level[begin:end] = _weighted_median(x[begin:end], e[begin:end])
    distances = (x - level) / e
    freedom = max(1.0, _EFFICIENCY * (len(x) - len(changes) - seasons.kinds))
    scale = max(1.0, _TO_DEVIATION * float(np.median(np.abs(distances))))
    usual, ps = unjudged.copy(), unjudged.copy()
    usual[known] = level * factors + shifts
    ps[known] = 2 * special.stdtr(freedom, -np.abs(distances) / scale)
    return Trend(usual, ps, tuple(int(known[place]) for place in changes))


def level_changes(values: Series, errors: Series) -> tuple[int, ...]:
    """Cut a series into levels where that pays.

    The exact best cutting: least weighted squares around the levels' means plus a
    penalty for each level. Numbers that stand alone, far from their neighbours, are
    drawn in first, so that one outlier makes no level. Neighbouring periods are taken
    to be independent; a series that drifts is cut into pieces.

    Args:
        values: Numbers, all known.
        errors: Their standard errors, above 0.

    Returns:
        Places at which a new level begins, ascending; none for fewer than two levels
        of `SHORTEST_LEVEL`.

    Source:
        Optimal partitioning, Jackson et al. 2005; with a penalty in log n as Yao 1988.
    """
    n = len(values)
    if n < 2 * SHORTEST_LEVEL:
        return ()
    steps = np.diff(values) / np.hypot(errors[1:], errors[:-1])
    noise = max(1.0, _TO_DEVIATION * float(np.median(np.abs(steps))))
    middle = running_median(values, 5)
    far = 3 * noise * errors
    x = np.clip(values, middle - far, middle + far)
    weights = 1 / (noise * errors) ** 2
    w, wx, wxx = (
        np.concatenate([[0.0], np.cumsum(weights * x**power)]) for power in range(3)
    )
    least = np.full(n + 1, np.inf)
    least[0] = 0.0
    begins = np.zeros(n + 1, dtype=np.int64)
    for end in range(SHORTEST_LEVEL, n + 1):
        at = np.arange(end - SHORTEST_LEVEL + 1)
        scatter = wxx[end] - wxx[at] - (wx[end] - wx[at]) ** 2 / (w[end] - w[at])
        costs = least[at] + scatter + PENALTY * np.log(n)
        begins[end] = np.argmin(costs)
        least[end] = costs[begins[end]]
    changes: list[int] = []
    begin = int(begins[n])
    while begin > 0:
        changes.append(begin)
        begin = int(begins[begin])
    return tuple(reversed(changes))


def running_median(values: Series, width: int) -> Series:
    """Give the median of each number and its neighbours; at the ends of fewer."""
    half = width // 2
    padded = np.concatenate([np.full(half, np.nan), values, np.full(half, np.nan)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, width)
    middle = np.full(values.shape, np.nan)
    some = np.isfinite(windows).any(axis=1)
    middle[some] = np.nanmedian(windows[some], axis=1)
    return middle


def _around(values: Series, season_of: Places) -> Series | None:
    """Give the running median over one round of seasons; None if there are too few."""
    known = np.isfinite(values)
    found, sizes = np.unique(season_of[known], return_counts=True)
    if len(found) < max(2, len(set(season_of))) or sizes.min() < FEWEST_SEASONS:
        return None
    return running_median(values, len(found) // 2 * 2 + 1)


def _medians(distances: Series, season_of: Places) -> Series:
    effects = np.zeros_like(distances)
    for season in set(season_of):
        effects[season_of == season] = np.nanmedian(distances[season_of == season])
    return effects


def _weighted_median(x: Series, errors: Series) -> float:
    order = np.argsort(x, kind="stable")
    weights = np.cumsum(1 / errors[order] ** 2)
    place = int(np.searchsorted(weights, weights[-1] / 2))
    return float(x[order][min(place, len(x) - 1)])
