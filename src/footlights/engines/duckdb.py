"""The embedded engine: DuckDB through Ibis, spilling to disk when memory ends."""

import errno
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from threading import RLock
from typing import Any, Concatenate, ParamSpec, TypeVar

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

from footlights.closing import Closing
from footlights.engines.damaged_parquet import damaged_parquet
from footlights.engines.kept_once import KeptOnce
from footlights.engines.memory import memory_limit


@contextmanager
def _disk_errors() -> Iterator[None]:
    """Let a disk that is full say so as the system does."""
    try:
        yield
    except duckdb.IOException as error:
        if os.strerror(errno.ENOSPC) in str(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise


# Several times as fast as a cast, which DuckDB does with a calendar at hand.
@ibis.udf.scalar.builtin(signature=(("timestamp('UTC')",), "int64"))  # type: ignore[untyped-decorator]
def epoch_us(moment: ir.TimestampValue) -> ir.IntegerValue:
    """Give the microseconds since 1970."""


@ibis.udf.scalar.builtin(signature=(("int64",), "timestamp(6)"))  # type: ignore[untyped-decorator]
def make_timestamp(microseconds: ir.IntegerValue) -> ir.TimestampValue:
    """Give the moment so many microseconds after 1970, naive UTC."""


Given = ParamSpec("Given")
Found = TypeVar("Found")
Own = TypeVar("Own", bound="DuckDBEngine")


def in_turn(
    work: Callable[Concatenate[Own, Given], Found],
) -> Callable[Concatenate[Own, Given], Found]:
    """Let one thread at a time do something with an engine's connection.

    Raises:
        UnreadableFileError: A Parquet file that is read where it lies is damaged.
    """

    @wraps(work)
    def waiting(engine: Own, /, *args: Given.args, **named: Given.kwargs) -> Found:
        with engine.turn:
            try:
                return work(engine, *args, **named)
            except duckdb.Error as error:
                if found := damaged_parquet(engine.files.values()):
                    raise found from error
                raise

    return waiting


class DuckDBEngine(Closing):
    """An `Engine` in this process.

    Several threads may use it: each query takes its turn, and uses every core.

    Args:
        path: Database file to keep tables in; without it they end with the engine.
        memory: Most memory to use before spilling to disk, such as `4GB`; without it
            what `memory_limit` says.

    Raises:
        UnreadableMemoryError: `FOOTLIGHTS_MEMORY` says no size.
    """

    def __init__(self, path: Path | None = None, memory: str | None = None) -> None:
        limit = memory or memory_limit()
        self.turn = RLock()
        """Held by the thread whose query runs."""
        self.once = KeptOnce(self)
        """Tables that stay for other questions."""
        self.files: dict[str, Path] = {}
        """Parquet files read where they lie, by the name of their table."""
        self._spill = tempfile.TemporaryDirectory(prefix="footlights-")
        # Ibis gives no types for its connections.
        self._connection: Any = ibis.duckdb.connect(
            str(path) if path else ":memory:",
            memory_limit=limit,
            temp_directory=self._spill.name,
        )
        # Order is stated where it matters; keeping it elsewhere costs memory.
        self._connection.raw_sql("SET preserve_insertion_order = false")
        # Ibis 12 writes lambdas with an arrow, which DuckDB 2 reads only if told so.
        self._connection.raw_sql("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'")

    @in_turn
    def read_parquet(self, paths: Sequence[Path]) -> ir.Table:
        """Give Parquet files as one table; columns that some lack are null there."""
        return self._connection.read_parquet(
            [str(path) for path in paths], union_by_name=True
        )

    @in_turn
    def read_numbered_parquet(self, path: Path) -> ir.Table:
        """Give one Parquet file, and in `file_row_number` its rows counted from 0."""
        rows: ir.Table = self._connection.read_parquet(str(path), file_row_number=True)
        self.files[rows.op().name] = path
        return rows

    def in_utc(self, moment: ir.TimestampValue) -> ir.TimestampValue:
        """Give a moment that knows its zone as naive UTC, to the microsecond."""
        return make_timestamp(epoch_us(moment))

    @in_turn
    def load(self, name: str, rows: pa.Table | pa.RecordBatchReader) -> ir.Table:
        """Store Arrow rows as a table of that name; replaces an earlier one."""
        self._connection.drop_table(name, force=True)
        self._connection.con.from_arrow(rows).create(name)
        return self._connection.table(name)

    @in_turn
    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Compute an expression once and store it under that name."""
        return self._connection.create_table(name, expression, overwrite=True)

    @in_turn
    def fetch(self, expression: ir.Table) -> pa.Table:
        """Compute an expression and give its rows as Arrow."""
        return self._connection.to_pyarrow(expression)

    def fetch_batches(self, expression: ir.Table) -> pa.RecordBatchReader:
        """Compute an expression and give its rows little by little.

        While rows are taken, no other thread may use the engine.
        """
        # Ibis 12 asks for it by a name that DuckDB 2 has given up.
        query = self._connection.compile(expression)
        return self._connection.con.sql(query).to_arrow_reader()

    def sees(self, path: Path) -> bool:
        """Whether it can read a Parquet file where it lies."""
        return path.is_file()

    @in_turn
    def drop(self, table: ir.Table) -> None:
        """Let go of a table that `keep` or `load` stored."""
        self._connection.drop_table(table.op().name)

    @in_turn
    def write_parquet(self, expression: ir.Table, path: Path) -> None:
        """Compute an expression into one Parquet file."""
        with _disk_errors():
            self._connection.to_parquet(expression, path)

    @in_turn
    def write_csv(self, expression: ir.Table, path: Path) -> None:
        """Compute an expression into one CSV file with a header."""
        with _disk_errors():
            self._connection.to_csv(expression, path)

    def interrupt(self) -> None:
        """Stop what runs now in another thread, which then raises."""
        self._connection.con.interrupt()

    @in_turn
    def close(self) -> None:
        """Let go of the tables and of the files that were spilled."""
        self._connection.disconnect()
        self._spill.cleanup()
