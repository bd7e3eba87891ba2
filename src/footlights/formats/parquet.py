"""Parquet: read where it lies, without a copy."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from footlights.errors import UnreadableFileError


@dataclass(frozen=True)
class ParquetFile:
    """A Parquet file whose rows the engine reads itself.

    Args:
        path: Where it lies.
        columns: Names of its columns.
        types: Their types.
        rows: How many rows it holds.
    """

    path: Path
    columns: tuple[str, ...]
    types: tuple[pa.DataType, ...]
    rows: int

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
    except (pa.ArrowException, OSError) as error:
        raise UnreadableFileError(
            path, "it is no whole Parquet file", "Copy or export it again."
        ) from error
    return ParquetFile(path, tuple(schema.names), tuple(schema.types), rows)


def sample_rows(file: ParquetFile, count: int) -> dict[str, list[object]]:
    """Give the values of the first rows, by column."""
    with pq.ParquetFile(file.path) as opened:
        batch = next(opened.iter_batches(batch_size=count), None)
    if batch is None:
        return {column: [] for column in file.columns}
    return {
        column: values.to_pylist()
        for column, values in zip(file.columns, batch.columns, strict=True)
    }
