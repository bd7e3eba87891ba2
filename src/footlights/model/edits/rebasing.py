"""Bring the edits of one person onto a map that others changed meanwhile."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from footlights.model.edits.applying import make_edit
from footlights.model.edits.between import document_edits
from footlights.model.edits.document import HOLDERS, Document, by_id, copied, find, held
from footlights.model.edits.edit import AddPart, Edit, MovePart, RemovePart, SetField

_Part = tuple[str, str]
"""Kind and id of a part."""


@dataclass(frozen=True)
class Clash:
    """An edit about a place that others changed meanwhile."""

    edit_no: int
    """Which of the edits, from 1."""

    edit: Edit
    """The edit, which was not made."""

    is_removed: bool
    """Whether what it is about is gone."""


@dataclass(frozen=True)
class Rebased:
    """What became of somebody's edits."""

    edits: tuple[Edit, ...]
    """Those that can be made on the map as it is now, placed where they belong."""

    clashes: tuple[Clash, ...]
    """Those that cannot."""

    document: Document
    """The map as it is now with those edits made."""


@dataclass
class _Theirs:
    """What others did."""

    fields: dict[_Part, list[str]] = field(default_factory=dict)
    moved: set[_Part] = field(default_factory=set)
    touched: set[_Part] = field(default_factory=set)

    @classmethod
    def of(cls, edits: Iterable[Edit]) -> "_Theirs":
        theirs = cls()
        for edit in edits:
            match edit:
                case SetField():
                    part = (edit.part, edit.id)
                    theirs.fields.setdefault(part, []).append(edit.field)
                    theirs.touched.add(part)
                case AddPart():
                    theirs.touched |= _parts_in(edit.value, edit.part)
                case MovePart():
                    theirs.moved.add((edit.part, edit.id))
                    theirs.touched.add((edit.part, edit.id))
                case RemovePart():
                    theirs.touched.add((edit.part, edit.id))
        return theirs


def rebase(base: Document, edits: Sequence[Edit], head: Document) -> Rebased:
    """Bring edits that were begun on one revision onto a later one.

    Edits of different fields all stay, and so do parts that are added, moved and
    removed by different people. An edit clashes with what others did if both

    - set one field, or a field and one in it, to different values;
    - brought one part to different places;
    - added a part with one id, and they are not equal;

    or if one removed what the other changed, moved or put something into. Of two parts
    put after the same one, that which comes later stands nearer to it. A part that is
    gone or elsewhere is not waited for: the nearest before it takes its place.

    Args:
        base: The map on which the edits were begun.
        edits: The edits, in order; they can be made on `base`.
        head: The map as others left it.

    Raises:
        UnknownPartError: An edit is about a part that was not there to begin with.
        EditDoesNotFitError: An edit could not even be made on `base`.
    """
    work = _Work(
        theirs=_Theirs.of(document_edits(base, head)),
        mine=copied(base),
        result=copied(head),
    )
    for no, edit in enumerate(edits, start=1):
        work.bring(no, edit)
    return Rebased(tuple(work.made), tuple(work.clashes), work.result)


@dataclass
class _Work:
    """The state between two edits."""

    theirs: _Theirs
    mine: Document
    """The map as its author sees it."""

    result: Document
    """The map as it becomes."""

    made: list[Edit] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    own: set[_Part] = field(default_factory=set)
    """Parts that the author added, which others do not know."""

    def bring(self, no: int, edit: Edit) -> None:
        """Make one edit, leave it out because it is done already, or note a clash."""
        before = copied(self.mine) if isinstance(edit, AddPart | MovePart) else {}
        same = self._changes_nothing(edit)
        if isinstance(edit, RemovePart):
            inside = _parts_in(find(self.mine, edit.part, edit.id).value, edit.part)
        else:
            inside = set()
        make_edit(self.mine, edit)
        if same or self._is_done(edit):
            return
        if self._is_removed(edit):
            self.clashes.append(Clash(no, edit, is_removed=True))
            return
        if self._clashes(edit, inside):
            self.clashes.append(Clash(no, edit, is_removed=False))
            return
        if isinstance(edit, AddPart | MovePart):
            edit = self._placed(edit, before)
        if isinstance(edit, AddPart):
            self.own |= _parts_in(edit.value, edit.part)
        make_edit(self.result, edit)
        self.made.append(edit)

    def _changes_nothing(self, edit: Edit) -> bool:
        if not isinstance(edit, SetField):
            return False
        part = find(self.mine, edit.part, edit.id).value
        return bool(value_at(part, edit.field) == edit.value)

    def _is_done(self, edit: Edit) -> bool:
        """Whether others did the same."""
        there = by_id(self.result, edit.part)
        match edit:
            case SetField():
                part = there.get(edit.id)
                return part is not None and (
                    value_at(part.value, edit.field) == edit.value
                )
            case AddPart():
                part = there.get(str(edit.value["id"]))
                return part is not None and part.value == edit.value
            case MovePart():
                part = there.get(edit.id)
                return part is not None and (
                    (part.holder["id"], part.after) == (edit.into, edit.after)
                )
            case RemovePart():
                return edit.id not in there

    def _is_removed(self, edit: Edit) -> bool:
        """Whether the part, or what it is to be put into, is gone."""
        if isinstance(edit, SetField | MovePart) and (
            edit.id not in by_id(self.result, edit.part)
        ):
            return True
        return isinstance(edit, AddPart | MovePart) and (
            edit.into not in by_id(self.result, HOLDERS[edit.part][0])
        )

    def _clashes(self, edit: Edit, inside: set[_Part]) -> bool:
        match edit:
            case SetField():
                part = (edit.part, edit.id)
                return part not in self.own and any(
                    _overlap(edit.field, other)
                    for other in self.theirs.fields.get(part, ())
                )
            case AddPart():
                parts = _parts_in(edit.value, edit.part)
                return any(
                    part_id in by_id(self.result, kind) for kind, part_id in parts
                )
            case MovePart():
                return (edit.part, edit.id) in self.theirs.moved
            case RemovePart():
                now = _parts_in(find(self.result, edit.part, edit.id).value, edit.part)
                return bool((inside | now) & (self.theirs.touched - self.own))

    def _placed(self, edit: AddPart | MovePart, before: Document) -> AddPart | MovePart:
        """Put an edit after the nearest part before its place that still is there."""
        holder_kind, key = HOLDERS[edit.part]
        seen = [
            part["id"]
            for part in find(before, holder_kind, edit.into).value.get(key, [])
        ]
        there = {
            part["id"]
            for part in find(self.result, holder_kind, edit.into).value.get(key, [])
        }
        moved = edit.id if isinstance(edit, MovePart) else None
        upto = seen[: seen.index(edit.after) + 1] if edit.after else []
        left = [each for each in upto if each in there and each != moved]
        return edit.model_copy(update={"after": left[-1] if left else None})


def value_at(part: Document, path: str) -> Any:
    """Give what a part holds under a field path; None if nothing."""
    value: Any = part
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _parts_in(value: Document, kind: str) -> set[_Part]:
    return {(each, part["id"]) for each, part in held(value, kind)}


def _overlap(one: str, other: str) -> bool:
    """Whether two field paths are one, or one lies in the other."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")
