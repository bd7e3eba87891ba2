"""Cells of a map, by which comments and images stand on it."""

from dataclasses import dataclass

from footlights.errors import NotOneOfError
from footlights.model.comparison.fields import FIELDS
from footlights.model.comparison.names import Names
from footlights.model.edits.document import HOLDERS, Document, find

KINDS = ("map", *HOLDERS)


@dataclass(frozen=True)
class Place:
    """A cell: a field of a part, or the part as a whole."""

    part: str
    """Kind of the part: `touchpoint`, `stage`, ..."""

    id: str
    """Its id."""

    field: str = ""
    """The field; empty for the part as a whole."""


def check_place(document: Document, place: Place) -> None:
    """Refuse a place that is not on a map.

    Raises:
        NotOneOfError: There is no such kind of part, or no such field of it.
        UnknownPartError: The map has no such part.
    """
    if place.part not in KINDS:
        what = "kind of part"
        raise NotOneOfError(what, place.part, KINDS)
    find(document, place.part, place.id)
    outer = place.field.split(".")[0]
    if place.field and outer not in FIELDS[place.part]:
        what = f"field of a {place.part}"
        fields = [field for field in FIELDS[place.part] if "." not in field]
        raise NotOneOfError(what, place.field, fields)


_NOT_SAID = frozenset({"", "name", "does"})
_CALLED = {"said": "said to them", "source": "known from"}


def place_words(names: Names, place: Place) -> str:
    """Say where a cell is: `Arrive, Greeting: pains`; of what is gone its id."""
    where = names.where(place.part, place.id)
    field, _, key = place.field.partition(".")
    if field == "notes":
        return f"{where}: {names.name('lane', key)}"
    if field in _NOT_SAID:
        return where
    return f"{where}: {_CALLED.get(field, field.replace('_', ' '))}"
