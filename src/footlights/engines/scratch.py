"""Tables that are kept for one question, under names that no other question takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import ibis.expr.types as ir

from footlights.engines.engine import Engine

_NUMBERS = count(1)
"""One number to a table, in the whole program."""


class Scratch:
    """An `Engine` whose kept tables have names of their own.

    Everything but `keep` and `drop` is done by the engine it stands for.

    Args:
        engine: What computes and keeps.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.kept: dict[str, ir.Table] = {}
        """What is kept at this moment, by the name in the engine."""

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Compute an expression once and keep it, whatever else has that name."""
        own = f"{name}_{next(_NUMBERS)}"
        self.kept[own] = self._engine.keep(own, expression)
        return self.kept[own]

    def drop(self, table: ir.Table) -> None:
        """Let go of a table."""
        self.kept.pop(table.op().name, None)
        self._engine.drop(table)

    def __getattr__(self, name: str) -> Any:  # whatever the engine has
        return getattr(self._engine, name)


@contextmanager
def scratch(engine: Engine) -> Iterator[Engine]:
    """Give an engine whose kept tables end with the block.

    Args:
        engine: What computes and keeps.
    """
    own = Scratch(engine)
    try:
        yield own
    finally:
        for table in list(own.kept.values()):
            own.drop(table)
