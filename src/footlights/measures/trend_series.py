"""From the cells of a view to a series, and back to what is usual in each period."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import expm1, isfinite, log1p, sqrt

import numpy as np

from footlights.measures.result import Estimate
from footlights.measures.view import Cell
from footlights.statistics.intervals import Z
from footlights.statistics.trends import (
    Places,
    Seasons,
    Series,
    adding_seasons,
    multiplying_seasons,
    trend_of,
)


@dataclass(frozen=True)
class Scale:
    """A scale on which chance scatters a kind of number evenly."""

    onto: Callable[[float], float]
    """Moves a number onto it."""

    back: Callable[[float], float]
    """Moves it back."""

    seasons: Callable[[Series, Places], Seasons] = adding_seasons
    """How weekdays work on it."""


COUNTS = Scale(
    lambda n: 2 * sqrt(n + 3 / 8),
    lambda y: max(0.0, (y / 2) ** 2 - 3 / 8),
    multiplying_seasons,
)
"""Chance scatters counts by 1 on it, whatever their size (Anscombe 1948); weekdays
have a share of what there is."""

TIMES = Scale(log1p, expm1)
"""Times differ by factors."""

PLAIN = Scale(float, float)
"""Shares and scores stay as they are."""


@dataclass(frozen=True)
class Judged:
    """One period of a series, held against what is usual."""

    usual: float | None = None
    """What is usual in it; None where the series is too short to tell."""

    p: float | None = None
    """Two-sided probability of lying so far from it."""

    is_change: bool | None = None
    """Whether a new level begins with it."""


def judged(
    cells: Sequence[Cell], scale: Scale, season_of: Sequence[int]
) -> list[Judged]:
    """Hold every period of a series against what is usual.

    Args:
        cells: A count or an estimate for each period; None where the period is not
            to be looked at.
        scale: Where chance scatters these numbers evenly.
        season_of: Which season each period is in, from 0.
    """
    values, errors = _series(cells, scale)
    seasons = scale.seasons(values, np.array(season_of, dtype=np.int64))
    trend = trend_of(values, errors, seasons)
    changes = set(trend.changes)
    return [
        Judged(scale.back(usual), float(p), place in changes)
        if isfinite(usual)
        else Judged()
        for place, (usual, p) in enumerate(zip(trend.usual, trend.ps, strict=True))
    ]


def _series(cells: Sequence[Cell], scale: Scale) -> tuple[Series, Series]:
    values, errors = np.full((2, len(cells)), np.nan)
    units, sizes = np.full((2, len(cells)), np.nan)
    for place, cell in enumerate(cells):
        if isinstance(cell, int):
            values[place], errors[place] = scale.onto(cell), 1.0
        elif isinstance(cell, Estimate) and cell.value is not None:
            if cell.low is None or cell.high is None:
                continue
            width = scale.onto(cell.high) - scale.onto(cell.low)
            values[place], sizes[place] = scale.onto(cell.value), cell.n
            units[place] = width * sqrt(cell.n) / (2 * Z)
    known = units[units > 0]
    if len(known):
        # One period's own interval is shaky where it rests on few; what one
        # observation scatters is taken to be alike in all periods.
        errors = np.where(np.isfinite(sizes), np.median(known) / np.sqrt(sizes), errors)
    return values, errors
