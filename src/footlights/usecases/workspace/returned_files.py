"""Files of a map that come back changed, such as a workbook filled in on a train."""

from datetime import datetime

from footlights.errors import NothingChangedError
from footlights.formats.map_yaml import MapDocument
from footlights.model.edits.between import document_edits
from footlights.model.edits.document import Document, document_of
from footlights.model.edits.edit import Edit
from footlights.store.records import Records
from footlights.usecases.workspace.documents import read_document, revision
from footlights.usecases.workspace.policy import Caller, require
from footlights.usecases.workspace.proposals import Proposal, propose
from footlights.usecases.workspace.workspace import Workspace

MOST_REVISIONS = 300
"""A file is held against so many revisions, the newest."""

_MOST_SIGNS = 50


def propose_file(
    workspace: Workspace,
    caller: Caller,
    map_id: str,
    file: MapDocument,
    *,
    now: datetime,
) -> Proposal:
    """Propose what a file says otherwise than the map said when it was taken out.

    A file does not say which revision it was made of: it is taken to be the one that it
    differs least from, of several the newest. So what others changed since stays.

    Args:
        workspace: The open workspace.
        caller: For whom it is proposed; whoever may comment may propose.
        map_id: The map; the id inside the file does not matter.
        file: The map that came back, and what of its file is not in it.
        now: The present moment.

    Raises:
        NothingChangedError: It says the same as that revision.
        AmbiguousPartError: Two of its parts have one id.
        NotAllowedError: The caller may not comment on the map.
        FootlightsError: As `propose`.
    """
    with workspace.store.reading() as records:
        require(records, caller, "comment", map_id)
        base, edits = _nearest(records, map_id, document_of(file.map))
    name = file.path.name
    if not edits:
        raise NothingChangedError(name, base)
    other = (
        [
            f"Mind that it calls itself the map {file.map.id!r}: is it a file of this one?"
        ]
        if file.map.id != map_id
        else []
    )
    why = " ".join((f"What {name} says.", *other, *file.notes))
    return propose(
        workspace,
        caller,
        map_id,
        edits,
        why,
        now=now,
        base=base,
        made_with=f"the file {name[-_MOST_SIGNS:]}",
    )


def _nearest(
    records: Records, map_id: str, document: Document
) -> tuple[int, list[Edit]]:
    """Give the revision that a document differs least from, and how."""
    lines = records.revisions.history(map_id, limit=MOST_REVISIONS)
    found: tuple[int, list[Edit]] | None = None
    for line in lines:
        before = read_document(revision(records, map_id, line.no))
        edits = document_edits(before, document)
        if found is None or len(edits) < len(found[1]):
            found = line.no, edits
        if not edits:
            break
    assert found is not None  # noqa: S101 - every map has a revision
    return found
