"""What every reader of a format gives: named columns, rows in batches, broken rows."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from footlights.errors import DuplicateColumnError

Progress = Callable[[float], None]
"""Called with the share of the work that is done, 0 to 1."""


def leave_untold(share: float) -> None:
    """Be told how much is done, and tell nobody."""
    del share


BROKEN = pa.schema(
    [("row", pa.int64()), ("value", pa.string()), ("reason", pa.string())]
)
"""Rows that have not even the fields of a row: number, what stands there, why not."""

_FULL = 100_000


class BrokenRows:
    """Rows a reader could not take apart, gathered while it reads."""

    def __init__(self) -> None:
        self.count = 0
        self._tables: list[pa.Table] = []
        self._rows: list[int | None] = []
        self._values: list[str] = []
        self._reasons: list[str] = []

    def add(self, row: int | None, value: str, reason: str) -> None:
        """Remember one row; only the beginning of a long one."""
        self.count += 1
        self._rows.append(row)
        self._values.append(value[:200])
        self._reasons.append(reason)
        if len(self._rows) >= _FULL:
            self._pack()

    def table(self) -> pa.Table:
        """Give them in the shape of `BROKEN`."""
        self._pack()
        return pa.concat_tables([BROKEN.empty_table(), *self._tables])

    def _pack(self) -> None:
        self._tables.append(
            pa.table([self._rows, self._values, self._reasons], schema=BROKEN)
        )
        self._rows, self._values, self._reasons = [], [], []


@dataclass
class Opened:
    """A file or table that is about to be read, once.

    Args:
        name: What to call it where something is wrong with it.
        columns: Names of its columns; no two alike.
        types: Their types.
        batches: Its rows; columns in that order, then `row: int64`, from 1.
        broken: Rows that could not be taken apart; complete when `batches` are read.
        guesses: What was guessed about it, as sentences.
        zone: The zone of times that name none, where the file says it.
    """

    name: str
    columns: tuple[str, ...]
    types: tuple[pa.DataType, ...]
    batches: Iterator[pa.RecordBatch]
    broken: BrokenRows = field(default_factory=BrokenRows)
    guesses: tuple[str, ...] = ()
    zone: str | None = None

    def __post_init__(self) -> None:
        """Refuse two columns of one name.

        Raises:
            DuplicateColumnError: There are such columns.
        """
        for name, times in Counter(self.columns).items():
            if times > 1:
                places = [n for n, other in enumerate(self.columns, 1) if other == name]
                raise DuplicateColumnError(self.name, name, places)


def named(columns: list[str]) -> tuple[str, ...]:
    """Give columns without a name one, by their place."""
    return tuple(
        name if name.strip() else f"column {place}"
        for place, name in enumerate(columns, start=1)
    )


def numbered(batches: Iterator[pa.RecordBatch], count: int) -> Iterator[pa.RecordBatch]:
    """Add to each batch of `count` columns the numbers of its rows, from 1."""
    before = 0
    names = [*(f"c{place}" for place in range(count)), "row"]
    for batch in batches:
        rows = pa.array(np.arange(before + 1, before + batch.num_rows + 1))
        before += batch.num_rows
        yield pa.RecordBatch.from_arrays([*batch.columns, rows], names=names)
