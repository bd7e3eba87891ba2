"""OCEL 1.0 as CSV: a row per event, and a column of ids per type of object."""

import ast
import csv
import io
from pathlib import Path

from footlights.errors import UnreadableFileError
from footlights.formats.contents import unpacked
from footlights.formats.object_log import LogObject, ObjectEvent, ObjectLog
from footlights.formats.opened import Progress

TYPE = "ocel:type:"
"""Beginning of the name of a column of ids."""


def read_ocel_csv(path: Path, progress: Progress | None) -> ObjectLog:
    """Read OCEL 1.0 from CSV.

    Raises:
        UnreadableFileError: It is cut off, no UTF-8, or a cell is no list of ids.
    """
    try:
        with unpacked(path, progress) as stream:
            text = stream.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        do = "Export it as UTF-8."
        raise UnreadableFileError(path, "it is no UTF-8", do) from error
    log = ObjectLog()
    for no, row in enumerate(csv.DictReader(io.StringIO(text)), start=1):
        values = {name: value for name, value in row.items() if name and value}
        links = []
        for name, cell in values.items():
            if name.startswith(TYPE):
                kind = name.removeprefix(TYPE)
                log.object_types.setdefault(kind, {})
                for each in _ids(path, no, name, cell):
                    log.objects.setdefault(each, LogObject(each, kind))
                    links.append((each, ""))
        known = {n: v for n, v in values.items() if not n.startswith("ocel:")}
        event = ObjectEvent(
            values.get("ocel:eid", str(no)),
            values.get("ocel:activity", ""),
            values.get("ocel:timestamp", ""),
            known,
            links,
        )
        log.events.append(event)
        log.event_types.setdefault(event.type, {}).update((n, "string") for n in known)
    return log


def _ids(path: Path, row: int, column: str, cell: str) -> list[str]:
    try:
        listed = ast.literal_eval(cell)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        listed = None
    if not isinstance(listed, list):
        found = f"{column!r} in row {row} is {cell[:40]!r} and no list of ids"
        raise UnreadableFileError(path, found, "Write it as ['a', 'b'].")
    return [str(each) for each in listed]
