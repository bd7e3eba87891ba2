"""Every number of measures and views under a name of its own, as one tidy table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from pydantic import BaseModel

from footlights.measures.measured import Finding, Measured
from footlights.measures.measured_touchpoint import Quote
from footlights.measures.places import parts_of
from footlights.measures.result import Estimate
from footlights.measures.view import Cell, View

FIGURES = pa.schema(
    {
        "place": pa.string(),
        "value": pa.float64(),
        "low": pa.float64(),
        "high": pa.float64(),
        "n": pa.int64(),
        "reason": pa.string(),
    }
)
"""One row per figure. `place` names it; `low` and `high` are its 95 % interval, and
null for a count, as is `n`; a null `value` cannot be known, and `reason` says why."""

_LEFT_OUT = frozenset({"timings", "findings"})
"""Parts of the measures that are told otherwise, or no numbers of the log."""


@dataclass(frozen=True)
class Figure:
    """One number, or an estimate."""

    place: str
    """Its name: `touchpoints.greeting.score.mean`."""

    value: float | None
    """The number; None where it cannot be known."""

    low: float | None = None
    """Lower end of its 95 % interval; None for a count."""

    high: float | None = None
    """Upper end of it."""

    n: int | None = None
    """How many it rests on; None for a count."""

    reason: str | None = None
    """Why it, or its interval, is missing, or `too few`."""


def figures_of(measured: Measured) -> Iterator[Figure]:
    """Yield every number that was measured, in the order of the measures.

    A finding goes by its kind and what it is about (`findings.hurts.table-wait`), as
    its place in the list depends on all others.
    """
    for part in parts_of(measured):
        if part.name not in _LEFT_OUT:
            yield from _inside(part.name, part.value)
    for finding in measured.findings:
        yield from _of_finding(finding)


def view_figures(name: str, view: View) -> Iterator[Figure]:
    """Yield every number of a view.

    Args:
        name: What the places begin with, such as `stage_funnel`.
        view: The view.
    """
    for no, row in enumerate(view.rows, start=1):
        keys = ", ".join(f"{key}={row[key]}" for key in view.keys) or str(no)
        for column in view.columns:
            if column.role != "key":
                yield from _cell(f"{name}[{keys}].{column.name}", row[column.name])


def figure_table(figures: Iterable[Figure]) -> pa.Table:
    """Give figures as a tidy Arrow table, `FIGURES`."""
    rows = [vars(figure) for figure in figures]
    return pa.Table.from_pylist(rows, FIGURES)


def _of_finding(finding: Finding) -> Iterator[Figure]:
    about = (finding.touchpoint or finding.stage, finding.activity, finding.group)
    subject = ".".join(each for each in about if each) or "log"
    place = f"findings.{finding.code}.{subject}"
    yield Figure(f"{place}.journeys", finding.journeys)
    if finding.estimate is not None:
        yield _estimate(f"{place}.estimate", finding.estimate)
    if finding.p is not None:
        yield Figure(f"{place}.p", finding.p)


def _inside(place: str, value: Any) -> Iterator[Figure]:  # any part of the measures
    if isinstance(value, Estimate):
        yield _estimate(place, value)
    elif isinstance(value, Quote):
        return
    elif isinstance(value, BaseModel | tuple | list):
        for part in parts_of(value):
            yield from _inside(f"{place}.{part.name}", part.value)
    else:
        yield from _cell(place, value)


def _cell(place: str, value: Cell) -> Iterator[Figure]:
    if isinstance(value, Estimate):
        yield _estimate(place, value)
    elif isinstance(value, int | float):
        yield Figure(place, float(value))


def _estimate(place: str, found: Estimate) -> Figure:
    return Figure(place, found.value, found.low, found.high, found.n, found.reason)
