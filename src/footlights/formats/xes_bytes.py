"""Traces of XES read from their bytes, where they are written as most files are.

An XML parser makes an object of every attribute, and that is most of the time it takes
to read a log. Most logs are written by programs, in one way: an element to a line,
`key` and then `value` in double quotes, nothing nested. That can be read with a few
passes over the bytes. Whatever is written in another way is left to the parser: each
byte that could mean something is looked at, and at the first doubt there is no result.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from footlights.formats.xes_table import TraceTable, spread

_Bytes = npt.NDArray[np.uint8]
_Places = npt.NDArray[np.int64]

_TAGS = frozenset({"string", "date", "int", "float", "boolean", "id"})
_ATTRIBUTE, _TRACE, _EVENT, _TRACE_END, _EVENT_END = range(5)
_TOKENS = {
    _TRACE: b"<trace>",
    _EVENT: b"<event>",
    _TRACE_END: b"</trace>",
    _EVENT_END: b"</event>",
}
_STEP = np.array([0, 1, 1, -1, -1])
_DEPTHS_AFTER = {_TRACE: 1, _EVENT: 2, _TRACE_END: 0, _EVENT_END: 1}


def read_plain_traces(piece: bytes) -> TraceTable | None:
    """Read whole traces; None where any of it is not written in the plain way.

    Args:
        piece: UTF-8, from the beginning of a trace to the end of one.
    """
    if b"&" in piece or b"<!" in piece or b"<?" in piece:
        return None
    raw = np.frombuffer(piece, dtype=np.uint8)
    opens = np.flatnonzero(raw == ord("<"))
    kinds = _kinds(raw, opens)
    depths = np.cumsum(_STEP[kinds])
    if not _is_nested(kinds, depths):
        return None
    found = _attributes(piece, raw, opens, kinds == _ATTRIBUTE)
    if found is None:
        return None
    keys, values = found
    is_attribute = kinds == _ATTRIBUTE
    of_event = depths[is_attribute] == 2
    event_of = (np.cumsum(kinds == _EVENT) - 1)[is_attribute]
    trace_of = (np.cumsum(kinds == _TRACE) - 1)[is_attribute]
    events, traces = int((kinds == _EVENT).sum()), int((kinds == _TRACE).sum())
    return TraceTable(
        events=spread(keys, values, of_event, event_of, events),
        traces=spread(keys, values, ~of_event, trace_of, traces),
        trace_of=(np.cumsum(kinds == _TRACE) - 1)[kinds == _EVENT],
        trace_count=traces,
    )


def _kinds(raw: _Bytes, opens: _Places) -> npt.NDArray[np.int8]:
    """Tell what each `<` begins; an attribute, unless it is one of the other tokens."""
    kinds = np.zeros(len(opens), dtype=np.int8)
    for kind, token in _TOKENS.items():
        kinds[_stands(raw, opens, token)] = kind
    return kinds


def _stands(raw: _Bytes, places: _Places, token: bytes) -> npt.NDArray[np.bool_]:
    """Whether these bytes stand at each of the places."""
    holds = places + len(token) <= len(raw)
    for offset, byte in enumerate(token):
        # Only where all bytes so far were right: most places fail early.
        left = np.flatnonzero(holds)
        holds[left] = raw[places[left] + offset] == byte
    return holds


def _is_nested(kinds: npt.NDArray[np.int8], depths: npt.NDArray[np.int64]) -> bool:
    """Whether traces hold events, events hold attributes, and all of them end."""
    if not len(depths) or depths[-1] != 0:
        return False
    if any((depths[kinds == kind] != d).any() for kind, d in _DEPTHS_AFTER.items()):
        return False
    return bool((depths[kinds == _ATTRIBUTE] > 0).all())


def _attributes(  # noqa: PLR0911 - every doubt is a way out
    piece: bytes, raw: _Bytes, opens: _Places, is_attribute: npt.NDArray[np.bool_]
) -> tuple[pa.DictionaryArray, pa.StringArray] | None:
    """Give key and value of each attribute, if each is written `<tag key= value=/>`."""
    begins = opens[is_attribute]
    ends = np.append(opens[1:], len(raw))[is_attribute]
    quotes = np.flatnonzero(raw == ord('"'))
    if len(quotes) != 4 * len(begins):
        return None
    q0, q1, q2, q3 = (quotes[place::4] for place in range(4))
    if (q0 < begins + 6).any() or (q3 + 3 > ends).any():
        return None
    closes_at_once = _stands(raw, q3, b'"/>')
    if not (
        _stands(raw, q0 - 5, b' key="').all()
        and _stands(raw, q1, b'" value="').all()
        and (q2 == q1 + 8).all()
        and (closes_at_once | _stands(raw, q3, b'" />')).all()
    ):
        return None
    # Between two cuts stands a tag, a key, a value, or what parts them.
    cuts = np.stack([begins + 1, q0 - 5, q0 + 1, q1, q2 + 1, q3], axis=1).ravel()
    texts = pa.StringArray.from_buffers(
        max(len(cuts) - 1, 0),
        pa.py_buffer(cuts.astype(np.int32)),
        pa.py_buffer(piece),
    )
    tags, keys, values = (
        texts.take(pa.array(np.arange(first, len(cuts), 6))) for first in (0, 2, 4)
    )
    try:
        for array in (tags, keys, values):
            array.validate(full=True)
    except pa.ArrowInvalid:
        return None
    if not set(tags.unique().to_pylist()) <= _TAGS:
        return None
    if pc.any(pc.match_substring_regex(values, "[\t\r\n]")).as_py():
        return None
    return keys.dictionary_encode(), values
