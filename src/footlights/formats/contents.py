"""What a file holds, told by its first bytes and only then by its name."""

import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, cast

from footlights.errors import (
    FolderNotFileError,
    MissingFileError,
    UnreadableFileError,
)
from footlights.formats.encodings import UTF_MARKS
from footlights.formats.foreign import foreign_kind, text_begin
from footlights.formats.opened import Progress

Kind = Literal[
    "parquet",
    "xes",
    "mxml",
    "json",
    "ocel-json",
    "ocel-xml",
    "ocel-sqlite",
    "ocel-csv",
    "delimited",
]

SAMPLE = 1 << 18
"""Bytes that are looked at before anything is decided."""

LARGE_UNPACKED = 1 << 30
"""Bytes from which a gz file is looked at for what it unpacks to."""

MOST_UNPACKED = 200
"""So many times its size a large one unpacks to; logs come to 5 to 50 times."""

_GZIP = b"\x1f\x8b"
_EXPORT = "Export the events as CSV, Parquet, JSON lines, XES or OCEL."
_SQLITE = b"SQLite format 3"
_OCEL_XML = re.compile(
    rb"<(?:\w+:)?(?:object-types|event-types|objects|event)\b|ocel:|scope=.object."
)
_OCEL_JSON = re.compile(rb'"(?:ocel:[a-z-]+|objectTypes|eventTypes|objectId)"\s*:')
_CJML = re.compile(rb"<(?:\w+:)?CJML\b")
_NO_TIMES = (
    "it is a journey of CJML, which tells the order of touchpoints and no times",
    "Read it as a map: footlights check FILE.",
)


def kind_of(path: Path) -> tuple[Kind, bytes]:
    """Tell what a file holds, and give its first bytes, unpacked.

    Raises:
        MissingFileError: There is no such file.
        FolderNotFileError: It is a folder.
        UnreadableFileError: It is empty, or nothing that events are read from.
    """
    if path.is_dir():
        raise FolderNotFileError(path)
    if not path.exists():
        raise MissingFileError(path)
    with unpacked(path) as stream:
        sample = stream.read(SAMPLE)
    if not text_begin(sample):
        raise UnreadableFileError(path, "it is empty", "Check the export.")
    if sample.startswith(b"PAR1"):
        return "parquet", sample
    if sample.startswith(_SQLITE):
        _refuse_packed(path)
        return "ocel-sqlite", sample
    _refuse_foreign(path, sample)
    return _text_kind(path, sample), sample


def _refuse_foreign(path: Path, sample: bytes) -> None:
    if sample.startswith(_GZIP):
        raise UnreadableFileError(
            path, "it is packed twice with gzip", "Unpack it once."
        )
    if what := foreign_kind(sample):
        raise UnreadableFileError(path, f"it is {what}", _EXPORT)


def _text_kind(path: Path, sample: bytes) -> Kind:
    begin = text_begin(sample)
    if begin.startswith(b"<"):
        if _CJML.search(sample):
            raise UnreadableFileError(path, *_NO_TIMES)
        return _xml_kind(sample.replace(b"\0", b""))
    if begin.startswith(b"{") and _OCEL_JSON.search(sample.replace(b"\0", b"")):
        return "ocel-json"
    if begin.startswith(b"ocel:") and b",ocel:type:" in sample.split(b"\n", 1)[0]:
        return "ocel-csv"
    is_json_name = any(
        part in {".json", ".jsonl", ".ndjson"} for part in map(str.lower, path.suffixes)
    )
    if begin.startswith(b"{") or (begin.startswith(b"[") and is_json_name):
        return "json"
    if begin.startswith((b"[{", b"[ {", b"[\n", b"[\r")):
        return "json"
    if looks_binary(sample):
        raise UnreadableFileError(path, "it holds binary data, no text", _EXPORT)
    return "delimited"


def _xml_kind(sample: bytes) -> Kind:
    if b"<WorkflowLog" in sample:
        return "mxml"
    is_xes = b"<trace" in sample or b"xes." in sample
    return "ocel-xml" if not is_xes and _OCEL_XML.search(sample) else "xes"


def _refuse_packed(path: Path) -> None:
    with path.open("rb") as stream:
        if stream.read(2) == _GZIP:
            found = "it is an SQLite database inside a gz file"
            raise UnreadableFileError(path, found, "Unpack it first.")


def looks_binary(sample: bytes) -> bool:
    """Whether these are no letters: control bytes, or zeros that no UTF-16 has."""
    if sample.startswith(UTF_MARKS[1:]) or _is_utf16(sample):
        return False
    control = sum(sample.count(code) for code in (*range(1, 9), *range(14, 27)))
    return control > 0.01 * len(sample) or b"\0" in sample


def _is_utf16(sample: bytes) -> bool:
    """Whether every second byte is often zero, and the bytes between never are."""
    even, odd = (sample[first::2].count(0) for first in (0, 1))
    return min(even, odd) == 0 and max(even, odd) > 0.2 * len(sample) / 2


def _broken_archive(path: Path | str) -> UnreadableFileError:
    """Give the error for a gz file that ends too early or is damaged."""
    return UnreadableFileError(
        path, "its gz compression is cut off or damaged", "Copy or export it again."
    )


class CountedFile:
    """A file that tells how much of it has been read."""

    def __init__(self, path: Path, progress: Progress | None) -> None:
        self._stream = path.open("rb")
        self._size = max(path.stat().st_size, 1)
        self._progress = progress
        self.done = 0
        """So many bytes of it have been read."""

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes."""
        found = self._stream.read(size)
        self.done += len(found)
        if self._progress:
            self._progress(min(self.done / self._size, 1.0))
        return found

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


class _UnpackedFile(gzip.GzipFile):
    """A gz file that refuses to become enormous out of nearly nothing."""

    def __init__(self, path: Path, packed: CountedFile) -> None:
        super().__init__(fileobj=cast("BinaryIO", packed))
        self._path = path
        self._packed = packed

    def read(self, size: int | None = -1) -> bytes:
        """Give the next bytes.

        Raises:
            UnreadableFileError: They are far more than such a file can hold.
        """
        return self._checked(super().read(size))

    def read1(self, size: int = -1) -> bytes:
        """Give the next bytes, as `read`."""
        return self._checked(super().read1(size))

    def readline(self, size: int | None = -1) -> bytes:
        """Give the next line, as `read`."""
        return self._checked(super().readline(size))

    def _checked(self, found: bytes) -> bytes:
        size = self.tell()
        if size > LARGE_UNPACKED and size > MOST_UNPACKED * self._packed.done:
            found_out = f"it unpacks to more than {MOST_UNPACKED} times its size"
            do = "If it is what it should be, unpack it first."
            raise UnreadableFileError(self._path, found_out, do)
        return found


@contextmanager
def unpacked(path: Path, progress: Progress | None = None) -> Iterator[BinaryIO]:
    """Open a file, unpacking it where it is compressed with gzip.

    Raises:
        UnreadableFileError: Its compression is cut off or damaged.
    """
    counted = CountedFile(path, progress)
    try:
        with path.open("rb") as first:
            is_packed = first.read(2) == _GZIP
        if is_packed:
            with _UnpackedFile(path, counted) as stream:
                yield cast("BinaryIO", stream)
        else:
            yield cast("BinaryIO", counted)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _broken_archive(path) from error
    finally:
        counted.close()
