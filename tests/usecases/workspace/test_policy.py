import pytest

from footlights.usecases.workspace.policy import (
    LEAST,
    ROLES,
    SCOPES,
    Actor,
    may,
)

LADDER = {
    None: set(),
    "reader": {"read", "see-work"},
    "commenter": {"read", "see-work", "comment"},
    "editor": set(LEAST) - {"manage-map", "manage-people", "read-audit"},
    "owner": set(LEAST),
}


@pytest.mark.parametrize("role", LADDER)
def test_each_role_may_what_those_before_it_may_and_more(role):
    actor = Actor("bob", role)

    assert {action for action in LEAST if may(actor, action)} == LADDER[role]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_on_a_map_counts_in_place_of_that_in_the_workspace(role):
    actor = Actor("bob", "editor", {"dinner": role})

    assert {action for action in LEAST if may(actor, action, "dinner")} == LADDER[role]
    assert {action for action in LEAST if may(actor, action, "lunch")} == LADDER[
        "editor"
    ]


def test_who_owns_the_workspace_owns_every_map():
    assert may(Actor("ann", "owner", {"dinner": "reader"}), "manage-map", "dinner")


@pytest.mark.parametrize(("scope", "role"), list(zip(SCOPES, ROLES, strict=True)))
def test_a_scope_reaches_as_far_as_a_role(scope, role):
    actor = Actor("ann", "owner", {}, frozenset([scope]))

    assert {action for action in LEAST if may(actor, action)} == LADDER[role]


def test_a_token_without_scopes_may_nothing():
    assert not any(may(Actor("ann", "owner", {}, frozenset()), each) for each in LEAST)


def test_a_visitor_by_a_link_reads_one_map_and_no_more():
    visitor = Actor(None, None, {"dinner": "reader"}, is_visitor=True)

    assert [each for each in LEAST if may(visitor, each, "dinner")] == ["read"]
    assert not any(may(visitor, each, "lunch") for each in LEAST)
    assert not any(may(visitor, each) for each in LEAST)
