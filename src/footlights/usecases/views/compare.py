"""One group of journeys held against another, for any view."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ibis import _

from footlights.analysis.selection import shared_between
from footlights.errors import OverlappingGroupsError
from footlights.measures.estimates import TOO_FEW, unknown
from footlights.measures.result import ENOUGH, Estimate
from footlights.measures.view import Cell, View, ViewColumn
from footlights.measures.wording import counted
from footlights.statistics.intervals import (
    Interval,
    benjamini_hochberg,
    interval_difference,
    two_sided,
)
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.selection import Selection, selected
from footlights.usecases.shown_view import ShownView

Row = Mapping[str, Cell]

FALSE_DISCOVERIES = 0.05
"""Expected share of false ones among the differences that are called different."""

NOT_THERE = "the other group has no such row"

_METHOD = (
    "A difference is one less other; its interval comes from both intervals (Zou and"
    " Donner 2008), taking the groups and what is counted in them as independent."
    " Differences are tested where both sides rest on at least"
    f" {ENOUGH}; p is adjusted over all of them (Benjamini and Hochberg 1995), so that"
    f" at most {FALSE_DISCOVERIES:.0%} of those called different are expected to be"
    " so by chance. A difference is no cause."
)


def compare(
    view: Callable[..., View],
    log: PreparedLog,
    one: Selection,
    other: Selection,
    **options: Any,  # whatever the view takes
) -> ShownView:
    """Ask one view of two groups of journeys, and say where they differ.

    Rows belong together if the view's key columns agree. A row that only one group
    has stands there with its numbers on that side and no difference.

    Args:
        view: A view of `footlights.usecases.views`.
        log: A prepared log.
        one: The first group, such as a segment or a period.
        other: The group it is held against.
        options: Options of the view.

    Returns:
        The view's key columns; for each count and estimate `<name>_one` and
        `<name>_other`; for each estimate also `<name>_difference`, `<name>_p`
        (adjusted; null where it was not tested) and `<name>_is_different`.

    Raises:
        EmptySelectionError: Nobody is in one of the groups.
        OverlappingGroupsError: A journey is in both groups.
    """
    parts = [selected(log, group) for group in (one, other)]
    shared = _shared_persons(log, parts, (one, other))
    views = [view(part, **options) for part in parts]
    sizes = [_journeys(part) for part in parts]
    rows, tested = _rows(*views)
    compared = View(
        name=f"{views[0].name}_compared",
        columns=tuple(_columns(views[0])),
        rows=tuple(rows),
        notes=_notes(_groups((one, other), sizes, shared), tested, views),
    )
    return ShownView.of(compared, log.map)


def _shared_persons(
    log: PreparedLog, parts: list[PreparedLog], groups: tuple[Selection, Selection]
) -> int:
    one, other = (part.prepared.journeys for part in parts)
    shared = log.row(shared_between(one, other)) or {"journeys": 0, "persons": 0}
    if shared["journeys"]:
        raise OverlappingGroupsError(str(groups[0]), str(groups[1]), shared["journeys"])
    persons: int = shared["persons"]
    return persons


def _journeys(part: PreparedLog) -> int:
    found = part.row(part.prepared.journeys.aggregate(n=_.count()))
    return found["n"] if found else 0


def _columns(view: View) -> Iterator[ViewColumn]:
    for column in view.columns:
        name, about, role = column.name, column.about, column.role
        if role in {"key", "detail"}:
            yield column
            continue
        yield ViewColumn(name=f"{name}_one", about=f"{about} One group.", role=role)
        yield ViewColumn(name=f"{name}_other", about=f"{about} The other.", role=role)
        if role == "estimate":
            yield ViewColumn(
                name=f"{name}_difference", about="One less other.", role="estimate"
            )
            yield ViewColumn(
                name=f"{name}_p",
                about="Adjusted probability if there were no difference; null where"
                " it was not tested.",
            )
            yield ViewColumn(
                name=f"{name}_is_different",
                about=f"Whether p is at most {FALSE_DISCOVERIES:g}; null where it was"
                " not tested.",
            )


def _rows(one: View, other: View) -> tuple[list[dict[str, Cell]], int]:
    """Put rows of the same key side by side, and test every difference."""
    sides = [{tuple(r[k] for k in v.keys): r for r in v.rows} for v in (one, other)]
    rows = [
        _beside(one.columns, sides[0].get(key), sides[1].get(key))
        for key in dict.fromkeys([*sides[0], *sides[1]])
    ]
    names = [column.name for column in one.columns if column.role == "estimate"]
    tested = [(row, name) for row in rows for name in names if _is_tested(row, name)]
    ps = [two_sided(_interval(row[f"{name}_difference"])) for row, name in tested]
    for (row, name), p in zip(tested, benjamini_hochberg(ps), strict=True):
        row[f"{name}_p"] = p
        row[f"{name}_is_different"] = p <= FALSE_DISCOVERIES
    return rows, len(tested)


def _beside(
    columns: tuple[ViewColumn, ...], one: Row | None, other: Row | None
) -> dict[str, Cell]:
    row: dict[str, Cell] = {}
    for column in columns:
        name = column.name
        cells = [side[name] if side is not None else None for side in (one, other)]
        if column.role in {"key", "detail"}:
            said = [side[name] for side in (one, other) if side is not None]
            row[name] = said[0] if said[0] == said[-1] else None
            continue
        if column.role == "estimate":
            known = [
                c if isinstance(c, Estimate) else unknown(NOT_THERE) for c in cells
            ]
            row |= {f"{name}_p": None, f"{name}_is_different": None}
            row[f"{name}_difference"] = _difference(known[0], known[1])
            cells = list(known)
        row[f"{name}_one"], row[f"{name}_other"] = cells
    return row


def _difference(one: Estimate, other: Estimate) -> Estimate:
    n = one.n + other.n
    if one.value is None or other.value is None:
        missing = one if one.value is None else other
        return unknown(missing.reason or NOT_THERE, n)
    found = interval_difference(_interval(one), _interval(other))
    return Estimate(
        value=found.value,
        low=found.low,
        high=found.high,
        n=n,
        reason=TOO_FEW if min(one.n, other.n) < ENOUGH else None,
    )


def _interval(cell: Cell) -> Interval:
    if not isinstance(cell, Estimate) or cell.value is None:
        return Interval(0.0, None, None)
    return Interval(cell.value, cell.low, cell.high)


def _is_tested(row: Row, name: str) -> bool:
    sides = (row[f"{name}_one"], row[f"{name}_other"])
    return all(isinstance(c, Estimate) and c.is_known and c.is_firm for c in sides)


def _groups(
    groups: tuple[Selection, Selection], sizes: list[int], shared: int
) -> Iterator[str]:
    for side, group, size in zip(("One", "Other"), groups, sizes, strict=True):
        yield f"{side}: {group} ({counted(size, 'journey')})."
    if shared:
        yield (
            f"{counted(shared, 'person')} {'has' if shared == 1 else 'have'} journeys in"
            " both groups, counted in each."
        )


def _notes(groups: Iterator[str], tested: int, views: list[View]) -> tuple[str, ...]:
    own = list(dict.fromkeys(note for view in views for note in view.notes))
    return (*groups, _METHOD, f"{counted(tested, 'difference')} tested.", *own)
