"""How people join a workspace: the first one, and those who are invited."""

from datetime import datetime, timedelta

from footlights.errors import (
    ExpiredLinkError,
    NotSignedInError,
    PersonExistsError,
    UnknownThingError,
)
from footlights.store.records import Records
from footlights.store.records.people import InvitationRecord, PersonRecord
from footlights.usecases.workspace.policy import (
    Action,
    Actor,
    Caller,
    actor_of,
    check_role,
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
        note(
            records,
            Actor(person.id, "owner"),
            now,
            "join",
            ("person", person.id),
            None,
            name=person.name,
            role=person.role,
        )
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
    check_role(role)
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
        note(
            records,
            Actor(person.id, None),
            now,
            "join",
            ("person", person.id),
            None,
            name=person.name,
            role=person.role,
        )
    return person


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
