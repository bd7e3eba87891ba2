"""People, what they may, and how they prove who they are. Secrets only as hashes."""

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from footlights.store.tables.table import (
    FreeText,
    Hash,
    Id,
    MapId,
    Moment,
    PersonId,
    Role,
    Table,
    Word,
)


class PersonRow(Table):
    """Somebody who uses the workspace."""

    __tablename__ = "people"

    id: Mapped[Id]
    email: Mapped[FreeText] = mapped_column(unique=True)
    name: Mapped[FreeText]
    state: Mapped[Word]
    role: Mapped[Role | None]
    password_hash: Mapped[FreeText | None]
    made_at: Mapped[Moment]


class MapRoleRow(Table):
    """What somebody may do with one map, in place of their role in the workspace."""

    __tablename__ = "map_roles"

    map_id: Mapped[str] = mapped_column(
        ForeignKey("maps.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[str] = mapped_column(
        ForeignKey("people.id"), primary_key=True, index=True
    )
    role: Mapped[Role]


class SessionRow(Table):
    """A browser that is signed in."""

    __tablename__ = "sessions"

    token_hash: Mapped[Id]
    person_id: Mapped[PersonId]
    made_at: Mapped[Moment]
    expires_at: Mapped[Moment]


class InvitationRow(Table):
    """A link by which somebody joins, once."""

    __tablename__ = "invitations"

    id: Mapped[Id]
    token_hash: Mapped[Hash]
    email: Mapped[FreeText]
    role: Mapped[Role]
    map_id: Mapped[MapId | None]
    made_by: Mapped[PersonId]
    made_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]


class PasswordResetRow(Table):
    """A link by which somebody chooses a new password, once."""

    __tablename__ = "password_resets"

    token_hash: Mapped[Id]
    person_id: Mapped[PersonId]
    made_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]


class TokenRow(Table):
    """A token by which a program acts for somebody."""

    __tablename__ = "api_tokens"

    id: Mapped[Id]
    token_hash: Mapped[Hash]
    person_id: Mapped[PersonId]
    name: Mapped[FreeText]
    scopes: Mapped[list[Any]]
    made_at: Mapped[Moment]
    expires_at: Mapped[Moment | None]
    revoked_at: Mapped[Moment | None]
