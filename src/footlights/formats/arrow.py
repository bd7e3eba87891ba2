"""Tables that are in memory already: Arrow, or a data frame of any library."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.interchange

from footlights.errors import UnreadableFileError
from footlights.formats.opened import Opened, named, numbered

_BATCH = 100_000


def open_table(table: object, name: str) -> Opened:
    """Open an Arrow table or reader, or a data frame that can hand itself over.

    Args:
        table: A `pyarrow.Table` or `RecordBatchReader`, or anything with
            `__arrow_c_stream__` or `__dataframe__`.
        name: What to call it where something is wrong with it.

    Raises:
        UnreadableFileError: It is none of these.
        DuplicateColumnError: Two columns have one name.
    """
    reader = _reader(table, name)
    types = tuple(_plain_type(kind) for kind in reader.schema.types)
    columns = named([str(column) for column in reader.schema.names])
    return Opened(
        name, columns, types, numbered(_plain_batches(reader, types), len(columns))
    )


def _reader(table: object, name: str) -> pa.RecordBatchReader:
    if isinstance(table, pa.RecordBatchReader):
        return table
    if isinstance(table, pa.Table):
        return table.to_reader(max_chunksize=_BATCH)
    if hasattr(table, "__arrow_c_stream__"):
        return pa.RecordBatchReader.from_stream(table)
    if hasattr(table, "__dataframe__"):
        frame = pyarrow.interchange.from_dataframe(table)
        return frame.to_reader(max_chunksize=_BATCH)
    raise UnreadableFileError(
        name,
        f"{type(table).__name__} is neither a file nor a table",
        "Give a path, an Arrow table or a data frame.",
    )


def _plain_type(kind: pa.DataType) -> pa.DataType:
    """Give the type of the values: how they are packed does not matter here."""
    if pa.types.is_dictionary(kind):
        return _plain_type(kind.value_type)
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return pa.string()
    if pa.types.is_null(kind):
        return pa.string()
    return kind


def _plain_batches(
    reader: pa.RecordBatchReader, types: tuple[pa.DataType, ...]
) -> Iterator[pa.RecordBatch]:
    for batch in reader:
        arrays = [
            column if column.type == kind else column.cast(kind)
            for column, kind in zip(batch.columns, types, strict=True)
        ]
        yield pa.RecordBatch.from_arrays(
            arrays, names=[f"c{place}" for place in range(len(types))]
        )
