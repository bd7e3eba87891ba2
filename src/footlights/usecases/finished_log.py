"""Sources that were read become one log: counted once, paired, with one scale."""

from collections import Counter
from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.engines.engine import Engine
from footlights.errors import MixedScalesError, NothingReadableError
from footlights.events.contract import EVENT_COLUMNS, REJECTS, Scale
from footlights.events.normalise import HELPERS
from footlights.events.pairing import paired
from footlights.events.scales import smallest_scale
from footlights.events.sorting import HELPER
from footlights.events.sources import format_scale
from footlights.usecases.event_log import EventLog, ReadReport
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
    rejects = _rejects(engine, read)
    rejected, dropped = _reject_counts(engine, rejects)
    attributes = tuple(dict.fromkeys(n for each in read for n in each.attributes))
    events = _one_table(read, attributes)
    roles = {role for each in read for role in each.roles.columns}
    total = sum(each.event_count for each in read)
    if not total:
        raise _nothing_readable(engine, read, rejects)
    unique = _unique(events, roles, drop_identical=drop_identical)
    is_new = unique is not events
    if "lifecycle" in roles:
        unique = paired(unique)
    final = unique.select(*EVENT_COLUMNS, *attributes)
    if is_new or "lifecycle" in roles:
        final = engine.keep("events", final)
        for each in read:
            if each.kept is not None:
                engine.drop(each.kept)
    counted = _count(engine, final) if is_new else total
    pairs = _count(engine, final.filter(final.closes)) if "lifecycle" in roles else 0
    scale, scale_guess = _scale(read)
    return EventLog(
        engine,
        final,
        rejects,
        ReadReport(
            files=tuple(file for each in read for file in each.files),
            rows=sum(each.rows for each in read),
            events=counted,
            rejected=rejected,
            values_dropped=dropped,
            duplicates=total - counted,
            pairs=pairs,
            guesses=(*_guesses(read), *scale_guess),
            scale=scale,
            zone=zone or "UTC",
            has_journey="journey" in roles,
            attributes=attributes,
        ),
    )


def _count(engine: Engine, rows: ir.Table) -> int:
    return int(engine.fetch(rows.aggregate(n=_.count()))["n"][0].as_py())


def _guesses(read: Sequence[SourceRows]) -> tuple[str, ...]:
    sentences = [sentence for each in read for sentence in each.guesses]
    if not any(each.roles.get("person") for each in read):
        sentences.append("no column names the person: each journey counts as one")
    elif persons := sum(each.journey_persons for each in read):
        sentences.append(
            f"in {persons:,} events no person is known and the journey stands in"
        )
    return tuple(dict.fromkeys(sentences))


def _one_table(read: Sequence[SourceRows], attributes: Sequence[str]) -> ir.Table:
    """Put the events of all sources under one another; attributes one lacks are null.

    An attribute that is of different types in different sources becomes text.
    """
    kinds = {
        name: {each.events.schema()[name] for each in read if name in each.attributes}
        for name in attributes
    }
    parts = []
    for each in read:
        columns = [each.events[name] for name in EVENT_COLUMNS]
        columns += [each.events[f"{HELPER}{name}"] for name in HELPERS]
        for name in attributes:
            kind = next(iter(kinds[name])) if len(kinds[name]) == 1 else "string"
            value = (
                each.events[name].cast(kind)
                if name in each.attributes
                else ibis.null(kind)
            )
            columns.append(value.name(name))
        parts.append(each.events.select(columns))
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _unique(events: ir.Table, roles: set[str], *, drop_identical: bool) -> ir.Table:
    """Count rows with the same event id once: the first; likewise identical ones."""
    if "event_id" in roles:
        event_id = events[f"{HELPER}event_id"]
        first = ibis.row_number().over(group_by=event_id, order_by=events.row_no)
        numbered = events.mutate(times_before=first)
        events = numbered.filter(
            (numbered.times_before == 0) | numbered[f"{HELPER}event_id"].isnull()
        ).drop("times_before")
    if drop_identical:
        whole = [name for name in events.columns if name != "row_no"]
        first = ibis.row_number().over(group_by=whole, order_by=events.row_no)
        events = events.mutate(times_before=first).filter(_.times_before == 0)
        events = events.drop("times_before")
    return events


def _rejects(engine: Engine, read: Sequence[SourceRows]) -> ir.Table:
    parts = [part for each in read for part in each.rejects]
    if not parts:
        empty = REJECTS.to_pyarrow().empty_table()
        return engine.load("rejects", empty)
    return engine.keep("rejects", ibis.union(*parts) if len(parts) > 1 else parts[0])


def _reject_counts(engine: Engine, rejects: ir.Table) -> tuple[int, int]:
    found = engine.fetch(
        rejects.group_by("is_event_kept").aggregate(n=_.count())
    ).to_pylist()
    by_kept = {row["is_event_kept"]: int(row["n"]) for row in found}
    return by_kept.get(False, 0), by_kept.get(True, 0)


def _nothing_readable(
    engine: Engine, read: Sequence[SourceRows], rejects: ir.Table
) -> NothingReadableError:
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
    files = [file for each in read for file in each.files]
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    return NothingReadableError(
        f"{files[0]}{more}", sum(each.rows for each in read), said
    )


def _scale(
    read: Sequence[SourceRows],
) -> tuple[Scale | None, tuple[str, ...]]:
    """Give the one scale of the scores, and how it was guessed.

    Raises:
        MixedScalesError: There is more than one.
    """
    scales = {each.told_scale for each in read if each.told_scale}
    seen: dict[tuple[str, ...], list[float]] = {}
    for each in read:
        names = each.roles.get("score")
        if not names or each.told_scale:
            continue
        seen.setdefault(names, []).extend(
            end for end in (each.low, each.high) if end is not None
        )
    guessed = {
        names: smallest_scale(min(ends), max(ends))
        for names, ends in seen.items()
        if ends
    }
    known = scales | set(guessed.values())
    if len(known) > 1:
        raise MixedScalesError(sorted(format_scale(scale) for scale in known))
    said = Counter(guessed.values())
    return (
        next(iter(known), None),
        tuple(f"scores stand on the scale {format_scale(scale)}" for scale in said),
    )
