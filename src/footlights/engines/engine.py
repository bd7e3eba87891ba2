"""What an engine must be able to do; analyses never know which one runs them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import ibis.expr.types as ir
import pyarrow as pa

from footlights.engines.kept_once import KeptOnce


class Engine(Protocol):
    """Runs Ibis expressions, keeps tables between them, and hands out Arrow."""

    once: KeptOnce
    """Tables that stay for other questions."""

    def read_parquet(self, paths: Sequence[Path]) -> ir.Table:
        """Give Parquet files as one table, read when asked for and not before."""
        ...

    def read_numbered_parquet(self, path: Path) -> ir.Table:
        """Give one Parquet file, and in `file_row_number` its rows counted from 0."""
        ...

    def in_utc(self, moment: ir.TimestampValue) -> ir.TimestampValue:
        """Give a moment that knows its zone as naive UTC, to the microsecond."""
        ...

    def load(self, name: str, rows: pa.Table | pa.RecordBatchReader) -> ir.Table:
        """Store Arrow rows as a table of that name; replaces an earlier one."""
        ...

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Compute an expression once and store it under that name."""
        ...

    def fetch(self, expression: ir.Table) -> pa.Table:
        """Compute an expression and give its rows as Arrow."""
        ...

    def fetch_batches(self, expression: ir.Table) -> pa.RecordBatchReader:
        """Compute an expression and give its rows little by little."""
        ...

    def sees(self, path: Path) -> bool:
        """Whether it can read a Parquet file where it lies."""
        ...

    def drop(self, table: ir.Table) -> None:
        """Let go of a table that `keep` or `load` stored."""
        ...

    def write_parquet(self, expression: ir.Table, path: Path) -> None:
        """Compute an expression into one Parquet file."""
        ...

    def write_csv(self, expression: ir.Table, path: Path) -> None:
        """Compute an expression into one CSV file with a header."""
        ...

    def close(self) -> None:
        """Let go of everything that is held."""
        ...
