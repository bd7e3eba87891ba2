"""Who belongs to a workspace, and what they may."""

from dataclasses import dataclass
from datetime import datetime

from footlights.errors import LastOwnerError, UnknownThingError
from footlights.store.records import Records
from footlights.store.records.people import PersonRecord
from footlights.usecases.workspace.policy import (
    Caller,
    actor_of,
    check_role,
    may,
    require,
)
from footlights.usecases.workspace.workspace import Workspace, note


@dataclass(frozen=True)
class Member:
    """Somebody who belongs to a workspace, without any secret."""

    id: str
    email: str | None
    """None for those who do not manage people."""

    name: str
    state: str
    """`active`, or `left`."""

    role: str | None
    """In the workspace."""


def list_people(workspace: Workspace, caller: Caller) -> tuple[Member, ...]:
    """List everybody by name, for owners with their e-mail.

    Raises:
        NotSignedInError: The caller is nobody here.
    """
    with workspace.store.reading() as records:
        actor = actor_of(records, caller)
        sees_emails = may(actor, "manage-people")
        found = records.people.all()
    if caller.link_map_id is not None:
        return ()
    return tuple(
        Member(
            each.id,
            each.email if sees_emails or each.id == actor.person_id else None,
            each.name,
            each.state,
            each.role,
        )
        for each in sorted(found, key=lambda each: (each.name.casefold(), each.id))
    )


def give_role(
    workspace: Workspace,
    caller: Caller,
    person_id: str,
    role: str | None,
    *,
    now: datetime,
) -> None:
    """Give somebody another role in the workspace; None leaves only roles on maps.

    Raises:
        LastOwnerError: They are the only owner.
        NotAllowedError: The caller does not own the workspace.
    """
    if role is not None:
        check_role(role)
    with workspace.store.writing() as records:
        actor = require(records, caller, "manage-people")
        person = _person(records, person_id)
        if role != "owner":
            _check_other_owner(records, person)
        records.people.change(person_id, role=role)
        what = ("person", person_id)
        note(records, actor, now, "give-role", what, None, role=role)


def give_map_role(  # noqa: PLR0913 - who, whom, as what, where, when
    workspace: Workspace,
    caller: Caller,
    map_id: str,
    person_id: str,
    role: str | None,
    *,
    now: datetime,
) -> None:
    """Give somebody a role on one map, in place of that in the workspace; None ends it.

    Raises:
        NotAllowedError: The caller does not own the map.
    """
    if role is not None:
        check_role(role)
    with workspace.store.writing() as records:
        actor = require(records, caller, "manage-map", map_id)
        _person(records, person_id)
        records.map_roles.set(map_id, person_id, role)
        what = ("person", person_id)
        note(records, actor, now, "give-map-role", what, map_id, role=role)


def map_roles(workspace: Workspace, caller: Caller, map_id: str) -> dict[str, str]:
    """Give the roles on one map by person id, as far as they differ.

    Raises:
        UnknownMapError: There is no such map for the caller.
    """
    with workspace.store.reading() as records:
        require(records, caller, "manage-map", map_id)
        return records.map_roles.of_map(map_id)


def let_go(
    workspace: Workspace, caller: Caller, person_id: str, *, now: datetime
) -> None:
    """Let somebody leave: they are signed out; tokens, links to maps that they made end.

    What they wrote stays under their name.

    Raises:
        LastOwnerError: They are the only owner.
        NotAllowedError: The caller neither owns the workspace nor is that person.
    """
    with workspace.store.writing() as records:
        actor = actor_of(records, caller)
        if actor.person_id != person_id or caller.scopes is not None:
            actor = require(records, caller, "manage-people")
        person = _person(records, person_id)
        _check_other_owner(records, person)
        records.people.change(person_id, state="left", password_hash=None)
        records.sessions.end_all(person_id)
        records.password_resets.use_all(person_id, now)
        for token in records.tokens.of_person(person_id):
            if token.revoked_at is None:
                records.tokens.change(token.id, revoked_at=now)
        for link in records.links.by_person(person_id):
            if link.revoked_at is None:
                records.links.change(link.id, revoked_at=now)
        note(
            records,
            actor,
            now,
            "leave",
            ("person", person.id),
            None,
            name=person.name,
            role=person.role,
        )


def _person(records: Records, person_id: str) -> PersonRecord:
    found = records.people.get(person_id)
    if found is None or found.state != "active":
        kind = "person"
        raise UnknownThingError(kind, person_id)
    return found


def _check_other_owner(records: Records, person: PersonRecord) -> None:
    if person.role == "owner" and records.people.owners() == 1:
        raise LastOwnerError
