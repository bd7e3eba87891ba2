"""How each column of a view is printed: its head, its cells, its width."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from textwrap import wrap

from rich.cells import cell_len

from footlights.measures.cell_wording import cell_text, rests_on
from footlights.measures.column_words import column_head, empty_because, split_name
from footlights.measures.place_names import Names, named
from footlights.measures.result import Estimate
from footlights.measures.view import Cell, View, ViewColumn
from footlights.measures.wording import NOTHING

Row = Mapping[str, Cell]


MOST_HEAD_LINES = 3
"""Lines of a head; a longer one makes its column wider."""


@dataclass(frozen=True)
class Printed:
    """A column as it stands in a terminal."""

    name: str
    """Its name in the view."""

    role: str
    """As in `ViewColumn`."""

    is_number: bool
    """Whether numbers stand in it, which are never cut."""

    head: str
    """What stands above it, on as many lines as its width asks for."""

    texts: tuple[str, ...]
    """What stands in each row."""

    is_quiet: tuple[bool, ...]
    """Whether each rests on too few."""

    width: int
    """Signs that it takes."""


@dataclass
class Reasons:
    """Why cells are empty, in the order in which they are met."""

    numbers: dict[str, int] = field(default_factory=dict)
    """The number that stands in a cell, by reason."""

    columns: dict[str, list[str]] = field(default_factory=dict)
    """Heads of the columns that have empty cells, by when they have."""

    def marked(self, reason: str) -> str:
        """Write an empty cell: `– [1]`."""
        number = self.numbers.setdefault(reason, len(self.numbers) + 1)
        return f"{NOTHING} [{number}]"

    def found_empty(self, name: str, why: str) -> None:
        """Note that a column has empty cells; of each number alike, once."""
        head = split_name(name)[1] or column_head(name)
        heads = self.columns.setdefault(why, [])
        if head not in heads:
            heads.append(head)

    def lines(self) -> list[str]:
        """Say them below the table."""
        return [
            *(f"{NOTHING} [{number}] {why}." for why, number in self.numbers.items()),
            *(
                f"{NOTHING} under {', '.join(heads)}: {why}."
                for why, heads in self.columns.items()
            ),
        ]


def printed_columns(
    view: View, rows: Sequence[Row], names: Names, longest: int
) -> tuple[list[Printed], Reasons]:
    """Write every column of a view.

    An estimate is followed by how many it rests on, unless that is a count in the same
    row; where it is the same in all rows, it stands in the head.

    Args:
        view: The view.
        rows: Those of its rows that are printed.
        names: Names by id.
        longest: Signs of a column of words beyond which it is folded.
    """
    reasons = Reasons()
    found = []
    for column in view.columns:
        heads = [column_head(column.name)]
        if column.role == "estimate":
            says_n, same = _counted(view, column, rows)
            heads += [f"n {same:,}"] if same is not None else []
            texts = _aligned([_estimate(row, column, reasons, says_n) for row in rows])
        else:
            texts = [_text(row[column.name], column, names) for row in rows]
            why = empty_because(column)
            if why and any(row[column.name] is None for row in rows):
                reasons.found_empty(column.name, why)
        found.append(_printed(column, heads, texts, rows, longest))
    return found, reasons


def said_in_full(column: ViewColumn, cell: Cell, names: Names) -> str:
    """Write a cell that stands alone, with all that belongs to it."""
    if not isinstance(cell, Estimate):
        return _text(cell, column, names)
    if cell.value is None:
        return f"{NOTHING} ({cell.reason or 'no number'})"
    return cell_text(column.name, cell) + rests_on(cell, is_counted=False)


def _printed(
    column: ViewColumn,
    heads: Sequence[str],
    texts: Sequence[str],
    rows: Sequence[Row],
    longest: int,
) -> Printed:
    is_number = _is_number(column, [row[column.name] for row in rows])
    widest = max((cell_len(text) for text in texts), default=0)
    if not is_number:
        widest = min(widest, longest)
    # A head of up to three lines is easier to read than a table in more pieces.
    width = max(widest, *(cell_len(word) for head in heads for word in head.split()))
    while len(lines := _lines(heads, width)) > MOST_HEAD_LINES:
        width += 1
    return Printed(
        name=column.name,
        role=column.role,
        is_number=is_number,
        head="\n".join(lines),
        texts=tuple(texts),
        is_quiet=tuple(_is_quiet(row[column.name]) for row in rows),
        width=width,
    )


def _is_number(column: ViewColumn, cells: Sequence[Cell]) -> bool:
    if column.role not in {"fact", "detail"} or column.name.endswith("_key"):
        return column.role in {"count", "estimate"}
    known = [cell for cell in cells if cell is not None]
    return bool(known) and all(
        isinstance(cell, int | float) and not isinstance(cell, bool) for cell in known
    )


def _lines(heads: Sequence[str], width: int) -> list[str]:
    return [
        line for head in heads for line in wrap(head, width, break_long_words=False)
    ]


def _is_quiet(cell: Cell) -> bool:
    return isinstance(cell, Estimate) and not cell.is_firm


def _text(cell: Cell, column: ViewColumn, names: Names) -> str:
    if isinstance(cell, str):
        return named(column, cell, names)
    return cell_text(column.name, cell)


def _estimate(
    row: Row, column: ViewColumn, reasons: Reasons, says_n: bool
) -> tuple[str, str]:
    """Write the number, and after it what it rests on."""
    cell = row[column.name]
    if not isinstance(cell, Estimate):
        return NOTHING, ""
    if cell.value is None:
        return reasons.marked(cell.reason or "no number"), ""
    return cell_text(column.name, cell), rests_on(cell, is_counted=not says_n)


def _aligned(cells: Sequence[tuple[str, str]]) -> list[str]:
    """Keep numbers below each other, whatever is said after them."""
    left = max((cell_len(number) for number, _ in cells), default=0)
    right = max((cell_len(after) for _, after in cells), default=0)
    return [
        " " * (left - cell_len(number)) + number + after.ljust(right)
        for number, after in cells
    ]


def _counted(
    view: View, column: ViewColumn, rows: Sequence[Row]
) -> tuple[bool, int | None]:
    """Say whether n must stand in the cells, or which one in the head."""
    if split_name(column.name)[1] == "difference":
        return False, None  # both sides stand beside it, each with its own
    known = [
        (row, cell.n)
        for row in rows
        if isinstance(cell := row[column.name], Estimate) and cell.is_known
    ]
    if not known:
        return False, None
    for count in (each.name for each in view.columns if each.role == "count"):
        if all(row[count] == n for row, n in known):
            return False, None
    if len(known) > 1 and all(one[1] == other[1] for one, other in pairwise(known)):
        return False, known[0][1]
    return True, None
