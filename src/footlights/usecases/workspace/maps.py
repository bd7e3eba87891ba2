"""The maps of a workspace: begin, list, read, and say who answers for them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from footlights.errors import MapExistsError, NotOneOfError, UnknownThingError
from footlights.model.edits.document import document_of
from footlights.model.map import Map
from footlights.store.records import Records
from footlights.store.records.maps import MapRecord, RevisionRecord
from footlights.usecases.workspace.documents import (
    check_ids,
    checked_map,
    read_map,
    revision,
    written,
)
from footlights.usecases.workspace.policy import Caller, actor_of, may, require
from footlights.usecases.workspace.workspace import Workspace, note

Status = Literal["draft", "in-review", "agreed"]
"""How far a map is."""

STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True)
class OpenedMap:
    """A map as a revision says it."""

    map: Map
    """The map."""

    record: MapRecord
    """Who answers for it, how far it is, and its newest revision."""

    revision: RevisionRecord
    """The revision that was read."""


def make_map(
    workspace: Workspace,
    caller: Caller,
    map_: Map,
    *,
    now: datetime,
    message: str | None = None,
) -> MapRecord:
    """Add a map to a workspace: from an example, a log, a file, or a few words.

    Whoever makes it is its owner.

    Raises:
        MapExistsError: Another map has its id.
        EditDoesNotFitError: It is no map, such as by a name that is too long.
        AmbiguousPartError: Two of its parts have one id.
        NotAllowedError: The caller may not make maps.
    """
    map_ = checked_map(document_of(map_))
    check_ids(map_)
    document = written(map_)
    with workspace.store.writing() as records:
        actor = require(records, caller, "make-map")
        if records.maps.get(map_.id) is not None:
            raise MapExistsError(map_.id)
        record = MapRecord(
            id=map_.id,
            title=map_.name.replace("\x00", ""),
            owner_id=actor.person_id,
            status="draft",
            review_on=map_.review.last + map_.review.every if map_.review else None,
            archived_at=None,
            made_at=now,
            head_no=1,
        )
        records.maps.add(record)
        records.revisions.add(
            RevisionRecord(
                map_id=map_.id,
                no=1,
                kind="made",
                of_no=None,
                based_on=None,
                person_id=actor.person_id,
                at=now,
                message=message,
                edits="[]",
                document=document,
            )
        )
        if actor.person_id is not None:
            records.map_roles.set(map_.id, actor.person_id, "owner")
        note(records, actor, now, "make", ("map", map_.id), map_.id, title=record.title)
        return record


def list_maps(
    workspace: Workspace, caller: Caller, *, archived: bool = False
) -> tuple[MapRecord, ...]:
    """List the maps that the caller may read, by title.

    Args:
        workspace: The open workspace.
        caller: Who asks.
        archived: Whether to list those put away instead of those in use.
    """
    with workspace.store.reading() as records:
        found = readable(records, caller)
    return tuple(
        sorted(
            (each for each in found if (each.archived_at is not None) == archived),
            key=lambda each: (each.title.casefold(), each.id),
        )
    )


def map_titles(workspace: Workspace, caller: Caller) -> dict[str, str]:
    """Give the title of every map that the caller may read, archived ones too."""
    with workspace.store.reading() as records:
        return {each.id: each.title for each in readable(records, caller)}


def readable(records: Records, caller: Caller) -> list[MapRecord]:
    """Give every map that the caller may read."""
    actor = actor_of(records, caller)
    return [each for each in records.maps.all() if may(actor, "read", each.id)]


def open_map(
    workspace: Workspace, caller: Caller, map_id: str, revision_no: int | None = None
) -> OpenedMap:
    """Read a map as it is now, or as it was in a revision.

    Raises:
        UnknownMapError: There is no such map for the caller.
        UnknownRevisionError: It has no such revision.
    """
    with workspace.store.reading() as records:
        # What a map said before is for those who work on it.
        require(records, caller, "see-work" if revision_no else "read", map_id)
        record = records.maps.get(map_id)
        assert record is not None  # noqa: S101 - required above
        read = revision(records, map_id, revision_no or record.head_no)
    return OpenedMap(read_map(read), record, read)


def about_map(workspace: Workspace, caller: Caller, map_id: str) -> MapRecord:
    """Give what is known of a map apart from what it says.

    Raises:
        UnknownMapError: There is no such map for the caller.
    """
    with workspace.store.reading() as records:
        require(records, caller, "read", map_id)
        found = records.maps.get(map_id)
    assert found is not None  # noqa: S101 - required above
    return found


def settle(
    workspace: Workspace,
    caller: Caller,
    map_id: str,
    *,
    now: datetime,
    status: str,
) -> None:
    """Say how far a map is.

    Raises:
        NotOneOfError: The word is none of `STATUSES`.
        NotAllowedError: The caller may not edit the map.
    """
    check_status(status)
    with workspace.store.writing() as records:
        actor = require(records, caller, "edit", map_id)
        records.maps.change(map_id, status=status)
        note(records, actor, now, "settle", ("map", map_id), map_id, status=status)


def check_status(status: str) -> None:
    """Refuse a word that does not say how far a map is.

    Raises:
        NotOneOfError: It is none of `STATUSES`.
    """
    if status not in STATUSES:
        what = "status of a map"
        raise NotOneOfError(what, status, STATUSES)


def hand_over(
    workspace: Workspace, caller: Caller, map_id: str, owner_id: str, *, now: datetime
) -> None:
    """Make somebody else answer for a map; they may then do all with it.

    Raises:
        UnknownThingError: There is no such person.
        NotAllowedError: The caller does not own the map.
    """
    with workspace.store.writing() as records:
        actor = require(records, caller, "manage-map", map_id)
        person = records.people.get(owner_id)
        if person is None or person.state != "active":
            kind = "person"
            raise UnknownThingError(kind, owner_id)
        records.maps.change(map_id, owner_id=owner_id)
        records.map_roles.set(map_id, owner_id, "owner")
        note(records, actor, now, "hand-over", ("map", map_id), map_id, to=owner_id)


def plan_review(
    workspace: Workspace,
    caller: Caller,
    map_id: str,
    on: date | None,
    *,
    now: datetime,
) -> None:
    """Say when a map is to be looked at again; the map's own `review` sets it too.

    Raises:
        NotAllowedError: The caller may not edit the map.
    """
    with workspace.store.writing() as records:
        actor = require(records, caller, "edit", map_id)
        records.maps.change(map_id, review_on=on)
        day = on.isoformat() if on else None
        note(records, actor, now, "plan-review", ("map", map_id), map_id, on=day)


def overdue_reviews(
    workspace: Workspace, caller: Caller, *, today: date
) -> tuple[MapRecord, ...]:
    """List the maps in use whose review was due before today, the longest due first."""
    with workspace.store.reading() as records:
        found = [
            (each.review_on, each)
            for each in readable(records, caller)
            if each.archived_at is None
            and each.review_on is not None
            and each.review_on < today
        ]
    return tuple(each for _, each in sorted(found, key=lambda due: (due[0], due[1].id)))


def put_away(
    workspace: Workspace,
    caller: Caller,
    map_id: str,
    *,
    now: datetime,
    is_away: bool = True,
) -> None:
    """Archive a map, or bring it back; nothing of it is lost.

    Raises:
        NotAllowedError: The caller does not own the map.
    """
    with workspace.store.writing() as records:
        actor = require(records, caller, "manage-map", map_id)
        records.maps.change(map_id, archived_at=now if is_away else None)
        action = "archive" if is_away else "bring-back"
        note(records, actor, now, action, ("map", map_id), map_id)
