"""Write a log that was read as XES, OCEL 2.0 or Parquet."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import ibis
import ibis.expr.types as ir

from footlights.formats.object_log import (
    JOURNEY,
    PERSON,
    LogObject,
    ObjectEvent,
    ObjectLog,
)
from footlights.formats.ocel_json import write_ocel_json
from footlights.formats.ocel_sqlite import write_ocel_sqlite
from footlights.formats.ocel_xml import write_ocel_xml
from footlights.formats.xes_writing import LIFECYCLE, moment, write_xes
from footlights.usecases.event_log import EventLog
from footlights.usecases.kept_log import KeptLog

AnyLog = EventLog | KeptLog
"""A log that was read, or one that is kept."""

_CASE = "footlights:trace"
_TYPES = {"float64": "float", "int64": "integer", "boolean": "boolean"}


def export_parquet(log: AnyLog, path: Path) -> None:
    """Write the events as Parquet, with the columns by which they are read again."""
    events = _told(log).order_by("row_no").drop("row_no", "closes")
    log.engine.write_parquet(events, path)


def export_xes(log: AnyLog, path: Path) -> None:
    """Write the events as XES; a trace is a journey of the log, else a person."""
    events = _told(log)
    case = events.journey.fill_null(events.person) if log.report.has_journey else None
    traced = events.mutate({_CASE: events.person if case is None else case})
    rows = log.engine.fetch_batches(traced.order_by(_CASE, "at", "row_no"))
    write_xes(rows, _CASE, path)


def _told(log: AnyLog) -> ir.Table:
    """Give the events, and whether each is a start or a complete if any were paired.

    Without that, the end of a pair would be read again as an event of its own.
    """
    if not log.report.pairs:
        return log.events
    events = log.events
    end = ibis.cases(
        (events.closes, "complete"), (events.until.notnull(), "start"), else_=None
    )
    return events.mutate(**{LIFECYCLE: end})


def export_ocel_json(log: AnyLog, path: Path) -> None:
    """Write the events as OCEL 2.0 in JSON."""
    write_ocel_json(object_log(log), path)


def export_ocel_xml(log: AnyLog, path: Path) -> None:
    """Write the events as OCEL 2.0 in XML."""
    write_ocel_xml(object_log(log), path)


def export_ocel_sqlite(log: AnyLog, path: Path) -> None:
    """Write the events as OCEL 2.0 in an SQLite database."""
    write_ocel_sqlite(object_log(log), path)


def object_log(log: AnyLog) -> ObjectLog:
    """Give the events as a log of objects: persons, and journeys if the log has them.

    A journey that has the id of a person gets `journey:` before it.
    """
    found = ObjectLog(object_types={PERSON: {}})
    events = _told(log)
    persons = log.engine.fetch(events.select(PERSON).distinct())[PERSON].to_pylist()
    found.objects = {name: LogObject(name, PERSON) for name in sorted(persons)}
    columns = {
        name: _TYPES.get(str(kind).removeprefix("!"), "string")
        for name, kind in events.schema().items()
        if name not in {"row_no", "event", "at", "closes", PERSON, JOURNEY}
    }
    if log.report.has_journey:
        found.object_types[JOURNEY] = {}
    for batch in log.engine.fetch_batches(events.order_by("row_no")):
        for row in batch.to_pylist():
            values = {n: _text(row[n]) for n in columns if row[n] is not None}
            links = [
                (_known(found, kind, row[kind]), "")
                for kind in found.object_types
                if row[kind] is not None
            ]
            event = ObjectEvent(
                f"e{row['row_no']}", row["event"], moment(row["at"]), values, links
            )
            found.events.append(event)
            types = found.event_types.setdefault(event.type, {})
            types.update((name, columns[name]) for name in values)
    return found


def _known(log: ObjectLog, kind: str, name: str) -> str:
    """Give the id of a person or journey; it is added where it is new."""
    while log.objects.setdefault(name, LogObject(name, kind)).type != kind:
        name = f"{kind}:{name}"
    return name


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return moment(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


EventsWriter = Callable[[AnyLog, Path], None]
"""Writes a log into a file."""
