"""The queries that give numbers, as SQL that a person can read and run."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from footlights.engines.engine import Engine
from footlights.engines.purpose import present_purpose

PREPARING = "prepare"
"""Purpose of queries whose result is kept for others."""

_RANDOM = re.compile(r'"(ibis_(?:\w+_)?(memtable|read_parquet)_\w+)"')
_WORDS = {"memtable": "words", "read_parquet": "file"}
_LEFT_OUT = re.compile(r"EXCLUDE \(([^()]*)\)")
_OWN = re.compile(r"_\d+$")


@dataclass(frozen=True)
class Query:
    """One query that was run."""

    purpose: str
    """What it is for, such as `transitions`."""

    keeps: str
    """Name of the table in which its result is kept; empty if it was only read."""

    sql: str
    """The query in the SQL of DuckDB."""


class Recorder:
    """An `Engine` that notes each query, and leaves all work to another.

    Names that differ from run to run are replaced by numbered ones, so that the same
    question gives the same text.

    Args:
        engine: What computes.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._names: dict[str, str] = {}
        self.queries: list[Query] = []
        """What was run, in order."""

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Compute an expression once and keep it; its query is noted."""
        self._names.setdefault(name, self._free(_OWN.sub("", name)))
        self._note(expression, self._names[name])
        return self._engine.keep(name, expression)

    def fetch(self, expression: ir.Table) -> pa.Table:
        """Compute an expression and give its rows; its query is noted."""
        self._note(expression, "")
        return self._engine.fetch(expression)

    def __getattr__(self, name: str) -> Any:  # whatever the engine has
        return getattr(self._engine, name)

    def _note(self, expression: ir.Table, keeps: str) -> None:
        sql = str(ibis.to_sql(expression, dialect="duckdb"))
        sql = sql.replace('"memory"."main".', "")
        for random, kind in _RANDOM.findall(sql):
            if random not in self._names:
                self._names[random] = self._free(f"{_WORDS[kind]}_1")
        sql = _LEFT_OUT.sub(_sorted, sql)
        for name, shown in self._names.items():
            sql = sql.replace(f'"{name}"', f'"{shown}"')
        purpose = present_purpose() or PREPARING
        self.queries.append(Query(purpose, keeps, sql))

    def _free(self, name: str) -> str:
        """Give a name that no other table has, by counting on."""
        taken, no = set(self._names.values()), 1
        found = name
        while found in taken:
            no += 1
            found = f"{_OWN.sub('', name)}_{no}"
        return found


def _sorted(found: re.Match[str]) -> str:
    """Sort the columns that a query leaves out, which Ibis keeps as a set."""
    return f"EXCLUDE ({', '.join(sorted(found[1].split(', ')))})"


def as_script(queries: Sequence[Query]) -> str:
    """Give queries as one script: what is kept becomes a table."""
    return "\n\n".join(
        f'CREATE TABLE "{each.keeps}" AS\n{each.sql};'
        if each.keeps
        else f"-- {each.purpose}\n{each.sql};"
        for each in queries
    )
