"""What rules look at: a map, the day, and every part with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar, Protocol

from footlights.model.activity import Activity
from footlights.model.map import Map, Stage
from footlights.model.matching import Match
from footlights.model.problem import Problem, Where
from footlights.model.touchpoint import Touchpoint


@dataclass(frozen=True)
class PlacedTouchpoint:
    """A touchpoint, where it stands in the document, and its stage."""

    where: Where
    touchpoint: Touchpoint
    stage: Stage


@dataclass(frozen=True)
class PlacedActivity:
    """An activity, where it stands in the document, and its touchpoint's number."""

    where: Where
    activity: Activity
    touchpoint: Touchpoint
    touchpoint_no: int


@dataclass(frozen=True)
class PlacedMatch:
    """A rule that binds events, where it stands, and what it binds them to."""

    where: Where
    match: Match
    owner: str


@dataclass(frozen=True)
class Checked:
    """A map under check, with the day on which it is checked."""

    map: Map
    on: date

    @cached_property
    def touchpoints(self) -> tuple[PlacedTouchpoint, ...]:
        """All touchpoints in map order."""
        return tuple(
            PlacedTouchpoint(where, touchpoint, stage)
            for where, stage, touchpoint in self.map.walk()
        )

    @cached_property
    def activities(self) -> tuple[PlacedActivity, ...]:
        """All activities in map order."""
        return tuple(
            PlacedActivity(
                (*placed.where, "activities", position),
                activity,
                placed.touchpoint,
                touchpoint_no,
            )
            for touchpoint_no, placed in enumerate(self.touchpoints, start=1)
            for position, activity in enumerate(placed.touchpoint.activities)
        )

    @cached_property
    def activity_by_id(self) -> dict[str, PlacedActivity]:
        """Each activity by id; of two with one id the first."""
        return {placed.activity.id: placed for placed in reversed(self.activities)}

    @cached_property
    def touchpoint_by_id(self) -> dict[str, PlacedTouchpoint]:
        """Each touchpoint by id; of two with one id the first."""
        return {placed.touchpoint.id: placed for placed in reversed(self.touchpoints)}

    @cached_property
    def touchpoint_no(self) -> dict[str, int]:
        """Number of each touchpoint, from 1, by id; of two with one id the first."""
        numbered = list(enumerate(self.touchpoints, start=1))
        return {placed.touchpoint.id: no for no, placed in reversed(numbered)}

    @cached_property
    def is_from_events_alone(self) -> bool:
        """Whether all that the map says is known from events, and nobody was asked."""
        return all(is_from_events(placed.touchpoint) for placed in self.touchpoints)


def is_from_events(touchpoint: Touchpoint) -> bool:
    """Whether a touchpoint is known from events alone, as `discover` proposes it."""
    return touchpoint.source is not None and touchpoint.source.kind == "events"


class Rule(Protocol):
    """Something that must hold in every map and that a schema cannot say."""

    code: ClassVar[str]
    """Stable name of the rule."""

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield every breach."""
        ...
