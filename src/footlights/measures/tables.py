"""Everything that was measured as flat tables, each column with what it means."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from footlights.measures.columns import PARTS, TableColumn, cells_of, columns_of
from footlights.measures.figures import FIGURES, figure_table, figures_of
from footlights.measures.measured import ActivityMeasures as Activities
from footlights.measures.measured import (
    Contrast,
    Finding,
    Measured,
    OutcomeMeasures,
    Whole,
)
from footlights.measures.measured_log import (
    Coverage,
    Identity,
    LogSummary,
    UnexplainedEvent,
)
from footlights.measures.measured_order import (
    LostTo,
    StageMeasures,
    Transition,
    Variant,
)
from footlights.measures.measured_touchpoint import (
    ExpectationMet,
    HourCount,
    Neighbour,
    Quote,
    ScoreCount,
    TouchpointMeasures,
    WeekMeasures,
)
from footlights.measures.result import Count, Result

DICTIONARY = pa.schema(
    {
        "table": pa.string(),
        "column": pa.string(),
        "type": pa.string(),
        "about": pa.string(),
    }
)
"""One row per column of the other tables; a row without a column is about a table."""


@dataclass(frozen=True)
class MeasureTable:
    """One table of a measured map."""

    name: str
    """Its name, such as `touchpoints`."""

    about: str
    """What one row is."""

    columns: tuple[TableColumn, ...]
    """Its columns, in order."""

    rows: pa.Table
    """The rows; an estimate has five columns: the number, then `_low`, `_high`, `_n`
    and `_reason`."""


_WORDS = {"double": "number", "int64": "whole number", "bool": "true or false"} | {
    "string": "text",
    "date32[day]": "day",
    "timestamp[us, tz=UTC]": "moment, UTC",
}
"""What the dictionary calls the types."""

Keys = Sequence[tuple[str, str]]
"""Names of the columns that say whose rows these are, and what they mean."""

_TOUCHPOINT: Keys = (("touchpoint", "The touchpoint."),)
_LOST_IN: Keys = (("lost_in", "The stage in which they were lost."),)
_SIDE: Keys = (
    ("at", "The touchpoint whose neighbours these are."),
    ("side", "`before` (where people came from) or `after` (where they went)."),
)


def tables_of(measured: Measured) -> tuple[MeasureTable, ...]:
    """Give everything that was measured as tables; `dictionary` explains the others.

    Lists inside a touchpoint or a stage are tables of their own, which name the
    touchpoint or the stage. `figures` has every number once more, one to a row, by
    the name under which `explain` knows it.
    """
    places = measured.touchpoints
    found = (
        _table("log", LogSummary, [measured.log]),
        _table("coverage", Coverage, [measured.coverage]),
        _table("events_off_map", UnexplainedEvent, measured.coverage.off_map),
        _table("whole", Whole, [measured.whole]),
        _table("outcomes", OutcomeMeasures, measured.whole.outcomes),
        _table("stages", StageMeasures, measured.stages),
        _below("stages_lost_to", LostTo, _LOST_IN, _each(measured.stages, "lost_to")),
        _table("touchpoints", TouchpointMeasures, places),
        _below(
            "expectations", ExpectationMet, _TOUCHPOINT, _each(places, "expectations")
        ),
        _below("hours", HourCount, _TOUCHPOINT, _each(places, "hours")),
        _below("trends", WeekMeasures, _TOUCHPOINT, _each(places, "weeks")),
        _below(
            "values",
            Count,
            (*_TOUCHPOINT, ("what", "`channel`, `location` or `team`.")),
            _values(places),
        ),
        _below(
            "neighbours",
            Neighbour,
            _SIDE,
            _neighbours(places),
        ),
        _below(
            "scores",
            ScoreCount,
            (
                ("of", "`whole`, `stage` or `touchpoint`."),
                ("id", "Which; empty for `whole`."),
            ),
            _scores(measured),
        ),
        _below("quotes", Quote, _TOUCHPOINT, _each(places, "quotes")),
        _table("transitions", Transition, measured.transitions),
        _table("variants", Variant, measured.variants.rows),
        _table("activities", Activities, measured.activities),
        _table("contrasts", Contrast, measured.contrasts),
        _table("findings", Finding, measured.findings),
        _table("sums", Identity, measured.identities),
        _figures(measured),
    )
    return (*found, dictionary_of(found))


def dictionary_of(tables: Iterable[MeasureTable]) -> MeasureTable:
    """Say what each table and each of its columns is.

    Args:
        tables: The tables, in order.
    """
    rows: list[tuple[str | None, ...]] = []
    for table in tables:
        rows.append((table.name, None, "table", table.about))
        rows += [
            (table.name, column.name, _word(column.type), column.about)
            for column in table.columns
        ]
    columns = tuple(
        TableColumn(name, pa.string(), about)
        for name, about in zip(
            DICTIONARY.names,
            (
                "The table.",
                "The column; null where the row is about the table.",
                "What stands in it.",
                "What it means, with its unit.",
            ),
            strict=True,
        )
    )
    about = "One column of another table."
    return MeasureTable("dictionary", about, columns, _arrow(columns, rows))


def _table(name: str, kind: type[Result], rows: Iterable[Result]) -> MeasureTable:
    return _below(name, kind, (), (((), row) for row in rows))


def _below(
    name: str,
    kind: type[Result],
    keys: Keys,
    rows: Iterable[tuple[tuple[str, ...], Result]],
) -> MeasureTable:
    """Make a table of results of one kind, each under the keys of what holds it."""
    columns = (
        *(TableColumn(key, pa.string(), about) for key, about in keys),
        *columns_of(kind),
    )
    found = [(*held, *cells_of(row)) for held, row in rows]
    about = " ".join((kind.__doc__ or "").split("\n\n")[0].split())
    return MeasureTable(name, about, columns, _arrow(columns, found))


def _each(
    owners: Iterable[Any], field: str
) -> Iterator[tuple[tuple[str, ...], Result]]:
    for owner in owners:
        for row in getattr(owner, field):
            yield (owner.id,), row


def _values(
    places: Iterable[TouchpointMeasures],
) -> Iterator[tuple[tuple[str, ...], Result]]:
    for place in places:
        for what in ("channel", "location", "team"):
            for row in getattr(place, f"{what}s"):
                yield (place.id, what), row


def _neighbours(
    places: Iterable[TouchpointMeasures],
) -> Iterator[tuple[tuple[str, ...], Result]]:
    for place in places:
        for side, rows in (("before", place.came_from), ("after", place.went_to)):
            for row in rows:
                yield (place.id, side), row


def _scores(measured: Measured) -> Iterator[tuple[tuple[str, ...], Result]]:
    for of, owners in (
        ("whole", [measured.whole]),
        ("stage", measured.stages),
        ("touchpoint", measured.touchpoints),
    ):
        for owner in owners:
            for row in owner.score.distribution:
                yield (of, getattr(owner, "id", "")), row


def _figures(measured: Measured) -> MeasureTable:
    abouts = {
        "place": "Name of the number, as `explain` takes it.",
        "value": "The number; null where it cannot be known.",
        **{part[1:]: said.format("it") for part, (_, said) in PARTS.items() if part},
    }
    columns = tuple(
        TableColumn(field.name, field.type, abouts[field.name]) for field in FIGURES
    )
    about = "One number, or one estimate, of all tables."
    rows = figure_table(figures_of(measured)).cast(_schema(columns))
    return MeasureTable("figures", about, columns, rows)


def _arrow(columns: Sequence[TableColumn], rows: Sequence[Sequence[Any]]) -> pa.Table:
    across = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    arrays = [
        pa.array(values, column.type)
        for column, values in zip(columns, across, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=_schema(columns))


def _schema(columns: Sequence[TableColumn]) -> pa.Schema:
    """Give the columns to Arrow, each with what it means beside it."""
    return pa.schema(
        [
            pa.field(column.name, column.type, metadata={"about": column.about})
            for column in columns
        ]
    )


def _word(type_: pa.DataType) -> str:
    return _WORDS[str(type_)]
