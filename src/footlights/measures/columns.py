"""Results as the columns and cells of flat tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pyarrow as pa
from pydantic.fields import FieldInfo

from footlights.measures.measured_order import Variant
from footlights.measures.measured_touchpoint import Scores
from footlights.measures.result import Estimate, Quantiles, Result

PARTS = {
    "": (pa.float64(), ""),
    "_low": (pa.float64(), "Lower end of the 95 % interval of {}; null if none."),
    "_high": (pa.float64(), "Upper end of the 95 % interval of {}; null if none."),
    "_n": (pa.int64(), "How many observations {} rests on."),
    "_reason": (pa.string(), "Why {} or its interval is null, or `too few`."),
}
"""Columns of an estimate: what follows its name, the type, and what it means."""

_TYPES: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us", "UTC"),
}
_JOINS: dict[type, str] = {Variant: " > "}
"""What stands between several words in one cell, if not a semicolon."""


@dataclass(frozen=True)
class TableColumn:
    """One column of a table."""

    name: str
    """Its name."""

    type: pa.DataType
    """What stands in it."""

    about: str
    """What it means, with its unit."""


@cache
def columns_of(kind: type[Result]) -> tuple[TableColumn, ...]:
    """Give the columns in which results of one kind stand.

    An estimate has five: the number, then `_low`, `_high`, `_n` and `_reason`. Lists
    of results are left out: they are tables of their own.

    Args:
        kind: The class of the results.
    """
    return tuple(
        column
        for name, field in kind.model_fields.items()
        for column in _column(field.serialization_alias or name, field)
    )


def cells_of(row: Result) -> Iterator[Any]:
    """Give what stands in the columns of a result, in the order of `columns_of`."""
    for name, field in type(row).model_fields.items():
        value, kind = getattr(row, name), _kind(field.annotation)
        if kind is Estimate:
            parts = ("value", "low", "high", "n", "reason")
            yield from (value and getattr(value, part) for part in parts)
        elif kind in _HOLDING:
            yield from cells_of(value)
        elif isinstance(kind, _Several):
            if kind.is_any_number:
                yield _JOINS.get(type(row), "; ").join(value)
            else:
                yield from value or (None, None)
        elif kind in _TYPES:
            yield value


_HOLDING = (Quantiles, Scores)
"""Results whose estimates stand in the row of what holds them."""


@dataclass(frozen=True)
class _Several:
    """A field with several plain values."""

    of: type
    """What each is."""

    is_any_number: bool
    """Whether there may be any number of them; else they are a pair."""


def _column(name: str, field: FieldInfo) -> Iterator[TableColumn]:
    about, kind = " ".join((field.description or "").split()), _kind(field.annotation)
    if kind is Estimate:
        for part, (type_, said) in PARTS.items():
            yield TableColumn(f"{name}{part}", type_, said.format(f"`{name}`") or about)
    elif kind in _HOLDING:
        for inner in kind.model_fields:
            for column in _column(f"{name}_{inner}", kind.model_fields[inner]):
                is_number = column.name == f"{name}_{inner}"
                told = f"{about} {column.about}" if is_number else column.about
                yield TableColumn(column.name, column.type, told)
    elif isinstance(kind, _Several):
        if kind.is_any_number:
            yield TableColumn(name, pa.string(), about)
        else:
            for end in ("lowest", "highest"):
                yield TableColumn(f"{name}_{end}", _TYPES[kind.of], about)
    elif kind in _TYPES:
        yield TableColumn(name, _TYPES[kind], about)


def _kind(annotation: Any) -> Any:  # whatever a field is annotated with
    """Give the type of a field, whether or not it may be None."""
    if get_origin(annotation) in (Union, UnionType):
        (inner,) = (each for each in get_args(annotation) if each is not type(None))
        return _kind(inner)
    if get_origin(annotation) is tuple:
        first, *others = get_args(annotation)
        plain = first in _TYPES
        return _Several(first, others == [...]) if plain else None
    return annotation
