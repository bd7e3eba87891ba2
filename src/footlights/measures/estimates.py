"""From counts, means and quantiles to estimates that say what they rest on."""

from collections.abc import Mapping, Sequence
from typing import Any

from footlights.events.contract import Scale
from footlights.measures.result import ENOUGH, Estimate, Quantiles
from footlights.statistics.intervals import (
    Interval,
    Sample,
    mean_difference,
    mean_interval,
    share_difference,
    wilson,
)
from footlights.statistics.quantiles import WANTED, quantile_interval

Row = Mapping[str, Any]
"""One fetched row: column name to value. Its columns are those of the analysis."""

TOO_FEW = "too few"
"""Reason given where an estimate rests on fewer than `ENOUGH` observations."""


def unknown(reason: str, n: int = 0) -> Estimate:
    """Give an estimate that cannot be computed, with the reason."""
    return Estimate(value=None, low=None, high=None, n=n, reason=reason)


def estimate(interval: Interval, n: int) -> Estimate:
    """Give an interval as an estimate that says how many it rests on."""
    return Estimate(
        value=interval.value,
        low=interval.low,
        high=interval.high,
        n=n,
        reason=TOO_FEW if n < ENOUGH else None,
    )


def share(count: int, n: int, nobody: str) -> Estimate:
    """Estimate a share; `nobody` is the reason given where n is 0."""
    return estimate(wilson(count, n), n) if n else unknown(nobody)


def mean(row: Row | None, nobody: str) -> Estimate:
    """Estimate a mean from a row with `n`, `mean` and `deviation`."""
    if row is None or not row["n"]:
        return unknown(nobody)
    n = row["n"]
    return estimate(mean_interval(row["mean"], row["deviation"], n), n)


def within(found: Estimate, lowest: float, highest: float) -> Estimate:
    """Cut an interval off where its number cannot lie."""
    if found.low is None or found.high is None:
        return found
    low, high = max(found.low, lowest), min(found.high, highest)
    return found.model_copy(update={"low": low, "high": high})


def on_feeling_scale(score: Estimate, scale: Scale) -> Estimate:
    """Place an estimated score on the scale of feelings, from -2 to +2."""
    if score.value is None:
        return score
    return Estimate(
        value=scale.valence(score.value),
        low=None if score.low is None else scale.valence(score.low),
        high=None if score.high is None else scale.valence(score.high),
        n=score.n,
        reason=score.reason,
    )


def quantiles(row: Row | None, nobody: str) -> Quantiles:
    """Estimate median, p90 and p95 from a row with `n`, `places` and `grid`."""
    if row is None:
        none = unknown(nobody)
        return Quantiles(median=none, p90=none, p95=none)
    median, p90, p95 = (quantile(row, p) for p in WANTED)
    return Quantiles(median=median, p90=p90, p95=p95)


def quantile(row: Row, p: float) -> Estimate:
    """Estimate one quantile from such a row."""
    n = row["n"]
    return estimate(quantile_interval(p, row["places"], row["grid"], n), n)


def median(row: Row | None, nobody: str) -> Estimate:
    """Estimate only the median from such a row."""
    return unknown(nobody) if row is None else quantile(row, 0.5)


def difference_of_means(one: Row | None, other: Row | None, nobody: str) -> Estimate:
    """Estimate `one` less `other` from rows with `n`, `mean` and `deviation`."""
    if one is None or other is None or not one["n"] or not other["n"]:
        return unknown(nobody)
    samples = [Sample(r["mean"], r["deviation"] or 0.0, r["n"]) for r in (one, other)]
    n = one["n"] + other["n"]
    return _between(mean_difference(*samples), n, min(one["n"], other["n"]))


def difference_of_shares(
    one: tuple[int, int], other: tuple[int, int], nobody: str
) -> Estimate:
    """Estimate one share less another, each as a count and its n."""
    if not one[1] or not other[1]:
        return unknown(nobody)
    interval = share_difference(*one, *other)
    return _between(interval, one[1] + other[1], min(one[1], other[1]))


def _between(interval: Interval, n: int, smaller: int) -> Estimate:
    reason = TOO_FEW if smaller < ENOUGH else None
    return Estimate(
        value=interval.value, low=interval.low, high=interval.high, n=n, reason=reason
    )


def by_key(rows: Sequence[Row], *keys: str) -> dict[Any, Row]:
    """Index rows by one column, or by several as a tuple."""
    if len(keys) == 1:
        return {row[keys[0]]: row for row in rows}
    return {tuple(row[key] for key in keys): row for row in rows}


def grouped(rows: Sequence[Row], key: str) -> dict[Any, list[Row]]:
    """Collect rows by one column, in the order given."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found
