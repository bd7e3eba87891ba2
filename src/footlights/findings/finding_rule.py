"""What every rule of finding has in common: candidates, evidence, wording."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Protocol

from footlights.measures.estimate_wording import value_text
from footlights.measures.measured import Measured
from footlights.measures.result import Estimate
from footlights.measures.wording import Writer
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


def estimate_text(estimate: Estimate, write: Writer | None) -> str:
    """Write an estimate as every page does: `31 % (27 to 35)`, `3.21 (2.84 to 3.58)`.

    Args:
        estimate: The number.
        write: How numbers of its kind are written; None where the log has none.
    """
    if estimate.value is None or write is None:
        return "unknown"
    return value_text(estimate, write)


def how_much_lower(difference: Estimate) -> Estimate:
    """Turn a difference that is mostly below 0: how much lower the one is."""
    return difference.model_copy(
        update={
            "value": _turned(difference.value),
            "low": _turned(difference.high),
            "high": _turned(difference.low),
        }
    )


def _turned(number: float | None) -> float | None:
    return None if number is None else -number
