"""What every rule of finding has in common: candidates, evidence, wording."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Protocol

from footlights.measures.measured import Measured
from footlights.measures.result import Estimate
from footlights.model.map import Map
from footlights.model.quantities import format_duration
from footlights.statistics.intervals import Interval, beyond


@dataclass(frozen=True)
class Candidate:
    """A statement that may become a finding if its evidence holds."""

    text: str
    """The statement, with its numbers."""

    look_at: str
    """What to look at next."""

    journeys: int
    """How many journeys are affected."""

    estimate: Estimate | None = None
    """The number it rests on."""

    p: float | None = None
    """Probability of such a number if the truth were within the margin; None for a
    statement of fact that needs no test."""

    touchpoint: str | None = None
    stage: str | None = None
    activity: str | None = None
    group: str | None = None


@dataclass(frozen=True)
class Evidence:
    """What rules read."""

    map: Map
    """The map."""

    measured: Measured
    """Its measures, without findings."""

    def name(self, touchpoint_id: str | None) -> str:
        """Give a touchpoint's name as readers know it."""
        return self.map.touchpoint(touchpoint_id).name if touchpoint_id else "the end"


class FindingRule(Protocol):
    """One kind of finding."""

    code: ClassVar[str]
    """Stable name; see docs/findings.md."""

    def candidates(self, evidence: Evidence) -> Iterator[Candidate]:
        """Yield every statement that is worth testing."""
        ...


def more_than(estimate: Estimate, margin: float) -> float:
    """Test that a number is more than `margin`; see `statistics.intervals.beyond`."""
    if estimate.value is None or not estimate.is_firm:
        return 1.0
    return beyond(Interval(estimate.value, estimate.low, estimate.high), margin)


def less_than(estimate: Estimate, margin: float) -> float:
    """Test that a number is less than `margin`."""
    if estimate.value is None or not estimate.is_firm or estimate.high is None:
        return 1.0
    low = None if estimate.low is None else -estimate.low
    turned = Interval(-estimate.value, -estimate.high, low)
    return beyond(turned, -margin)


def percent(share: float | None) -> str:
    """Write a share in per cent; never 0 or 100 unless it is exactly that."""
    if share is None:
        return "–"
    value = share * 100
    if value in {0.0, 100.0}:
        return f"{value:.0f}"
    if value < 0.001:
        return "under 0.001"
    if value > 99.999:
        return "over 99.999"
    digits = 1 if value < 10 else 0
    while float(text := f"{value:.{digits}f}") in {0.0, 100.0}:
        digits += 1
    return text


def share_text(estimate: Estimate) -> str:
    """Write an estimated share: `31 % (27 to 35)`."""
    return (
        f"{percent(estimate.value)} %"
        f" ({percent(estimate.low)} to {percent(estimate.high)})"
    )


def seconds_text(seconds: float | None) -> str:
    """Write seconds as people say them, with two units at most: `9m 20s`."""
    if seconds is None:
        return "open"
    if seconds < 10:
        return f"{seconds:.1f}s"
    steps = ((86400, 3600), (3600, 60), (60, 1), (1, 1))
    for size, smallest in steps:
        if seconds >= size:
            rounded = round(seconds / smallest) * smallest
            return format_duration(timedelta(seconds=rounded))
    return format_duration(timedelta(seconds=round(seconds)))


def time_text(estimate: Estimate) -> str:
    """Write an estimated time: `9m 20s (8m 50s to 9m 55s)`."""
    return (
        f"{seconds_text(estimate.value)}"
        f" ({seconds_text(estimate.low)} to {seconds_text(estimate.high)})"
    )


def number_text(estimate: Estimate, digits: int = 1) -> str:
    """Write an estimated number: `3.2 (2.8 to 3.6)`."""
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return "unknown"
    numbers = (estimate.value, estimate.low, estimate.high)
    value, low, high = (f"{number:.{digits}f}" for number in numbers)
    return f"{value} ({low} to {high})"


def journeys_text(n: int) -> str:
    """Write a number of journeys: `1 journey`, `12,400 journeys`."""
    return "1 journey" if n == 1 else f"{n:,} journeys"
