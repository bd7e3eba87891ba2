"""Who is it: passwords, sessions, and API tokens."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from footlights.errors import (
    ExpiredLinkError,
    NotAllowedError,
    NotOneOfError,
    NotSignedInError,
    UnknownThingError,
    UnknownTokenError,
    WrongPasswordError,
)
from footlights.store.records import Records
from footlights.store.records.people import (
    PasswordResetRecord,
    PersonRecord,
    SessionRecord,
    TokenRecord,
)
from footlights.usecases.workspace.policy import (
    SCOPES,
    Actor,
    Caller,
    actor_of,
    require,
)
from footlights.usecases.workspace.secrets import (
    hash_of,
    hashed_password,
    is_password,
    new_secret,
)
from footlights.usecases.workspace.workspace import (
    LONGEST_NAME,
    Workspace,
    checked_text,
    new_id,
    note,
)

SESSION_LASTS = timedelta(days=14)
RESET_LASTS = timedelta(hours=2)


@dataclass(frozen=True)
class Known:
    """Somebody who proved who they are."""

    caller: Caller
    """For every use case."""

    person: PersonRecord
    """Who it is."""


def sign_in(workspace: Workspace, email: str, password: str, *, now: datetime) -> str:
    """Give the token of a new session, to be kept in a cookie.

    How often somebody may try is for the door to decide, which knows where they are.

    Raises:
        WrongPasswordError: They do not belong together; takes equally long if nobody
            has that e-mail.
    """
    with workspace.store.reading() as records:
        person = records.people.by_email(email.strip().casefold())
    # Outside of any change: the hash is slow on purpose.
    is_right = is_password(password, person.password_hash if person else None)
    if person is None or not is_right or person.state != "active":
        raise WrongPasswordError
    token, token_hash = new_secret("session")
    with workspace.store.writing() as records:
        records.sessions.forget_expired(now)
        records.sessions.add(
            SessionRecord(token_hash, person.id, now, now + SESSION_LASTS)
        )
        note(records, _as(person), now, "sign-in", ("person", person.id), None)
    return token


def who_is(workspace: Workspace, session_token: str, *, now: datetime) -> Known:
    """Tell whose session it is.

    Raises:
        NotSignedInError: It has ended, or never was.
    """
    with workspace.store.reading() as records:
        session = records.sessions.get(hash_of(session_token))
        if session is None or session.expires_at <= now:
            raise NotSignedInError
        return _known(records, session.person_id, None)


def sign_out(workspace: Workspace, session_token: str) -> None:
    """End a session; nothing happens if it has ended."""
    with workspace.store.writing() as records:
        records.sessions.remove(hash_of(session_token))


def begin_reset(
    workspace: Workspace, email: str, *, now: datetime
) -> tuple[PersonRecord, str] | None:
    """Give somebody's token for a new password, for a link that only they are sent.

    Who asks must not be told whether there is such a person: None is answered with the
    same words.
    """
    with workspace.store.writing() as records:
        person = records.people.by_email(email.strip().casefold())
        if person is None or person.state != "active":
            return None
        token, token_hash = new_secret("reset")
        records.password_resets.use_all(person.id, now)
        records.password_resets.add(
            PasswordResetRecord(token_hash, person.id, now, now + RESET_LASTS, None)
        )
        note(records, _as(None), now, "ask-reset", ("person", person.id), None)
        return person, token


def reset_for(
    workspace: Workspace, caller: Caller, person_id: str, *, now: datetime
) -> str:
    """Give a token for a new password of somebody, whom an owner then hands the link.

    Raises:
        UnknownThingError: There is no such person.
        NotAllowedError: The caller does not own the workspace.
    """
    with workspace.store.reading() as records:
        require(records, caller, "manage-people")
        person = records.people.get(person_id)
    begun = begin_reset(workspace, person.email, now=now) if person else None
    if begun is None:
        kind = "person"
        raise UnknownThingError(kind, person_id)
    return begun[1]


def reset_password(
    workspace: Workspace, token: str, password: str, *, now: datetime
) -> PersonRecord:
    """Give somebody a new password by a link, once; signs them out everywhere.

    Raises:
        ExpiredLinkError: The link does not count any more.
        WeakPasswordError: The password is easy to guess; the link still counts.
    """
    token_hash = hash_of(token)
    with workspace.store.reading() as records:
        reset = records.password_resets.get(token_hash)
        person = records.people.get(reset.person_id) if reset else None
    if person is None or person.state != "active":
        raise ExpiredLinkError
    password_hash = hashed_password(password, person.email, person.name)
    with workspace.store.writing() as records:
        if not records.password_resets.use(token_hash, now):
            raise ExpiredLinkError
        records.people.change(person.id, password_hash=password_hash)
        records.sessions.end_all(person.id)
        note(records, _as(person), now, "reset", ("person", person.id), None)
    return person


def change_password(
    workspace: Workspace, caller: Caller, old: str, new: str, *, now: datetime
) -> None:
    """Give oneself another password; signs out everywhere.

    Raises:
        WrongPasswordError: The old one is another.
        WeakPasswordError: The new one is easy to guess.
        NotAllowedError: A token cannot do this.
    """
    with workspace.store.reading() as records:
        person = _oneself(records, caller)
    if not is_password(old, person.password_hash):
        raise WrongPasswordError
    password_hash = hashed_password(new, person.email, person.name)
    with workspace.store.writing() as records:
        records.people.change(person.id, password_hash=password_hash)
        records.sessions.end_all(person.id)
        records.password_resets.use_all(person.id, now)
        note(records, _as(person), now, "password", ("person", person.id), None)


def make_token(  # noqa: PLR0913 - for whom, called what, how far, how long
    workspace: Workspace,
    caller: Caller,
    name: str,
    scopes: Collection[str],
    *,
    now: datetime,
    lasts: timedelta | None = None,
) -> tuple[TokenRecord, str]:
    """Make a token by which a program may do what oneself may, as far as its scopes.

    Returns:
        Its record, and the token, which is told this once.

    Raises:
        NotOneOfError: A scope that there is not.
        NotAllowedError: A token cannot make tokens.
    """
    for scope in scopes:
        if scope not in SCOPES:
            what = "scope of a token"
            raise NotOneOfError(what, scope, SCOPES)
    name = checked_text(name, "name", LONGEST_NAME)
    token, token_hash = new_secret("fl")
    with workspace.store.writing() as records:
        person = _oneself(records, caller)
        record = TokenRecord(
            id=new_id(),
            token_hash=token_hash,
            person_id=person.id,
            name=name,
            scopes=sorted(set(scopes), key=list(SCOPES).index),
            made_at=now,
            expires_at=now + lasts if lasts else None,
            revoked_at=None,
        )
        records.tokens.add(record)
        note(records, _as(person), now, "make", ("token", record.id), None, name=name)
    return record, token


def list_tokens(workspace: Workspace, caller: Caller) -> tuple[TokenRecord, ...]:
    """List one's own tokens, newest first, revoked ones too."""
    with workspace.store.reading() as records:
        return records.tokens.of_person(_oneself(records, caller).id)


def revoke_token(
    workspace: Workspace, caller: Caller, token_id: str, *, now: datetime
) -> None:
    """Make one of one's own tokens worthless.

    Raises:
        UnknownThingError: One has no such token.
    """
    with workspace.store.writing() as records:
        person = _oneself(records, caller)
        token = records.tokens.get(token_id)
        if token is None or token.person_id != person.id:
            kind = "token"
            raise UnknownThingError(kind, token_id)
        records.tokens.change(token_id, revoked_at=token.revoked_at or now)
        note(records, _as(person), now, "revoke", ("token", token_id), None)


def whose_token(workspace: Workspace, token: str, *, now: datetime) -> Known:
    """Tell for whom a program acts, and how far.

    Raises:
        UnknownTokenError: The token is of another workspace, revoked, or has expired.
    """
    with workspace.store.reading() as records:
        found = records.tokens.by_hash(hash_of(token))
        if (
            found is None
            or found.revoked_at is not None
            or (found.expires_at is not None and found.expires_at <= now)
        ):
            raise UnknownTokenError
        return _known(records, found.person_id, frozenset(found.scopes))


def _known(records: Records, person_id: str, scopes: frozenset[str] | None) -> Known:
    caller = Caller(person_id, scopes)
    actor_of(records, caller)
    person = records.people.get(person_id)
    assert person is not None  # noqa: S101 - looked up just before
    return Known(caller, person)


def _oneself(records: Records, caller: Caller) -> PersonRecord:
    """Give who is signed in, with nothing between.

    Raises:
        NotSignedInError: Nobody is.
        NotAllowedError: It is a program with a token.
    """
    if caller.scopes is not None:
        action, least = "accounts", "person who signs in"
        raise NotAllowedError(action, least)
    actor = actor_of(records, caller)
    person = records.people.get(actor.person_id) if actor.person_id else None
    if person is None:
        raise NotSignedInError
    return person


def _as(person: PersonRecord | None) -> Actor:
    return Actor(person.id if person else None, None)
