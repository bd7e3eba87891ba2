"""Which columns of a view stand beside each other where not all fit on a line."""

from collections.abc import Iterable, Sequence

from footlights.cli.view_columns import Printed
from footlights.measures.column_words import JUDGED, SIDES, split_name

GAP = 2
"""Blanks between columns."""

_FIRST = {"estimate": 0, "count": 1, "fact": 1, "detail": 2}
_ORDER = (*SIDES.values(), *JUDGED.values())
_PARTS = (("one", "other"), tuple(JUDGED))


def blocks_of(columns: Sequence[Printed], width: int) -> list[list[Printed]]:
    """Lay columns out in blocks that fit, the most telling first.

    Every block begins with the keys. What belongs to one number (both groups and their
    difference, what is usual) stays together where a line can hold it. Estimates come
    before counts, and counts before details; a block takes whatever still fits.

    Args:
        columns: All columns, in the order in which a person reads them.
        width: Signs that a line holds.

    Returns:
        One block if everything fits; none if the keys and one more do not, so that no
        table can be read here.
    """
    keys = [column for column in columns if column.role == "key"]
    families = _families(column for column in columns if column.role != "key")
    told = [column for family in families for column in family]
    if _width([*keys, *told]) <= width:
        return [[*keys, *told]]
    if any(_width([*keys, column]) > width for column in told):
        return []
    blocks: list[list[Printed]] = []
    for family in sorted(families, key=_rank):
        whole = (
            [family]
            if _width([*keys, *family]) <= width
            else _pieces(family, keys, width)
        )
        for piece in whole:
            _place(piece, blocks, keys, width)
    place = {column.name: no for no, column in enumerate(told)}
    return [
        [*keys, *sorted(block, key=lambda column: place[column.name])]
        for block in blocks
    ]


def _families(columns: Iterable[Printed]) -> list[list[Printed]]:
    """Gather what belongs to one number, differences before what they come from."""
    found: dict[str, list[Printed]] = {}
    for column in columns:
        found.setdefault(split_name(column.name)[0], []).append(column)
    return [sorted(family, key=_side) for family in found.values()]


def _side(column: Printed) -> int:
    """Place a column in its family: the number, what is found, of what, what is usual."""
    suffix = split_name(column.name)[1]
    return _ORDER.index(suffix) if suffix in _ORDER else -1


def _rank(family: Sequence[Printed]) -> int:
    return min(_FIRST[column.role] for column in family)


def _pieces(
    family: Sequence[Printed], keys: Sequence[Printed], width: int
) -> list[list[Printed]]:
    """Cut a number's columns where a reader loses least: what is found, then of what."""
    parts = [[c for c in family if _part(c) == part] for part in range(3)]
    found: list[list[Printed]] = []
    for part in parts:
        is_whole = _width([*keys, *part]) <= width
        found += [part] if is_whole else [[column] for column in part]
    return [piece for piece in found if piece]


def _part(column: Printed) -> int:
    """Tell the number and its difference from its sides, and from what is usual."""
    for no, endings in enumerate(_PARTS, start=1):
        if column.name.endswith(tuple(f"_{ending}" for ending in endings)):
            return no
    return 0


def _place(
    piece: list[Printed],
    blocks: list[list[Printed]],
    keys: Sequence[Printed],
    width: int,
) -> None:
    for block in blocks:
        if _width([*keys, *block, *piece]) <= width:
            block.extend(piece)
            return
    blocks.append([*piece])


def _width(columns: Sequence[Printed]) -> int:
    return sum(column.width for column in columns) + GAP * (len(columns) - 1)
