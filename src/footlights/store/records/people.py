"""People, what they may, and how they prove who they are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete, func, select, update

from footlights.store.records.rows import Rows
from footlights.store.tables import (
    InvitationRow,
    MapRoleRow,
    PasswordResetRow,
    PersonRow,
    SessionRow,
    TokenRow,
)


@dataclass(frozen=True)
class PersonRecord:
    """Somebody who uses the workspace."""

    id: str
    email: str
    """In small letters."""

    name: str
    state: str
    """`active`, or `left`."""

    role: str | None
    """In the workspace; None if they only have roles on single maps."""

    password_hash: str | None
    made_at: datetime


@dataclass(frozen=True)
class MapRoleRecord:
    """What somebody may do with one map, in place of their role in the workspace."""

    map_id: str
    person_id: str
    role: str


@dataclass(frozen=True)
class SessionRecord:
    """A browser that is signed in."""

    token_hash: str
    person_id: str
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class InvitationRecord:
    """A link by which somebody joins, once."""

    id: str
    token_hash: str
    email: str
    role: str
    map_id: str | None
    """The map that the role is for; None for the workspace."""

    made_by: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class PasswordResetRecord:
    """A link by which somebody chooses a new password, once."""

    token_hash: str
    person_id: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class TokenRecord:
    """A token by which a program acts for somebody."""

    id: str
    token_hash: str
    person_id: str
    name: str
    scopes: list[Any]
    made_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


class People(Rows[PersonRecord]):
    """Everybody, those who left too."""

    table = PersonRow
    record = PersonRecord

    def by_email(self, email: str) -> PersonRecord | None:
        """Give who has an address, in small letters."""
        return self._one(PersonRow.email, email)

    def owners(self) -> int:
        """Count those who own the workspace and have not left.

        Until this change is saved, nobody else changes who they are.
        """
        query = (
            select(PersonRow.id)
            .where(PersonRow.role == "owner", PersonRow.state == "active")
            .with_for_update()
        )
        return len(self._session.scalars(query).all())

    def count(self) -> int:
        """Count everybody."""
        return self._session.scalar(select(func.count()).select_from(PersonRow)) or 0


class MapRoles(Rows[MapRoleRecord]):
    """Roles on single maps."""

    table = MapRoleRow
    record = MapRoleRecord

    def of_person(self, person_id: str) -> dict[str, str]:
        """Give somebody's roles by map id."""
        found = self._where(
            MapRoleRow.person_id == person_id, order=[MapRoleRow.map_id]
        )
        return {role.map_id: role.role for role in found}

    def of_map(self, map_id: str) -> dict[str, str]:
        """Give the roles on a map by person id."""
        found = self._where(MapRoleRow.map_id == map_id, order=[MapRoleRow.person_id])
        return {role.person_id: role.role for role in found}

    def set(self, map_id: str, person_id: str, role: str | None) -> None:
        """Give somebody a role on a map, another one, or none."""
        self.remove((map_id, person_id))
        if role is not None:
            self.add(MapRoleRecord(map_id, person_id, role))


class Sessions(Rows[SessionRecord]):
    """Browsers that are signed in."""

    table = SessionRow
    record = SessionRecord

    def end_all(self, person_id: str) -> None:
        """Sign somebody out everywhere."""
        self._session.execute(
            delete(SessionRow).where(SessionRow.person_id == person_id)
        )

    def forget_expired(self, now: datetime) -> None:
        """Take out those that nobody can use any more."""
        self._session.execute(delete(SessionRow).where(SessionRow.expires_at <= now))


class Invitations(Rows[InvitationRecord]):
    """Invitations, used ones too."""

    table = InvitationRow
    record = InvitationRecord

    def by_hash(self, token_hash: str) -> InvitationRecord | None:
        """Give the invitation of a link."""
        return self._one(InvitationRow.token_hash, token_hash)

    def use(self, token_hash: str, now: datetime) -> bool:
        """Use an invitation up; False if somebody did, or it has expired."""
        return _used(self, InvitationRow, token_hash, now)


class PasswordResets(Rows[PasswordResetRecord]):
    """Links to choose a new password, used ones too."""

    table = PasswordResetRow
    record = PasswordResetRecord

    def use(self, token_hash: str, now: datetime) -> bool:
        """Use a link up; False if somebody did, or it has expired."""
        return _used(self, PasswordResetRow, token_hash, now)

    def use_all(self, person_id: str, now: datetime) -> None:
        """Make every link of somebody worthless."""
        self._session.execute(
            update(PasswordResetRow)
            .where(
                PasswordResetRow.person_id == person_id,
                PasswordResetRow.used_at.is_(None),
            )
            .values(used_at=now)
        )


class Tokens(Rows[TokenRecord]):
    """API tokens, revoked ones too."""

    table = TokenRow
    record = TokenRecord

    def by_hash(self, token_hash: str) -> TokenRecord | None:
        """Give the token with a hash."""
        return self._one(TokenRow.token_hash, token_hash)

    def of_person(self, person_id: str) -> tuple[TokenRecord, ...]:
        """List somebody's tokens, newest first."""
        return self._where(
            TokenRow.person_id == person_id, order=[TokenRow.made_at.desc()]
        )


def _used(
    rows: Invitations | PasswordResets,
    table: type[InvitationRow | PasswordResetRow],
    token_hash: str,
    now: datetime,
) -> bool:
    """Mark a link as used in one statement, so that of two visitors one is first."""
    done = rows._session.execute(  # noqa: SLF001 - two kinds of one thing
        update(table)
        .where(
            table.token_hash == token_hash,
            table.used_at.is_(None),
            table.expires_at > now,
        )
        .values(used_at=now)
    )
    # The type of the result of an update is not told by `execute`.
    return cast("CursorResult[Any]", done).rowcount == 1
