"""The map: the planned picture, one document."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from footlights.model.activity import Activity, System, Team
from footlights.model.calendar import Calendar
from footlights.model.matching import Column, OneOrMany, OutcomeMatch
from footlights.model.part import Part, Slug, Title, Words
from footlights.model.quantities import Duration, Money, PercentageField
from footlights.model.simulation import Simulation
from footlights.model.touchpoint import Touchpoint


class Persona(Part):
    """A described archetype; never computed."""

    id: Slug
    """Name that touchpoints refer to in `feelings`."""

    name: Title
    """What the reader sees."""

    describes: Words | None = None
    """Who they are, what they come for."""

    quote: Words | None = None
    """A sentence they would say."""

    segment: Slug | None = None
    """Segment of the journeys that such people have in the log; by it, numbers can be
    asked of them. The persona itself is described, the segment is computed."""


class Segment(Part):
    """A computed rule over persons or journeys."""

    id: Slug
    """Name of the segment."""

    name: Title
    """What the reader sees."""

    where: Annotated[dict[Column, OneOrMany], Field(min_length=1)]
    """Columns of the log and the values they must have; all must hold. A journey
    belongs to the segment if its first event that fills these columns does."""

    core: bool = False
    """Whether it is the segment the map is mainly drawn for."""


class Channel(Part):
    """The means by which people and organisation meet."""

    id: Slug
    """Name that touchpoints refer to; also the value in the log's channel column."""

    form: Literal["physical", "digital", "human", "hybrid"]
    """Its nature: `physical`, `digital`, `human` or `hybrid`."""

    name: Title | None = None
    """What the reader sees; the id if left out."""

    said_as: tuple[Words, ...] = ()
    """Other spellings of it in the log's channel column."""


class JourneysByPerson(Part):
    """One journey is one person's touches with no gap longer than `gap`."""

    by: Literal["person"]
    """`person`"""

    gap: Duration | None = None
    """Longest silence inside a journey; without it, a person has one journey."""

    completed_by: tuple[Slug, ...] = ()
    """Touchpoints of which any completes a journey; the default is any touchpoint
    of the last stage that events can reach."""


class JourneysByColumn(Part):
    """One journey is all touches that share a value in a column."""

    by: Literal["column"]
    """`column`"""

    column: Words = "journey"
    """The log's column that names the journey: an order, a ticket, a case."""

    completed_by: tuple[Slug, ...] = ()
    """Touchpoints of which any completes a journey; the default is any touchpoint
    of the last stage that events can reach."""


class Outcome(Part):
    """Something that happens in or after a journey and matters."""

    id: Slug
    """Name of the outcome."""

    name: Title
    """What the reader sees."""

    good: bool
    """Whether it is wanted."""

    matches: OutcomeMatch
    """The event that shows it: `{event: booking, within: 60d}`."""

    value: Money | None = None
    """What it is worth, each time: `48 EUR`."""


class Goal(Part):
    """A number to reach."""

    measure: Title
    """What is measured: `wait.p90`, `score.mean`, `completion`, ..."""

    at_most: Duration | float | PercentageField | None = Field(
        default=None, union_mode="left_to_right"
    )
    """Highest value that still meets it; times with their unit."""

    at_least: Duration | float | PercentageField | None = Field(
        default=None, union_mode="left_to_right"
    )
    """Lowest value that still meets it; times with their unit."""

    by: date | None = None
    """Day by which it is to be reached."""

    owner: Title | None = None
    """Who answers for it."""


class OwnLane(Part):
    """A row that this map has besides those that every map has."""

    id: Slug
    """Name used by `notes` of touchpoints; never shown."""

    name: Title
    """What the reader sees."""

    hint: Title | None = None
    """What it is about, in a few words."""


class Stage(Part):
    """A phase of the experience; holds touchpoints in order."""

    id: Slug
    """Name of the stage."""

    name: Title
    """What the reader sees."""

    moment: Literal["before", "during", "after"] | None = None
    """Before, during or after the purchase or service."""

    customer_goal: Words | None = None
    """What the customer wants from this stage."""

    business_goal: Goal | None = None
    """What the organisation wants from it, as a number."""

    order: Literal["sequence", "any", "one_of"] = "sequence"
    """Whether its touchpoints are met in sequence, in any order, or one of them."""

    touchpoints: Annotated[tuple[Touchpoint, ...], Field(min_length=1)]
    """The columns of the map, first to last."""


class Review(Part):
    """When the map is looked at again."""

    every: Duration
    """How often: `90d`."""

    last: date
    """Day of the last review."""


def persona_name(persona_id: str) -> str:
    """Give the name of a persona of whom the map only says the id."""
    return persona_id.replace("-", " ").capitalize()


def _persona(value: object) -> object:
    if isinstance(value, str):
        return {"id": value, "name": persona_name(value)}
    return value


class Map(Part):
    """A planned picture of an experience, with its two lenses."""

    footlights: Literal[1]
    """Version of this file format; always 1."""

    id: Slug
    """Name of the map; other maps refer to it in `of`."""

    name: Title
    """What the reader sees."""

    objective: Words | None = None
    """What the organisation wants from this experience."""

    state: Literal["current", "future"] = "current"
    """Whether it shows what is, or what shall be."""

    of: Slug | None = None
    """Of a future map: the current map that it changes."""

    goals: tuple[Goal, ...] = ()
    """Of a future map: the numbers to reach."""

    owner: Title | None = None
    """Who answers for the map."""

    review: Review | None = None
    """When it is looked at again."""

    zone: Title | None = None
    """Time zone in which hours and weekdays are told: `Europe/Rome`; else UTC."""

    personas: tuple[
        Annotated[
            Persona, BeforeValidator(_persona, json_schema_input_type=Slug | Persona)
        ],
        ...,
    ] = ()
    """Archetypes the map is drawn for; an id alone, or with a description."""

    segments: tuple[Segment, ...] = ()
    """Computed groups of journeys that are compared."""

    journeys: Annotated[
        JourneysByPerson | JourneysByColumn, Field(discriminator="by")
    ] = JourneysByPerson(by="person")
    """What one journey is."""

    outcomes: tuple[Outcome, ...] = ()
    """What happens in or after a journey and matters."""

    channels: tuple[Channel, ...] = ()
    """The means of meeting."""

    teams: tuple[Team, ...] = ()
    """Who does activities."""

    systems: tuple[System, ...] = ()
    """What activities use."""

    calendars: tuple[Calendar, ...] = ()
    """When somebody is there; expected and promised times can name one."""

    lanes: tuple[OwnLane, ...] = ()
    """Rows of its own, top to bottom; touchpoints say theirs in `notes`."""

    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    """The phases of the experience, first to last."""

    simulation: Simulation | None = None
    """How a log is generated from this map, with the effects planted in it."""

    @cached_property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints in map order; number them from 1."""
        return tuple(t for stage in self.stages for t in stage.touchpoints)

    @cached_property
    def calendar_names(self) -> dict[str | None, str]:
        """What the reader sees of each calendar, by id."""
        return {calendar.id: calendar.name for calendar in self.calendars}

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """All activities in map order; number them from 1."""
        return tuple(a for t in self.touchpoints for a in t.activities)

    @cached_property
    def touchpoint_no(self) -> dict[str, int]:
        """Number of each touchpoint, from 1, by id."""
        return {t.id: no for no, t in enumerate(self.touchpoints, start=1)}

    @cached_property
    def stage_no_of(self) -> dict[str, int]:
        """Number of the stage that holds a touchpoint, from 1, by touchpoint id."""
        return {
            t.id: no
            for no, stage in enumerate(self.stages, start=1)
            for t in stage.touchpoints
        }

    def touchpoint(self, touchpoint_id: str) -> Touchpoint:
        """Give the touchpoint of that id; KeyError if there is none."""
        return self.touchpoints[self.touchpoint_no[touchpoint_id] - 1]

    def walk(self) -> Iterator[tuple[tuple[str | int, ...], Stage, Touchpoint]]:
        """Yield every touchpoint with its path in the document and its stage."""
        for s, stage in enumerate(self.stages):
            for t, touchpoint in enumerate(stage.touchpoints):
                yield ("stages", s, "touchpoints", t), stage, touchpoint

    @model_validator(mode="after")
    def _future_names_its_current(self) -> Self:
        if self.state == "current" and self.of is not None:
            msg = "a current map has no `of`; say `state: future`, or leave `of` out"
            raise ValueError(msg)
        return self
