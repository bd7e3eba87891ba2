"""Two answers to one question, side by side: rows, columns, differences."""

from collections.abc import Iterator, Mapping, Sequence

from footlights.measures.estimates import TOO_FEW, unknown
from footlights.measures.result import ENOUGH, Estimate
from footlights.measures.view import Cell, View, ViewColumn
from footlights.statistics.intervals import (
    Interval,
    benjamini_hochberg,
    interval_difference,
    two_sided,
)
from footlights.usecases.views.asked import OTHERS

Row = Mapping[str, Cell]

FALSE_DISCOVERIES = 0.05
"""Expected share of false ones among the differences that are called different."""

NOT_THERE = "the other group has no such row"

MAYBE_AMONG_OTHERS = "the other group has no such row, or has it among its (others)"

OWN_OTHERS = "each group has (others) of its own"

NO_SUCH_PERIOD = "the other group has no such period"

SIDES = {"one": "One group.", "other": "The other."}
"""Ends of the names of columns, and what they say."""

GROUP = ViewColumn(
    name="group", about="`one` or `other`; the notes say which.", role="key"
)


def is_list(view: View) -> bool:
    """Whether a view names things and has no number to compare."""
    return not any(column.role in {"count", "estimate"} for column in view.columns)


def stacked(views: Sequence[View]) -> tuple[list[ViewColumn], list[dict[str, Cell]]]:
    """Put the rows of two lists under each other; a first column says whose they are.

    Returns:
        Columns and rows.
    """
    rows: list[dict[str, Cell]] = [
        {GROUP.name: side, **row}
        for side, view in zip(SIDES, views, strict=True)
        for row in view.rows
    ]
    return [GROUP, *views[0].columns], rows


def side_by_side(
    one: View, other: View, *, by_number: bool
) -> tuple[list[ViewColumn], list[dict[str, Cell]], int]:
    """Put rows of the same keys beside each other, and test every difference.

    Args:
        one: The answer about one group.
        other: The same of the other.
        by_number: Whether periods are the same if they have the same place in their
            group; else if they have the same day.

    Returns:
        Columns, rows, and how many differences were tested.
    """
    days = {c.name: c.numbered_by for c in one.columns if c.numbered_by}
    columns = list(_compared(one, days, by_number=by_number))
    keys = [column.name for column in columns if column.role == "key"]
    sides = [{tuple(r[k] for k in keys): r for r in v.rows} for v in (one, other)]
    found = dict.fromkeys([*sides[0], *sides[1]])
    if by_number:
        found = dict.fromkeys(_in_order(list(found)))
    missing = NO_SUCH_PERIOD if by_number and days else NOT_THERE
    if any(OTHERS in key for key in found):
        missing = MAYBE_AMONG_OTHERS
    rows = [
        _beside(columns, (sides[0].get(key), sides[1].get(key)), missing)
        for key in found
    ]
    tested = _tested(rows, [c.name for c in columns if c.role == "estimate"])
    return [c for column in columns for c in _sides_of(column)], rows, tested


def _in_order(keys: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Order keys by their numbers, what is no number as it first comes."""
    first = dict.fromkeys(part for key in keys for part in key)
    place = {part: no for no, part in enumerate(first)}
    return sorted(
        keys,
        key=lambda key: [
            part if isinstance(part, int) else place[part] for part in key
        ],
    )


def _compared(
    view: View, days: Mapping[str, str], *, by_number: bool
) -> Iterator[ViewColumn]:
    """Give the columns of a view as they are compared: of periods, day or number."""
    known = {column.name: column for column in view.columns}
    for column in view.columns:
        if column.name in days and by_number:
            yield known[days[column.name]].model_copy(update={"role": "key"})
            yield column.model_copy(update={"role": "detail"})
        elif column.name not in days.values():
            yield column


def _sides_of(column: ViewColumn) -> Iterator[ViewColumn]:
    name, about, role = column.name, column.about, column.role
    if role in {"key", "fact"}:
        yield column
        return
    if column.numbered_by:
        # The number names the row here, so its days follow from it.
        role = "fact"
    for side, said in SIDES.items():
        yield ViewColumn(name=f"{name}_{side}", about=f"{about} {said}", role=role)
    if role == "estimate":
        yield ViewColumn(
            name=f"{name}_difference", about="One less other.", role="estimate"
        )
        yield ViewColumn(
            name=f"{name}_p",
            about="Adjusted probability if there were no difference; null where it was"
            " not tested.",
        )
        yield ViewColumn(
            name=f"{name}_is_different",
            about=f"Whether p is at most {FALSE_DISCOVERIES:g}; null where it was not"
            " tested.",
        )


def _beside(
    columns: Sequence[ViewColumn], sides: tuple[Row | None, Row | None], missing: str
) -> dict[str, Cell]:
    row: dict[str, Cell] = {}
    for column in columns:
        name = column.name
        if column.role in {"key", "fact"}:
            row[name] = next(side[name] for side in sides if side is not None)
            continue
        cells = [side[name] if side is not None else None for side in sides]
        if column.role == "estimate":
            known = [c if isinstance(c, Estimate) else unknown(missing) for c in cells]
            row |= {f"{name}_p": None, f"{name}_is_different": None}
            row[f"{name}_difference"] = (
                unknown(OWN_OTHERS, known[0].n + known[1].n)
                if OTHERS in row.values()
                else _difference(known[0], known[1])
            )
            cells = list(known)
        row |= {f"{name}_{end}": c for end, c in zip(SIDES, cells, strict=True)}
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


def _tested(rows: Sequence[dict[str, Cell]], names: Sequence[str]) -> int:
    """Say of every difference that rests on enough how probable it is by chance."""
    tested = [(row, name) for row in rows for name in names if _is_tested(row, name)]
    ps = [two_sided(_interval(row[f"{name}_difference"])) for row, name in tested]
    for (row, name), p in zip(tested, benjamini_hochberg(ps), strict=True):
        row[f"{name}_p"] = p
        row[f"{name}_is_different"] = p <= FALSE_DISCOVERIES
    return len(tested)


def _is_tested(row: Row, name: str) -> bool:
    difference = row[f"{name}_difference"]
    sides = (row[f"{name}_one"], row[f"{name}_other"])
    is_there = isinstance(difference, Estimate) and difference.is_known
    return is_there and all(
        isinstance(c, Estimate) and c.is_known and c.is_firm for c in sides
    )
