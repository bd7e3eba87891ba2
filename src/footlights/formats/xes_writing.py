"""Write events as XES, a trace at a time."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby
from pathlib import Path

import pyarrow as pa
from lxml import etree

from footlights.formats.safe_xml import xml_text

_EXTENSIONS = {
    "Concept": ("concept", "http://www.xes-standard.org/concept.xesext"),
    "Time": ("time", "http://www.xes-standard.org/time.xesext"),
    "Lifecycle": ("lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
}
LIFECYCLE = "lifecycle:transition"
"""Column that says whether an event is a `start` or `complete`, where it is told."""

_OURS = frozenset({"concept:name", "time:timestamp"})

Cell = str | int | float | bool | datetime
"""A value of a column."""


def write_xes(rows: pa.RecordBatchReader, case: str, path: Path) -> None:
    """Write events as XES; whoever reads it finds the same events again.

    Args:
        rows: Events in the shape of `contract.EVENTS`, then attributes, and the column
            that names the trace; the rows of a trace stand together.
        case: Name of that column.
        path: The file.
    """
    # A file of Python says a full disk as the system does.
    with path.open("wb") as out, etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("log", {"xes.version": "1.0", "xes.features": ""}):
            for name, (prefix, uri) in _EXTENSIONS.items():
                file.write(
                    etree.Element("extension", name=name, prefix=prefix, uri=uri)
                )
            file.write(etree.Element("classifier", name="Event", keys="concept:name"))
            for name, events in groupby(_rows(rows), key=lambda row: row.pop(case)):
                trace = etree.Element("trace")
                _attribute(trace, "concept:name", name)
                for event in events:
                    trace.append(_event(event))
                file.write(trace)


def _rows(batches: pa.RecordBatchReader) -> Iterator[dict[str, Cell]]:
    for batch in batches:
        for row in batch.to_pylist():
            yield {name: value for name, value in row.items() if value is not None}


def _event(row: Mapping[str, Cell]) -> etree._Element:
    event = etree.Element("event")
    _attribute(event, "concept:name", row["event"])
    _attribute(event, "time:timestamp", row["at"])
    for name, value in row.items():
        if name not in {"row_no", "event", "at", "closes", "journey"}:
            _attribute(event, f"attribute:{name}" if name in _OURS else name, value)
    return event


def _attribute(parent: etree._Element, key: str, value: Cell) -> None:
    """Add an attribute in the element of its type."""
    kind, text = "string", str(value)
    if isinstance(value, bool):
        kind, text = "boolean", str(value).lower()
    elif isinstance(value, int):
        kind = "int"
    elif isinstance(value, float):
        kind, text = "float", repr(value)
    elif isinstance(value, datetime):
        kind, text = "date", moment(value)
    etree.SubElement(parent, kind, key=xml_text(key), value=xml_text(text))


def moment(at: datetime) -> str:
    """Write a moment in UTC, with parts of a second where it has some."""
    return f"{at.replace(tzinfo=None).isoformat()}+00:00"
