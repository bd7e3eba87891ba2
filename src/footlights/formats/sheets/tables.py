"""Find the parts of a sheet by the heads of its columns, or of its lanes."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from footlights.errors import did_you_mean
from footlights.formats.sheets.cell import Cell, SheetCells
from footlights.formats.sheets.plan import Column


@dataclass(frozen=True)
class RawPart:
    """A part as its cells say it."""

    sheet: SheetCells
    """Its sheet."""

    cells: dict[str, Cell]
    """Its cells that are not empty, by the head of their column."""

    heads: dict[str, tuple[int, int]]
    """Where each of its cells is, or would be: row and column."""

    row: int
    """Its first row."""

    column: int
    """Its first column."""

    def place(self, head: str) -> str:
        """Name the cell under a head: `Journey map!F12`."""
        return self.sheet.place(*self.heads.get(head, (self.row, self.column)))

    def text(self, head: str) -> str:
        """Give what stands under a head, without blanks around; empty if nothing."""
        cell = self.cells.get(head)
        return cell.text.strip() if cell is not None else ""


@dataclass(frozen=True)
class CellMistake:
    """A cell that does not say what it should."""

    place: str
    """Sheet and cell: `Journey map!F12`."""

    message: str
    """What was found, and what to do."""


class Tables:
    """Reads sheets as parts, and gathers what is wrong with their cells."""

    def __init__(self) -> None:
        self._mistakes: dict[str, CellMistake] = {}
        self.incomplete: set[str] = set()
        """Sheets without a column or lane that they need."""

    @property
    def mistakes(self) -> tuple[CellMistake, ...]:
        """What is wrong with cells, in the order in which it was found."""
        return tuple(self._mistakes.values())

    def refuse(self, place: str, message: str) -> None:
        """Remember a mistake; one to a cell."""
        self._mistakes.setdefault(place, CellMistake(place, message))

    def by_rows(
        self,
        sheet: SheetCells,
        columns: Sequence[Column],
        needed: Collection[str],
        passed_over: str = "",
    ) -> list[RawPart]:
        """Give the parts of a sheet with one to a row, and a head above each column.

        Args:
            sheet: The sheet; its first row that is not empty has the heads.
            columns: The columns that it can have.
            needed: Heads that must be there.
            passed_over: Beginning of the heads of columns that hold no parts.
        """
        if not sheet.rows:
            return []
        head_row = min(sheet.rows)
        heads = dict(self._heads(sheet, columns, needed, head_row, is_column=True))
        places = {no: name for name, no in heads.items()}
        extra = {
            no
            for no, cell in sheet.rows[head_row].items()
            if passed_over and cell.text.startswith(passed_over)
        }
        self._refuse_merged(sheet, head_row, {})
        found = []
        for row, cells in sorted(sheet.rows.items()):
            if row <= head_row:
                continue
            self._refuse_headless(sheet, cells, {*places, *extra})
            named = {places[no]: cell for no, cell in cells.items() if no in places}
            named = self._known(sheet, named)
            if named:
                where = {name: (row, no) for name, no in heads.items()}
                first = min(heads.values())
                found.append(RawPart(sheet, named, where, row, first))
        return found

    def by_columns(
        self,
        sheet: SheetCells,
        columns: Sequence[Column],
        needed: Collection[str],
        filled: str = "",
    ) -> list[RawPart]:
        """Give the parts of a sheet with one to a column, and heads in column A.

        Args:
            sheet: The sheet.
            columns: The lanes that it can have.
            needed: Heads that must be there.
            filled: The lane in which merged cells count for each of their columns.
        """
        heads = dict(self._heads(sheet, columns, needed, 1, is_column=False))
        rows = {no: name for name, no in heads.items()}
        self._refuse_merged(sheet, 0, {heads[filled]} if filled in heads else {})
        parts: dict[int, dict[str, Cell]] = {}
        for row, cells in sheet.rows.items():
            for column, cell in cells.items():
                if column > 1 and row not in rows and 1 not in cells:
                    self.refuse(
                        sheet.place(row, column),
                        "This row has no name in column A. Name its lane, or empty it.",
                    )
                if column > 1 and row in rows:
                    parts.setdefault(column, {})[rows[row]] = cell
        self._spread(sheet, filled, heads, parts)
        return [
            RawPart(
                sheet,
                self._known(sheet, named),
                {name: (row, column) for name, row in heads.items()},
                min(heads.values()),
                column,
            )
            for column, named in sorted(parts.items())
        ]

    def _spread(
        self,
        sheet: SheetCells,
        filled: str,
        heads: dict[str, int],
        parts: dict[int, dict[str, Cell]],
    ) -> None:
        for first_row, first, last_row, last in sheet.merged:
            cell = sheet.at(first_row, first)
            if filled and cell and first_row == last_row == heads.get(filled):
                for column in range(first, last + 1):
                    if column in parts:
                        parts[column].setdefault(filled, cell)

    def _heads(
        self,
        sheet: SheetCells,
        columns: Sequence[Column],
        needed: Collection[str],
        line: int,
        *,
        is_column: bool,
    ) -> Iterator[tuple[str, int]]:
        """Yield each head that is known, with its column or row."""
        what = "column" if is_column else "lane"
        known = {_plain(column.head): column.head for column in columns}
        known |= {column.head: column.head for column in columns}
        if is_column:
            cells = list(sheet.rows.get(line, {}).values())
        else:
            cells = [row[1] for _, row in sorted(sheet.rows.items()) if 1 in row]
        seen: set[str] = set()
        for cell in cells:
            name = known.get(cell.text) or known.get(_plain(cell.text))
            place = sheet.place(cell.row, cell.column)
            if name is None:
                if not cell.text.startswith("Words for "):
                    self.refuse(
                        place,
                        _unknown(what, cell.text, [column.head for column in columns]),
                    )
            elif name in seen:
                self.refuse(
                    place,
                    f"The {what} {name!r} is here a second time. Take one of them out.",
                )
            else:
                seen.add(name)
                yield name, cell.column if is_column else cell.row
        for name in needed:
            if name not in seen:
                self.incomplete.add(sheet.name)
                self.refuse(
                    f"{sheet.name}!A1",
                    f"The {what} {name!r} is missing. Put it back, named exactly so.",
                )

    def _refuse_merged(
        self, sheet: SheetCells, head_row: int, filled: Collection[int]
    ) -> None:
        for first_row, first, last_row, last in sheet.merged:
            if last_row <= head_row or (first_row == last_row and first_row in filled):
                continue
            end = sheet.place(last_row, last).partition("!")[2]
            self.refuse(
                f"{sheet.place(first_row, first)}",
                f"This cell is merged with others up to {end}. Unmerge them, and fill"
                " each cell by itself.",
            )

    def _refuse_headless(
        self, sheet: SheetCells, cells: dict[int, Cell], known: Collection[int]
    ) -> None:
        head_row = sheet.rows[min(sheet.rows)]
        for no, cell in cells.items():
            if no not in known and no not in head_row:
                self.refuse(
                    sheet.place(cell.row, no),
                    "There is no name above this column. Name it, or empty it.",
                )

    def _known(self, sheet: SheetCells, cells: dict[str, Cell]) -> dict[str, Cell]:
        """Leave out cells whose value is not known, after telling why."""
        for cell in cells.values():
            if cell.trouble:
                self.refuse(sheet.place(cell.row, cell.column), cell.trouble)
        return {name: cell for name, cell in cells.items() if not cell.trouble}


def _plain(head: str) -> str:
    return " ".join(head.split()).casefold()


def _unknown(what: str, head: str, known: Sequence[str]) -> str:
    return (
        f"There is no {what} {head!r} here.{did_you_mean(head, known)}"
        f" The {what}s are: {', '.join(known)}."
    )
