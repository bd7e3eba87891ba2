"""OCEL as an SQLite database: version 2.0 in and out, version 1.0 in."""

import errno
import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from footlights.errors import UnreadableFileError
from footlights.formats.object_log import BEGINNING, LogObject, ObjectEvent, ObjectLog
from footlights.formats.opened import Progress

_AGAIN = "Export the log again as OCEL."
_SQL_TYPES = {"integer": "INTEGER", "float": "REAL", "boolean": "INTEGER"}
_TYPES = {"INTEGER": "integer", "REAL": "float", "BOOLEAN": "boolean"}


def read_ocel_sqlite(path: Path, progress: Progress | None) -> ObjectLog:
    """Read OCEL 2.0 or 1.0 from an SQLite database.

    Args:
        path: The database.
        progress: Told when it begins; a database does not tell how far it is read.

    Raises:
        UnreadableFileError: It is damaged, or has not the tables of OCEL.
    """
    if progress:
        progress(0.0)
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as database:
            database.row_factory = sqlite3.Row
            tables = _tables(database)
            if {"event", "object", "event_object", "event_map_type"} <= tables:
                return _second(database, tables)
            if {"EVENTS", "OBJECTS", "RELATIONS"} <= tables:
                return _first(database)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        found = f"it is no whole OCEL database ({error})"
        raise UnreadableFileError(path, found, _AGAIN) from error
    found = f"it is an SQLite database without the tables of OCEL ({_some(tables)})"
    do = "Export the events as OCEL, CSV or Parquet."
    raise UnreadableFileError(path, found, do)


def _some(tables: set[str]) -> str:
    names = ", ".join(sorted(tables)[:5])
    return f"its tables are {names}" if names else "it has none"


def _tables(database: sqlite3.Connection) -> set[str]:
    rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {str(row["name"]) for row in rows}


def _second(database: sqlite3.Connection, tables: set[str]) -> ObjectLog:
    log = ObjectLog()
    _add_objects(log, database)
    if "object_object" in tables:
        for row in _all(database, "object_object"):
            source = log.objects.get(row["ocel_source_id"])
            if source:
                source.objects.append((row["ocel_target_id"], _said(row)))
    found = _typed_events(log, database)
    in_order = [found.get(row["ocel_id"]) for row in _all(database, "event")]
    log.events = [event for event in in_order if event]
    for row in _all(database, "event_object"):
        if row["ocel_event_id"] in found:
            link = (row["ocel_object_id"], _said(row))
            found[row["ocel_event_id"]].objects.append(link)
    return log


def _said(row: sqlite3.Row) -> str:
    return row["ocel_qualifier"] or ""


def _add_objects(log: ObjectLog, database: sqlite3.Connection) -> None:
    for row in _all(database, "object"):
        log.objects[row["ocel_id"]] = LogObject(row["ocel_id"], row["ocel_type"])
    for kind, table in _maps(database, "object"):
        log.object_types[kind] = _columns(database, table)
        for row in _all(database, table):
            if row["ocel_id"] in log.objects:
                _add_values(log.objects[row["ocel_id"]], row, log.object_types[kind])


def _typed_events(
    log: ObjectLog, database: sqlite3.Connection
) -> dict[str, ObjectEvent]:
    found: dict[str, ObjectEvent] = {}
    for kind, table in _maps(database, "event"):
        log.event_types[kind] = _columns(database, table)
        for row in _all(database, table):
            values = {n: row[n] for n in log.event_types[kind] if row[n] is not None}
            texts = {name: _text(value) for name, value in values.items()}
            time = str(row["ocel_time"])
            found[row["ocel_id"]] = ObjectEvent(row["ocel_id"], kind, time, texts)
    return found


def _maps(database: sqlite3.Connection, what: str) -> Iterator[tuple[str, str]]:
    for row in _all(database, f"{what}_map_type"):
        yield row["ocel_type"], f"{what}_{row['ocel_type_map']}"


def _add_values(each: LogObject, row: sqlite3.Row, attributes: dict[str, str]) -> None:
    changed = row["ocel_changed_field"] if "ocel_changed_field" in row.keys() else None  # noqa: SIM118 - a row is no dict
    time = str(row["ocel_time"] or BEGINNING)
    for name in attributes:
        if row[name] is not None and changed in {None, name}:
            each.attributes.append((name, time, _text(row[name])))


def _first(database: sqlite3.Connection) -> ObjectLog:
    log = ObjectLog()
    found: dict[str, ObjectEvent] = {}
    for row in _all(database, "OBJECTS"):
        values = [(n, BEGINNING, v) for n, v in _others(row)]
        kind = row["ocel:type"]
        log.objects[row["ocel:oid"]] = LogObject(row["ocel:oid"], kind, values)
        log.object_types.setdefault(kind, {}).update((n, "string") for n, *_ in values)
    for row in _all(database, "EVENTS"):
        name, kind = row["ocel:eid"], row["ocel:activity"]
        event = ObjectEvent(name, kind, str(row["ocel:timestamp"]), dict(_others(row)))
        found[name] = event
        log.event_types.setdefault(kind, {}).update(
            (attribute, "string") for attribute in event.attributes
        )
    for row in _all(database, "RELATIONS"):
        if row["ocel:eid"] in found:
            found[row["ocel:eid"]].objects.append((row["ocel:oid"], ""))
    log.events = list(found.values())
    return log


def _others(row: sqlite3.Row) -> Iterator[tuple[str, str]]:
    for name in row.keys():  # noqa: SIM118 - a row is no dict
        if not name.startswith("ocel:") and row[name] is not None:
            yield name, _text(row[name])


def _text(value: object) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _all(database: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    yield from database.execute(f"SELECT * FROM {_name(table)}")  # noqa: S608 - quoted


def _columns(database: sqlite3.Connection, table: str) -> dict[str, str]:
    rows = database.execute(f"PRAGMA table_info({_name(table)})")
    return {
        row["name"]: _TYPES.get(row["type"].upper(), "string")
        for row in rows
        if not row["name"].startswith("ocel_")
    }


def _name(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def write_ocel_sqlite(log: ObjectLog, path: Path) -> None:
    """Write a log as an SQLite database of OCEL 2.0."""
    path.unlink(missing_ok=True)
    try:
        _write(log, path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise


def _write(log: ObjectLog, path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        for statement in _SCHEMA:
            database.execute(statement)
        rows = [(each.id, each.type) for each in log.objects.values()]
        _insert(database, "object", rows)
        _insert(database, "event", [(each.id, each.type) for each in log.events])
        links = [(e.id, other, said) for e in log.events for other, said in e.objects]
        _insert(database, "event_object", links)
        links = [
            (each.id, other, said)
            for each in log.objects.values()
            for other, said in each.objects
        ]
        _insert(database, "object_object", links)
        for kind, table in _named_tables(database, "event", list(log.event_types)):
            names = log.event_types[kind]
            _create(database, table, names, "ocel_time TEXT")
            found = [
                (e.id, e.time, *(e.attributes.get(n) for n in names))
                for e in log.events
                if e.type == kind
            ]
            _insert(database, table, found)
        for kind, table in _named_tables(database, "object", list(log.object_types)):
            names = log.object_types[kind]
            _create(database, table, names, "ocel_time TEXT, ocel_changed_field TEXT")
            for each in log.objects.values():
                if each.type == kind:
                    _insert(database, table, list(_states(each, list(names))))


def _named_tables(
    database: sqlite3.Connection, what: str, kinds: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Name the table of each type; SQLite does not tell upper from lower case."""
    taken: set[str] = set()
    for no, kind in enumerate(kinds, start=1):
        short = re.sub(r"\W+", "", kind, flags=re.ASCII) or str(no)
        if short.lower() in taken | {"object", "map_type"}:
            short = f"{short}_{no}"
        taken.add(short.lower())
        _insert(database, f"{what}_map_type", [(kind, short)])
        yield kind, f"{what}_{short}"


def _create(
    database: sqlite3.Connection, table: str, names: dict[str, str], fixed: str
) -> None:
    columns = "".join(
        f", {_name(name)} {_SQL_TYPES.get(kind, 'TEXT')}"
        for name, kind in names.items()
    )
    database.execute(f"CREATE TABLE {_name(table)} (ocel_id TEXT, {fixed}{columns})")


def _states(each: LogObject, names: list[str]) -> Iterator[Sequence[str | None]]:
    """Yield what an object was at the beginning, then a row for each change."""
    begin: dict[str, str] = {}
    changes = []
    for name, time, value in each.attributes:
        if time == BEGINNING and name not in begin:
            begin[name] = value
        else:
            changes.append((name, time, value))
    yield (each.id, BEGINNING, None, *(begin.get(name) for name in names))
    for name, time, value in changes:
        only = (value if name == other else None for other in names)
        yield (each.id, time, name, *only)


def _insert(
    database: sqlite3.Connection, table: str, rows: Sequence[Sequence[str | None]]
) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        database.executemany(f"INSERT INTO {_name(table)} VALUES ({marks})", rows)  # noqa: S608 - quoted


_SCHEMA = (
    "CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT)",
    "CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT)",
    "CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT)",
    "CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT)",
    """CREATE TABLE event_object (
        ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT
    )""",
    """CREATE TABLE object_object (
        ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT
    )""",
)
