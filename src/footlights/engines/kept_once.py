"""Tables that are computed once and stay, for whoever asks for the same next."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from itertools import count
from threading import RLock
from typing import TYPE_CHECKING

import ibis.expr.types as ir

if TYPE_CHECKING:
    from footlights.engines.engine import Engine

MOST = 12
"""Tables that stay; of more, those go that nobody has asked for longest."""


class KeptOnce:
    """Tables of one engine that many questions read.

    Args:
        engine: What computes and keeps them.
        most: How many stay.
    """

    def __init__(self, engine: "Engine", most: int = MOST) -> None:
        self._engine = engine
        self._most = most
        self._turn = RLock()
        self._tables: dict[Hashable, ir.Table] = {}
        """Those asked for last come last."""
        self._over: list[ir.Table] = []
        """To be dropped as soon as no question may still read them."""
        self._readers = 0
        self._numbers = count(1)

    def get(self, key: Hashable, make: Callable[[], ir.Table]) -> ir.Table:
        """Give a table; it is computed only if it is not there.

        Ask inside `in_use`: what is given stays until that ends.

        Args:
            key: Equal only for the same rows.
            make: Says how to compute it.
        """
        with self._turn:
            table = self._tables.pop(key, None)
            if table is None:
                name = f"once_{next(self._numbers)}"
                table = self._engine.keep(name, make())
            self._tables[key] = table
            while len(self._tables) > self._most:
                oldest = next(iter(self._tables))
                self._over.append(self._tables.pop(oldest))
            return table

    def forget(self) -> None:
        """Compute everything anew from now on, as what it follows from has changed."""
        with self._turn:
            self._over += self._tables.values()
            self._tables.clear()
            self._let_go()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Let no table go while a question is answered that may read it."""
        with self._turn:
            self._readers += 1
        try:
            yield
        finally:
            with self._turn:
                self._readers -= 1
                self._let_go()

    def _let_go(self) -> None:
        while self._over and not self._readers:
            self._engine.drop(self._over.pop())
