"""Find the damage in Parquet files that a query could not read."""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from footlights.errors import UnreadableFileError


def damaged_parquet(paths: Iterable[Path]) -> UnreadableFileError | None:
    """Read files from end to end, and give the error for the first damaged one.

    Returns:
        An error that names the file and the rows; None if all of them can be read.
    """
    for path in paths:
        try:
            with pq.ParquetFile(path) as file:
                damage = _damage(file)
        except (pa.ArrowException, OSError):
            damage = "it is no whole Parquet file"
        if damage:
            return UnreadableFileError(path, damage, "Copy or export it again.")
    return None


def _damage(file: pq.ParquetFile) -> str:
    first = 1
    for group in range(file.num_row_groups):
        rows = file.metadata.row_group(group).num_rows
        try:
            for batch in file.iter_batches(row_groups=[group]):
                batch.validate(full=True)  # texts that are no UTF-8, too
        except (pa.ArrowException, OSError):
            return f"it is damaged in the rows {first:,} to {first + rows - 1:,}"
        first += rows
    return ""
