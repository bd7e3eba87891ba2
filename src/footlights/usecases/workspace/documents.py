"""Documents of maps as the store keeps them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar, cast

from pydantic import ValidationError

from footlights.errors import EditDoesNotFitError, UnknownRevisionError
from footlights.formats.map_mistakes import map_mistakes
from footlights.formats.plain_yaml import PlainYaml
from footlights.model.edits.document import (
    HOLDERS,
    Document,
    Standing,
    by_id,
    document_of,
    map_of,
    standing,
)
from footlights.model.edits.edit import EDITS, Edit, SetField
from footlights.model.map import Map
from footlights.model.part import Part
from footlights.model.touchpoint import Touchpoint
from footlights.store.records import Records
from footlights.store.records.maps import RevisionRecord


def revision(records: Records, map_id: str, no: int) -> RevisionRecord:
    """Give a revision.

    Raises:
        UnknownRevisionError: The map has none of that number.
    """
    found = records.revisions.get((map_id, no))
    if found is None:
        head = records.maps.get(map_id)
        raise UnknownRevisionError(map_id, no, head.head_no if head else 0)
    return found


def read_document(record: RevisionRecord) -> Document:
    """Give the document of a revision."""
    document: Document = json.loads(record.document)
    return document


def read_map(record: RevisionRecord) -> Map:
    """Give the map of a revision; it never changes, so it is read once for many."""
    return _map_of_text(record.document)


@lru_cache(maxsize=64)
def _map_of_text(document: str) -> Map:
    return map_of(json.loads(document))


def written(map_: Map) -> str:
    """Write a map in the form in which the store keeps it; equal maps read alike."""
    return _as_text(document_of(map_))


def _as_text(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def check_ids(map_: Map) -> None:
    """Refuse a map that edits cannot address; those made by edits never are one.

    Raises:
        AmbiguousPartError: Two parts of one kind have one id.
    """
    document = document_of(map_)
    for kind in HOLDERS:
        by_id(document, kind)


def written_edits(edits: Sequence[Edit]) -> str:
    """Write edits as JSON."""
    return EDITS.dump_json(tuple(edits)).decode()


def read_edits(written: str) -> tuple[Edit, ...]:
    """Give the edits that led to a revision from the one before."""
    return EDITS.validate_json(written)


@dataclass(frozen=True)
class Checked:
    """What edits led to."""

    map: Map
    """The map."""

    text: str
    """The map as the store keeps it."""


def checked_map(document: Document) -> Map:
    """Give the map of a document that edits led to.

    Raises:
        EditDoesNotFitError: It is no map; every reason is said, with its place.
    """
    try:
        return map_of(document)
    except ValidationError as error:
        source = PlainYaml(document, {}, ())
        reasons = [mistake.message for mistake in map_mistakes(source, error)]
        raise EditDoesNotFitError(reasons) from error


def checked_change(head: Map, document: Document, edits: Sequence[Edit]) -> Checked:
    """Give the map of a document as `checked_map` does; checks only what has changed.

    Fields of touchpoints and activities are what most edits set, and no rule of the
    model ties them to anything outside their touchpoint. All other edits are checked
    with the whole map.

    Args:
        head: The map before the edits.
        document: The document that they led to; touchpoints that have changed are
            written in it as the store keeps them.
        edits: What was changed.

    Raises:
        EditDoesNotFitError: As `checked_map`.
    """
    if not all(isinstance(edit, SetField) and edit.part in _INSIDE for edit in edits):
        return _checked(document)
    touched = _touched(head, edits)
    try:
        fresh = {
            part.value["id"]: _checked_touchpoint(part)
            for part in standing(document, "touchpoint")
            if part.value["id"] in touched
        }
    except ValidationError:
        # Checked with the whole map, the mistake is told with its place.
        return _checked(document)
    stages = tuple(
        _with(stage, touchpoints=tuple(fresh.get(t.id, t) for t in stage.touchpoints))
        for stage in head.stages
    )
    return Checked(_with(head, stages=stages), _as_text(document))


_INSIDE = frozenset(["touchpoint", "activity"])


def _checked(document: Document) -> Checked:
    map_ = checked_map(document)
    return Checked(map_, written(map_))


def _touched(map_: Map, edits: Sequence[Edit]) -> set[str]:
    """Give the touchpoints that edits of fields are about."""
    ids = {edit.id for edit in edits if isinstance(edit, SetField)}
    return {
        touchpoint.id
        for touchpoint in map_.touchpoints
        if touchpoint.id in ids or any(a.id in ids for a in touchpoint.activities)
    }


def _checked_touchpoint(part: Standing) -> Touchpoint:
    touchpoint = Touchpoint.model_validate(part.value)
    part.siblings[part.place] = touchpoint.model_dump(
        mode="json", by_alias=True, exclude_defaults=True
    )
    return touchpoint


P = TypeVar("P", bound=Part)


def _with(part: P, **changes: object) -> P:
    """Give a part with other fields; those are checked, the others were before.

    Unlike `model_copy`, nothing that was worked out of the old fields is kept.
    """
    kind = type(part)
    fields = {name: getattr(part, name) for name in kind.model_fields}
    told = part.model_fields_set | changes.keys()
    # mypy takes the bound of P for P here.
    return cast("P", kind.model_construct(told, **fields | changes))
