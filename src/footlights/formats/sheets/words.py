"""How values of a map stand in a cell, and how they are read from one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Protocol

from footlights.formats.sheets.cell import Cell
from footlights.formats.sheets.labels import Labels, clean
from footlights.model.quantities import format_duration

Plain = Any
"""A value as it stands in the tree of a map: texts, numbers, lists, mappings, days."""

Shown = str | float | date
"""What is written into a cell."""

_BULLET = "• "
_YES = frozenset({"yes", "y", "true", "x", "1", "✓"})
_NO = frozenset({"no", "n", "false", "0", "-", "–"})
_FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets count earlier days wrongly, or not at all."""


class Words(Protocol):
    """One way to write a value into a cell."""

    how: ClassVar[str]
    """How people write it; empty where it is plain."""

    def show(self, value: Plain, labels: Labels) -> Shown:
        """Give what stands in the cell."""
        ...

    def read(self, cell: Cell, labels: Labels) -> Plain:
        """Give the value; ValueError if the cell says none."""
        ...


def lines_of(text: str) -> list[str]:
    """Give the lines of a cell that are not blank, without bullets."""
    stripped = (line.strip() for line in text.split("\n"))
    found = (line.removeprefix(_BULLET.strip()).strip() for line in stripped)
    return [line for line in found if line]


def as_lines(items: Sequence[str]) -> str:
    """Write one thing to a line, with bullets where there are several."""
    if len(items) == 1:
        return clean(items[0])
    return clean("\n".join(f"{_BULLET}{item}" for item in items))


@dataclass(frozen=True)
class Text:
    """A text, or anything that the model reads from one, such as `48 EUR`."""

    how: ClassVar[str] = ""

    def show(self, value: Plain, _: Labels) -> Shown:
        """Give the text."""
        return clean(str(value))

    def read(self, cell: Cell, _: Labels) -> Plain:
        """Give the text; a clock time as `1h 30m`."""
        if isinstance(cell.value, timedelta):
            return format_duration(cell.value)
        return cell.text


@dataclass(frozen=True)
class Word:
    """One of a few words."""

    how: ClassVar[str] = ""

    def show(self, value: Plain, _: Labels) -> Shown:
        """Give the word."""
        return clean(str(value)).replace("_", " ")

    def read(self, cell: Cell, _: Labels) -> Plain:
        """Give the word in small letters."""
        return cell.text.strip().lower().replace(" ", "_")


@dataclass(frozen=True)
class Lines:
    """Several texts, one to a line."""

    how: ClassVar[str] = "one to a line"

    def show(self, value: Plain, _: Labels) -> Shown:
        """Write one to a line."""
        return as_lines(value)

    def read(self, cell: Cell, _: Labels) -> Plain:
        """Give one to each line."""
        return lines_of(cell.text)


@dataclass(frozen=True)
class YesNo:
    """Yes, or nothing."""

    how: ClassVar[str] = "yes or no"

    def show(self, value: Plain, _: Labels) -> Shown:
        """Write yes or no."""
        return "yes" if value else "no"

    def read(self, cell: Cell, _: Labels) -> Plain:
        """Read yes or no, and what people write instead."""
        said = cell.text.strip().lower()
        if said in _YES or said in _NO:
            return said in _YES
        return cell.text


@dataclass(frozen=True)
class Number:
    """A number, or a number with a unit: `4.2`, `5m`, `90%`."""

    how: ClassVar[str] = ""

    def show(self, value: Plain, _: Labels) -> Shown:
        """Give the number, or the text that it is with its unit."""
        return value if isinstance(value, int | float) else clean(str(value))

    def read(self, cell: Cell, _: Labels) -> Plain:
        """Give a number, or a text with its unit."""
        if isinstance(cell.value, timedelta):
            return format_duration(cell.value)
        if isinstance(cell.value, float) and not cell.is_percent:
            return whole_if_it_is(cell.value)
        said = cell.text.strip().replace("\N{MINUS SIGN}", "-")
        try:
            return whole_if_it_is(float(said.replace(",", ".")))
        except ValueError:
            return said


def whole_if_it_is(number: float) -> float | int:
    """Give 3 for 3.0."""
    is_whole = number.is_integer() and abs(number) < 1e15
    return int(number) if is_whole else number


@dataclass(frozen=True)
class Day:
    """A day."""

    how: ClassVar[str] = "a day, such as 2026-10-01"

    def show(self, value: Plain, _: Labels) -> Shown:
        """Give the day; one that no sheet can count as text."""
        is_late = isinstance(value, date) and value >= _FIRST_DAY
        return value if is_late else str(value)

    def read(self, cell: Cell, _: Labels) -> Plain:
        """Give the day."""
        is_moment = isinstance(cell.value, datetime)
        return cell.value.date() if is_moment else cell.text  # type: ignore[union-attr]


@dataclass(frozen=True)
class Ref:
    """The name of another part."""

    how: ClassVar[str] = ""

    kind: str
    """What it is: `team`."""

    def show(self, value: Plain, labels: Labels) -> Shown:
        """Give its name."""
        return labels.label(self.kind, value)

    def read(self, cell: Cell, labels: Labels) -> Plain:
        """Give its id."""
        return labels.id_of(self.kind, cell.text.strip())


@dataclass(frozen=True)
class Refs:
    """Names of other parts, one to a line."""

    how: ClassVar[str] = "one to a line"

    kind: str
    """What they are: `activity`."""

    def show(self, value: Plain, labels: Labels) -> Shown:
        """Write one to a line."""
        return as_lines([labels.label(self.kind, each) for each in value])

    def read(self, cell: Cell, labels: Labels) -> Plain:
        """Give their ids."""
        return [labels.id_of(self.kind, line) for line in lines_of(cell.text)]
