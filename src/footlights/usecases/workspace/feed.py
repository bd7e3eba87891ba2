"""Who did what: the activity feed for all, and the audit log for owners."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from footlights.store.records import Records
from footlights.store.records.discussion import AuditRecord
from footlights.usecases.workspace.policy import (
    Actor,
    Caller,
    actor_of,
    may,
    require,
)
from footlights.usecases.workspace.workspace import Workspace, note

SEEN_BY_ALL = frozenset(
    [
        "make",
        "edit",
        "undo",
        "redo",
        "restore",
        "file",
        "comment",
        "answer",
        "resolve",
        "reopen",
        "propose",
        "accept",
        "refuse",
        "settle",
        "hand-over",
        "plan-review",
        "archive",
        "bring-back",
        "attach",
        "detach",
    ]
)
"""What the feed tells; the audit log tells everything."""


@dataclass(frozen=True)
class Done:
    """One thing that was done."""

    no: int
    """Grows; ask for what is new since a number."""

    at: datetime
    person_id: str | None
    name: str | None
    """Who did it; None at this machine."""

    action: str
    """`edit`, `comment`, `share`, ..."""

    object_kind: str
    object_id: str
    map_id: str | None
    details: dict[str, Any]
    """More about it; plain JSON."""


def feed(
    workspace: Workspace,
    caller: Caller,
    *,
    map_id: str | None = None,
    before: int | None = None,
    limit: int = 50,
) -> tuple[Done, ...]:
    """List what was done on the maps that the caller may read, newest first.

    Args:
        workspace: The open workspace.
        caller: Who asks.
        map_id: Only on this map.
        before: Only what was done before the thing of that number.
        limit: At most so many; among as many times ten it is looked for.

    Raises:
        UnknownMapError: There is no such map for the caller.
    """
    with workspace.store.reading() as records:
        actor = _reader(records, caller, map_id)
        found = records.audit.latest(before=before, map_id=map_id, limit=limit * 10)
        told = [
            each
            for each in found
            if each.action in SEEN_BY_ALL
            and each.map_id is not None
            and may(actor, "see-work", each.map_id)
        ]
        return _named(records, told[:limit])


def new_on_map(
    workspace: Workspace, caller: Caller, map_id: str, since: int
) -> tuple[Done, ...]:
    """List what was done on a map after the thing of that number, oldest first.

    For pages that stay up to date: a thing is never told late, so that whoever asks
    again from the last number misses nothing.

    Raises:
        UnknownMapError: There is no such map for the caller.
    """
    with workspace.store.reading() as records:
        _reader(records, caller, map_id)
        found = records.audit.since(since, map_id=map_id)
        return _named(records, [each for each in found if each.action in SEEN_BY_ALL])


def audit_log(
    workspace: Workspace,
    caller: Caller,
    *,
    before: int | None = None,
    limit: int = 200,
) -> tuple[Done, ...]:
    """List everything that was done, newest first.

    Raises:
        NotAllowedError: The caller does not own the workspace.
    """
    with workspace.store.reading() as records:
        require(records, caller, "read-audit")
        return _named(records, records.audit.latest(before=before, limit=limit))


def note_look(
    workspace: Workspace, caller: Caller, map_id: str, customer: str, *, now: datetime
) -> None:
    """Note that somebody looks at one customer's journey, before they see it.

    Raises:
        NotAllowedError: The caller may not see single customers.
    """
    with workspace.store.writing() as records:
        actor = require(records, caller, "see-persons", map_id)
        note(records, actor, now, "look", ("customer", customer), map_id)


def note_export(
    workspace: Workspace, caller: Caller, map_id: str, kind: str, *, now: datetime
) -> None:
    """Note that somebody takes out the events of a map, before they get them.

    Raises:
        NotAllowedError: The caller may not see single customers.
    """
    with workspace.store.writing() as records:
        actor = require(records, caller, "see-persons", map_id)
        note(records, actor, now, "take-out", ("events", kind), map_id)


def _reader(records: Records, caller: Caller, map_id: str | None) -> Actor:
    if map_id is not None:
        return require(records, caller, "see-work", map_id)
    return actor_of(records, caller)


def _named(
    records: Records, found: list[AuditRecord] | tuple[AuditRecord, ...]
) -> tuple[Done, ...]:
    names = {each.id: each.name for each in records.people.all()}
    return tuple(
        Done(
            each.no,
            each.at,
            each.person_id,
            names.get(each.person_id) if each.person_id else None,
            each.action,
            each.object_kind,
            each.object_id,
            each.map_id,
            each.details,
        )
        for each in found
    )
