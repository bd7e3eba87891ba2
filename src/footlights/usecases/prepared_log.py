"""A log prepared for a map, in the engine that answers questions about it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

import ibis.expr.types as ir

from footlights.analysis.quantiles import group_quantiles, group_sizes
from footlights.engines.engine import Engine
from footlights.engines.purpose import asked_for
from footlights.events.contract import Scale
from footlights.events.prepared import Prepared
from footlights.measures.estimates import Row, mean, within
from footlights.measures.result import Estimate
from footlights.model.map import Map
from footlights.statistics.quantiles import WANTED, places_for


def everything(table: ir.Table) -> ir.Table:
    """Leave nothing out."""
    return table


@dataclass(frozen=True)
class PreparedLog:
    """One log, prepared for one map, in one engine."""

    engine: Engine
    """Runs the analyses."""

    events: ir.Table
    """`contract.EVENTS` with attributes."""

    prepared: Prepared
    """The tables that analyses read."""

    map: Map
    """The map."""

    scale: Scale | None = None
    """The scale of its scores; None where it has none, or nobody knows it."""

    purpose: str = ""
    """What is computed, for those who note the queries; empty if nobody said."""

    whole: Prepared | None = None
    """Tables of all journeys, where `prepared` holds some of them; None if all."""

    begun: tuple[date | None, date | None] = (None, None)
    """First and last day on which these journeys may begin; None where any day."""

    chosen: int | None = None
    """How many journeys these are, where they are some of all; None if all."""

    is_by_pattern: bool = False
    """Whether these journeys match a pattern, which takes a while to look up."""

    narrow: Callable[[ir.Table], ir.Table] = everything
    """Keeps what belongs to these journeys of any table with a `journey_key`."""

    preparation: object = field(default_factory=object, repr=False, compare=False)
    """Tells these tables, and what the map asks of them, from all others."""

    @property
    def of_everyone(self) -> Self:
        """The same log, not narrowed to some journeys."""
        if self.whole is None:
            return self
        return replace(
            self,
            prepared=self.whole,
            whole=None,
            begun=(None, None),
            chosen=None,
            is_by_pattern=False,
            narrow=everything,
        )

    def once(self, name: str, make: Callable[[Self], ir.Table]) -> ir.Table:
        """Give what follows from each journey alone, of the journeys looked at.

        The first who asks has it computed of all journeys, and it is kept: whatever
        the next one narrows the log to, it is only looked up.

        Args:
            name: Of what is computed, with all that it hangs on but log and map.
            make: Says how it follows from a log. Each row has the `journey_key` of
                its journey, and holds whichever other journeys are looked at.
        """
        everyone = self.of_everyone
        key = (self.preparation, name)
        return self.narrow(self.engine.once.get(key, lambda: make(everyone)))

    def called(self, purpose: str) -> Self:
        """Give the same log; what it computes is noted under a name.

        Args:
            purpose: Name of what is computed, such as `transitions`.
        """
        return replace(self, purpose=purpose)

    def rows(self, expression: ir.Table) -> list[dict[str, Any]]:
        """Compute an expression and give its rows."""
        with asked_for(self.purpose):
            found: list[dict[str, Any]] = self.engine.fetch(expression).to_pylist()
        return found

    def row(self, expression: ir.Table) -> dict[str, Any] | None:
        """Compute an expression of at most one row."""
        rows = self.rows(expression)
        return rows[0] if rows else None

    def counts(self, expression: ir.Table) -> dict[Any, int]:
        """Compute an expression of two columns, a key and a count."""
        return dict(tuple(row.values()) for row in self.rows(expression))

    def mean_score(self, row: Row | None, nobody: str) -> Estimate:
        """Estimate a mean score, its interval cut off at the ends of the scale.

        Args:
            row: `n`, `mean` and `deviation`; None where nobody is.
            nobody: Why nothing is known, where nothing is.
        """
        found = mean(row, nobody)
        if self.scale is None:
            return found
        return within(found, self.scale.low, self.scale.high)

    def quantiles(
        self,
        table: ir.Table,
        keys: Sequence[str],
        value: str,
        wanted: Sequence[float] = WANTED,
        sizes: Iterable[int] | None = None,
    ) -> list[dict[str, Any]]:
        """Compute the quantiles of each group, where its estimates need them.

        Args:
            table: What is looked at.
            keys: Columns that name a group; none for the whole table.
            value: Column whose quantiles are wanted.
            wanted: Which, 0 to 1.
            sizes: How many known values each group has, where that is known already.

        Returns:
            One row per group: the keys, `n`, `grid`, and `places`.
        """
        if sizes is None:
            sizes = [row["n"] for row in self.rows(group_sizes(table, keys, value))]
        places = places_for((n for n in sizes if n), wanted)
        found = self.rows(group_quantiles(table, keys, value, places))
        return [row | {"places": places} for row in found]
