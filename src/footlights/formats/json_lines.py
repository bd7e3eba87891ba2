"""JSON: one object to a line, or one array of objects."""

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, cast

import pyarrow as pa

from footlights.errors import UnreadableFileError
from footlights.formats.contents import unpacked
from footlights.formats.encodings import guess_encoding
from footlights.formats.opened import BrokenRows, Opened, Progress

_BATCH = 20_000
_HALF_SIGNS = re.compile("[\ud800-\udfff]")
_LISTS = ("events", "batch", "data", "records", "rows")
"""Names under which one object may hold the array of events."""


def open_json(path: Path, sample: bytes, progress: Progress | None) -> Opened:
    """Open JSON lines or an array; objects in objects become columns `outer.inner`.

    Values become text, as CSV would hold them; an array stays JSON. A line that is no
    object is broken.

    Args:
        path: The file, perhaps compressed with gzip.
        sample: Its first bytes.
        progress: Told the share of bytes that has been read.

    Raises:
        UnreadableFileError: Nothing in it is an object, or it is cut off.
    """
    encoding, _ = guess_encoding(sample)
    broken = BrokenRows()
    tables = list(_tables(_rows(path, sample, encoding, broken, progress)))
    if not tables:
        raise UnreadableFileError(
            path,
            "no line of it is a JSON object",
            "Export one object to a line, or one array of objects.",
        )
    table = pa.concat_tables(tables, promote_options="default")
    names = [name for name in table.column_names if name != "row"]
    ordered = table.select([*names, "row"]).rename_columns(
        [*(f"c{place}" for place in range(len(names))), "row"]
    )
    return Opened(
        path.name,
        tuple(names),
        tuple(pa.string() for _ in names),
        iter(ordered.to_batches(max_chunksize=_BATCH)),
        broken,
    )


def _tables(rows: Iterator[tuple[int, Mapping[str, str | None]]]) -> Iterator[pa.Table]:
    """Gather rows of text by the thousand."""
    columns: dict[str, list[str | None]] = {}
    numbers: list[int] = []
    for number, row in rows:
        for name in row.keys() - columns.keys():
            columns[name] = [None] * len(numbers)
        for name, values in columns.items():
            values.append(row.get(name))
        numbers.append(number)
        if len(numbers) == _BATCH:
            yield _table(columns, numbers)
            columns, numbers = {}, []
    if numbers:
        yield _table(columns, numbers)


def _table(columns: Mapping[str, list[str | None]], numbers: list[int]) -> pa.Table:
    arrays = {
        _HALF_SIGNS.sub("\ufffd", name): _texts(values)
        for name, values in columns.items()
    }
    return pa.table({**arrays, "row": pa.array(numbers, pa.int64())})


def _texts(values: Sequence[str | None]) -> pa.Array:
    try:
        return pa.array(values, pa.string())
    except UnicodeEncodeError:
        # JSON can name half a sign (`\ud83d` alone), which no text can hold.
        whole = [text and _HALF_SIGNS.sub("\ufffd", text) for text in values]
        return pa.array(whole, pa.string())


def _rows(
    path: Path,
    sample: bytes,
    encoding: str,
    broken: BrokenRows,
    progress: Progress | None,
) -> Iterator[tuple[int, Mapping[str, str | None]]]:
    lines = _lines(path, encoding, progress)
    objects = _whole(path, encoding, progress) if _is_whole(sample, encoding) else None
    for number, (text, value) in enumerate(objects or _parsed(lines), start=1):
        if isinstance(value, dict):
            yield number, dict(_flat(value, ""))
        else:
            broken.add(number, text, "not-an-object")


def _is_whole(sample: bytes, encoding: str) -> bool:
    """Whether the file is one value rather than one to a line."""
    text = sample.decode(encoding, errors="ignore").lstrip("\ufeff \t\r\n")
    if text.startswith("["):
        return True
    first = text.splitlines()[0] if text else ""
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return len(text.splitlines()) > 1 and not first.rstrip().endswith("}")
    return isinstance(value, dict) and any(
        isinstance(value.get(name), list)
        and all(isinstance(item, dict) for item in value[name])
        for name in _LISTS
    )


def _lines(path: Path, encoding: str, progress: Progress | None) -> Iterator[str]:
    with (
        unpacked(path, progress) as stream,
        io.TextIOWrapper(
            cast("IO[bytes]", io.BufferedReader(cast("io.RawIOBase", stream))),
            encoding,
            errors="replace",
        ) as text,
    ):
        yield from text


def _parsed(lines: Iterator[str]) -> Iterator[tuple[str, object]]:
    for line in lines:
        text = line.strip("\ufeff \t\r\n")
        if not text:
            continue
        try:
            yield text, json.loads(text)
        except (ValueError, RecursionError):
            yield text, None


def _whole(
    path: Path, encoding: str, progress: Progress | None
) -> Iterator[tuple[str, object]]:
    with unpacked(path, progress) as stream:
        text = stream.read().decode(encoding, errors="replace").lstrip("\ufeff")
    try:
        value = json.loads(text)
    except ValueError as error:
        raise UnreadableFileError(
            path, f"its JSON is broken ({error})", "Export it again."
        ) from error
    except RecursionError as error:
        do = "Export one object to a line, or one array of objects."
        raise UnreadableFileError(path, "its JSON is nested too deep", do) from error
    if isinstance(value, dict):
        held = next((value[k] for k in _LISTS if isinstance(value.get(k), list)), None)
        value = [value] if held is None else held
    if not isinstance(value, list):
        value = [value]
    for item in value:
        yield json.dumps(item)[:200], item


def _flat(value: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str | None]]:
    for key, inner in value.items():
        name = f"{prefix}{key}"
        if isinstance(inner, dict):
            yield from _flat(inner, f"{name}.")
        elif isinstance(inner, str) or inner is None:
            yield name, inner
        elif isinstance(inner, bool):
            yield name, "true" if inner else "false"
        else:
            yield name, json.dumps(inner, ensure_ascii=False)
