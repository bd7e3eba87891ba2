"""What `footlights events --json` prints."""

from datetime import datetime
from typing import Any

from pydantic import ConfigDict, Field

from footlights.measures.answers import AnswerCounts
from footlights.measures.result import Result


class EventName(Result):
    """A name of events."""

    event: str
    """The name."""

    events: int
    """Events that have it."""

    persons: int
    """Distinct persons who have it."""


class NamedCount(Result):
    """How many events have one value: a channel, a team, a reason."""

    name: str
    """The value."""

    events: int
    """How many events, or rejects, have it."""


class ScoreAnswers(Result):
    """How many events have one score."""

    score: float
    """The score."""

    answers: int
    """How many."""


class ScoreProfile(Result):
    """The scores of a log."""

    n: int
    """Events with a score."""

    mean: float
    """Their mean."""

    low: float
    """Lowest possible score."""

    high: float
    """Highest possible score."""

    distribution: tuple[ScoreAnswers, ...]
    """Answers by score, lowest first."""


class Spread(Result):
    """How long something takes."""

    n: int
    """How many are known."""

    mean: float
    """Mean."""

    median: float
    """Half take at most this long."""

    max: float
    """The longest."""


class Attribute(Result):
    """A column beside those of the contract."""

    name: str
    """Its name."""

    distinct: int | None
    """Distinct values; null where the log is too long to count them here."""

    missing: int | None
    """Events without a value; null as above."""


class LogProfile(Result):
    """What is in a log."""

    model_config = ConfigDict(populate_by_name=True)

    files: tuple[str, ...]
    """Files, in the order in which they were read."""

    rows: int
    """Rows of these files."""

    events: int
    """Events read and counted once."""

    persons: int
    """Distinct persons."""

    journeys: int
    """Distinct journeys by the log's own column; persons where it has none."""

    event_names: tuple[EventName, ...]
    """Names of events, most events first; at most a thousand."""

    distinct_event_names: int
    """How many names there are."""

    from_: datetime | None = Field(serialization_alias="from", validation_alias="from")
    """Time of the first event, UTC."""

    to: datetime | None
    """Time of the last event, UTC."""

    channels: tuple[NamedCount, ...]
    """Channels, most events first."""

    teams: tuple[NamedCount, ...]
    """Teams, most events first."""

    locations: int
    """Distinct locations."""

    scores: ScoreProfile | None
    """Scores; null where there are none."""

    texts: int
    """Events in which somebody wrote something."""

    durations_minutes: Spread | None
    """Minutes from `at` to `until`, where both are known."""

    last_end: datetime | None
    """Latest `until`, UTC; null where no event has one."""

    journey_hours: Spread | None
    """Hours from the first to the last `at` of a journey."""

    variants: int
    """Distinct sequences of event names of journeys, rows in order of reading."""

    attributes: tuple[Attribute, ...]
    """Other columns."""

    rejected: int
    """Rows that could not be read as events."""

    values_dropped: int
    """Values that could not be read, in events that were kept."""

    reject_reasons: tuple[NamedCount, ...]
    """Why rows and values could not be read, most first."""

    duplicates: int
    """Events left out because they repeat another one."""

    identical_rows: int | None
    """Events alike in every column to an earlier one, and counted; null where the log
    is too long to look for them here."""

    pairs: int
    """Starts and completes that became one duration."""

    zone: str
    """Zone in which times that name none were read."""

    guesses: tuple[str, ...]
    """What was guessed, as sentences."""

    answers: tuple[AnswerCounts, ...] = ()
    """What became of answers to surveys that were joined, one for each survey."""

    def to_json_dict(self) -> dict[str, Any]:
        """Give what `footlights events --json` prints."""
        return self.model_dump(mode="json", by_alias=True)
