"""Talk about the cells of a map."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from footlights.errors import NotAllowedError, UnknownThingError
from footlights.store.records import Records
from footlights.store.records.discussion import CommentRecord, MentionRecord
from footlights.usecases.workspace.documents import read_document, revision
from footlights.usecases.workspace.places import Place, check_place
from footlights.usecases.workspace.policy import Caller, actor_of, may, require
from footlights.usecases.workspace.workspace import (
    Workspace,
    checked_text,
    new_id,
    note,
)


@dataclass(frozen=True)
class Comment:
    """What somebody said about a cell, with the answers."""

    id: str
    place: Place
    """The cell. Its part may have been removed since."""

    text: str
    person_id: str | None
    name: str | None
    """Who said it; None at this machine."""

    at: datetime
    mentions: tuple[str, ...]
    """Ids of those named in it."""

    resolved_at: datetime | None
    """When it was settled; None while it is open."""

    answers: tuple["Comment", ...]
    """What was answered, oldest first; answers have none of their own."""


def comment(  # noqa: PLR0913 - who, where, what, whom, when
    workspace: Workspace,
    caller: Caller,
    map_id: str,
    place: Place,
    text: str,
    *,
    now: datetime,
    mentions: Collection[str] = (),
) -> str:
    """Say something about a cell of a map, and give the comment's id.

    Args:
        workspace: The open workspace.
        caller: Who says it.
        map_id: The map.
        place: The cell.
        text: What is said.
        now: The present moment.
        mentions: Ids of people who are named; those who may not read the map are left
            out.

    Raises:
        UnknownPartError: The map has no such part.
        TextTooLongError: The text says nothing, or too much.
        NotAllowedError: The caller may not comment on the map.
    """
    said = checked_text(text, "comment")
    with workspace.store.writing() as records:
        actor = require(records, caller, "comment", map_id)
        head = records.maps.get(map_id)
        assert head is not None  # noqa: S101 - required above
        check_place(read_document(revision(records, map_id, head.head_no)), place)
        record = CommentRecord(
            id=new_id(),
            map_id=map_id,
            part=place.part,
            part_id=place.id,
            field=place.field,
            text=said,
            person_id=actor.person_id,
            at=now,
            answers=None,
            resolved_at=None,
            resolved_by=None,
        )
        records.comments.add(record)
        _mention(records, record, mentions)
        note(records, actor, now, "comment", ("comment", record.id), map_id)
    return record.id


def answer(  # noqa: PLR0913 - as comment
    workspace: Workspace,
    caller: Caller,
    comment_id: str,
    text: str,
    *,
    now: datetime,
    mentions: Collection[str] = (),
) -> str:
    """Answer a comment, and open it again if it was resolved; give the answer's id.

    Raises:
        UnknownThingError: There is no such comment for the caller.
        NotAllowedError: The caller may not comment on the map.
    """
    said = checked_text(text, "comment")
    with workspace.store.writing() as records:
        first = _comment(records, comment_id)
        actor = require(records, caller, "comment", first.map_id)
        if first.answers is not None:
            first = _comment(records, first.answers)
        record = CommentRecord(
            id=new_id(),
            map_id=first.map_id,
            part=first.part,
            part_id=first.part_id,
            field=first.field,
            text=said,
            person_id=actor.person_id,
            at=now,
            answers=first.id,
            resolved_at=None,
            resolved_by=None,
        )
        records.comments.add(record)
        records.comments.change(first.id, resolved_at=None, resolved_by=None)
        _mention(records, record, mentions)
        note(records, actor, now, "answer", ("comment", first.id), first.map_id)
    return record.id


def resolve(
    workspace: Workspace,
    caller: Caller,
    comment_id: str,
    *,
    now: datetime,
    is_resolved: bool = True,
) -> None:
    """Settle a comment, or open it again.

    Raises:
        UnknownThingError: There is no such comment for the caller.
        NotAllowedError: The caller may not comment on the map.
    """
    with workspace.store.writing() as records:
        found = _comment(records, comment_id)
        actor = require(records, caller, "comment", found.map_id)
        records.comments.change(
            found.answers or found.id,
            resolved_at=now if is_resolved else None,
            resolved_by=actor.person_id if is_resolved else None,
        )
        action = "resolve" if is_resolved else "reopen"
        note(records, actor, now, action, ("comment", found.id), found.map_id)


def remove_comment(
    workspace: Workspace, caller: Caller, comment_id: str, *, now: datetime
) -> None:
    """Take a comment away with its answers: one's own, or as an owner of the map any.

    Raises:
        UnknownThingError: There is no such comment for the caller.
        NotAllowedError: It is somebody else's.
    """
    with workspace.store.writing() as records:
        found = _comment(records, comment_id)
        actor = require(records, caller, "comment", found.map_id)
        is_own = actor.person_id is not None and actor.person_id == found.person_id
        if not is_own and not may(actor, "manage-map", found.map_id):
            action, least = "remove a comment of somebody else", "owner"
            raise NotAllowedError(action, least)
        records.comments.remove(comment_id)
        note(records, actor, now, "remove", ("comment", comment_id), found.map_id)


def list_comments(
    workspace: Workspace, caller: Caller, map_id: str
) -> tuple[Comment, ...]:
    """List the comments on a map with their answers, oldest first, resolved ones too.

    Raises:
        UnknownMapError: There is no such map for the caller.
        NotAllowedError: The caller came by a link, which shows no talk.
    """
    with workspace.store.reading() as records:
        require(records, caller, "see-work", map_id)
        found = records.comments.of_map(map_id)
        names = {each.id: each.name for each in records.people.all()}
        named = records.mentions.of_map(map_id)
    mentions: dict[str, tuple[str, ...]] = {}
    for each in named:
        before = mentions.get(each.comment_id, ())
        mentions[each.comment_id] = (*before, each.person_id)
    answers: dict[str, list[Comment]] = {}
    for said in found:
        if said.answers is not None:
            plain = _plain(said, names, mentions.get(said.id, ()), ())
            answers.setdefault(said.answers, []).append(plain)
    return tuple(
        _plain(
            first,
            names,
            mentions.get(first.id, ()),
            tuple(answers.get(first.id, ())),
        )
        for first in found
        if first.answers is None
    )


def _comment(records: Records, comment_id: str) -> CommentRecord:
    found = records.comments.get(comment_id)
    if found is None:
        kind = "comment"
        raise UnknownThingError(kind, comment_id)
    return found


def _mention(
    records: Records, record: CommentRecord, mentions: Collection[str]
) -> None:
    for person_id in dict.fromkeys(mentions):
        if _may_read(records, person_id, record.map_id):
            records.mentions.add(MentionRecord(record.id, person_id))


def _may_read(records: Records, person_id: str, map_id: str) -> bool:
    person = records.people.get(person_id)
    if person is None or person.state != "active":
        return False
    return may(actor_of(records, Caller(person.id)), "read", map_id)


def _plain(
    record: CommentRecord,
    names: dict[str, str],
    mentions: tuple[str, ...],
    answers: tuple[Comment, ...],
) -> Comment:
    return Comment(
        id=record.id,
        place=Place(record.part, record.part_id, record.field),
        text=record.text,
        person_id=record.person_id,
        name=names.get(record.person_id) if record.person_id else None,
        at=record.at,
        mentions=mentions,
        resolved_at=record.resolved_at,
        answers=answers,
    )
