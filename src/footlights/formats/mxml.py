"""MXML, the older XML of process mining: streamed, entities off."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
from lxml import etree

from footlights.errors import UnreadableFileError
from footlights.formats.contents import unpacked
from footlights.formats.opened import Opened, Progress, numbered
from footlights.formats.safe_xml import local_name, streamed

_COLUMNS = {
    "WorkflowModelElement": "concept:name",
    "EventType": "lifecycle:transition",
    "Timestamp": "time:timestamp",
    "Originator": "org:resource",
}
_CASE = "case:concept:name"
_BATCH = 50_000


def open_mxml(path: Path, progress: Progress | None) -> Opened:
    """Open an MXML log: a row per entry, columns named as in XES.

    Raises:
        UnreadableFileError: It is no whole XML, holds no entry, or declares entities.
    """
    with unpacked(path, progress) as stream:
        rows = [
            row
            for element, _ in streamed(path, stream, {"ProcessInstance"})
            for row in _entries(element)
        ]
    if not rows:
        found = "its XML holds no <AuditTrailEntry>"
        raise UnreadableFileError(path, found, "Export the log as XES or MXML.")
    names = list(dict.fromkeys(name for row in rows for name in row))
    table = pa.table(
        {n: pa.array([row.get(n) for row in rows], pa.string()) for n in names}
    )
    return Opened(
        path.name,
        tuple(names),
        tuple(table.schema.types),
        numbered(iter(table.to_batches(max_chunksize=_BATCH)), len(names)),
    )


def _entries(instance: etree._Element) -> Iterator[dict[str, str]]:
    case = str(instance.get("id") or "")
    for entry in instance.iterfind("AuditTrailEntry"):
        row = {_CASE: case}
        for child in entry:
            name = local_name(child)
            if name in _COLUMNS and child.text:
                row[_COLUMNS[name]] = child.text.strip()
        for attribute in entry.iterfind("Data/Attribute"):
            key = str(attribute.get("name") or "")
            row[f"data:{key}" if key in row else key] = (attribute.text or "").strip()
        yield row
