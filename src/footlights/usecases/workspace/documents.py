"""Documents of maps as the store keeps them."""

import json
from collections.abc import Sequence
from functools import lru_cache

from pydantic import ValidationError

from footlights.errors import EditDoesNotFitError, UnknownRevisionError
from footlights.formats.map_mistakes import map_mistakes
from footlights.formats.plain_yaml import PlainYaml
from footlights.model.edits.document import (
    HOLDERS,
    Document,
    by_id,
    document_of,
    map_of,
)
from footlights.model.edits.edit import EDITS, Edit
from footlights.model.map import Map
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
    return json.dumps(document_of(map_), ensure_ascii=False, separators=(",", ":"))


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


def read_edits(record: RevisionRecord) -> tuple[Edit, ...]:
    """Give the edits that led to a revision from the one before."""
    return EDITS.validate_json(record.edits)


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
