"""Who belongs to a workspace, and what they may."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from footlights.errors import (
    ExpiredLinkError,
    LastOwnerError,
    NotOneOfError,
    NotSignedInError,
    PersonExistsError,
    UnknownThingError,
)
from footlights.store.records import Records
from footlights.store.records.people import InvitationRecord, PersonRecord
from footlights.usecases.workspace.policy import (
    ROLES,
    Action,
    Actor,
    Caller,
    actor_of,
    may,
    require,
)
from footlights.usecases.workspace.secrets import (
    checked_email,
    hash_of,
    hashed_password,
    new_secret,
)
from footlights.usecases.workspace.workspace import (
    LONGEST_NAME,
    Workspace,
    checked_text,
    new_id,
    note,
)

INVITATION_LASTS = timedelta(days=7)


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


def has_people(workspace: Workspace) -> bool:
    """Whether anybody has joined; until then it opens without signing in."""
    with workspace.store.reading() as records:
        return records.people.count() > 0


def make_first_owner(
    workspace: Workspace, email: str, name: str, password: str, *, now: datetime
) -> PersonRecord:
    """Make the first person of a workspace, who owns it.

    Maps that were made before are theirs.

    Raises:
        PersonExistsError: Somebody was quicker.
        WeakPasswordError: The password is easy to guess.
        NoEmailError: The address is none.
    """
    person = _new_person(email, name, password, "owner", now)
    with workspace.store.writing() as records:
        if records.people.count():
            raise PersonExistsError(person.email)
        records.people.add(person)
        for made in records.maps.all():
            if made.owner_id is None:
                records.maps.change(made.id, owner_id=person.id)
        _note_person(records, Actor(person.id, "owner"), now, "join", person)
    return person


def invite(  # noqa: PLR0913 - who, whom, as what, where, when
    workspace: Workspace,
    caller: Caller,
    email: str,
    role: str,
    *,
    now: datetime,
    map_id: str | None = None,
) -> tuple[InvitationRecord, str]:
    """Invite somebody to the workspace, or to one map alone.

    Returns:
        The invitation, and the token for the link, which is told this once.

    Raises:
        NotOneOfError: The role is none.
        PersonExistsError: They have joined already; give them a role instead.
        NotAllowedError: The caller does not own the workspace, or the map.
    """
    _check_role(role)
    address = checked_email(email)
    token, token_hash = new_secret("invitation")
    with workspace.store.writing() as records:
        actor = require(
            records, caller, "manage-map" if map_id else "manage-people", map_id
        )
        if records.people.by_email(address) is not None:
            raise PersonExistsError(address)
        record = InvitationRecord(
            id=new_id(),
            token_hash=token_hash,
            email=address,
            role=role,
            map_id=map_id,
            made_by=_somebody(records, actor),
            made_at=now,
            expires_at=now + INVITATION_LASTS,
            used_at=None,
        )
        records.invitations.add(record)
        note(
            records, actor, now, "invite", ("invitation", record.id), map_id, role=role
        )
    return record, token


def read_invitation(
    workspace: Workspace, token: str, *, now: datetime
) -> InvitationRecord:
    """Give the invitation of a link, for the page that it opens.

    Raises:
        ExpiredLinkError: It does not count any more.
    """
    with workspace.store.reading() as records:
        found = records.invitations.by_hash(hash_of(token))
    if found is None or found.used_at is not None or found.expires_at <= now:
        raise ExpiredLinkError
    return found


def join(
    workspace: Workspace, token: str, name: str, password: str, *, now: datetime
) -> PersonRecord:
    """Join by an invitation, once.

    Raises:
        ExpiredLinkError: It was used, or has expired, or who invited may not any more.
        WeakPasswordError: The password is easy to guess; the invitation still counts.
    """
    invited = read_invitation(workspace, token, now=now)
    role = None if invited.map_id else invited.role
    person = _new_person(invited.email, name, password, role, now)
    with workspace.store.writing() as records:
        if not records.invitations.use(invited.token_hash, now):
            raise ExpiredLinkError
        if not _may_still(records, invited):
            raise ExpiredLinkError
        if records.people.by_email(person.email) is not None:
            raise PersonExistsError(person.email)
        records.people.add(person)
        if invited.map_id:
            records.map_roles.set(invited.map_id, person.id, invited.role)
        _note_person(records, Actor(person.id, None), now, "join", person)
    return person


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
        _check_role(role)
    with workspace.store.writing() as records:
        actor = require(records, caller, "manage-people")
        person = _person(records, person_id)
        if role != "owner":
            _check_other_owner(records, person)
        records.people.change(person_id, role=role)
        changed = replace(person, role=role)
        _note_person(records, actor, now, "give-role", changed)


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
        _check_role(role)
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
    """Let somebody leave: they are signed out, their tokens and links end at once.

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
        _note_person(records, actor, now, "leave", person)


def _new_person(
    email: str, name: str, password: str, role: str | None, now: datetime
) -> PersonRecord:
    address = checked_email(email)
    name = checked_text(name, "name", LONGEST_NAME)
    return PersonRecord(
        id=new_id(),
        email=address,
        name=name,
        state="active",
        role=role,
        password_hash=hashed_password(password, address, name),
        made_at=now,
    )


def _person(records: Records, person_id: str) -> PersonRecord:
    found = records.people.get(person_id)
    if found is None or found.state != "active":
        kind = "person"
        raise UnknownThingError(kind, person_id)
    return found


def _somebody(records: Records, actor: Actor) -> str:
    """Give who vouches for an invitation; at the machine itself the first owner."""
    if actor.person_id is not None:
        return actor.person_id
    owners = [
        each.id
        for each in records.people.all()
        if each.role == "owner" and each.state == "active"
    ]
    if not owners:
        kind = "person"
        raise UnknownThingError(kind, "owner")
    return owners[0]


def _may_still(records: Records, invited: InvitationRecord) -> bool:
    """Whether who invited somebody may still do so."""
    action: Action = "manage-map" if invited.map_id else "manage-people"
    try:
        host = actor_of(records, Caller(invited.made_by))
    except NotSignedInError:
        return False
    return may(host, action, invited.map_id)


def _check_role(role: str) -> None:
    if role not in ROLES:
        what = "role"
        raise NotOneOfError(what, role, ROLES)


def _check_other_owner(records: Records, person: PersonRecord) -> None:
    if person.role == "owner" and records.people.owners() == 1:
        raise LastOwnerError


def _note_person(
    records: Records, actor: Actor, now: datetime, action: str, person: PersonRecord
) -> None:
    what = ("person", person.id)
    note(records, actor, now, action, what, None, name=person.name, role=person.role)
