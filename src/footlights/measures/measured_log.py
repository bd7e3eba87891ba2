"""What is said of the log that a map was measured on."""

from datetime import datetime

from pydantic import Field

from footlights.measures.answers import AnswerCounts
from footlights.measures.result import Estimate, Result


class LogSummary(Result):
    """What was read, in numbers."""

    events: int
    """Events read and counted once."""

    persons: int
    """Distinct persons of those events."""

    journeys: int
    """Journeys on this map: those with at least one touch."""

    from_: datetime | None = Field(serialization_alias="from", validation_alias="from")
    """Time of the first event, UTC."""

    to: datetime | None
    """Time of the last event, UTC."""

    rejected: int
    """Rows that could not be read as events."""

    values_dropped: int
    """Values that could not be read, in events that were kept."""

    duplicates: int
    """Rows left out because they repeat another one."""

    score_scale: tuple[float, float] | None
    """Lowest and highest possible score; null where the log has no scores."""

    zone: str
    """Time zone in which hours, weekdays and weeks are told."""

    answers: tuple[AnswerCounts, ...] = ()
    """What became of answers to surveys that were joined, one for each survey."""


class UnexplainedEvent(Result):
    """An event name that the map does not explain."""

    event: str
    """Name of the event."""

    events: int
    """How many events have it."""

    persons: int
    """How many distinct persons have it."""

    share: Estimate
    """Share of all events."""


class Coverage(Result):
    """How much of the log the map explains."""

    events_on_map: int
    """Events that belong to a touchpoint, an activity or an outcome of the map."""

    events_off_map: int
    """Events that belong to none."""

    share_on_map: Estimate
    """Share of all events that the map explains."""

    off_map: tuple[UnexplainedEvent, ...]
    """Event names that the map does not explain, most events first."""

    never_seen: tuple[str, ...]
    """Touchpoints that events could reach and none did."""

    not_measured: tuple[str, ...]
    """Touchpoints that no event can reach."""


class Identity(Result):
    """A sum that must come out; a broken one means a number is wrong."""

    name: str
    """What must equal what."""

    holds: bool
    """Whether it does."""

    left: int
    """One side."""

    right: int
    """The other side."""
