"""What `footlights explore` prints in a terminal."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from footlights.cli.console import stdout_console
from footlights.measures.cell_wording import cell_text
from footlights.measures.result import Estimate
from footlights.measures.view import Cell, View, ViewColumn
from footlights.measures.wording import listed

MOST_ROWS = 40
"""Rows that are printed; the others are counted."""

_FIRST = {"key": 0, "count": 1, "estimate": 1, "fact": 1, "detail": 2}

GAP = 2
"""Blanks between columns."""

LONGEST = 36
"""Signs of a column of words beyond which it is folded."""


def print_view(view: View) -> None:
    """Print the rows as a table, then what must be said beside them.

    Columns that do not fit beside each other are left out and named: half a number
    is none.
    """
    console = stdout_console()
    if not view.rows:
        console.print("Nothing to show.")
    else:
        _print_table(console, view)
    for note in view.notes:
        console.print(Text(note, style="dim"))


def _print_table(console: Console, view: View) -> None:
    shown = _fitting(view, console.width)
    console.print(_table(view, shown))
    left_out = len(view.rows) - MOST_ROWS
    if left_out > 0:
        console.print(f"And {left_out:,} more rows: -o FILE.csv or --json gives all.")
    hidden = [column.name for column in view.columns if column not in shown]
    if hidden:
        names = listed(hidden, most=len(hidden))
        console.print(f"Too wide for this terminal: {names}.")


def _fitting(view: View, width: int) -> list[ViewColumn]:
    """Choose the keys, then as many facts and numbers, then details, as there is room for."""
    left = width
    shown: list[ViewColumn] = []
    for column in sorted(view.columns, key=lambda column: _FIRST[column.role]):
        left -= _width(view, column) + (GAP if shown else 0)
        if column.role != "key" and left < 0:
            break
        shown.append(column)
    return [column for column in view.columns if column in shown]


def _width(view: View, column: ViewColumn) -> int:
    texts = [_head(column), *(_said(row[column.name], column) for row in _rows(view))]
    widest = max(cell_len(text) for text in texts)
    return widest if _is_number(column) else min(widest, LONGEST)


def _table(view: View, columns: Sequence[ViewColumn]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0))
    for column in columns:
        table.add_column(
            _head(column),
            justify="right" if _is_number(column) else "left",
            no_wrap=_is_number(column),
            overflow="fold",
            max_width=None if _is_number(column) else LONGEST,
        )
    for row in _rows(view):
        table.add_row(*(_cell(row[column.name], column) for column in columns))
    return table


def _rows(view: View) -> Sequence[Mapping[str, Cell]]:
    return view.rows[:MOST_ROWS]


def _is_number(column: ViewColumn) -> bool:
    return column.role in {"count", "estimate"}


def _head(column: ViewColumn) -> str:
    return column.name.replace("_", " ").capitalize()


def _said(cell: Cell, column: ViewColumn) -> str:
    return cell_text(column.name, cell)


def _cell(cell: Cell, column: ViewColumn) -> Text:
    is_quiet = isinstance(cell, Estimate) and not cell.is_firm
    return Text(_said(cell, column), style="dim" if is_quiet else "")
