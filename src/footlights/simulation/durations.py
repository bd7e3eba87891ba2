"""How long things last: log-normal times around a median."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist
from zlib import crc32

import numpy as np

from footlights.model.touchpoint import Expectation, Touchpoint
from footlights.simulation.arrays import Floats

SPREAD = 0.6
"""Standard deviation of the logarithm of every time."""

COMFORT = 0.6
"""Part of the times that may miss an expectation and still do not."""

_MINUTE = 60.0


@dataclass(frozen=True)
class Lasting:
    """A time that varies."""

    median: float
    """Seconds."""

    longest: float = math.inf
    """Seconds; what is drawn longer is cut here."""

    def times(self, factor: float) -> "Lasting":
        """Make it longer, with no bound."""
        return Lasting(self.median * factor)


def median_below(limit: float, share: float) -> float:
    """Give the median of a time of which `share` does not exceed `limit`."""
    return limit * math.exp(-SPREAD * NormalDist().inv_cdf(min(share, 0.995)))


def draw(rng: np.random.Generator, medians: Floats, longest: Floats) -> Floats:
    """Draw one time for each median."""
    drawn = medians * np.exp(SPREAD * rng.standard_normal(len(medians)))
    return np.minimum(drawn, longest)


def stay_at(touchpoint: Touchpoint) -> Lasting:
    """Say how long people stay at a touchpoint, or wait there.

    What they expect is met a little more often than it must be. Without an expected
    time an interaction takes 2 to 6 minutes, by its id, and a wait 10; what people do
    alone takes 5, and no time at all where an event shows it, as only one moment is
    recorded then.
    """
    is_wait = touchpoint.kind == "wait"
    expected = _expected(e for e in touchpoint.expects if e.what == "time" or is_wait)
    if expected is not None:
        return expected
    if is_wait:
        return Lasting(10 * _MINUTE)
    if touchpoint.kind == "interaction":
        return Lasting((2 + crc32(touchpoint.id.encode()) % 5) * _MINUTE)
    return Lasting(0.0 if touchpoint.is_recorded else 5 * _MINUTE)


def wait_before(touchpoint: Touchpoint) -> Lasting | None:
    """Say how long people wait before a touchpoint, if they expect anything."""
    if touchpoint.kind == "wait":
        return None
    return _expected(e for e in touchpoint.expects if e.what == "wait")


def _expected(expectations: Iterable[Expectation]) -> Lasting | None:
    bounds = [
        (e.at_most.total_seconds(), e.for_)
        for e in expectations
        if e.at_most is not None
    ]
    if not bounds:
        return None
    medians = [
        median_below(limit, share + COMFORT * (1 - share)) for limit, share in bounds
    ]
    strict = [limit for limit, share in bounds if share >= 1]
    return Lasting(min(medians), min(strict, default=math.inf))
