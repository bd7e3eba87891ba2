"""What is in a log: everything that `footlights events` says."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _
from pydantic import ConfigDict, Field

from footlights.engines.engine import Engine
from footlights.measures.result import Result
from footlights.usecases.event_log import EventLog

MOST_ATTRIBUTE_ROWS = 2_000_000
"""Events beyond which distinct values of attributes are not counted."""

MOST_IDENTICAL_ROWS = 500_000
"""Events beyond which identical rows are not looked for."""

MOST_NAMES = 1000
"""Names that are listed; a log of more has no names but texts."""


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

    def to_json_dict(self) -> dict[str, Any]:
        """Give what `footlights events --json` prints."""
        return self.model_dump(mode="json", by_alias=True)


def summarise_log(log: EventLog) -> LogProfile:
    """Say what is in a log.

    Args:
        log: A log as `read_events` gives it.
    """
    engine, events, report = log.engine, log.events, log.report
    whole = _one(engine, _whole(events))
    journeys = _one(engine, _journeys(events))
    long_log = report.events > MOST_ATTRIBUTE_ROWS
    return LogProfile(
        files=report.files,
        rows=report.rows,
        events=report.events,
        persons=whole["persons"],
        journeys=journeys["journeys"],
        event_names=tuple(
            EventName(**row) for row in _rows(engine, _event_names(events))
        ),
        distinct_event_names=whole["names"],
        from_=_utc(whole["first"]),
        to=_utc(whole["last"]),
        channels=_named(engine, events, "channel"),
        teams=_named(engine, events, "team"),
        locations=whole["locations"],
        scores=_scores(log, whole),
        texts=whole["texts"],
        durations_minutes=_spread(whole, "minutes"),
        last_end=_utc(whole["last_end"]),
        journey_hours=_spread(journeys, "hours"),
        variants=journeys["variants"],
        attributes=_attributes(engine, events, report.attributes, long_log=long_log),
        rejected=report.rejected,
        values_dropped=report.values_dropped,
        reject_reasons=_named(engine, log.rejects, "reason"),
        duplicates=report.duplicates,
        identical_rows=_identical_rows(engine, events, report.events),
        pairs=report.pairs,
        zone=report.zone,
        guesses=report.guesses,
    )


def _rows(engine: Engine, expression: ir.Table) -> list[dict[str, Any]]:
    return list(engine.fetch(expression).to_pylist())


def _one(engine: Engine, expression: ir.Table) -> dict[str, Any]:
    return _rows(engine, expression)[0]


def _utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None


def _whole(events: ir.Table) -> ir.Table:
    minutes = events.until.delta(events.at, unit="microsecond") / 60e6
    return events.aggregate(
        persons=_.person.nunique(),
        names=_.event.nunique(),
        locations=_.location.nunique(),
        first=_.at.min(),
        last=_.at.max(),
        last_end=_.until.max(),
        texts=_.text.count(),
        scores=_.score.count(),
        mean_score=_.score.mean(),
        minutes_n=minutes.count(),
        minutes_mean=minutes.mean(),
        minutes_median=minutes.median(),
        minutes_max=minutes.max(),
    )


def _journeys(events: ir.Table) -> ir.Table:
    """Count journeys and variants, and how long journeys last; in one row."""
    hours = _.at.max().delta(_.at.min(), unit="microsecond") / 3.6e9
    each = (
        events.mutate(key=ibis.coalesce(events.journey, events.person))
        .group_by("key")
        .aggregate(
            hours=hours,
            # The sequence itself would be as large as the log.
            variant=_.event.hash().group_concat(",", order_by=_.row_no).hash(),
        )
    )
    return each.aggregate(
        journeys=_.count(),
        variants=_.variant.nunique(),
        hours_n=_.hours.count(),
        hours_mean=_.hours.mean(),
        hours_median=_.hours.median(),
        hours_max=_.hours.max(),
    )


def _event_names(events: ir.Table) -> ir.Table:
    return (
        events.group_by("event")
        .aggregate(events=_.count(), persons=_.person.nunique())
        .order_by(ibis.desc("events"), "event")
        .limit(MOST_NAMES)
    )


def _named(engine: Engine, rows: ir.Table, column: str) -> tuple[NamedCount, ...]:
    counts = (
        rows.filter(rows[column].notnull())
        .group_by(name=rows[column])
        .aggregate(events=_.count())
        .order_by(ibis.desc("events"), "name")
        .limit(MOST_NAMES)
    )
    return tuple(NamedCount(**row) for row in _rows(engine, counts))


def _spread(row: Mapping[str, Any], name: str) -> Spread | None:
    if not row[f"{name}_n"]:
        return None
    return Spread(**{part: row[f"{name}_{part}"] for part in Spread.model_fields})


def _scores(log: EventLog, whole: Mapping[str, Any]) -> ScoreProfile | None:
    scale = log.report.scale
    if not whole["scores"] or scale is None:
        return None
    counts = (
        log.events.filter(log.events.score.notnull())
        .group_by("score")
        .aggregate(answers=_.count())
        .order_by("score")
        .limit(MOST_NAMES)
    )
    return ScoreProfile(
        n=whole["scores"],
        mean=whole["mean_score"],
        low=scale.low,
        high=scale.high,
        distribution=tuple(ScoreAnswers(**row) for row in _rows(log.engine, counts)),
    )


def _attributes(
    engine: Engine, events: ir.Table, names: tuple[str, ...], *, long_log: bool
) -> tuple[Attribute, ...]:
    if long_log or not names:
        return tuple(Attribute(name=n, distinct=None, missing=None) for n in names)
    counts = _one(
        engine,
        events.aggregate(
            **{f"d{n}": events[name].nunique() for n, name in enumerate(names)},
            **{f"m{n}": events[name].isnull().sum() for n, name in enumerate(names)},
        ),
    )
    return tuple(
        Attribute(name=name, distinct=counts[f"d{n}"], missing=counts[f"m{n}"])
        for n, name in enumerate(names)
    )


def _identical_rows(engine: Engine, events: ir.Table, count: int) -> int | None:
    if count > MOST_IDENTICAL_ROWS:
        return None
    columns = [name for name in events.columns if name != "row_no"]
    distinct = _one(engine, events.select(columns).distinct().aggregate(rows=_.count()))
    return count - int(distinct["rows"])
