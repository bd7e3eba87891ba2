"""What every rule of finding has in common: candidates, evidence, wording."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Protocol

from footlights.measures.measured import Measured
from footlights.measures.result import Estimate
from footlights.measures.wording import (
    ScoreWriter,
    Writer,
    difference_number,
    duration,
    felt_number,
    interval_of,
    points_number,
    share,
    share_number,
    telling_apart,
)
from footlights.model.map import Map
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


def share_text(estimate: Estimate) -> str:
    """Write an estimated share: `31 % (27 to 35)`."""
    if estimate.value is None:
        return "unknown"
    said = telling_apart(estimate, share)(estimate.value)
    between = interval_of(estimate, telling_apart(estimate, share_number))
    return f"{said} {between}".rstrip()


def time_text(estimate: Estimate) -> str:
    """Write an estimated time: `9 m 20 s (8 m 50 s to 9 m 55 s)`."""
    if estimate.value is None:
        return "unknown"
    return f"{duration(estimate.value)} {interval_of(estimate, duration)}".rstrip()


def score_text(estimate: Estimate, scale: tuple[float, float] | None) -> str:
    """Write an estimated score as every page does: `3.2 (2.8 to 3.6)`."""
    return _with_interval(estimate, ScoreWriter(*scale)) if scale else "unknown"


def felt_text(estimate: Estimate) -> str:
    """Write a measured feeling: `−0.3 (−0.5 to −0.1)`."""
    return _with_interval(estimate, felt_number)


def _with_interval(estimate: Estimate, write: Writer) -> str:
    if estimate.value is None:
        return "unknown"
    write = telling_apart(estimate, write)
    return f"{write(estimate.value)} {interval_of(estimate, write)}".rstrip()


def less_texts(difference: Estimate) -> tuple[str, str]:
    """Write how much less a score is, and its interval: `1.09`, `(1.05 to 1.14)`.

    With the decimals that the same difference has in every table.
    """
    return _unsigned(_turned(difference), difference_number)


def more_points_texts(difference: Estimate) -> tuple[str, str]:
    """Write how many points a share is more, and its interval: `22.5`, `(21 to 24)`."""
    return _unsigned(difference, points_number)


def _turned(of: Estimate) -> Estimate:
    value, low, high = (
        None if end is None else -end for end in (of.value, of.high, of.low)
    )
    return Estimate(value=value, low=low, high=high, n=of.n, reason=of.reason)


def _unsigned(difference: Estimate, write: Writer) -> tuple[str, str]:
    if difference.value is None:
        return "unknown", "(no interval)"
    write = telling_apart(difference, write)

    def unsigned(number: float) -> str:
        return write(number).removeprefix("+")

    between = interval_of(difference, unsigned) or "(no interval)"
    return unsigned(difference.value), between
