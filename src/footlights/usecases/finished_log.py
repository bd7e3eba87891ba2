"""Sources that were read become one log: counted once, paired, with one scale."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.engines.engine import Engine
from footlights.errors import NothingReadableError
from footlights.events.contract import EVENT_COLUMNS, REJECTS
from footlights.events.finishing import once_by_id, once_if_identical, one_table
from footlights.events.pairing import paired
from footlights.events.uniting import united
from footlights.usecases.event_log import EventLog
from footlights.usecases.source_facts import (
    Counts,
    SourceFacts,
    attributes_of,
    report_of,
    roles_of,
)
from footlights.usecases.source_rows import SourceRows


def finished_log(
    engine: Engine,
    read: Sequence[SourceRows],
    zone: str | None,
    *,
    drop_identical: bool,
) -> EventLog:
    """Make one log of all sources.

    Args:
        engine: Where their rows are.
        read: The sources, in order.
        zone: The zone that was told for all of them, if any.
        drop_identical: Whether rows alike in every column count once.

    Raises:
        NothingReadableError: Not one row is an event.
        MixedScalesError: Scores stand on different scales.
    """
    rejects = rejects_of(engine, read)
    rejected, dropped = reject_counts(engine, rejects)
    sources = [each.facts for each in read]
    roles, attributes = roles_of(sources), attributes_of(sources)
    total = sum(each.event_count for each in sources)
    if not total:
        raise nothing_readable(engine, sources, rejects)
    final = one_table([each.events for each in read], attributes)
    if "event_id" in roles:
        final = once_by_id(final)
    if drop_identical:
        final = once_if_identical(final)
    is_new = "event_id" in roles or drop_identical
    if "lifecycle" in roles:
        final = paired(final)
    final = final.select(*EVENT_COLUMNS, *attributes)
    if is_new or "lifecycle" in roles:
        final = engine.keep("events", final)
        for each in read:
            if each.kept is not None:
                engine.drop(each.kept)
    counts = Counts(
        events=count_rows(engine, final) if is_new else total,
        rejected=rejected,
        values_dropped=dropped,
        pairs=count_rows(engine, final.filter(final.closes))
        if "lifecycle" in roles
        else 0,
    )
    return EventLog(engine, final, rejects, report_of(sources, counts, zone))


def count_rows(engine: Engine, rows: ir.Table) -> int:
    """Count rows."""
    return int(engine.fetch(rows.aggregate(n=_.count()))["n"][0].as_py())


def rejects_of(engine: Engine, read: Sequence[SourceRows]) -> ir.Table:
    """Bring what could not be read together, as `contract.REJECTS`."""
    parts = [part for each in read for part in each.rejects]
    if not parts:
        empty = REJECTS.to_pyarrow().empty_table()
        return engine.load("rejects", empty)
    return engine.keep("rejects", united(parts))


def reject_counts(engine: Engine, rejects: ir.Table) -> tuple[int, int]:
    """Count the rows that are no event, and the values dropped from events."""
    found = engine.fetch(
        rejects.group_by("is_event_kept").aggregate(n=_.count())
    ).to_pylist()
    by_kept = {row["is_event_kept"]: int(row["n"]) for row in found}
    return by_kept.get(False, 0), by_kept.get(True, 0)


def nothing_readable(
    engine: Engine, sources: Sequence[SourceFacts], rejects: ir.Table
) -> NothingReadableError:
    """Say why not one row is an event, by the commonest reasons."""
    reasons = engine.fetch(
        rejects.group_by(["reason", "column"])
        .aggregate(n=_.count(), example=_.value.min())
        .order_by(ibis.desc("n"))
        .limit(3)
    ).to_pylist()
    said = [
        f"{row['reason']}"
        + (f" in {row['column']!r}" if row["column"] else "")
        + f" {row['n']:,} times"
        + (f" (for example {row['example']!r})" if row["example"] else "")
        for row in reasons
    ]
    files = [file for each in sources for file in each.files]
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    return NothingReadableError(
        f"{files[0]}{more}", sum(each.rows for each in sources), said
    )
