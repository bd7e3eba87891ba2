"""Files and tables brought into the engine, as they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import ibis
import pyarrow as pa

from footlights.engines.engine import Engine
from footlights.errors import FootlightsError
from footlights.events.raw import FILE_NO, ROW, RawLog
from footlights.events.uniting import united
from footlights.formats.arrow import open_table
from footlights.formats.event_files import open_event_file
from footlights.formats.opened import Opened, Progress
from footlights.formats.parquet import ParquetFile, sample_rows

SAMPLE_ROWS = 1000
"""Rows of each file from which columns are guessed."""


@dataclass
class LoadedLog:
    """Rows of files with the same columns, in the engine.

    Args:
        raw: The rows.
        rows_by_file: How many rows each file has, broken ones too.
        sample: Some rows, with the names of the files.
        broken: For each file, rows that could not be taken apart.
        guesses: What was guessed about the files.
        is_stored: Whether the engine holds a copy; a Parquet file is read in place.
        zone: The zone of times that name none, where the files say it.
    """

    raw: RawLog
    rows_by_file: list[int]
    sample: dict[str, list[object]]
    broken: list[pa.Table] = field(default_factory=list)
    guesses: tuple[str, ...] = ()
    is_stored: bool = True
    zone: str | None = None


@dataclass(frozen=True)
class Input:
    """A file, or a table in memory, and how it is to be opened."""

    what: Path | object
    name: str
    delimiter: str | None = None
    encoding: str | None = None
    journey_object: str | None = None

    def open(self, progress: Progress | None) -> Opened | ParquetFile:
        """Open it.

        Raises:
            FootlightsError: It cannot be opened.
        """
        if isinstance(self.what, Path):
            return open_event_file(
                self.what, self.delimiter, self.encoding, progress, self.journey_object
            )
        return open_table(self.what, self.name)

    @property
    def size(self) -> int:
        """Bytes, as far as they are known."""
        if isinstance(self.what, Path) and self.what.is_file():
            return max(self.what.stat().st_size, 1)
        return 1


def load_logs(
    engine: Engine, inputs: Sequence[Input], name: str, progress: Progress | None
) -> list[LoadedLog]:
    """Bring inputs into the engine; neighbours with the same columns become one log.

    Args:
        engine: Where to bring them.
        inputs: Files and tables, in order.
        name: Beginning of the names of the tables in the engine.
        progress: Told the share of all bytes that has been read.

    Raises:
        FootlightsError: An input cannot be read.
    """
    whole = sum(each.size for each in inputs)
    opened = []
    before = 0
    for each in inputs:
        opened.append(each.open(_share(progress, before / whole, each.size / whole)))
        before += each.size

    def shape(each: Opened | ParquetFile) -> tuple[object, ...]:
        zone = each.zone if isinstance(each, Opened) else None
        return (type(each), each.columns, each.types, zone)

    return [
        _load(engine, list(alike), f"{name}_{place}")
        for place, (_, alike) in enumerate(groupby(opened, key=shape))
    ]


def _share(progress: Progress | None, begin: float, part: float) -> Progress | None:
    if progress is None:
        return None
    return lambda done: progress(begin + done * part)


def _load(
    engine: Engine, opened: Sequence[Opened | ParquetFile], name: str
) -> LoadedLog:
    files = tuple(each.name for each in opened)
    columns = opened[0].columns
    parquet = [each for each in opened if isinstance(each, ParquetFile)]
    if parquet:
        parts = [_numbered(engine, each, place) for place, each in enumerate(parquet)]
        rows = united(parts)
        filled = frozenset.intersection(*(each.filled for each in parquet))
        return LoadedLog(
            RawLog(rows, columns, files, filled),
            [each.rows for each in parquet],
            sample_rows(parquet[0], SAMPLE_ROWS),
            is_stored=False,
        )
    feed = _Feed([each for each in opened if isinstance(each, Opened)])
    stored = engine.load(name, feed.reader())
    feed.raise_error()
    return LoadedLog(
        RawLog(stored, columns, files),
        feed.rows_by_file,
        feed.sample,
        [each.broken.table() for each in feed.opened],
        tuple(guess for each in feed.opened for guess in each.guesses),
        zone=feed.opened[0].zone,
    )


def _numbered(engine: Engine, file: ParquetFile, place: int) -> ibis.Table:
    rows = engine.read_numbered_parquet(file.path)
    return rows.select(
        **{f"c{n}": rows[column] for n, column in enumerate(file.columns)},
        **{
            FILE_NO: ibis.literal(place, "int16"),
            ROW: rows["file_row_number"] + 1,
        },
    )


class _Feed:
    """Batches of several files as one stream, with their numbers written beside."""

    def __init__(self, opened: Sequence[Opened]) -> None:
        self.opened = opened
        self.rows_by_file = [0] * len(opened)
        self.sample: dict[str, list[object]] = {
            column: [] for column in opened[0].columns
        }
        self._error: FootlightsError | None = None

    def reader(self) -> pa.RecordBatchReader:
        """Give the stream; it can be read once."""
        first = self.opened[0]
        fields = [(f"c{place}", kind) for place, kind in enumerate(first.types)]
        schema = pa.schema([*fields, (ROW, pa.int64()), (FILE_NO, pa.int16())])
        return pa.RecordBatchReader.from_batches(schema, self._batches())

    def raise_error(self) -> None:
        """Raise what went wrong while the engine was reading."""
        if self._error:
            raise self._error

    def _batches(self) -> Iterator[pa.RecordBatch]:
        try:
            for place, file in enumerate(self.opened):
                for batch in file.batches:
                    self._look_at(batch, self.rows_by_file[place])
                    self.rows_by_file[place] += batch.num_rows
                    numbers = pa.repeat(pa.scalar(place, pa.int16()), batch.num_rows)
                    yield pa.RecordBatch.from_arrays(
                        [*batch.columns, numbers],
                        names=[*batch.schema.names, FILE_NO],
                    )
                self.rows_by_file[place] += file.broken.count
        except FootlightsError as error:
            # The engine would wrap it in an error of its own.
            self._error = error

    def _look_at(self, batch: pa.RecordBatch, before: int) -> None:
        if before < SAMPLE_ROWS:
            some = batch.slice(0, SAMPLE_ROWS - before)
            for values, column in zip(self.sample.values(), some.columns, strict=False):
                values.extend(column.to_pylist())
