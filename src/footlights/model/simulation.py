"""What `footlights generate` plants into a log, so that it can be found again."""

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field, field_validator

from footlights.model.part import Part, Slug, Words
from footlights.model.quantities import Duration, Share

CENTURY = timedelta(days=36_525)
"""Longest time that a generated log may cover."""


class _Effect(Part):
    id: Slug
    """Name of the effect; tests and reports refer to it."""

    why: Words | None = None
    """The story behind it, in a sentence."""


Drop = Annotated[float, Field(gt=0, le=4)]


class WaitHurts(_Effect):
    """A wait takes much longer than expected, and people score it low."""

    kind: Literal["wait-hurts"]
    """`wait-hurts`"""

    touchpoint: Slug
    """The touchpoint of kind `wait`."""

    times: Annotated[float, Field(gt=1, le=100)] = 3.0
    """How many times longer than without the effect."""

    drop: Drop = 1.5
    """How much lower the feeling is, on the scale from -2 to +2."""


class StageLoses(_Effect):
    """People leave for good in a stage."""

    kind: Literal["stage-loses"]
    """`stage-loses`"""

    stage: Slug
    """The stage they leave in."""

    share: Share
    """Share of those who reach it that leave there."""


class SegmentSuffers(_Effect):
    """A segment scores lower than the others, everywhere or at one touchpoint."""

    kind: Literal["segment-suffers"]
    """`segment-suffers`"""

    segment: Slug
    """The segment, declared under `segments`."""

    touchpoint: Slug | None = None
    """Where; everywhere if left out."""

    drop: Drop = 1.5
    """How much lower the feeling is, on the scale from -2 to +2."""


class ChannelBroken(_Effect):
    """A channel fails: people must try again there, and score it low."""

    kind: Literal["channel-broken"]
    """`channel-broken`"""

    channel: Slug
    """The channel, declared under `channels`."""

    share: Share = 0.3
    """Share of visits on it that must be repeated."""

    drop: Drop = 1.5
    """How much lower the feeling is, on the scale from -2 to +2."""


Effect = Annotated[
    WaitHurts | StageLoses | SegmentSuffers | ChannelBroken,
    Field(discriminator="kind"),
]


class Simulation(Part):
    """How a log is generated from this map."""

    starts: date = date(2026, 1, 5)
    """First day of the generated log."""

    lasts: Duration = Field(default="120d", validate_default=True)
    """How long after it the last journey begins."""

    answers: Share = 0.4
    """Share of visits that leave a score."""

    shares: dict[Slug, Share] = Field(default_factory=dict)
    """Share of journeys in each segment; what is not named gets 30%."""

    effects: tuple[Effect, ...] = ()
    """What is planted: a wait that hurts, a stage that loses people, a segment
    that suffers, a broken channel."""

    @field_validator("lasts")
    @classmethod
    def _is_within_a_century(cls, lasts: timedelta) -> timedelta:
        if lasts > CENTURY:
            msg = "a log cannot last longer than a century; say at most 36525d"
            raise ValueError(msg)
        return lasts
