"""A log that was read here, handed to the engine that measures it."""

from dataclasses import replace

import ibis.expr.operations as ops
import ibis.expr.types as ir

from footlights.engines.duckdb import DuckDBEngine, make_timestamp
from footlights.engines.engine import Engine
from footlights.events.contract import EVENTS
from footlights.usecases.event_log import EventLog

SHORTCUT = make_timestamp.__name__
"""What the embedded engine ends with when it takes the zone from a moment."""


def moved(log: EventLog, reader: DuckDBEngine, engine: Engine) -> EventLog:
    """Hand a log to another engine.

    Files are always read by the embedded engine: what is an event and what is not is
    decided in one place. Parquet files whose rows are events as they stand are read by
    the other engine where they lie, if it sees them; any other log is sent there.

    Args:
        log: What was read.
        reader: The engine that read it; the caller closes it.
        engine: Where it is to be measured.
    """
    events = _in_place(log.events, reader, engine)
    if events is None:
        events = engine.load("events", reader.fetch_batches(_plain(log.events)))
    return replace(
        log,
        engine=engine,
        events=events,
        rejects=engine.load("rejects", reader.fetch(log.rejects)),
        answer_rejects=None
        if log.answer_rejects is None
        else engine.load("answer_rejects", reader.fetch(log.answer_rejects)),
    )


def _in_place(
    events: ir.Table, reader: DuckDBEngine, engine: Engine
) -> ir.Table | None:
    """Give the same expression over the same files, read by the other engine."""
    leaves = events.op().find(ops.PhysicalTable)
    files = [reader.files.get(leaf.name) for leaf in leaves]
    if not all(file and engine.sees(file) for file in files):
        return None
    found: ir.Table = (
        _with_own_moments(events.op(), engine)
        .replace(
            {
                leaf: engine.read_numbered_parquet(file).cast(leaf.schema).op()
                for leaf, file in zip(leaves, files, strict=True)
                if file
            }
        )
        .to_expr()
    )
    return found


def _with_own_moments(node: ops.Node, engine: Engine) -> ops.Node:
    """Let the other engine take zones from moments in its own way."""
    ours = [udf for udf in node.find(ops.ScalarUDF) if udf.__func_name__ == SHORTCUT]
    moments = {udf: udf.args[0].args[0].to_expr() for udf in ours}
    return node.replace({udf: engine.in_utc(at).op() for udf, at in moments.items()})


def _plain(events: ir.Table) -> ir.Table:
    """Make text of what only some engines know, such as a time of day or a list."""
    known = ("string", "boolean", "integer", "floating", "decimal", "timestamp", "date")
    odd = {
        name: events[name].cast("string")
        for name, kind in events.schema().items()
        if name not in EVENTS
        and not any(getattr(kind, f"is_{each}")() for each in known)
    }
    return events.mutate(**odd) if odd else events
