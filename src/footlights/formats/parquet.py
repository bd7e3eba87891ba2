"""Parquet: read where it lies, without a copy."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from footlights.errors import UnreadableFileError

# The last is raised where a name or a text is none.
_DAMAGED = (pa.ArrowException, OSError, UnicodeDecodeError)
_AGAIN = "Copy or export it again."


@dataclass(frozen=True)
class ParquetFile:
    """A Parquet file whose rows the engine reads itself.

    Args:
        path: Where it lies.
        columns: Names of its columns.
        types: Their types.
        rows: How many rows it holds.
        filled: Columns that the file itself says hold a value in every row.
    """

    path: Path
    columns: tuple[str, ...]
    types: tuple[pa.DataType, ...]
    rows: int
    filled: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """What to call it where something is wrong with it."""
        return self.path.name


def open_parquet(path: Path) -> ParquetFile:
    """Read the schema of a Parquet file, and how many rows it holds.

    Raises:
        UnreadableFileError: It is cut off or damaged.
    """
    try:
        with pq.ParquetFile(path) as file:
            schema, rows = file.schema_arrow, file.metadata.num_rows
            filled = _filled(file.metadata)
    except _DAMAGED as error:
        raise UnreadableFileError(
            path, "it is no whole Parquet file", _AGAIN
        ) from error
    return ParquetFile(path, tuple(schema.names), tuple(schema.types), rows, filled)


def _filled(metadata: pq.FileMetaData) -> frozenset[str]:
    groups = [metadata.row_group(place) for place in range(metadata.num_row_groups)]
    return frozenset(
        metadata.schema.column(place).path
        for place in range(metadata.num_columns)
        if all(_is_filled(group.column(place).statistics) for group in groups)
    )


def _is_filled(statistics: pq.Statistics | None) -> bool:
    if statistics is None or not statistics.has_null_count:
        return False
    return bool(statistics.null_count == 0)


def sample_rows(file: ParquetFile, count: int) -> dict[str, list[object]]:
    """Give the values of the first rows, by column.

    Raises:
        UnreadableFileError: They are damaged.
    """
    try:
        with pq.ParquetFile(file.path) as opened:
            batch = next(opened.iter_batches(batch_size=count), None)
            values = [] if batch is None else [c.to_pylist() for c in batch.columns]
    except _DAMAGED as error:
        found = f"its first {min(count, file.rows):,} rows are damaged"
        raise UnreadableFileError(file.path, found, _AGAIN) from error
    if batch is None:
        return {column: [] for column in file.columns}
    return dict(zip(file.columns, values, strict=True))
