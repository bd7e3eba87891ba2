"""A view: the answer to one standard question about journeys, as rows."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

import pyarrow as pa
from pydantic import Field

from footlights.measures.result import Estimate, Result

Cell = Estimate | str | int | float | bool | date | datetime | None
"""What stands in one row under one column."""

_PARTS = ("low", "high", "n", "reason")


class ViewColumn(Result):
    """A column of a view."""

    name: str
    """Name, as in `rows`."""

    about: str
    """What stands in it, with its unit."""

    role: Literal["key", "count", "estimate", "fact", "detail"] = "detail"
    """`key` says what the row is about; `count` is a plain number that adds up;
    `estimate` has an interval and can be compared; `fact` follows from the keys,
    whichever journeys are asked about; `detail` is anything else."""

    numbered_by: str | None = Field(default=None, exclude=True)
    """Of a key that is a day: the column with its place among the days of the view.
    Groups of different times are held against each other by it."""


class View(Result):
    """Rows that answer one question, and what must be said beside them."""

    name: str
    """Name of the view, such as `stage_funnel`."""

    columns: tuple[ViewColumn, ...]
    """Columns, in the order in which a person reads them."""

    rows: tuple[Mapping[str, Cell], ...]
    """One mapping per row: column name to what stands there."""

    notes: tuple[str, ...] = ()
    """What was left out, which method was used, and what a reader must know."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Columns that together name a row."""
        return tuple(column.name for column in self.columns if column.role == "key")

    def to_json_dict(self) -> dict[str, Any]:
        """Give the view as plain values for JSON."""
        return self.model_dump(mode="json")

    def to_table(self) -> pa.Table:
        """Give the rows as an Arrow table.

        An estimate becomes five columns: `<name>` with its value, then `<name>_low`,
        `<name>_high`, `<name>_n` and `<name>_reason`.
        """
        columns: dict[str, list[Any]] = {}
        for column in self.columns:
            cells = [row[column.name] for row in self.rows]
            if column.role != "estimate":
                columns[column.name] = cells
                continue
            columns[column.name] = [_part(cell, "value") for cell in cells]
            for part in _PARTS:
                columns[f"{column.name}_{part}"] = [_part(cell, part) for cell in cells]
        return pa.table(columns)


def _part(cell: Cell, part: str) -> Any:  # a number, a reason, or nothing
    return getattr(cell, part) if isinstance(cell, Estimate) else None
