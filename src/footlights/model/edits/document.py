"""A map as a plain document, and where its parts stand in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from footlights.errors import AmbiguousPartError, UnknownPartError
from footlights.model.map import Map

Document = dict[str, Any]
"""A map as its file would say it: mappings, lists, texts, numbers and truths. What a
key holds depends on the key; `Map` checks it."""

HOLDERS: Mapping[str, tuple[str, str]] = {
    "stage": ("map", "stages"),
    "touchpoint": ("stage", "touchpoints"),
    "activity": ("touchpoint", "activities"),
    "persona": ("map", "personas"),
    "segment": ("map", "segments"),
    "outcome": ("map", "outcomes"),
    "channel": ("map", "channels"),
    "team": ("map", "teams"),
    "system": ("map", "systems"),
    "calendar": ("map", "calendars"),
    "lane": ("map", "lanes"),
}
"""Of each kind of part: the kind that holds it, and the key under which."""

LISTS: Mapping[str, frozenset[str]] = {
    holder: frozenset(key for kind, key in HOLDERS.values() if kind == holder)
    for holder in ("map", *HOLDERS)
}
"""Of each kind of part: the keys under which it holds parts of its own."""


@dataclass(slots=True)
class Standing:
    """A part and where it stands.

    Many are made for every edit, and frozen ones take three times as long to make.
    """

    kind: str
    value: Document
    """The part itself, not a copy."""

    holder: Document
    """The part that holds it; of the map the map."""

    siblings: list[Document]
    """The list it stands in, of which it is one."""

    place: int
    """Its place in that list, from 0."""

    @property
    def after(self) -> str | None:
        """The id of the part before it, if any."""
        return self.siblings[self.place - 1]["id"] if self.place else None


def document_of(map_: Map) -> Document:
    """Give a map as a document of its own, in one and the same way for equal maps."""
    return map_.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def copied(value: Any) -> Any:
    """Copy a document, or a part of it; quicker than copying just anything."""
    if isinstance(value, dict):
        return {key: copied(each) for key, each in value.items()}
    if isinstance(value, list):
        return [copied(each) for each in value]
    return value


def map_of(document: Document) -> Map:
    """Give the map that a document says.

    Raises:
        pydantic.ValidationError: It is no map.
    """
    return Map.model_validate(document)


def standing(document: Document, kind: str) -> Iterator[Standing]:
    """Yield every part of a kind with where it stands, in map order."""
    if kind == "map":
        yield Standing(kind, document, document, [document], 0)
        return
    holder_kind, key = HOLDERS[kind]
    for holder in standing(document, holder_kind):
        siblings = holder.value.get(key, [])
        for place, value in enumerate(siblings):
            yield Standing(kind, value, holder.value, siblings, place)


def by_id(document: Document, kind: str) -> dict[str, Standing]:
    """Give every part of a kind by its id, in map order.

    Raises:
        AmbiguousPartError: Two have one id.
    """
    found: dict[str, Standing] = {}
    for part in standing(document, kind):
        if found.setdefault(part.value["id"], part) is not part:
            raise AmbiguousPartError(kind, part.value["id"])
    return found


def find(document: Document, kind: str, part_id: str) -> Standing:
    """Give the part of an id.

    Raises:
        UnknownPartError: There is none; the nearest id is said.
        AmbiguousPartError: There are several.
    """
    parts = by_id(document, kind)
    if part_id not in parts:
        raise UnknownPartError(kind, part_id, parts)
    return parts[part_id]


def held(value: Document, kind: str) -> Iterator[tuple[str, Document]]:
    """Yield a part and every part inside it, each with its kind."""
    yield kind, value
    for inner, (holder_kind, key) in HOLDERS.items():
        if holder_kind == kind:
            for each in value.get(key, []):
                yield from held(each, inner)
