"""A sheet as it was read: cells with their places."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

Value = str | float | bool | date | datetime | timedelta
"""What a cell can hold; a number that is shown as a time is a `timedelta`."""


@dataclass(frozen=True)
class Cell:
    """A cell that is not empty."""

    row: int
    """Its row, from 1."""

    column: int
    """Its column, from 1."""

    value: Value
    """What it holds."""

    is_percent: bool = False
    """Whether its number is shown in per cent: 0.9 as `90%`."""

    trouble: str = ""
    """Why its value is not known; empty if it is."""

    @property
    def ref(self) -> str:
        """Its name in the sheet: `F12`."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """What it holds, as text; a day as `2026-10-01`, 3.0 as `3`."""
        return text_of(self)


@dataclass
class SheetCells:
    """One sheet, its empty cells left out."""

    name: str
    """Its name, as on the tab; of a text file, the name of the file."""

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    """Cells by row and column, from 1."""

    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Ranges of merged cells: first row, first column, last row, last column."""

    guess: str = ""
    """What was guessed when it was read, as a sentence; empty if nothing was."""

    def at(self, row: int, column: int) -> Cell | None:
        """Give a cell; None if it is empty."""
        return self.rows.get(row, {}).get(column)

    def place(self, row: int, column: int) -> str:
        """Name a cell with its sheet: `Journey map!F12`."""
        return f"{self.name}!{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """Give the letters of a column: 1 is `A`, 28 is `AB`."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_no(letters: str) -> int:
    """Give the number of a column: `A` is 1, `AB` is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def text_of(cell: Cell) -> str:
    """Give what a cell holds as text."""
    value = cell.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return (
            _number_text(value * 100) + "%" if cell.is_percent else _number_text(value)
        )
    if isinstance(value, datetime):
        is_day = value.time() == datetime.min.time()
        return value.date().isoformat() if is_day else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _number_text(value: float) -> str:
    return (
        str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    )
