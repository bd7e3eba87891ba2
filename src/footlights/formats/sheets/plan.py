"""The shape of a map's workbook: sheets of parts, and what each column holds."""

from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from footlights.formats.map_mistakes import parts_in
from footlights.formats.sheets.words import Text, Words
from footlights.model.part import Part

JOURNEY_MAP = "Journey map"
TOUCHPOINT_MAP = "Touchpoint map"
LISTS = "Lists"
KEPT = "Kept"
SIMULATION = "Simulation"
DICTIONARY = "Dictionary"

FEELING_OF = "Feeling: "
VALENCE_OF = "Valence: "
"""Beginnings of the lanes in which a persona feels something else."""

TEXT = Text()


@dataclass(frozen=True)
class Column:
    """A column of a list, or a lane of the journey map."""

    head: str
    """What stands above it, or before it."""

    keys: tuple[str, ...]
    """The key of the part, and the key inside it, that it holds; none for a column
    that says to what a row belongs."""

    words: Words = TEXT
    """How its cells are written."""

    width: float = 18
    """Its width, in letters."""

    choices: str = ""
    """The list of its drop-down; empty for free text."""

    hint: str = ""
    """What it says, where the model's own sentence does not serve."""


@dataclass(frozen=True)
class PartSheet:
    """A sheet, or a block of `Lists`, with one part to a row or to a column."""

    kind: str
    """What its parts are: `touchpoint`."""

    sheet: str
    """The tab."""

    part: type[Part]
    """The class of its parts."""

    columns: tuple[Column, ...]
    """Its columns; the first is the one by which people know a part."""

    needed: tuple[str, ...] = ()
    """Heads without which the sheet cannot be read."""

    def hint(self, column: Column) -> str:
        """Say what a column holds, in the words of the model."""
        return column.hint or _sentence(self.part, column.keys)


def _field(part: type[Part], key: str) -> Any:  # pydantic's field, or None
    for name, field in part.model_fields.items():
        if key == (field.alias or name):
            return field
    return None


def _holder(part: type[Part], keys: tuple[str, ...]) -> tuple[type[Part], str]:
    """Give the part that holds the last key, and that key."""
    for key in keys[:-1]:
        inside = [
            each
            for each in parts_in(_field(part, key).annotation)
            if _field(each, keys[-1]) is not None
        ]
        part = inside[0]
    return part, keys[-1]


def _sentence(part: type[Part], keys: tuple[str, ...]) -> str:
    if not keys:
        return ""
    holder, key = _holder(part, keys)
    return " ".join((_field(holder, key).description or "").replace("`", "").split())


def words_of(part: type[Part], key: str) -> tuple[str, ...]:
    """Give the words that a key of a part can be."""
    annotation = _field(part, key).annotation
    kinds = (annotation, *get_args(annotation))
    found = next(each for each in kinds if get_origin(each) is Literal)
    return tuple(get_args(found))
