"""How parts of a map are called in sentences, and where they stand."""

from functools import cached_property

from footlights.model.edits.document import HOLDERS, LISTS, Document, Standing, by_id

_STANDS_ALONE = frozenset(
    kind for kind, (holder, _) in HOLDERS.items() if holder == "map" and not LISTS[kind]
)
"""Kinds of parts that the map itself holds, and that hold none of their own."""


class Names:
    """The names of a map's parts."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _parts(self) -> dict[str, dict[str, Standing]]:
        return {kind: by_id(self._document, kind) for kind in ("map", *HOLDERS)}

    def standing(self, kind: str, part_id: str) -> Standing | None:
        """Give a part with where it stands; None if it is not on this map."""
        return self._parts[kind].get(part_id)

    def order(self, kind: str, part_id: str) -> tuple[int, ...] | None:
        """Give the place of a part in reading order; None if it is not on this map."""
        part = self.standing(kind, part_id)
        if part is None or kind == "map":
            return () if part else None
        holder_kind, _ = HOLDERS[kind]
        outer = self.order(holder_kind, part.holder["id"]) or ()
        # The parts that stand alone come first, kind by kind, as in a file.
        is_alone = kind in _STANDS_ALONE
        room = list(HOLDERS).index(kind) - len(HOLDERS) if is_alone else 0
        return (*outer, room, part.place)

    def name(self, kind: str, part_id: str) -> str:
        """Give the name of a part; of one that is not on this map its id."""
        part = self.standing(kind, part_id)
        if part is None:
            return part_id
        return name_of(part.value)

    def where(self, kind: str, part_id: str) -> str:
        """Say where a part stands, from the outside in: `Arrive, Greeting`."""
        if kind == "map":
            return "Map"
        part = self.standing(kind, part_id)
        name = self.name(kind, part_id)
        if kind in _STANDS_ALONE:
            return f"{kind.capitalize()} {name}"
        if part is None or kind == "stage":
            return name
        holder_kind, _ = HOLDERS[kind]
        return f"{self.where(holder_kind, part.holder['id'])}, {name}"


def name_of(part: Document) -> str:
    """Give the name of a part; an activity is called by what is done."""
    if "does" in part:
        return f"“{part['does']}”"
    return str(part.get("name") or part["id"])
