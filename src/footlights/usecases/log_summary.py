"""What is in a log: everything that `footlights events` says."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.engines.engine import Engine
from footlights.usecases.event_log import EventLog
from footlights.usecases.kept_log import KeptLog
from footlights.usecases.log_profile import (
    Attribute,
    EventName,
    LogProfile,
    NamedCount,
    ScoreAnswers,
    ScoreProfile,
    Spread,
)

MOST_ATTRIBUTE_ROWS = 2_000_000
"""Events beyond which distinct values of attributes are not counted."""

MOST_IDENTICAL_ROWS = 500_000
"""Events beyond which identical rows are not looked for."""

MOST_NAMES = 1000
"""Names that are listed; a log of more has no names but texts."""


def summarise_log(log: EventLog | KeptLog) -> LogProfile:
    """Say what is in a log.

    Args:
        log: A log as `read_events` or `open_log` gives it.
    """
    engine, events, report = log.engine, log.events, log.report
    whole = _one(engine, _whole(events))
    journeys = _one(engine, _journeys(events))
    long_log = report.events > MOST_ATTRIBUTE_ROWS
    return LogProfile(
        files=report.files,
        rows=report.rows,
        events=report.events,
        persons=_distinct(engine, events, "person"),
        journeys=journeys["journeys"],
        event_names=tuple(
            EventName(**row) for row in _rows(engine, _event_names(events))
        ),
        distinct_event_names=_distinct(engine, events, "event"),
        from_=_utc(whole["first"]),
        to=_utc(whole["last"]),
        channels=_named(engine, events, "channel"),
        teams=_named(engine, events, "team"),
        locations=_distinct(engine, events, "location"),
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
        answers=log.answers,
    )


def _rows(engine: Engine, expression: ir.Table) -> list[dict[str, Any]]:
    return list(engine.fetch(expression).to_pylist())


def _one(engine: Engine, expression: ir.Table) -> dict[str, Any]:
    return _rows(engine, expression)[0]


def _distinct(engine: Engine, events: ir.Table, column: str) -> int:
    """Count the values of a column; far quicker than a count of distinct values."""
    values = events.filter(events[column].notnull()).select(column).distinct()
    return int(_one(engine, values.aggregate(n=_.count()))["n"])


def _utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None


def _whole(events: ir.Table) -> ir.Table:
    minutes = events.until.delta(events.at, unit="microsecond") / 60e6
    return events.aggregate(
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
    place = ibis.row_number().over(ibis.window(group_by="key", order_by="row_no"))
    each = (
        events.select(
            "row_no", "at", "event", key=ibis.coalesce(events.journey, events.person)
        )
        .mutate(place=place)
        # The sequence itself would be as large as the log. No two of these marks are
        # of the same place, so that none takes another away.
        .mutate(mark=(_.event + _.place.cast("string")).hash())
        .group_by("key")
        .aggregate(hours=hours, variant=_.mark.bit_xor())
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


def _scores(log: EventLog | KeptLog, whole: Mapping[str, Any]) -> ScoreProfile | None:
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
