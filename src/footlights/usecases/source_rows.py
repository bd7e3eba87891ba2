"""One source, read: its rows in the engine, each marked as event or not."""

from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from typing import Any

import ibis
import ibis.expr.types as ir

from footlights.engines.engine import Engine
from footlights.events.contract import REJECTS
from footlights.events.guessing import Roles
from footlights.events.joining import joined, repeated_keys
from footlights.events.normalise import (
    DROPPABLE,
    Reading,
    read_rows,
)
from footlights.events.raw import RawLog, text_of
from footlights.events.sorting import accepted, rejected
from footlights.events.sources import Source
from footlights.events.uniting import united
from footlights.formats.opened import Progress
from footlights.usecases.decisions import Decisions, decide
from footlights.usecases.plain_rows import plain_events
from footlights.usecases.raw_logs import Input, LoadedLog, load_logs
from footlights.usecases.source_facts import SourceFacts
from footlights.usecases.source_plan import PlannedSource


@dataclass(frozen=True)
class SourceRows:
    """Rows of one source, as events and as rejects.

    Args:
        facts: What is known about them.
        events: Events, with helpers, as `sorting.accepted` gives them.
        rejects: What could not be read, as tables of `contract.REJECTS`.
        kept: Table in the engine that holds the rows; None where they are a view.
    """

    facts: SourceFacts
    events: ir.Table
    rejects: tuple[ir.Table, ...] = ()
    kept: ir.Table | None = None


def read_source(
    engine: Engine,
    planned: PlannedSource,
    name: str,
    rows_before: int,
    progress: Progress | None,
) -> list[SourceRows]:
    """Read one source; files with other columns than their neighbours stand apart.

    Args:
        engine: Where the rows are kept.
        planned: What to read, and how.
        name: Beginning of the names of tables in the engine.
        rows_before: Highest `row_no` given so far.
        progress: Told the share of bytes read.

    Raises:
        FootlightsError: It cannot be read; see `read_events`.
    """
    read: list[SourceRows] = []
    for place, loaded in enumerate(load_logs(engine, planned.inputs, name, progress)):
        before = read[-1].facts.last_row_no if read else rows_before
        if sum(loaded.rows_by_file):
            read.append(read_loaded(engine, planned, loaded, f"{name}_{place}", before))
    return read


def read_loaded(
    engine: Engine, planned: PlannedSource, loaded: LoadedLog, name: str, before: int
) -> SourceRows:
    """Read rows that are in the engine already; see `read_source`."""
    raw, join_guesses = with_joins(engine, planned, loaded, name)
    sample = loaded.sample if raw is loaded.raw else sample_of(engine, raw)
    source = planned.source.in_zone_of(loaded.zone)
    decided = decide(engine, raw, sample, source)
    guesses = (*loaded.guesses, *join_guesses)
    found = replace(loaded, raw=raw, sample=sample, guesses=guesses)
    rows = read_decided(engine, source, found, decided, (name, before))
    if loaded.is_stored:
        engine.drop(loaded.raw.rows)
    return rows


def read_decided(
    engine: Engine,
    source: Source,
    loaded: LoadedLog,
    decided: Decisions,
    place: tuple[str, int],
) -> SourceRows:
    """Read rows of which is decided what each column is.

    Args:
        engine: Where they are.
        source: How to read them.
        loaded: The rows, with the columns of joined tables.
        decided: What each column is.
        place: Beginning of the names of tables in the engine, and the highest
            `row_no` given so far.
    """
    raw, (name, before) = loaded.raw, place
    rows = sum(loaded.rows_by_file)
    reading = Reading(
        roles=decided.roles,
        constants={str(role): said for role, said in source.constant.items()},
        times=decided.times,
        zone=source.time.zone or "UTC",
        span=decided.span,
        replaced=source.values,
        scale=source.scale,
        attributes=decided.attributes,
        first_row_no=before,
        files_before=(0, *accumulate(loaded.rows_by_file[:-1])),
    )
    attributes = tuple(decided.attributes.values())
    facts = partial(
        SourceFacts,
        files=raw.files,
        rows=rows,
        last_row_no=before + rows * max(len(source.wide), 1),
        columns=tuple(raw.names),
        roles=decided.roles.columns,
        times=decided.times,
        zone=reading.zone,
        attributes=attributes,
        told_scale=source.scale,
        guesses=(*loaded.guesses, *decided.guesses),
    )
    is_in_place = not loaded.is_stored and not source.wide and not source.join
    plain = plain_events(engine, raw, reading) if is_in_place else None
    if plain is not None:
        events, scores = plain
        return SourceRows(facts(**scores, event_count=rows), events)
    read = _wide(raw, reading, source) if source.wide else read_rows(raw, reading)
    kept = engine.keep(f"{name}_read", read)
    counts = _counts(engine, kept)
    rejects = _broken(engine, loaded, name)
    if counts["rejected"] or counts["dropped"]:
        rejects.append(rejected(kept, raw.files, reading))
    known = facts(
        event_count=counts["events"],
        low=counts["low"],
        high=counts["high"],
        journey_persons=counts["journey_persons"],
    )
    return SourceRows(known, accepted(kept, attributes), tuple(rejects), kept)


def with_joins(
    engine: Engine, planned: PlannedSource, loaded: LoadedLog, name: str
) -> tuple[RawLog, list[str]]:
    """Add the columns of joined tables, and say which of their rows are not."""
    raw, guesses = loaded.raw, []
    for place, join in enumerate(planned.source.join):
        path = planned.folder / join.file
        (other,) = load_logs(
            engine, [Input(path, path.name)], f"{name}_join_{place}", None
        )
        raw = joined(raw, other.raw, join)
        found = engine.fetch(repeated_keys(other.raw, join)).to_pylist()
        if repeated := int(found[0]["repeated"]):
            guesses.append(
                f"{repeated:,} rows of {path.name} repeat the"
                f" {', '.join(join.on.values())} of an earlier row and are not joined"
            )
    return raw, guesses


def sample_of(engine: Engine, raw: RawLog) -> dict[str, list[object]]:
    """Give some values of each column."""
    rows = engine.fetch(raw.rows.filter(raw.rows["row"] <= 1000))
    return {name: rows[raw.place(name)].to_pylist() for name in raw.names}


def _wide(raw: RawLog, reading: Reading, source: Source) -> ir.Table:
    parts = []
    for place, (column, event) in enumerate(source.wide.items(), start=1):
        roles = Roles({**reading.roles.columns, "at": (column,)}, ())
        filled = raw.rows.filter(text_of(raw.value(column)).notnull())
        part = replace(
            reading,
            roles=roles,
            constants={**reading.constants, "event": event},
            numbers_per_row=len(source.wide),
            number_in_row=place,
        )
        parts.append(read_rows(raw.with_columns(filled, raw.names), part))
    return united(parts)


def _counts(engine: Engine, read: ir.Table) -> dict[str, Any]:
    drops = [f"drop_{role}" for role in DROPPABLE if f"drop_{role}" in read.columns]
    is_event = read.reason.isnull()
    counts: dict[str, ir.Value] = {
        "events": is_event.sum(),
        "rejected": read.reason.count(),
        "dropped": sum((read[name].count() for name in drops), ibis.literal(0)),
        "journey_persons": ibis.literal(0),
        "low": ibis.null("float64"),
        "high": ibis.null("float64"),
    }
    if "is_journey_person" in read.columns:
        counts["journey_persons"] = (read.is_journey_person & is_event).sum()
    if "score" in read.columns:
        counts["low"] = read.score.min(where=is_event)
        counts["high"] = read.score.max(where=is_event)
    found = engine.fetch(read.aggregate(**counts)).to_pylist()[0]
    ends = {name: found.pop(name) for name in ("low", "high")}
    return {**{name: int(count or 0) for name, count in found.items()}, **ends}


def _broken(engine: Engine, loaded: LoadedLog, name: str) -> list[ir.Table]:
    tables = []
    for place, (file, rows) in enumerate(
        zip(loaded.raw.files, loaded.broken, strict=False)
    ):
        if rows.num_rows:
            stored = engine.load(f"{name}_broken_{place}", rows)
            tables.append(
                stored.select(
                    file=ibis.literal(file),
                    row=stored.row,
                    column=ibis.null("string"),
                    value=stored.value,
                    reason=stored.reason,
                    is_event_kept=ibis.literal(value=False),
                ).cast(REJECTS)
            )
    return tables
