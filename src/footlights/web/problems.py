"""What `check` finds in a map, with the cell that it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from footlights.model.edits.document import HOLDERS, document_of
from footlights.model.map import Map
from footlights.model.problem import Where
from footlights.model.rules import check_map

_KINDS = {key: kind for kind, (_, key) in HOLDERS.items()}


@dataclass(frozen=True)
class CellProblem:
    """A breach of a rule, at the cell that has to change."""

    code: str
    """Stable name of the rule; see docs/errors.md."""

    message: str
    """What was found, and what to do."""

    part: str
    """Kind of the part: `touchpoint`, `stage`, ..."""

    id: str
    """Its id."""

    field: str
    """The field; empty for the part as a whole."""


def problems_of(map_: Map, on: date) -> tuple[CellProblem, ...]:
    """Check a map.

    Args:
        map_: The map.
        on: Day on which reviews must not be overdue.
    """
    document = document_of(map_)
    return tuple(
        CellProblem(each.code, each.message, *_cell(document, each.where))
        for each in check_map(map_, on)
    )


def _cell(document: object, where: Where) -> tuple[str, str, str]:
    """Find the innermost part of a place, and the field in it."""
    part, part_id, rest = "map", _id_of(document), where
    value = document
    for no, key in enumerate(where):
        if isinstance(value, dict):
            value = value.get(str(key))
        elif isinstance(value, Sequence) and isinstance(key, int) and key < len(value):
            value = value[key]
            kind = _KINDS.get(str(where[no - 1]))
            if kind is not None and isinstance(value, dict) and "id" in value:
                part, part_id, rest = kind, _id_of(value), where[no + 1 :]
        else:
            break
    return part, part_id, next((key for key in rest if isinstance(key, str)), "")


def _id_of(value: object) -> str:
    return str(value.get("id", "")) if isinstance(value, dict) else ""
