"""The smallest results: an estimate, and what is built from estimates."""

from pydantic import BaseModel, ConfigDict

ENOUGH = 30
"""Fewest observations below which a number is said to rest on too few."""


class Result(BaseModel):
    """A piece of a measured map: frozen, complete, documented."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )


class Estimate(Result):
    """A number with the interval that it lies in, at 95 %, and how many it rests on."""

    value: float | None
    """The number; null where it cannot be computed, and `reason` says why."""

    low: float | None
    """Lower end of the 95 % interval; null where there is none."""

    high: float | None
    """Upper end of the 95 % interval; null where there is none."""

    n: int
    """How many observations it rests on."""

    reason: str | None = None
    """Why the number or its interval is missing, or `too few` under 30."""

    @property
    def is_known(self) -> bool:
        """Whether there is a number at all."""
        return self.value is not None

    @property
    def is_firm(self) -> bool:
        """Whether it rests on enough observations and has an interval."""
        return self.n >= ENOUGH and self.low is not None and self.high is not None


class Quantiles(Result):
    """How long something takes, in seconds."""

    median: Estimate
    """Half take at most this long, seconds."""

    p90: Estimate
    """Nine in ten take at most this long, seconds."""

    p95: Estimate
    """Nineteen in twenty take at most this long, seconds."""


class Count(Result):
    """How often one value occurs."""

    name: str
    """The value: a channel, a location, a team."""

    touches: int
    """Touches with that value."""

    share: Estimate
    """Share of the touches that have any value in this column."""
