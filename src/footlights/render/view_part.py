"""A view as a part of a page: its picture, and always the table behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from footlights.charts.svg import svg_of
from footlights.charts.view_chart import view_chart
from footlights.measures.cell_wording import cell_text, writer_of
from footlights.measures.column_words import column_head
from footlights.measures.place_names import Names, named
from footlights.measures.result import Estimate
from footlights.measures.view import Cell, View, ViewColumn
from footlights.measures.wording import counted
from footlights.render.environment import inlined, render
from footlights.render.notebook_style import notebook_style
from footlights.render.number import number_view

MOST_ROWS = 200
"""Rows that a page shows; the others are counted, and a download has all."""

LONG_WORDS = 40
"""Signs from which words get a wide column."""


@dataclass(frozen=True)
class Head:
    """One column."""

    name: str
    """What the reader sees."""

    about: str
    """What stands in it, with its unit."""

    is_number: bool
    """Whether numbers stand in it."""


@dataclass(frozen=True)
class CellView:
    """What stands in one row under one column."""

    text: str
    """The number or the words."""

    interval: str = ""
    """The 95 % interval of an estimate: `(23 to 27)`; empty if there is none."""

    about: str = ""
    """How many it rests on, or why there is no number; empty if it is no estimate."""

    is_number: bool = False
    """Whether it is a number."""

    is_few: bool = False
    """Whether it rests on too few observations."""

    is_missing: bool = False
    """Whether there is no number, and `about` says why."""

    is_long: bool = False
    """Whether it is a line of words."""


@dataclass(frozen=True)
class ViewPart:
    """A view on a page."""

    id: str
    """Id of its root element; unique on the page."""

    picture: Markup
    """The picture; empty if there is none."""

    heads: tuple[Head, ...]
    """Columns."""

    rows: tuple[tuple[CellView, ...], ...]
    """The first rows."""

    more: str
    """How many rows are not shown; empty if all are."""

    notes: tuple[str, ...]
    """What must be said beside the numbers."""


def view_part(view: View, names: Names, id_: str) -> ViewPart:
    """Lay out a view.

    Args:
        view: Any view.
        names: Names of stages, channels and touchpoints by their ids.
        id_: Id of its root element; unique on the page.
    """
    chart = view_chart(view, names)
    left_out = len(view.rows) - MOST_ROWS
    return ViewPart(
        id=id_,
        picture=inlined(svg_of(chart, id_)) if chart else Markup(),
        heads=tuple(
            Head(column_head(column.name), column.about, _is_number(column))
            for column in view.columns
        ),
        rows=tuple(tuple(_cells(view, row, names)) for row in view.rows[:MOST_ROWS]),
        more=f"And {counted(left_out, 'more row', 'more rows')}."
        if left_out > 0
        else "",
        notes=view.notes,
    )


def view_html(view: View, names: Names) -> str:
    """Draw a view for a notebook; it has no script and needs none."""
    part = view_part(view, names, f"view-{view.name.replace('_', '-')}")
    return render(
        "notebook_view.html",
        style=notebook_style("parts.css"),
        title=_title(view.name),
        part=part,
    )


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _is_number(column: ViewColumn) -> bool:
    return column.role in {"count", "estimate"}


def _cells(view: View, row: Mapping[str, Cell], names: Names) -> Iterator[CellView]:
    for column in view.columns:
        cell = row[column.name]
        if isinstance(cell, Estimate):
            yield _estimate(column, cell)
            continue
        text = cell_text(column.name, cell)
        if isinstance(cell, str):
            text = named(column, cell, names)
        yield CellView(
            text, is_number=_is_number(column), is_long=len(text) > LONG_WORDS
        )


def _estimate(column: ViewColumn, cell: Estimate) -> CellView:
    number = number_view(cell, writer_of(column.name))
    return CellView(
        number.text,
        number.interval,
        number.n or number.reason,
        is_number=True,
        is_few=number.is_few,
        is_missing=not number.is_known,
    )
