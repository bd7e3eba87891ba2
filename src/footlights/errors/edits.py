"""Edits of a map that cannot be made as they are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Self

from footlights.errors.base import FootlightsError, did_you_mean


class UnknownPartError(FootlightsError):
    """An edit is about a part that the map does not have."""

    code = "unknown-part"

    def __init__(self, kind: str, part_id: str, known: Collection[str]) -> None:
        near = did_you_mean(part_id, known) or " Somebody may have removed it."
        super().__init__(f"There is no {kind} {part_id!r} in this map.{near}")
        self.kind = kind
        self.part_id = part_id


class AmbiguousPartError(FootlightsError):
    """Two parts of a map have one id, so that an edit could mean either."""

    code = "ambiguous-part"

    def __init__(self, kind: str, part_id: str) -> None:
        super().__init__(
            f"Two parts of the kind {kind!r} have the id {part_id!r}, so nobody can"
            " tell which one is meant. Give one of them another id."
        )


class EditDoesNotFitError(FootlightsError):
    """An edit cannot be made, or leads to what is no map."""

    code = "edit-does-not-fit"

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = tuple(reasons)

    @classmethod
    def not_settable(cls, kind: str, part_id: str, field: str) -> Self:
        """An id, or a list of parts, is to be set."""
        said = f"The {field!r} of the {kind} {part_id!r} cannot be set."
        return cls([f"{said} Add, move or remove parts instead."])

    @classmethod
    def without_fields(cls, kind: str, part_id: str, field: str) -> Self:
        """A field is to be set in a field that has none."""
        said = f"{field!r} of the {kind} {part_id!r} holds no fields of its own."
        return cls([f"{said} Set {field!r} as a whole."])

    @classmethod
    def without_id(cls, kind: str) -> Self:
        """A part is to be added that has no id."""
        a = "An" if kind[0] in "aeiou" else "A"
        return cls([f"{a} {kind} to be added has no id. Give it one."])

    @classmethod
    def id_taken(cls, kind: str, part_id: str) -> Self:
        """A part is to be added whose id another one has."""
        said = f"Another {kind} has the id {part_id!r} already."
        return cls([f"{said} Give the new one another id."])

    @classmethod
    def no_such_place(cls, kind: str, into: str, after: str) -> Self:
        """A part is to come after one that does not stand there."""
        said = f"There is no {kind} {after!r} in {into!r} to come after."
        return cls([f"{said} Read the map again, and choose another place."])


@dataclass(frozen=True)
class Conflict:
    """A place of a map that somebody else changed meanwhile."""

    edit_no: int
    """Which of the edits cannot be made, from 1."""

    part: str
    """Kind of the part."""

    id: str
    """Its id."""

    field: str | None
    """The field, if it is about one."""

    where: str
    """The place in words."""

    was: str
    """What stood there when the edit was begun."""

    theirs: str
    """What stands there now."""

    yours: str
    """What the edit would put there."""


class EditConflictError(FootlightsError):
    """Somebody else changed the same place of a map meanwhile."""

    code = "edit-conflict"

    def __init__(self, conflicts: Sequence[Conflict], head_no: int) -> None:
        lines = [
            f"{each.where}: theirs is {each.theirs!r}, yours is {each.yours!r}."
            for each in conflicts
        ]
        said = (
            "Somebody else changed this meanwhile, and nothing was saved."
            " Choose which to keep:"
        )
        super().__init__("\n".join([said, *lines]))
        self.conflicts = tuple(conflicts)
        self.head_no = head_no
