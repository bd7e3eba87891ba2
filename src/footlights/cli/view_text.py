"""What `footlights explore` prints in a terminal."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from footlights.cli.console import stdout_console
from footlights.cli.hour_grid import is_hour_grid, print_hour_grid
from footlights.cli.view_blocks import GAP, blocks_of
from footlights.cli.view_columns import (
    Printed,
    printed_columns,
    said_in_full,
)
from footlights.measures.column_words import column_head
from footlights.measures.place_names import Names
from footlights.measures.view import Cell, View
from footlights.measures.wording import listed

MOST_ROWS = 40
"""Rows that are printed; the others are counted."""

MOST_BLOCKS = 12
"""Blocks of columns that are printed below each other; the others are named."""

LONGEST = 36
"""Signs of a column of words beyond which it is folded, at least."""

NARROWER = (24, 16)
"""The same where nothing fits beside the keys otherwise."""

Row = Mapping[str, Cell]


def print_view(view: View, names: Names) -> None:
    """Print the rows as a table, then what must be said beside them.

    Columns that do not fit beside each other stand in further blocks below, with the
    keys again. An answer of one row, and one whose columns are too wide for any table,
    is written as a list. A week of hours is drawn as a grid.

    Args:
        view: Any view.
        names: What the reader sees, by id.
    """
    console = stdout_console()
    if not view.rows:
        console.print("Nothing to show.")
    elif is_hour_grid(view):
        print_hour_grid(console, view, names)
    else:
        _print_rows(console, view, names)
    for note in view.notes:
        console.print(Text(note, style="dim"))


def _print_rows(console: Console, view: View, names: Names) -> None:
    rows = view.rows[:MOST_ROWS]
    blocks: list[list[Printed]] = []
    for longest in (max(LONGEST, console.width // 3), *NARROWER):
        columns, reasons = printed_columns(view, rows, names, longest)
        blocks = blocks_of(columns, console.width) if len(rows) > 1 else []
        if blocks:
            break
    if blocks:
        _print_blocks(console, blocks)
        for line in reasons.lines():
            console.print(line)
    else:
        _print_lists(console, view, rows, names)
    left_out = len(view.rows) - MOST_ROWS
    if left_out > 0:
        console.print(f"And {left_out:,} more rows: -o FILE.csv or --json gives all.")


def _print_blocks(console: Console, blocks: Sequence[Sequence[Printed]]) -> None:
    for no, block in enumerate(blocks[:MOST_BLOCKS]):
        if no:
            console.print()
        console.print(_table(block))
    left_out = [
        column_head(column.name)
        for block in blocks[MOST_BLOCKS:]
        for column in block
        if column.role != "key"
    ]
    if left_out:
        named = listed(left_out, most=len(left_out))
        console.print(f"Not shown, but in -o FILE.csv and --json: {named}.")


def _table(columns: Sequence[Printed]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0))
    for column in columns:
        table.add_column(
            column.head,
            justify="right" if column.is_number else "left",
            vertical="top",
            no_wrap=column.is_number,
            overflow="fold",
            width=column.width,
        )
    for no in range(len(columns[0].texts)):
        table.add_row(*(_cell(column, no) for column in columns))
    return table


def _cell(column: Printed, no: int) -> Text:
    return Text(column.texts[no], style="dim" if column.is_quiet[no] else "")


def _print_lists(
    console: Console, view: View, rows: Sequence[Row], names: Names
) -> None:
    """Write each row as a list of names and values."""
    for no, row in enumerate(rows):
        if no:
            console.print()
        lines = Table.grid(padding=(0, GAP, 0, 0))
        lines.add_column(no_wrap=True)
        lines.add_column(overflow="fold")
        for column in view.columns:
            said = said_in_full(column, row[column.name], names)
            lines.add_row(Text(column_head(column.name)), Text(said))
        console.print(lines)
