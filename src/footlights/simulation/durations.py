"""How long things last: log-normal times around a median."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from types import MappingProxyType
from zlib import crc32

import numpy as np

from footlights.model.map import Map
from footlights.model.touchpoint import Expectation, Touchpoint
from footlights.simulation.arrays import Floats

SPREAD = 0.6
"""Standard deviation of the logarithm of every time."""

COMFORT = 0.6
"""Part of the times that may miss an expectation and still do not."""

_MINUTE = 60.0

PlainPerOpen = Mapping[str, float]
"""How much plain time passes in a second of a calendar's open time, by its id."""

AT_ALL_HOURS: PlainPerOpen = MappingProxyType({})
"""No calendar: every second counts."""


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


def plain_per_open(map_: Map) -> PlainPerOpen:
    """Say how much plain time passes in the open time of each calendar.

    That is the usual week; a calendar that names single days only counts as always
    open, since nothing says how often such days come.
    """
    parts = {each.id: each.open_part_of_week for each in map_.calendars}
    return {name: 1 / part for name, part in parts.items() if part}


def stay_at(touchpoint: Touchpoint, per_open: PlainPerOpen = AT_ALL_HOURS) -> Lasting:
    """Say how long people stay at a touchpoint, or wait there.

    What they expect is met a little more often than it must be. Without an expected
    time an interaction takes 2 to 6 minutes, by its id, and a wait 10; what people do
    alone takes 5, and no time at all where an event shows it, as only one moment is
    recorded then.
    """
    is_wait = touchpoint.kind == "wait"
    expected = _expected(
        (e for e in touchpoint.expects if e.what == "time" or is_wait), per_open
    )
    if expected is not None:
        return expected
    if is_wait:
        return Lasting(10 * _MINUTE)
    if touchpoint.kind == "interaction":
        return Lasting((2 + crc32(touchpoint.id.encode()) % 5) * _MINUTE)
    return Lasting(0.0 if touchpoint.is_recorded else 5 * _MINUTE)


def wait_before(
    touchpoint: Touchpoint, per_open: PlainPerOpen = AT_ALL_HOURS
) -> Lasting | None:
    """Say how long people wait before a touchpoint, if they expect anything."""
    if touchpoint.kind == "wait":
        return None
    return _expected((e for e in touchpoint.expects if e.what == "wait"), per_open)


def _expected(
    expectations: Iterable[Expectation], per_open: PlainPerOpen
) -> Lasting | None:
    bounds = [
        (e.at_most.total_seconds(), e.for_, per_open.get(e.calendar or "", 1.0))
        for e in expectations
        if e.at_most is not None
    ]
    if not bounds:
        return None
    medians = [
        median_below(limit * plain, share + COMFORT * (1 - share))
        for limit, share, plain in bounds
    ]
    # Open time is never longer than plain time: what is cut here keeps every promise.
    strict = [limit for limit, share, _plain in bounds if share >= 1]
    return Lasting(min(medians), min(strict, default=math.inf))
