"""Say in words where two people changed the same thing."""

from footlights.errors import Conflict
from footlights.model.comparison.names import Names
from footlights.model.edits.document import HOLDERS, Document, map_of
from footlights.model.edits.edit import AddPart, MovePart, SetField
from footlights.model.edits.rebasing import Clash, value_at

REMOVED = "(removed)"


def conflict_of(clash: Clash, base: Document, head: Document) -> Conflict:
    """Say a clash with the texts of both sides.

    Args:
        clash: An edit that cannot be made.
        base: The map on which it was begun.
        head: The map as it is now.
    """
    edit = clash.edit
    old, new = _names(base), _names(head)
    part_id = str(edit.value["id"]) if isinstance(edit, AddPart) else edit.id
    there = new if new.standing(edit.part, part_id) else old
    was, theirs = (_said(edit, part_id, names) for names in (old, new))
    return Conflict(
        edit_no=clash.edit_no,
        part=edit.part,
        id=part_id,
        field=edit.field if isinstance(edit, SetField) else None,
        where=there.where(edit.part, part_id),
        was=was,
        theirs=REMOVED if clash.is_removed else theirs,
        yours=_wanted(edit, new),
    )


def _names(document: Document) -> Names:
    """Name the parts of a map, with its defaults said."""
    return Names(map_of(document).model_dump(mode="json", by_alias=True))


def _said(edit: object, part_id: str, names: Names) -> str:
    """Say what stands at the place of an edit."""
    part = names.standing(getattr(edit, "part", "map"), part_id)
    if part is None:
        return ""
    if isinstance(edit, SetField):
        return text_of(value_at(part.value, edit.field))
    if isinstance(edit, MovePart):
        return _after(names, edit.part, part.holder["id"], part.after)
    return names.name(part.kind, part_id)


def _wanted(edit: object, names: Names) -> str:
    match edit:
        case SetField():
            return text_of(edit.value)
        case AddPart():
            return text_of(edit.value.get("name") or edit.value.get("does"))
        case MovePart():
            return _after(names, edit.part, edit.into, edit.after)
        case _:
            return REMOVED


def _after(names: Names, kind: str, into: str, after: str | None) -> str:
    place = f"after {names.name(kind, after)}" if after else "first"
    return f"{place} in {names.name(HOLDERS[kind][0], into)}"


def text_of(value: object) -> str:
    """Write any value of a map file as a short text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(text_of(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(
            f"{key}: {text_of(each)}"
            for key, each in value.items()
            if each is not None and each != {}
        )
    return f"{value:g}" if isinstance(value, float) else str(value)
