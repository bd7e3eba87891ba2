"""Make edits."""

from collections.abc import Iterable

from footlights.errors import EditDoesNotFitError
from footlights.model.edits.document import (
    HOLDERS,
    LISTS,
    Document,
    by_id,
    copied,
    document_of,
    find,
    held,
    map_of,
)
from footlights.model.edits.edit import AddPart, Edit, MovePart, RemovePart, SetField
from footlights.model.map import Map


def apply_edits(map_: Map, edits: Iterable[Edit]) -> Map:
    """Give the map as it is after edits, made one after the other.

    What they lead to must be a map; what lies between need not be.

    Raises:
        UnknownPartError: An edit is about a part that is not there.
        EditDoesNotFitError: An edit cannot be made.
        pydantic.ValidationError: They lead to what is no map.
    """
    return map_of(edited(document_of(map_), edits))


def edited(document: Document, edits: Iterable[Edit]) -> Document:
    """Give a document as it is after edits; it may not be a map yet.

    Raises:
        UnknownPartError: An edit is about a part that is not there.
        EditDoesNotFitError: An edit cannot be made.
    """
    changed: Document = copied(document)
    for edit in edits:
        make_edit(changed, edit)
    return changed


def make_edit(document: Document, edit: Edit) -> None:
    """Make one edit in a document itself; raises as `edited`."""
    match edit:
        case SetField():
            _set(document, edit)
        case AddPart():
            _add(document, edit)
        case MovePart():
            _move(document, edit)
        case RemovePart():
            part = find(document, edit.part, edit.id)
            del part.siblings[part.place]


def _set(document: Document, edit: SetField) -> None:
    *outer, last = edit.field.split(".")
    first = (*outer, last)[0]
    if first == "id" or first in LISTS[edit.part]:
        raise EditDoesNotFitError.not_settable(edit.part, edit.id, first)
    holders = [find(document, edit.part, edit.id).value]
    for key in outer:
        inner = holders[-1].setdefault(key, {})
        if not isinstance(inner, dict):
            raise EditDoesNotFitError.without_fields(edit.part, edit.id, key)
        holders.append(inner)
    if edit.value is not None:
        holders[-1][last] = copied(edit.value)
        return
    holders[-1].pop(last, None)
    # What says nothing any more is not said at all.
    for key, holder, inner in reversed(list(zip(outer, holders, holders[1:]))):  # noqa: B905 - one holder more than keys between
        if not inner:
            del holder[key]


def _add(document: Document, edit: AddPart) -> None:
    for kind, value in held(edit.value, edit.part):
        part_id = value.get("id")
        if not isinstance(part_id, str):
            raise EditDoesNotFitError.without_id(kind)
        if part_id in by_id(document, kind):
            raise EditDoesNotFitError.id_taken(kind, part_id)
    _insert(document, edit, copied(edit.value))


def _move(document: Document, edit: MovePart) -> None:
    part = find(document, edit.part, edit.id)
    del part.siblings[part.place]
    _insert(document, edit, part.value)


def _insert(document: Document, edit: AddPart | MovePart, value: Document) -> None:
    holder_kind, key = HOLDERS[edit.part]
    siblings = find(document, holder_kind, edit.into).value.setdefault(key, [])
    ids = [sibling["id"] for sibling in siblings]
    if edit.after is not None and edit.after not in ids:
        raise EditDoesNotFitError.no_such_place(edit.part, edit.into, edit.after)
    siblings.insert(ids.index(edit.after) + 1 if edit.after else 0, value)
