"""Traces of XES from a parsed document, whatever their attributes hold."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from lxml import etree

from footlights.formats.safe_xml import local_name
from footlights.formats.xes_table import TraceTable, spread


@dataclass
class _Attributes:
    """Attributes of events, or of traces, in order of the file."""

    keys: list[str] = field(default_factory=list)
    values: list[str | None] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    count: int = 0

    def add(self, element: etree._Element) -> None:
        """Take the attributes of one event or trace."""
        for child in element:
            if _is_attribute(child):
                self.keys.append(child.get("key"))
                self.values.append(_value(child))
                self.owners.append(self.count)
        self.count += 1

    def columns(self) -> dict[str, pa.Array]:
        """Give a column for each key."""
        return spread(
            pa.array(self.keys, pa.string()).dictionary_encode(),
            pa.array(self.values, pa.string()),
            np.ones(len(self.keys), dtype=bool),
            np.asarray(self.owners, dtype=np.int64),
            self.count,
        )


def read_traces(elements: Iterator[etree._Element]) -> TraceTable:
    """Read traces, or events outside traces, whatever they hold.

    An attribute without a key is none; a list or container counts as the texts in it,
    joined by `; `.

    Args:
        elements: Elements named `trace` or `event`, in any namespace.
    """
    events, traces = _Attributes(), _Attributes()
    trace_of: list[int] = []
    for element in elements:
        if _name(element) == "event":
            events.add(element)
            trace_of.append(-1)
            continue
        for child in element:
            if _name(child) == "event":
                events.add(child)
                trace_of.append(traces.count)
        traces.add(element)
    return TraceTable(
        events=events.columns(),
        traces=traces.columns(),
        trace_of=np.asarray(trace_of, dtype=np.int64),
        trace_count=traces.count,
    )


def _name(element: etree._Element) -> str:
    return local_name(element)


def _is_attribute(element: etree._Element) -> bool:
    return _name(element) not in {"", "event", "trace"} and bool(element.get("key"))


def _value(element: etree._Element) -> str | None:
    value = element.get("value")
    if value is not None:
        return str(value)
    inner = [child.get("value") for child in element.iter(tag=etree.Element)]
    return "; ".join(str(text) for text in inner if text) or None
