"""Add events to a kept log: what they change becomes as if all were read at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.engines.duckdb_file import DuckDBFile
from footlights.errors import NoRowsError, OtherReadingError
from footlights.events.contract import REJECTS
from footlights.events.finishing import (
    EVENT_ID,
    once_by_id,
    once_if_identical,
    one_table,
)
from footlights.events.pairing import paired
from footlights.events.sorting import CLOSES_NOTHING, HELPER
from footlights.formats.opened import Progress
from footlights.usecases.finished_log import (
    count_rows,
    nothing_readable,
    reject_counts,
    rejects_of,
)
from footlights.usecases.kept_state import (
    LOG,
    KeptFile,
    KeptState,
    joined_sources,
    write_state,
)
from footlights.usecases.source_facts import (
    Counts,
    SourceFacts,
    attributes_of,
    roles_of,
)
from footlights.usecases.source_plan import PlannedSource
from footlights.usecases.source_rows import SourceRows, read_source

ROWS = "rows"
"""Table of all events of a kept log, with their helpers."""

OWN_UNTIL = f"{HELPER}until"
"""`until` as it was read: pairing may have filled it since."""

APPEND_NO = f"{HELPER}append_no"
"""The append that wrote the row, or last changed it."""


@dataclass(frozen=True)
class Addition:
    """What is to be added to a kept log.

    Args:
        plan: Files and tables, and how to read them.
        files: Those of them that are files.
        zone: The zone that was told, if any.
        drop_identical: Whether rows alike in every column count once.
        progress: Told the share of bytes read.
    """

    plan: Sequence[PlannedSource]
    files: tuple[KeptFile, ...]
    zone: str | None
    drop_identical: bool
    progress: Progress | None


def append_events(
    engine: DuckDBFile, state: KeptState, addition: Addition
) -> KeptState:
    """Read what is to be added, and add it in one transaction.

    Raises:
        FootlightsError: It cannot be read, or would be read in another way than what
            is there; nothing was changed.
    """
    read = _read(engine, state, addition)
    facts = [each.facts for each in read]
    _check_reading(state.sources, facts)
    rejects = rejects_of(engine, read)
    rejected, dropped = reject_counts(engine, rejects)
    sources = joined_sources(state.sources, facts)
    if not any(each.event_count for each in sources):
        raise nothing_readable(engine, sources, rejects)
    zones = dict.fromkeys((*state.zones, *([addition.zone] if addition.zone else [])))
    changed = replace(
        state,
        append_no=state.append_no + 1,
        drop_identical=state.drop_identical or addition.drop_identical,
        zones=tuple(zones),
        files=(*state.files, *addition.files),
        sources=sources,
    )
    with engine.transaction():
        if read:
            changed = _with_rows(engine, state, changed, read)
            add_rejects(engine, rejects)
        rows = engine.stored(LOG, ROWS)
        changed = replace(
            changed,
            counts=Counts(
                events=count_rows(engine, rows),
                rejected=state.counts.rejected + rejected,
                values_dropped=state.counts.values_dropped + dropped,
                pairs=count_rows(engine, rows.filter(rows.closes)),
            ),
        )
        # Scores on two scales are refused before anything is committed.
        changed.report()
        write_state(engine, changed)
    for each in read:
        if each.kept is not None:
            engine.drop(each.kept)
    return changed


def _read(engine: DuckDBFile, state: KeptState, addition: Addition) -> list[SourceRows]:
    read: list[SourceRows] = []
    for place, planned in enumerate(addition.plan):
        before = read[-1].facts.last_row_no if read else state.last_row_no
        name = f"source_{place}"
        read += read_source(engine, planned, name, before, addition.progress)
    if not read and not state.sources:
        names = [each.name for planned in addition.plan for each in planned.inputs]
        raise NoRowsError(", ".join(names))
    return read


def _check_reading(before: Sequence[SourceFacts], more: Sequence[SourceFacts]) -> None:
    """See to it that files with the same columns are read in the same way.

    Raises:
        OtherReadingError: One would be read in another way.
    """
    for each in more:
        alike = (known for known in before if known.columns == each.columns)
        for earlier in alike:
            for what, *ways in _differences(each, earlier):
                files = (each.files[0], earlier.files[0])
                raise OtherReadingError(files, what, (ways[0], ways[1]))


def _differences(
    each: SourceFacts, earlier: SourceFacts
) -> Iterator[tuple[str, str, str]]:
    """Yield what is read differently: its name, how it is now, how it was."""
    for role in sorted({*earlier.roles, *each.roles}):
        now, then = each.roles.get(role), earlier.roles.get(role)
        if now != then:
            yield f"the {role}", _named(now), _named(then)
    for name, how in each.times.items():
        known = earlier.times.get(name)
        if known and known.form and how.form and known.form != how.form:
            yield f"the time in {name!r}", how.form, known.form
    if each.zone != earlier.zone:
        yield "a time without zone", each.zone, earlier.zone


def _named(columns: tuple[str, ...] | None) -> str:
    return " or ".join(repr(name) for name in columns or ()) or "no column"


def _with_rows(
    engine: DuckDBFile, before: KeptState, after: KeptState, read: Sequence[SourceRows]
) -> KeptState:
    """Add rows; those that they close, or that close them, are written anew."""
    roles, attributes = roles_of(after.sources), attributes_of(after.sources)
    more = one_table(
        [each.events for each in read], attributes_of([each.facts for each in read])
    )
    if not engine.has(LOG, ROWS):
        whole = _finished(more, roles, after)
        engine.store(LOG, ROWS, whole)
        return after
    kept = engine.stored(LOG, ROWS)
    if after.drop_identical and not before.drop_identical:
        # Rows may go that tables were prepared from: those are prepared anew.
        whole = _finished(one_table([_as_read(kept), more], attributes), roles, after)
        engine.store(LOG, ROWS, whole)
        for prepared in before.maps.values():
            engine.discard(prepared.place)
        return replace(after, maps={})
    more = engine.keep("more", more)
    new = engine.keep("new", _new_only(kept, more, attributes, roles, after))
    engine.drop(more)
    changed = new
    if "lifecycle" in roles:
        work = ibis.coalesce(_.journey, _.person)
        same_work = new.select(work=work).distinct()
        earlier = kept.mutate(work=work).semi_join(same_work, "work").drop("work")
        changed = one_table([_as_read(earlier), new], attributes)
    changed = engine.keep("changed", _written(changed, roles, after))
    whole = one_table([kept, changed], attributes)
    if _same_types(whole, kept):
        if "lifecycle" in roles:
            engine.remove(kept, changed.select("row_no"))
        engine.add(kept, one_table([kept.limit(0), changed], attributes))
    else:
        others = kept.anti_join(changed, "row_no")
        engine.store(LOG, ROWS, one_table([others, changed], attributes))
    engine.drop(changed)
    engine.drop(new)
    return after


def _new_only(
    kept: ir.Table,
    more: ir.Table,
    attributes: Sequence[str],
    roles: set[str],
    state: KeptState,
) -> ir.Table:
    """Leave out rows that repeat one that is kept, or an earlier one of their own."""
    new = more
    if "event_id" in roles:
        known = kept.filter(kept[EVENT_ID].notnull()).select(EVENT_ID)
        new = once_by_id(new).anti_join(known, EVENT_ID)
    if state.drop_identical:
        alike = _as_read(kept).semi_join(more, ["person", "event", "at"])
        both = one_table([alike, new], attributes)
        # Row numbers only grow: those of new rows are above all that are kept.
        new_from = more.row_no.min().as_scalar()
        new = once_if_identical(both).filter(_.row_no >= new_from)
    return new


def _finished(rows: ir.Table, roles: set[str], state: KeptState) -> ir.Table:
    """Give rows as they are kept: each event once, starts and completes paired."""
    if "event_id" in roles:
        rows = once_by_id(rows)
    if state.drop_identical:
        rows = once_if_identical(rows)
    return _written(rows, roles, state)


def _written(rows: ir.Table, roles: set[str], state: KeptState) -> ir.Table:
    rows = rows.mutate(**{OWN_UNTIL: rows.until})
    if "lifecycle" in roles:
        rows = paired(rows)
    return rows.mutate(**{APPEND_NO: ibis.literal(state.append_no, "int64")})


def _as_read(kept: ir.Table) -> ir.Table:
    """Give kept rows as they were before starts and completes were paired."""
    return kept.mutate(until=kept[OWN_UNTIL], closes=CLOSES_NOTHING).drop(
        OWN_UNTIL, APPEND_NO
    )


def _same_types(one: ir.Table, other: ir.Table) -> bool:
    def types(table: ir.Table) -> list[tuple[str, str]]:
        return sorted(
            (n, str(k.copy(nullable=True))) for n, k in table.schema().items()
        )

    return types(one) == types(other)


def add_rejects(engine: DuckDBFile, rejects: ir.Table) -> None:
    """Keep what could not be read or joined, after what there is already."""
    if engine.has(LOG, "rejects"):
        engine.add(engine.stored(LOG, "rejects"), rejects)
    else:
        engine.store(LOG, "rejects", rejects.cast(dict(REJECTS.items())))
