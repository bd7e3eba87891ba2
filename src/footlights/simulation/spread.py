"""How times spread: a log-normal with a median, of which many can be drawn."""

from dataclasses import dataclass, replace
from math import exp

from scipy import special

SIGMA = 0.5
"""Spread of the logarithm: the 95th of a hundred takes 2.3 times the median."""


@dataclass(frozen=True)
class Spread:
    """A log-normal time."""

    median: float
    """Half are shorter, seconds."""

    def scaled(self, times: float) -> "Spread":
        """Give the same spread with a median so many times as long."""
        return replace(self, median=self.median * times)


def spread_within(limit: float, share: float) -> Spread:
    """Give the spread of which `share` lies at or under `limit` seconds."""
    return Spread(limit / exp(SIGMA * float(special.ndtri(min(share, 0.999)))))
