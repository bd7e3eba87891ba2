"""Save edits of a map as its next revision; undo, redo, and restore."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from footlights.errors import (
    Conflict,
    EditConflictError,
    NothingToUndoError,
)
from footlights.model.comparison.clashes import conflict_of
from footlights.model.edits.applying import make_edit
from footlights.model.edits.between import document_edits
from footlights.model.edits.document import Document, document_of
from footlights.model.edits.edit import Edit
from footlights.model.edits.rebasing import rebase
from footlights.model.map import Map
from footlights.store.records import Records
from footlights.store.records.maps import MapRecord, RevisionLine, RevisionRecord
from footlights.usecases.workspace.documents import (
    checked_change,
    read_document,
    read_map,
    revision,
    written_edits,
)
from footlights.usecases.workspace.policy import Actor, Caller, require
from footlights.usecases.workspace.workspace import Workspace, note

DEEPEST_UNDO = 500
"""So many changes of one person are looked through for one to take back."""


@dataclass(frozen=True)
class Saved:
    """A map after a change."""

    map: Map
    """The map as it is now."""

    revision_no: int
    """Its newest revision; the one before if nothing had to change."""

    edits: tuple[Edit, ...]
    """What was changed, for all who look at the map."""


@dataclass(frozen=True)
class _Begun:
    """A change of one map that has begun."""

    records: Records
    actor: Actor
    map: MapRecord
    head_record: RevisionRecord
    head: Document
    now: datetime


@dataclass(frozen=True)
class _Made:
    """Edits as they can be made on the map as it is now, and what it becomes."""

    edits: tuple[Edit, ...]
    document: Document


def save_edits(  # noqa: PLR0913 - what is saved, on what, by whom, when
    workspace: Workspace,
    caller: Caller,
    map_id: str,
    edits: Sequence[Edit],
    *,
    expected_revision: int,
    now: datetime,
    message: str | None = None,
) -> Saved:
    """Save edits as the next revision of a map: all of them, or none.

    What others saved meanwhile stays. Edits of other cells are made on top of it.

    Args:
        workspace: The open workspace.
        caller: Who edits.
        map_id: The map.
        edits: What to change.
        expected_revision: The revision on which the edits were begun.
        now: The present moment.
        message: What the change is about, in words.

    Raises:
        EditConflictError: Somebody changed the same cells meanwhile; has both texts.
        EditDoesNotFitError: The edits lead to what is no map.
        UnknownPartError: An edit is about a part that was never there.
        UnknownMapError: There is no such map for the caller.
        NotAllowedError: The caller may not edit it.
    """
    with workspace.store.writing() as records:
        edited_on = (map_id, expected_revision)
        return save_within(records, caller, edited_on, edits, now, message)


def save_within(  # noqa: PLR0913, PLR0917 - as save_edits
    records: Records,
    caller: Caller,
    edited_on: tuple[str, int],
    edits: Sequence[Edit],
    now: datetime,
    message: str | None,
) -> Saved:
    """Save edits as `save_edits` does, as a part of a change that does more.

    Args:
        records: Of the change.
        caller: Who edits.
        edited_on: The map, and the revision on which the edits were begun.
        edits: What to change.
        now: The present moment.
        message: What the change is about, in words.

    Raises:
        FootlightsError: As `save_edits`.
    """
    map_id, expected_revision = edited_on
    begun = _begin(records, caller, map_id, now)
    made = _made(begun, edits, expected_revision)
    return _save(begun, made, ("edit", None, expected_revision), message)


def undo(workspace: Workspace, caller: Caller, map_id: str, *, now: datetime) -> Saved:
    """Take back the caller's last change of a map that is not taken back yet.

    What others changed since stays.

    Raises:
        NothingToUndoError: The caller has changed nothing, or taken all back.
        EditConflictError: Others have changed the same cells since.
        NotAllowedError: The caller may not edit the map.
    """
    return _go_back(workspace, caller, map_id, "undo", now)


def redo(workspace: Workspace, caller: Caller, map_id: str, *, now: datetime) -> Saved:
    """Make the change again that the caller took back last; raises as `undo`."""
    return _go_back(workspace, caller, map_id, "redo", now)


def restore(  # noqa: PLR0913 - as save_edits
    workspace: Workspace,
    caller: Caller,
    map_id: str,
    revision_no: int,
    *,
    expected_revision: int,
    now: datetime,
) -> Saved:
    """Make a map again what it was in an earlier revision, as a new one.

    Raises:
        UnknownRevisionError: There is no such revision.
        EditConflictError: Somebody has changed the same cells since the revision that
            the caller sees.
        NotAllowedError: The caller may not edit the map.
    """
    with workspace.store.writing() as records:
        begun = _begin(records, caller, map_id, now)
        seen = read_document(revision(records, map_id, expected_revision))
        wanted = read_document(revision(records, map_id, revision_no))
        made = _made(begun, document_edits(seen, wanted), expected_revision)
        return _save(begun, made, ("restore", revision_no, expected_revision), None)


def save_document(  # noqa: PLR0913 - as save_edits
    workspace: Workspace,
    caller: Caller,
    map_: Map,
    *,
    expected_revision: int,
    now: datetime,
    message: str | None = None,
) -> Saved:
    """Save a whole map, such as a file that was changed elsewhere; see `save_edits`.

    Raises:
        AmbiguousPartError: Two of its parts have one id.
        FootlightsError: As `save_edits`.
    """
    with workspace.store.writing() as records:
        begun = _begin(records, caller, map_.id, now)
        seen = read_document(revision(records, map_.id, expected_revision))
        made = _made(begun, document_edits(seen, document_of(map_)), expected_revision)
        return _save(begun, made, ("file", None, expected_revision), message)


def undo_stacks(lines: Sequence[RevisionLine]) -> tuple[list[int], list[int]]:
    """Give which revisions of one person can be undone and redone, the next one last.

    Args:
        lines: The person's revisions, oldest first.
    """
    done: list[int] = []
    undone: list[int] = []
    for line in lines:
        if line.kind == "undo" and line.of_no in done:
            done.remove(line.of_no)
            undone.append(line.no)
        elif line.kind == "redo" and line.of_no in undone:
            undone.remove(line.of_no)
            done.append(line.no)
        elif line.kind in {"edit", "restore", "file"}:
            done.append(line.no)
            undone.clear()
    return done, undone


def _begin(records: Records, caller: Caller, map_id: str, now: datetime) -> _Begun:
    actor = require(records, caller, "edit", map_id)
    found = records.maps.locked(map_id)
    assert found is not None  # noqa: S101 - required above, in this same change
    head = revision(records, map_id, found.head_no)
    return _Begun(records, actor, found, head, read_document(head), now)


def _made(begun: _Begun, edits: Sequence[Edit], expected: int) -> _Made:
    """Make edits that were begun on a revision on the map as it is now."""
    if expected == begun.map.head_no:
        # The document was read for this change alone: it needs no copy.
        for edit in edits:
            make_edit(begun.head, edit)
        return _Made(tuple(edits), begun.head)
    base = read_document(revision(begun.records, begun.map.id, expected))
    result = rebase(base, edits, begun.head)
    if result.clashes:
        conflicts: list[Conflict] = [
            conflict_of(clash, base, begun.head) for clash in result.clashes
        ]
        raise EditConflictError(conflicts, begun.map.head_no)
    return _Made(result.edits, result.document)


def _go_back(
    workspace: Workspace, caller: Caller, map_id: str, kind: str, now: datetime
) -> Saved:
    with workspace.store.writing() as records:
        begun = _begin(records, caller, map_id, now)
        own = [
            line
            for line in records.revisions.history(
                map_id, person_id=begun.actor.person_id, limit=DEEPEST_UNDO
            )
            if line.person_id == begun.actor.person_id
        ]
        done, undone = undo_stacks(own[::-1])
        open_ = done if kind == "undo" else undone
        if not open_:
            raise NothingToUndoError(kind)
        no = open_[-1]
        after = read_document(revision(records, map_id, no))
        before = read_document(revision(records, map_id, no - 1))
        made = _made(begun, document_edits(after, before), no)
        return _save(begun, made, (kind, no, no), None)


def _save(
    begun: _Begun,
    made: _Made,
    how: tuple[str, int | None, int],
    message: str | None,
) -> Saved:
    kind, of_no, based_on = how
    edits = made.edits
    checked = checked_change(read_map(begun.head_record), made.document, edits)
    map_ = checked.map
    head_no = begun.map.head_no
    if not edits and kind == "edit":
        return Saved(map_, head_no, ())
    records, no = begun.records, head_no + 1
    records.revisions.add(
        RevisionRecord(
            map_id=begun.map.id,
            no=no,
            kind=kind,
            of_no=of_no,
            based_on=based_on,
            person_id=begun.actor.person_id,
            at=begun.now,
            message=message,
            edits=written_edits(edits),
            document=checked.text,
        )
    )
    due = map_.review.last + map_.review.every if map_.review else begun.map.review_on
    records.maps.change(
        begun.map.id,
        head_no=no,
        title=map_.name.replace("\x00", ""),
        review_on=due,
    )
    note(
        records,
        begun.actor,
        begun.now,
        kind,
        ("revision", str(no)),
        begun.map.id,
        edits=len(edits),
    )
    return Saved(map_, no, edits)
