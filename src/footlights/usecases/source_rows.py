"""One source, read: its rows in the engine, each marked as event or not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from footlights.engines.engine import Engine
from footlights.events.contract import REJECTS, Scale
from footlights.events.guessing import Roles
from footlights.events.joining import joined, repeated_keys
from footlights.events.normalise import (
    DROPPABLE,
    HELPERS,
    TEXTS,
    Reading,
    accepted,
    read_rows,
    rejected,
)
from footlights.events.raw import RawLog, text_of
from footlights.events.sources import Source, format_scale
from footlights.formats.opened import Progress
from footlights.usecases.decisions import Decisions, decide
from footlights.usecases.raw_logs import Input, LoadedLog, load_logs
from footlights.usecases.source_plan import PlannedSource


@dataclass(frozen=True)
class SourceRows:
    """Rows of one source, as events and as rejects.

    Args:
        files: Names of its files.
        rows: Rows of these files, broken ones too.
        last_row_no: Highest `row_no` that any of its rows may have.
        events: Events, with helpers, as `normalise.accepted` gives them.
        rejects: What could not be read, as `contract.REJECTS`; None if nothing.
        roles: Which column is what.
        attributes: Names of the attributes.
        told_scale: Scale of the scores, if it was told.
        guesses: What was guessed, as sentences.
        journey_persons: Events whose journey stands in for the person.
        kept: Table in the engine that holds the rows; None where they are a view.
    """

    files: tuple[str, ...]
    rows: int
    last_row_no: int
    events: ir.Table
    rejects: ir.Table | None
    roles: Roles
    attributes: tuple[str, ...]
    told_scale: Scale | None
    guesses: tuple[str, ...]
    journey_persons: int
    kept: ir.Table | None


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
        before = read[-1].last_row_no if read else rows_before
        if sum(loaded.rows_by_file):
            read.append(_read(engine, planned, loaded, f"{name}_{place}", before))
    return read


def _read(
    engine: Engine, planned: PlannedSource, loaded: LoadedLog, name: str, before: int
) -> SourceRows:
    source = planned.source
    raw, join_guesses = _with_joins(engine, planned, loaded, name)
    sample = loaded.sample if raw is loaded.raw else _sample(engine, raw)
    decided = decide(engine, raw, sample, source)
    rows = sum(loaded.rows_by_file)
    reading = Reading(
        roles=decided.roles,
        constants=source.constant,
        times=decided.times,
        zone=source.time.zone or "UTC",
        span=decided.span,
        replaced=source.values,
        scale=source.scale,
        attributes=decided.attributes,
        first_row_no=before,
        files_before=(0, *accumulate(loaded.rows_by_file[:-1])),
    )
    read, is_kept, counts = _rows_in_engine(
        engine, raw, reading, source, loaded, f"{name}_read"
    )
    rejects = []
    if counts["rejected"] or counts["dropped"]:
        rejects.append(rejected(read, raw.files, reading))
    rejects += _broken(engine, loaded, name)
    return SourceRows(
        files=raw.files,
        rows=rows,
        last_row_no=before + rows * max(len(source.wide), 1),
        events=accepted(read, tuple(decided.attributes.values())),
        rejects=ibis.union(*rejects) if len(rejects) > 1 else (rejects or [None])[0],
        roles=decided.roles,
        attributes=tuple(decided.attributes.values()),
        told_scale=source.scale,
        guesses=(*loaded.guesses, *join_guesses, *decided.guesses),
        journey_persons=counts["journey_persons"],
        kept=read if is_kept else None,
    )


def _with_joins(
    engine: Engine, planned: PlannedSource, loaded: LoadedLog, name: str
) -> tuple[RawLog, list[str]]:
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


def _sample(engine: Engine, raw: RawLog) -> dict[str, list[object]]:
    rows = engine.fetch(raw.rows.filter(raw.rows["row"] <= 1000))
    return {name: rows[raw.place(name)].to_pylist() for name in raw.names}


def _rows_in_engine(
    engine: Engine,
    raw: RawLog,
    reading: Reading,
    source: Source,
    loaded: LoadedLog,
    name: str,
) -> tuple[ir.Table, bool, dict[str, int]]:
    """Give the rows that were read, whether they were copied, and what they count.

    A Parquet file whose columns are as the contract wants them is read in place.
    """
    if source.wide:
        read = _wide(raw, reading, source)
    else:
        read = read_rows(raw, reading)
        if _is_plain(raw, reading, loaded, source):
            counts = _counts(engine, read)
            if not any(counts.values()) and _is_clean(engine, raw, reading.roles):
                return _as_it_is(raw, read, reading.roles), False, counts
    kept = engine.keep(name, read)
    if loaded.is_stored:
        engine.drop(loaded.raw.rows)
    return kept, True, _counts(engine, kept)


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
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _is_plain(raw: RawLog, reading: Reading, loaded: LoadedLog, source: Source) -> bool:
    return (
        not loaded.is_stored
        and not source.join
        and not source.values
        and not any(reading.roles.get(role) for role in HELPERS)
        and all(how.form is None for how in reading.times.values())
        and reading.zone == "UTC"
    )


def _text_columns(raw: RawLog, roles: Roles) -> dict[str, ir.StringValue]:
    """Give the text columns that alone fill a text of the contract, by role."""
    return {
        role: raw.value(names[0])
        for role in TEXTS
        if len(names := roles.get(role)) == 1 and raw.type_of(names[0]).is_string()
    }


def _is_clean(engine: Engine, raw: RawLog, roles: Roles) -> bool:
    """Whether no text has blanks around it or stands for a missing value."""
    texts = _text_columns(raw, roles).values()
    unclean = [(text_of(text).fill_null("") != text).fill_null(False) for text in texts]
    if not unclean:
        return True
    found = engine.fetch(
        raw.rows.aggregate(**{f"u{n}": each.any() for n, each in enumerate(unclean)})
    )
    return not any(found.to_pylist()[0].values())


def _as_it_is(raw: RawLog, read: ir.Table, roles: Roles) -> ir.Table:
    """Spare clean texts the cleaning, which would be done at every look at them."""
    del raw, roles
    return read


def _counts(engine: Engine, read: ir.Table) -> dict[str, int]:
    drops = [f"drop_{role}" for role in DROPPABLE]
    dropped = sum(
        (read[name].count() for name in drops if name in read.columns), ibis.literal(0)
    )
    stands_in = (
        (read.is_journey_person & read.reason.isnull()).sum().fill_null(0)
        if "is_journey_person" in read.columns
        else ibis.literal(0)
    )
    found = engine.fetch(
        read.aggregate(
            rejected=read.reason.count(),
            dropped=dropped,
            journey_persons=stands_in,
        )
    ).to_pylist()[0]
    return {name: int(count or 0) for name, count in found.items()}


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
