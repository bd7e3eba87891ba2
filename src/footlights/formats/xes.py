"""XES, the XML of event logs (IEEE 1849): streamed, entities off, tolerant."""

import re
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import pyarrow as pa
from lxml import etree

from footlights.errors import UnreadableFileError
from footlights.formats.contents import unpacked
from footlights.formats.opened import Opened, Progress, numbered
from footlights.formats.safe_xml import local_name
from footlights.formats.xes_bytes import read_plain_traces
from footlights.formats.xes_table import TRACE_NAME, TraceTable
from footlights.formats.xes_traces import read_traces

_BLOCK = 4 << 20
_END = b"</trace>"
_BEGIN = re.compile(rb"<trace[\s>/]")
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")
_WORKERS = 2
_BATCH = 50_000
_TOGETHER = 200
"""Traces that are read before they are let go."""


class _NotSplittableError(Exception):
    """The file cannot be cut between traces; it must be read as a whole."""


def open_xes(path: Path, progress: Progress | None) -> Opened:
    """Open an XES log: a row per event, a text column per attribute.

    The trace's name stands in `case:concept:name`. Another attribute of a trace keeps
    its own name, or is named `case:...` where events have one of that name.

    Args:
        path: The file, perhaps compressed with gzip.
        progress: Told the share of bytes that has been read.

    Raises:
        UnreadableFileError: It is no XML, no XES, declares entities, or is cut off.
    """
    try:
        table = _split_and_read(path, progress)
    except _NotSplittableError:
        table = _read_whole(path, progress)
    table = _without_prefix(table)
    return Opened(
        path.name,
        tuple(table.column_names),
        tuple(table.schema.types),
        numbered(iter(table.to_batches(max_chunksize=_BATCH)), table.num_columns),
    )


def _without_prefix(table: pa.Table) -> pa.Table:
    names = set(table.column_names)
    new = [
        name
        if name == TRACE_NAME or name.removeprefix("case:") in names
        else name.removeprefix("case:")
        for name in table.column_names
    ]
    return table.rename_columns(new) if len(set(new)) == len(new) else table


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )


def _split_and_read(path: Path, progress: Progress | None) -> pa.Table:
    """Cut the file between traces, and read the pieces side by side."""
    tables: list[pa.Table] = []
    waiting: deque[Future[TraceTable]] = deque()
    before = 0

    def take() -> None:
        nonlocal before
        found = waiting.popleft().result()
        tables.append(found.as_table(before))
        before += found.trace_count

    frame = _Frame(path)
    with ThreadPoolExecutor(_WORKERS) as workers:
        for piece in _pieces(path, frame, progress):
            waiting.append(workers.submit(_read_piece, frame.declaration, piece))
            if len(waiting) > _WORKERS + 1:
                take()
        while waiting:
            take()
    frame.check()
    if not tables:
        raise _NotSplittableError
    return pa.concat_tables(tables, promote_options="default")


class _Frame:
    """What stands around the traces."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.head = b""
        self.tail = b""

    @property
    def declaration(self) -> bytes:
        found = _DECLARATION.match(self.head)
        return found[0] if found else b""

    def begin(self, head: bytes) -> None:
        refuse_entities(self.path, head)
        self.head = head
        if self.head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head:
            raise _NotSplittableError

    def check(self) -> None:
        """See to it that the log is whole and holds events in traces only."""
        refuse_entities(self.path, self.tail)
        try:
            root = etree.fromstring(self.head + self.tail, _parser())
        except etree.XMLSyntaxError as error:
            raise _NotSplittableError from error
        if local_name(root) != "log" or any(
            local_name(child) == "event" for child in root
        ):
            raise _NotSplittableError


def refuse_entities(path: Path, xml: bytes) -> None:
    """Refuse a document type: with it come entities that grow or reach outside.

    Raises:
        UnreadableFileError: There is one.
    """
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise UnreadableFileError(
            path,
            "it declares a document type (DOCTYPE), and entities are not allowed",
            "Take the declaration out; XES needs none.",
        )


def _pieces(path: Path, frame: _Frame, progress: Progress | None) -> Iterator[bytes]:
    """Yield whole traces, some millions of letters at a time."""
    rest = b""
    with unpacked(path, progress) as stream:
        while block := stream.read(_BLOCK):
            rest += block
            if not frame.head:
                begin = _BEGIN.search(rest)
                if not begin:
                    continue
                frame.begin(rest[: begin.start()])
                rest = rest[begin.start() :]
            end = rest.rfind(_END)
            if end >= 0:
                yield rest[: end + len(_END)]
                rest = rest[end + len(_END) :]
    if not frame.head:
        raise _NotSplittableError
    frame.tail = rest


def _read_piece(declaration: bytes, piece: bytes) -> TraceTable:
    is_utf8 = b"encoding" not in declaration or b"utf-8" in declaration.lower()
    plain = read_plain_traces(piece) if is_utf8 else None
    if plain is not None:
        return plain
    try:
        root = etree.fromstring(b"%s<log>%s</log>" % (declaration, piece), _parser())
    except etree.XMLSyntaxError as error:
        raise _NotSplittableError from error
    return read_traces(iter(root))


def _read_whole(path: Path, progress: Progress | None) -> pa.Table:
    """Read the file element by element, as any XML may be written."""
    with unpacked(path, progress) as stream:
        head = stream.read(_BLOCK)
    for encoding in ("utf-8", "utf-16"):
        refuse_entities(path, head.decode(encoding, "ignore").encode())
    tables: list[pa.Table] = []
    before = 0
    try:
        with unpacked(path, progress) as stream:
            for elements in _together(_elements(path, stream)):
                found = read_traces(iter(elements))
                tables.append(found.as_table(before))
                before += found.trace_count
                for element in elements:
                    element.clear()
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError(
            path, f"it is no whole XML ({error.msg})", "Export it again as XES."
        ) from error
    if not tables:
        raise UnreadableFileError(
            path, "its XML holds no <trace> and no <event>", "Export the log as XES."
        )
    return pa.concat_tables(tables, promote_options="default")


def _elements(path: Path, stream: object) -> Iterator[etree._Element]:
    """Yield each trace, and each event outside traces, as soon as it is whole."""
    is_log = False
    for happening, element in etree.iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
    ):
        if not is_log:
            name = local_name(element)
            if name not in {"log", "trace"}:
                raise UnreadableFileError(
                    path, f"its XML is <{name}>, not the <log> of XES", "Export as XES."
                )
            is_log = True
        parent = element.getparent()
        depth_is_top = parent is None or parent.getparent() is None
        if happening == "end" and depth_is_top and isinstance(element.tag, str):
            name = local_name(element)
            if name == "trace" or (name == "event" and parent is not None):
                yield element


def _together(elements: Iterator[etree._Element]) -> Iterator[list[etree._Element]]:
    while some := list(islice(elements, _TOGETHER)):
        yield some
