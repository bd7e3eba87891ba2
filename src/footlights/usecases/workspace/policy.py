"""Who may do what: the one place where this is decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from footlights.errors import (
    NotAllowedError,
    NotOneOfError,
    NotSignedInError,
    UnknownMapError,
)
from footlights.store.records import Records

Role = Literal["reader", "commenter", "editor", "owner"]
"""What somebody is, in a workspace or on one map; each may what those before it may."""

Action = Literal[
    "read",
    "see-work",
    "comment",
    "edit",
    "see-persons",
    "make-map",
    "share",
    "manage-map",
    "manage-data",
    "manage-people",
    "read-audit",
]
"""What can be done."""

ROLES: tuple[Role, ...] = get_args(Role)
"""From the least to the most."""

LEAST: Mapping[Action, Role] = {
    "read": "reader",
    "see-work": "reader",
    "comment": "commenter",
    "edit": "editor",
    "see-persons": "editor",
    "make-map": "editor",
    "share": "editor",
    "manage-map": "owner",
    "manage-data": "editor",
    "manage-people": "owner",
    "read-audit": "owner",
}
"""The least role that may do it: on the map it is about, else in the workspace.

`see-work` is who wrote what and when: history, comments, the feed. A visitor by a link
may only read.
"""

Scope = Literal["read", "comment", "edit", "manage"]
"""What an API token may be used for; each includes those before it."""

SCOPES: tuple[Scope, ...] = get_args(Scope)

_SCOPE_OF_ROLE: Mapping[Role, Scope] = {
    "reader": "read",
    "commenter": "comment",
    "editor": "edit",
    "owner": "manage",
}


@dataclass(frozen=True)
class Caller:
    """Who asks, as far as the door knows; what they may is looked up each time."""

    person_id: str | None = None
    """Who is signed in; None for somebody at this machine while nobody has joined."""

    scopes: frozenset[str] | None = None
    """Of a program with a token: what the token is for; None for a person."""

    link_map_id: str | None = None
    """Of a visitor by a link: the one map it shows."""

    is_operator: bool = False
    """Whether it is the command line of whoever can read the store itself."""


OPERATOR = Caller(is_operator=True)
"""The command line: who can read the store needs no further leave."""

AT_THIS_MACHINE = Caller()
"""Somebody on 127.0.0.1 who has not signed in; may all until somebody has joined."""


@dataclass(frozen=True)
class Actor:
    """A caller with their roles as they are in the present change."""

    person_id: str | None
    role: Role | None
    """In the workspace."""

    map_roles: Mapping[str, Role] = field(default_factory=dict)
    """On single maps, in place of the role in the workspace."""

    scopes: frozenset[str] | None = None
    is_visitor: bool = False
    """Whether they came by a link, which shows the map and not who works on it."""

    def role_on(self, map_id: str | None) -> Role | None:
        """Give the role on a map, or in the workspace."""
        if map_id is None or self.role == "owner":
            return self.role
        return self.map_roles.get(map_id, self.role)


def may(actor: Actor, action: Action, map_id: str | None = None) -> bool:
    """Say whether somebody may do something, on a map or in the workspace.

    Who owns the workspace owns every map. Otherwise a role on the map counts in place
    of the role in the workspace, whether it is more or less. A token may what both it
    and its person may.
    """
    role = actor.role_on(map_id)
    if role is None or ROLES.index(role) < ROLES.index(LEAST[action]):
        return False
    if actor.is_visitor and action != "read":
        return False
    if actor.scopes is None:
        return True
    needed = SCOPES.index(_SCOPE_OF_ROLE[LEAST[action]])
    return any(scope in actor.scopes for scope in SCOPES[needed:])


def allowed(
    records: Records, caller: Caller, map_id: str | None = None
) -> frozenset[Action]:
    """Give all that a caller may do, on a map or in the workspace.

    Raises:
        NotSignedInError: They are nobody, or have left.
    """
    actor = actor_of(records, caller)
    return frozenset(action for action in LEAST if may(actor, action, map_id))


def actor_of(records: Records, caller: Caller) -> Actor:
    """Look up what a caller may, as it is now.

    Raises:
        NotSignedInError: They are nobody, or have left.
    """
    if caller.is_operator:
        return Actor(None, "owner")
    if caller.link_map_id is not None:
        return Actor(None, None, {caller.link_map_id: "reader"}, is_visitor=True)
    if caller.person_id is None:
        if records.people.count():
            raise NotSignedInError
        return Actor(None, "owner")
    person = records.people.get(caller.person_id)
    if person is None or person.state != "active":
        raise NotSignedInError
    roles = records.map_roles.of_person(person.id)
    return Actor(
        person.id,
        _role(person.role),
        {map_id: _known(role) for map_id, role in roles.items()},
        caller.scopes,
    )


def require(
    records: Records, caller: Caller, action: Action, map_id: str | None = None
) -> Actor:
    """Give the actor who may do something; refuse anybody else.

    Raises:
        NotSignedInError: They are nobody, or have left.
        UnknownMapError: There is no such map, or they may not even read it.
        NotAllowedError: They may not do it.
    """
    actor = actor_of(records, caller)
    if map_id is not None and (
        not may(actor, "read", map_id) or records.maps.get(map_id) is None
    ):
        raise UnknownMapError(map_id)
    if not may(actor, action, map_id):
        raise NotAllowedError(action, LEAST[action])
    return actor


def check_role(role: str) -> None:
    """Refuse a word that is no role.

    Raises:
        NotOneOfError: It is none; the nearest is said.
    """
    if role not in ROLES:
        what = "role"
        raise NotOneOfError(what, role, ROLES)


def _role(role: str | None) -> Role | None:
    return None if role is None else _known(role)


def _known(role: str) -> Role:
    """Read a role from the store."""
    return ROLES[ROLES.index(role)]
