"""DuckDB over a file that outlives the program: changed whole, or not at all."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import ibis.expr.types as ir
import pyarrow as pa
from ibis.util import gen_name

from footlights.engines.duckdb import DuckDBEngine, in_turn
from footlights.errors import (
    CannotKeepError,
    DamagedLogError,
    LogInUseError,
    UnwritableFolderError,
)

_SCRATCH = ("temp", "main")


class DuckDBFile(DuckDBEngine):
    """An `Engine` whose stored tables stay in a file.

    What `keep` and `load` give ends with the engine, as everywhere; what `store` gives
    stays. Stored tables change only inside `transaction`: all of them or none, even if
    the program is killed in the middle.

    Args:
        path: The file; it is made if it is not there.
        memory: Most memory to use before spilling to disk, such as `4GB`; without it
            what `memory_limit` says.

    Raises:
        LogInUseError: Another process has it open.
        DamagedLogError: It is no such file, or is broken.
        UnwritableFolderError: It cannot be opened or made.
        UnreadableMemoryError: `FOOTLIGHTS_MEMORY` says no size.
    """

    def __init__(self, path: Path, memory: str | None = None) -> None:
        self.path = path
        self._is_changing = False
        try:
            super().__init__(path, memory)
        except duckdb.Error as error:
            self._spill.cleanup()
            raise _why_not_opened(path, error) from error

    @in_turn
    def load(self, name: str, rows: pa.Table | pa.RecordBatchReader) -> ir.Table:
        """Store Arrow rows until the engine closes; replaces an earlier table."""
        incoming = gen_name("incoming")
        self._connection.con.register(incoming, rows)
        try:
            self._run(
                f"CREATE OR REPLACE TEMP TABLE {_quoted(name)} AS FROM {incoming}"
            )
        finally:
            self._connection.con.unregister(incoming)
        return self._connection.table(name, database=_SCRATCH)

    @in_turn
    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Compute an expression once and store it until the engine closes."""
        fresh = gen_name("fresh")
        self._connection.create_table(fresh, expression, temp=True)
        self._run(f"DROP TABLE IF EXISTS temp.main.{_quoted(name)}")
        self._run(f"ALTER TABLE temp.main.{fresh} RENAME TO {_quoted(name)}")
        return self._connection.table(name, database=_SCRATCH)

    @in_turn
    def drop(self, table: ir.Table) -> None:
        """Let go of a table that `keep` or `load` stored."""
        self._run(f"DROP TABLE {_address(table)}")

    @in_turn
    def has(self, place: str, name: str) -> bool:
        """Say whether there is a stored table of that name."""
        found = self._connection.con.execute(
            "SELECT count(*) FROM duckdb_tables() WHERE database_name ="
            " current_database() AND schema_name = ? AND table_name = ?",
            [place, name],
        ).fetchone()
        return bool(found and found[0])

    @in_turn
    def names(self, place: str) -> tuple[str, ...]:
        """List the stored tables of a place."""
        found = self._connection.con.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name ="
            " current_database() AND schema_name = ? ORDER BY table_name",
            [place],
        ).fetchall()
        return tuple(name for (name,) in found)

    @in_turn
    def stored(self, place: str, name: str) -> ir.Table:
        """Give a stored table."""
        here = (self._connection.current_catalog, place)
        return self._connection.table(name, database=here)

    @in_turn
    def store(self, place: str, name: str, expression: ir.Table) -> ir.Table:
        """Compute an expression into a stored table; replaces an earlier one.

        Args:
            place: Tables of the same place are thrown away together; made when needed.
            name: Name of the table.
            expression: May read the table that it replaces.
        """
        self._run(f"CREATE SCHEMA IF NOT EXISTS {_quoted(place)}")
        here = (self._connection.current_catalog, place)
        return self._connection.create_table(
            name, expression, database=here, overwrite=True
        )

    @in_turn
    def add(self, table: ir.Table, rows: ir.Table) -> None:
        """Add rows to a stored table; they have its columns, in any order."""
        columns = ", ".join(_quoted(name) for name in table.columns)
        query = self._connection.compile(rows.select(*table.columns))
        self._run(f"INSERT INTO {_address(table)} ({columns}) {query}")

    @in_turn
    def remove(self, table: ir.Table, keys: ir.Table) -> None:
        """Take out of a stored table all rows whose key is in a table of one column."""
        (key,) = keys.columns
        query = self._connection.compile(keys)
        where = f"{_quoted(key)} IN ({query})"
        self._run(f"DELETE FROM {_address(table)} WHERE {where}")  # noqa: S608 - names are quoted, the query is compiled

    @in_turn
    def discard(self, place: str) -> None:
        """Throw away a place with all its tables; nothing happens if there is none."""
        self._run(f"DROP SCHEMA IF EXISTS {_quoted(place)} CASCADE")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Change stored tables: all that happens inside, or nothing of it.

        One inside another is a part of it.

        Raises:
            CannotKeepError: It could not be written; nothing was changed.
        """
        with self.turn:
            if self._is_changing:
                yield
                return
            self._run("BEGIN")
            self._is_changing = True
            try:
                yield
                self._run("COMMIT")
            except BaseException as error:
                self._undo()
                if isinstance(error, duckdb.OperationalError | duckdb.FatalException):
                    raise CannotKeepError(self.path, _reason(error)) from error
                raise
            finally:
                self._is_changing = False
        # Not while this thread holds its turn: who computes one of these waits for it.
        self.once.forget()

    def _undo(self) -> None:
        try:
            self._run("ROLLBACK")
        except duckdb.Error:
            # A failed commit has undone everything itself; and after a full disk the
            # engine answers nothing more until the file is opened anew.
            return

    @in_turn
    def _run(self, statement: str) -> None:
        self._connection.con.execute(statement)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _address(table: ir.Table) -> str:
    stored = table.op()
    parts = (stored.namespace.catalog, stored.namespace.database, stored.name)
    return ".".join(_quoted(part) for part in parts)


_NO_ROOM = ("No space left on device", "File too large")
"""What systems say where nothing more can be written."""


def _why_not_opened(path: Path, error: duckdb.Error) -> Exception:
    said = str(error)
    if "different configuration" in said or "file handle conflict" in said:
        return LogInUseError(path, os.getpid())
    if "Could not set lock" in said:
        holder = re.search(r"PID (\d+)", said)
        return LogInUseError(path, int(holder[1]) if holder else None)
    if not path.is_file() or not os.access(path, os.R_OK | os.W_OK):
        return UnwritableFolderError(path.parent, _reason(error))
    reason = _reason(error)
    if reason in _NO_ROOM:
        return CannotKeepError(path.parent, reason)
    return DamagedLogError(path, reason)


def _reason(error: BaseException) -> str:
    """Give the system's own words, such as `No space left on device`."""
    first = str(error).splitlines()[0]
    for said in (*_NO_ROOM, "Permission denied"):
        if said in first:
            return said
    return first.removeprefix("IO Error: ")
