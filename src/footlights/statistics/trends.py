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


def trend_of(values: Series, errors: Series, seasons: npt.NDArray[np.int64]) -> Trend:
    """Find the levels of a series, and how unusual each period is.

    Seasons (days of the week) are taken out by their medians around a running median;
    changes of level are found; each period is then held against its own level.

    Args:
        values: One number per period, NaN where nothing is known or not to be judged.
        errors: Standard error of each number, above 0.
        seasons: Which season each period is in, from 0; all 0 where there are none.

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
    x, e = values[known], errors[known]
    season = _season_effects(x, seasons[known])
    changes = level_changes(x - season, e)
    level = np.empty_like(x)
    for begin, end in zip((0, *changes), (*changes, len(x)), strict=True):
        level[begin:end] = _weighted_median(
            x[begin:end] - season[begin:end], e[begin:end]
        )
    distances = (x - season - level) / e
    freedom = max(1.0, _EFFICIENCY * (len(x) - len(changes) - len(set(seasons[known]))))
    scale = max(1.0, _TO_DEVIATION * float(np.median(np.abs(distances))))
    usual, ps = unjudged.copy(), unjudged.copy()
    usual[known] = level + season
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
    middle: Series = np.nanmedian(windows, axis=1)
    return middle


def _season_effects(x: Series, seasons: npt.NDArray[np.int64]) -> Series:
    """Give how much higher each period's season is than the periods around it."""
    effects = np.zeros_like(x)
    found, sizes = np.unique(seasons, return_counts=True)
    if len(found) < 2 or sizes.min() < FEWEST_SEASONS:
        return effects
    around = x - running_median(x, len(found) // 2 * 2 + 1)
    for season in found:
        effects[seasons == season] = np.median(around[seasons == season])
    return effects


def _weighted_median(x: Series, errors: Series) -> float:
    order = np.argsort(x, kind="stable")
    weights = np.cumsum(1 / errors[order] ** 2)
    place = int(np.searchsorted(weights, weights[-1] / 2))
    return float(x[order][min(place, len(x) - 1)])
