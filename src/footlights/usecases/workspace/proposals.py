"""Edits that are proposed, and wait for a person to accept or refuse them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from footlights.errors import AlreadyDecidedError, UnknownThingError
from footlights.model.comparison.compare import Change, compare
from footlights.model.edits.applying import edited
from footlights.model.edits.edit import EDITS, Edit
from footlights.store.records import Records
from footlights.store.records.proposals import ProposalRecord
from footlights.usecases.workspace.documents import (
    checked_map,
    read_document,
    read_map,
    revision,
    written_edits,
)
from footlights.usecases.workspace.policy import Caller, actor_of, may, require
from footlights.usecases.workspace.saving import Saved, save_within
from footlights.usecases.workspace.workspace import (
    Workspace,
    checked_text,
    new_id,
    note,
)

ASSISTANT = "assistant"
"""Said of a proposal that an AI assistant made."""


@dataclass(frozen=True)
class Proposal:
    """Edits that wait, or waited, for a person."""

    record: ProposalRecord
    """What is kept of it."""

    edits: tuple[Edit, ...]
    """What should change."""

    changes: tuple[Change, ...]
    """The same in words, on the revision that it was made on."""

    @property
    def state(self) -> str:
        """Say `waiting`, `accepted` or `refused`."""
        if self.record.decided_at is None:
            return "waiting"
        return "refused" if self.record.revision_no is None else "accepted"


def propose(  # noqa: PLR0913 - what, on what, why, by whom, with what, when
    workspace: Workspace,
    caller: Caller,
    map_id: str,
    edits: Sequence[Edit],
    why: str,
    *,
    now: datetime,
    base: int | None = None,
    made_with: str = ASSISTANT,
) -> Proposal:
    """Keep edits of a map until a person decides; the map stays as it is.

    Args:
        workspace: The open workspace.
        caller: For whom it is proposed; whoever may comment may propose.
        map_id: The map.
        edits: What should change.
        why: The reason, in words.
        now: The present moment.
        base: The revision that was read; None for the newest.
        made_with: What it was made with.

    Raises:
        EditDoesNotFitError: The edits lead to what is no map.
        UnknownPartError: An edit is about a part that is not there.
        UnknownRevisionError: The map has no such revision.
        TextTooLongError: The reason says nothing, or too much.
        NotAllowedError: The caller may not comment on the map.
    """
    said = checked_text(why, "reason")
    with workspace.store.writing() as records:
        actor = require(records, caller, "comment", map_id)
        head = records.maps.get(map_id)
        assert head is not None  # noqa: S101 - required above
        based_on = base or head.head_no
        before = read_document(revision(records, map_id, based_on))
        checked_map(edited(before, edits))
        record = ProposalRecord(
            id=new_id(),
            map_id=map_id,
            based_on=based_on,
            edits=written_edits(edits),
            why=said,
            made_with=made_with,
            person_id=actor.person_id,
            at=now,
            decided_at=None,
            decided_by=None,
            revision_no=None,
        )
        records.proposals.add(record)
        note(records, actor, now, "propose", ("proposal", record.id), map_id)
        return _read(records, record)


def list_proposals(
    workspace: Workspace,
    caller: Caller,
    map_id: str,
    *,
    is_decided: bool = False,
) -> tuple[Proposal, ...]:
    """List the proposals for a map that wait for a decision, oldest first.

    Args:
        workspace: The open workspace.
        caller: Who asks.
        map_id: The map.
        is_decided: Whether to list those decided on instead.

    Raises:
        UnknownMapError: There is no such map for the caller.
        NotAllowedError: The caller came by a link.
    """
    with workspace.store.reading() as records:
        require(records, caller, "see-work", map_id)
        return tuple(
            _read(records, each)
            for each in records.proposals.of_map(map_id)
            if (each.decided_at is not None) == is_decided
        )


def accept(
    workspace: Workspace, caller: Caller, proposal_id: str, *, now: datetime
) -> Saved:
    """Save a proposal as the next revision of its map, by whoever accepts it.

    What others changed since it was made stays.

    Raises:
        EditConflictError: Somebody changed the same cells since.
        AlreadyDecidedError: It was accepted or refused before.
        UnknownThingError: There is no such proposal for the caller.
        NotAllowedError: The caller may not edit the map.
    """
    with workspace.store.writing() as records:
        record = _waiting(records, caller, proposal_id)
        actor = require(records, caller, "edit", record.map_id)
        edits = EDITS.validate_json(record.edits)
        edited_on = (record.map_id, record.based_on)
        saved = save_within(records, caller, edited_on, edits, now, record.why)
        records.proposals.change(
            record.id,
            decided_at=now,
            decided_by=actor.person_id,
            revision_no=saved.revision_no,
        )
        note(records, actor, now, "accept", ("proposal", record.id), record.map_id)
    return saved


def refuse(
    workspace: Workspace, caller: Caller, proposal_id: str, *, now: datetime
) -> None:
    """Decide that a proposal is not made; the map stays as it is.

    Raises:
        AlreadyDecidedError: It was accepted or refused before.
        UnknownThingError: There is no such proposal for the caller.
        NotAllowedError: The caller may not edit the map.
    """
    with workspace.store.writing() as records:
        record = _waiting(records, caller, proposal_id)
        actor = require(records, caller, "edit", record.map_id)
        records.proposals.change(record.id, decided_at=now, decided_by=actor.person_id)
        note(records, actor, now, "refuse", ("proposal", record.id), record.map_id)


def _waiting(records: Records, caller: Caller, proposal_id: str) -> ProposalRecord:
    """Give a proposal that can be decided on, and that nobody else decides on now."""
    record = records.proposals.locked(proposal_id)
    actor = actor_of(records, caller)
    if record is None or not may(actor, "read", record.map_id):
        kind = "proposal"
        raise UnknownThingError(kind, proposal_id)
    if record.decided_at is not None:
        raise AlreadyDecidedError(
            proposal_id, is_accepted=record.revision_no is not None
        )
    return record


def _read(records: Records, record: ProposalRecord) -> Proposal:
    before = revision(records, record.map_id, record.based_on)
    edits = EDITS.validate_json(record.edits)
    after = checked_map(edited(read_document(before), edits))
    return Proposal(record, edits, compare(read_map(before), after))
