"""Attributes of traces and events, as columns."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

TRACE_NAME = "case:concept:name"
"""Column that names the trace; its number in the file where it has no name."""

_NAME = "concept:name"


@dataclass(frozen=True)
class TraceTable:
    """Some traces and their events.

    Args:
        events: Text columns, one entry to an event.
        traces: Text columns, one entry to a trace.
        trace_of: For each event, its trace, from 0; -1 for an event outside traces.
        trace_count: How many traces there are.
    """

    events: Mapping[str, pa.Array]
    traces: Mapping[str, pa.Array]
    trace_of: npt.NDArray[np.int64]
    trace_count: int

    def as_table(self, traces_before: int) -> pa.Table:
        """Give one row per event; attributes of its trace are named `case:...`.

        Args:
            traces_before: Traces that stand before these in the file.
        """
        numbers = range(traces_before + 1, traces_before + self.trace_count + 1)
        unnamed = pa.array([f"trace {number}" for number in numbers], pa.string())
        names = self.traces.get(_NAME)
        if names is not None:
            unnamed = pc.if_else(pc.equal(pc.fill_null(names, ""), ""), unnamed, names)
        traces = {**self.traces, _NAME: unnamed}
        place = pa.array(self.trace_of, mask=self.trace_of < 0)
        of_trace = {f"case:{key}": value.take(place) for key, value in traces.items()}
        return pa.table({**self.events, **of_trace})


def spread(
    keys: pa.DictionaryArray,
    values: pa.StringArray,
    counts: npt.NDArray[np.bool_],
    owner: npt.NDArray[np.int64],
    owners: int,
) -> dict[str, pa.Array]:
    """Make a column of each key; of a key that an owner has twice, the last counts.

    Args:
        keys: Key of each attribute.
        values: Its value.
        counts: Which attributes to take.
        owner: Event or trace that each belongs to, from 0.
        owners: How many of those there are.

    Returns:
        Columns with an entry per owner; null where it has no such attribute.
    """
    codes = keys.indices.to_numpy(zero_copy_only=False)
    columns = {}
    for code, name in enumerate(keys.dictionary.to_pylist()):
        places = np.flatnonzero((codes == code) & counts)
        if not len(places):
            continue
        index = np.full(owners, -1)
        index[owner[places]] = places
        columns[name] = values.take(pa.array(index, mask=index < 0))
    return columns
