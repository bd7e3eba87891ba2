"""A workspace of four: Ann owns it, Bob edits, Cat reads, Dan sees nothing."""

from datetime import UTC, datetime

import pytest

from footlights.store.records.people import PersonRecord
from footlights.usecases.workspace.policy import Caller
from footlights.usecases.workspace.workspace import open_workspace
from support.stores import postgres, where

__all__ = ["postgres", "where"]

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ROLES = {
    "ann": "owner",
    "bob": "editor",
    "cat": "reader",
    "dan": None,
    "eve": "commenter",
}


@pytest.fixture
def now():
    return NOON


@pytest.fixture
def empty(where):
    """A workspace that nobody has joined."""
    with open_workspace(where, now=NOON) as workspace:
        yield workspace


@pytest.fixture
def workspace(empty):
    with empty.store.writing() as records:
        for name, role in ROLES.items():
            records.people.add(
                PersonRecord(
                    id=name,
                    email=f"{name}@example.org",
                    name=name.capitalize(),
                    state="active",
                    role=role,
                    password_hash=None,
                    made_at=NOON,
                )
            )
    return empty


@pytest.fixture
def ann():
    return Caller("ann")


@pytest.fixture
def bob():
    return Caller("bob")


@pytest.fixture
def cat():
    return Caller("cat")


@pytest.fixture
def dan():
    return Caller("dan")


@pytest.fixture
def eve():
    return Caller("eve")
