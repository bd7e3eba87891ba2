"""Compare two maps in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from footlights.model.comparison.fields import FIELDS
from footlights.model.comparison.names import Names, name_of
from footlights.model.comparison.wordings import joined
from footlights.model.edits.between import document_edits
from footlights.model.edits.document import HOLDERS, Document, document_of, held
from footlights.model.edits.edit import AddPart, Edit, MovePart, RemovePart, SetField
from footlights.model.edits.rebasing import value_at
from footlights.model.map import Map


@dataclass(frozen=True)
class Change:
    """One difference between two maps, in words."""

    kind: Literal["set", "add", "move", "remove"]
    """Which kind of edit makes it."""

    part: str
    """Kind of the part."""

    id: str
    """Its id."""

    field: str | None
    """The field that is set."""

    where: str
    """Where on the map, from the outside in: `Arrive, Greeting`."""

    says: str
    """What happened: `tightened the expectation of the wait from 5m to 3m`."""

    def __str__(self) -> str:
        """Give place and sentence."""
        return f"{self.where}: {self.says}"


def compare(before: Map, after: Map) -> tuple[Change, ...]:
    """Say how a map differs from an earlier one, in the reading order of the later.

    Every part that was added, removed or moved is said, and every field that differs
    with its old and new value; equal maps have no differences.

    Raises:
        AmbiguousPartError: Two parts of one kind have one id.
    """
    edits = document_edits(document_of(before), document_of(after))
    sides = _Sides(_full(before), _full(after))
    changes = [change for edit in edits for change in sides.worded(edit)]
    return tuple(sorted(changes, key=sides.order))


def in_words(changes: tuple[Change, ...]) -> str:
    """Say all changes in one line."""
    return "; ".join(map(str, changes)) or "no change"


def _full(map_: Map) -> Document:
    """Give a document with every default said, so that it can be worded."""
    return map_.model_dump(mode="json", by_alias=True)


class _Sides:
    """Two maps side by side."""

    def __init__(self, before: Document, after: Document) -> None:
        self._before = before
        self._after = {**after, "id": before["id"]}
        self._old = Names(self._before)
        self._new = Names(self._after)

    def worded(self, edit: Edit) -> Iterator[Change]:
        """Word an edit; several sentences if it changes several things at once."""
        match edit:
            case SetField():
                where = self._new.where(edit.part, edit.id)
                for said in self._set(edit):
                    yield Change("set", edit.part, edit.id, edit.field, where, said)
            case AddPart():
                part_id = str(edit.value["id"])
                where = self._new.where(*_holder(edit.part, edit.into))
                said = f"added {self._called(edit.part, edit.value)}"
                place = self._place(edit.part, part_id)
                yield Change("add", edit.part, part_id, None, where, said + place)
            case MovePart():
                yield self._moved(edit)
            case RemovePart():
                part = self._old.standing(edit.part, edit.id)
                assert part is not None  # noqa: S101 - it is removed from this map
                where = self._old.where(*_holder(edit.part, part.holder["id"]))
                said = f"removed {self._called(edit.part, part.value)}"
                yield Change("remove", edit.part, edit.id, None, where, said)

    def order(self, change: Change) -> tuple[int, ...]:
        """Give the place of a change in reading order."""
        now = self._new.order(change.part, change.id)
        then = self._old.order(change.part, change.id)
        return now if now is not None else then or ()

    def _set(self, edit: SetField) -> list[str]:
        old = self._old.standing(edit.part, edit.id)
        new = self._new.standing(edit.part, edit.id)
        assert old is not None  # noqa: S101 - a field is set where both have the part
        assert new is not None  # noqa: S101
        wordings = FIELDS[edit.part]
        field = edit.field if edit.field in wordings else edit.field.split(".")[0]
        was, becomes = value_at(old.value, edit.field), value_at(new.value, edit.field)
        if field != edit.field:
            # One key of a mapping: worded as a mapping of that key alone.
            key = edit.field.split(".", 1)[1]
            was, becomes = _alone(key, was), _alone(key, becomes)
        said = list(wordings[field](was, becomes, _Either(self._new, self._old)))
        # Two values may read alike, such as a number and the same digits as a text.
        return said or [f"changed `{edit.field}`"]

    def _moved(self, edit: MovePart) -> Change:
        part = self._old.standing(edit.part, edit.id)
        assert part is not None  # noqa: S101 - it is moved on this map
        holder_kind, _ = HOLDERS[edit.part]
        came_from = part.holder["id"]
        where = self._new.where(*_holder(edit.part, edit.into))
        said = f"moved {self._new.name(edit.part, edit.id)}"
        place = self._place(edit.part, edit.id)
        if came_from != edit.into:
            said += (
                f" from {self._old.name(holder_kind, came_from)}"
                f" to {self._new.name(holder_kind, edit.into)}"
            )
            place = f",{place}" if place else ""
        return Change("move", edit.part, edit.id, None, where, said + place)

    def _place(self, kind: str, part_id: str) -> str:
        """Say what a part now stands before, or after if it is the last."""
        part = self._new.standing(kind, part_id)
        if part is None or len(part.siblings) == 1:
            return ""
        if part.place + 1 < len(part.siblings):
            return f" before {name_of(part.siblings[part.place + 1])}"
        return f" after {name_of(part.siblings[part.place - 1])}"

    def _called(self, kind: str, value: Document) -> str:
        """Call a part by kind and name, and name what it holds."""
        inside = [
            f"the {inner} {name_of(each)}"
            for inner, each in list(held(value, kind))[1:]
        ]
        more = f" with {joined(inside)}" if inside else ""
        return f"the {kind} {name_of(value)}{more}"


class _Either(Names):
    """Names of a later map, and of an earlier one for what is gone."""

    def __init__(self, new: Names, old: Names) -> None:
        self._sides = (new, old)

    def name(self, kind: str, part_id: str) -> str:
        """Give the name of a part on either map; else its id."""
        for side in self._sides:
            if side.standing(kind, part_id) is not None:
                return side.name(kind, part_id)
        return part_id


def _holder(kind: str, holder_id: str) -> tuple[str, str]:
    holder_kind, _ = HOLDERS[kind]
    return holder_kind, holder_id


def _alone(key: str, value: Any) -> dict[str, Any]:
    return {} if value is None else {key: value}
