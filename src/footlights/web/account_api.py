"""People, roles, invitations, tokens and the audit log as JSON."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import APIRouter
from pydantic import BaseModel

from footlights.store.records.people import TokenRecord
from footlights.usecases.workspace.feed import Done, audit_log
from footlights.usecases.workspace.joining import invite
from footlights.usecases.workspace.people import (
    Member,
    give_map_role,
    give_role,
    let_go,
    list_people,
    map_roles,
)
from footlights.usecases.workspace.signing_in import (
    list_tokens,
    make_token,
    reset_for,
    revoke_token,
)
from footlights.web.asked_numbers import Days, Limit, RevisionNo
from footlights.web.visitors import Asking


class NewRole(BaseModel):
    """A role to be given; null takes it away."""

    role: str | None


class NewInvitation(BaseModel):
    """Somebody to be invited, to the workspace or to one map alone."""

    email: str
    role: str
    map_id: str | None = None


class NewToken(BaseModel):
    """A token by which a program acts for oneself."""

    name: str
    scopes: tuple[str, ...] = ("read",)
    days: Days | None = None
    """After so many days it ends; null for never."""


@dataclass(frozen=True)
class MadeSecret:
    """Something secret that is told this once."""

    id: str
    secret: str
    """The token, or the path of the link."""


@dataclass(frozen=True)
class TokenAnswer:
    """A token, without its secret."""

    id: str
    name: str
    scopes: list[str]
    made_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True)
class Oneself:
    """Who asks."""

    person_id: str | None
    name: str
    may: list[str]


def account_api() -> APIRouter:
    """Give the interface to people and what they may."""
    routes = APIRouter(prefix="/api", tags=["people"])

    @routes.get("/me")
    def me(visitor: Asking) -> Oneself:
        """Say who asks, and what they may in the workspace."""
        return Oneself(visitor.person_id, visitor.name, sorted(visitor.may()))

    @routes.get("/people")
    def people(visitor: Asking) -> tuple[Member, ...]:
        """List everybody by name, for owners with their e-mail."""
        return list_people(visitor.site.workspace, visitor.caller)

    @routes.put("/people/{person_id}/role", status_code=204)
    def role(visitor: Asking, person_id: str, new: NewRole) -> None:
        """Give somebody another role in the workspace."""
        site = visitor.site
        give_role(site.workspace, visitor.caller, person_id, new.role, now=site.now())

    @routes.delete("/people/{person_id}", status_code=204)
    def leave(visitor: Asking, person_id: str) -> None:
        """Let somebody leave; they are signed out everywhere at once."""
        site = visitor.site
        let_go(site.workspace, visitor.caller, person_id, now=site.now())

    @routes.post("/people/{person_id}/reset", status_code=201)
    def reset(visitor: Asking, person_id: str) -> MadeSecret:
        """Make a link by which somebody chooses a new password, once."""
        site = visitor.site
        token = reset_for(site.workspace, visitor.caller, person_id, now=site.now())
        return MadeSecret(person_id, f"/reset/{token}")

    @routes.get("/maps/{map_id}/roles")
    def roles(visitor: Asking, map_id: str) -> dict[str, str]:
        """Give the roles on one map by person, as far as they differ."""
        return map_roles(visitor.site.workspace, visitor.caller, map_id)

    @routes.put("/maps/{map_id}/roles/{person_id}", status_code=204)
    def map_role(visitor: Asking, map_id: str, person_id: str, new: NewRole) -> None:
        """Give somebody a role on one map, in place of that in the workspace."""
        site = visitor.site
        give_map_role(
            site.workspace,
            visitor.caller,
            map_id,
            person_id,
            new.role,
            now=site.now(),
        )

    @routes.post("/invitations", status_code=201)
    def invite_them(visitor: Asking, new: NewInvitation) -> MadeSecret:
        """Make a link by which somebody joins, once, within a week."""
        site = visitor.site
        record, token = invite(
            site.workspace,
            visitor.caller,
            new.email,
            new.role,
            now=site.now(),
            map_id=new.map_id,
        )
        return MadeSecret(record.id, f"/join/{token}")

    @routes.get("/tokens")
    def tokens(visitor: Asking) -> list[TokenAnswer]:
        """List one's own tokens, newest first, revoked ones too."""
        found = list_tokens(visitor.site.workspace, visitor.caller)
        return [token_answer(each) for each in found]

    @routes.post("/tokens", status_code=201)
    def new_token(visitor: Asking, new: NewToken) -> MadeSecret:
        """Make a token; its secret is told this once."""
        site = visitor.site
        record, secret = make_token(
            site.workspace,
            visitor.caller,
            new.name,
            new.scopes,
            now=site.now(),
            lasts=timedelta(days=new.days) if new.days else None,
        )
        return MadeSecret(record.id, secret)

    @routes.delete("/tokens/{token_id}", status_code=204)
    def end_token(visitor: Asking, token_id: str) -> None:
        """Make one of one's own tokens worthless."""
        site = visitor.site
        revoke_token(site.workspace, visitor.caller, token_id, now=site.now())

    @routes.get("/audit")
    def audit(
        visitor: Asking, before: RevisionNo | None = None, limit: Limit = 200
    ) -> tuple[Done, ...]:
        """List everything that was done, newest first; for owners."""
        return audit_log(
            visitor.site.workspace,
            visitor.caller,
            before=before,
            limit=min(limit, 1_000),
        )

    return routes


def token_answer(record: TokenRecord) -> TokenAnswer:
    """Give what may be told of a token."""
    return TokenAnswer(
        record.id,
        record.name,
        [str(scope) for scope in record.scopes],
        record.made_at,
        record.expires_at,
        record.revoked_at,
    )
