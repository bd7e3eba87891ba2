"""Write everything that was measured as tables, one file to a table."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.ipc as pa_ipc
import pyarrow.parquet as pq

from footlights.measures.measured import Measured
from footlights.measures.tables import tables_of
from footlights.usecases.written_parts import write_parts


def _csv(rows: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pa_csv.write_csv(rows, sink)
    return bytes(sink.getvalue())


def _parquet(rows: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink)
    return bytes(sink.getvalue())


def _arrow(rows: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa_ipc.new_file(sink, rows.schema) as writer:
        writer.write_table(rows)
    return bytes(sink.getvalue())


TABLE_WRITERS: dict[str, Callable[[pa.Table], bytes]] = {
    "csv": _csv,
    "parquet": _parquet,
    "arrow": _arrow,
}
"""What writes a table, by the ending of its file."""


def write_tables(measured: Measured, kind: str, path: Path | str) -> Path:
    """Write each table as a file, and `dictionary`, which says what columns mean.

    Args:
        measured: What was measured.
        kind: One of `TABLE_WRITERS`.
        path: A folder that is empty or not there, or a name that ends in `.zip`.

    Returns:
        The path.

    Raises:
        FolderNotEmptyError: The folder holds something.
        MissingFolderError: The folder of `path` is not there.
    """
    write = TABLE_WRITERS[kind]
    parts = {f"{each.name}.{kind}": write(each.rows) for each in tables_of(measured)}
    write_parts(parts, Path(path))
    return Path(path)
