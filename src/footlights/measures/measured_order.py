"""What is measured of stages, and of the ways between touchpoints."""

from pydantic import Field

from footlights.measures.measured_touchpoint import Scores
from footlights.measures.result import Estimate, Quantiles, Result


class LostTo(Result):
    """Where journeys that were lost in a stage went next."""

    stage: str | None
    """An earlier stage they went back to; null if the journey ended there."""

    journeys: int
    """How many journeys."""


class StageMeasures(Result):
    """Everything measured at one stage."""

    id: str
    """The stage."""

    reached: int
    """Journeys with at least one touch in it."""

    share_of_journeys: Estimate
    """Share of all journeys that reached it."""

    lost: int
    """Journeys that reached it and no later stage, and were not completed."""

    share_lost: Estimate
    """Share of the journeys that reached it that were lost in it."""

    lost_to: tuple[LostTo, ...]
    """Where the lost went after their last touch in it, most first."""

    funnel: int
    """Journeys that reached it after every recorded stage before it, in order."""

    seconds: Quantiles
    """Time from a journey's first touch in it to the end of its last."""

    score: Scores
    """Answers given at its touchpoints."""


class Transition(Result):
    """One way from touchpoint to touchpoint."""

    from_: str = Field(serialization_alias="from", validation_alias="from")
    """The touchpoint left."""

    to: str
    """The touchpoint met next in the same journey."""

    touches: int
    """How often."""

    journeys: int
    """Distinct journeys that went this way."""

    share_of_departures: Estimate
    """Share of all departures from `from`."""

    median_seconds: Estimate
    """Median gap, from the end of the one to the begin of the other."""


class Variant(Result):
    """A sequence of touchpoints that journeys share."""

    touchpoints: tuple[str, ...]
    """The touchpoints in order; repeats kept."""

    journeys: int
    """Journeys that share it."""

    share_of_journeys: Estimate
    """Share of all journeys."""

    coverage: float
    """Share of all journeys in this and every more frequent variant."""


class Variants(Result):
    """All ways through the map."""

    distinct: int
    """How many different variants there are."""

    rows: tuple[Variant, ...]
    """The most frequent, at most 100; ties by their touchpoints in map order."""

    others: int
    """Journeys in the variants that are not in `rows`."""
