"""Edits that wait for a person: who may propose, who decides, and what comes of it."""

import pytest

from footlights.errors import (
    AlreadyDecidedError,
    EditConflictError,
    NotAllowedError,
    TextTooLongError,
    UnknownMapError,
    UnknownPartError,
    UnknownThingError,
)
from footlights.usecases.workspace.history import history
from footlights.usecases.workspace.maps import make_map, open_map
from footlights.usecases.workspace.proposals import (
    accept,
    list_proposals,
    propose,
    refuse,
)
from footlights.usecases.workspace.saving import save_edits
from support.edits import dinner, set_

WELCOME = [set_("greet", "name", "Welcome")]


@pytest.fixture(autouse=True)
def _a_map(workspace, ann, now):
    make_map(workspace, ann, dinner(), now=now)


def name_of(workspace, caller):
    return open_map(workspace, caller, "dinner").map.touchpoint("greet").name


def test_a_proposal_changes_nothing_until_it_is_accepted(workspace, eve, bob, now):
    made = propose(workspace, eve, "dinner", WELCOME, "Shorter", now=now)

    assert name_of(workspace, bob) == "Greeting"
    assert [str(change) for change in made.changes] == [
        "Arrive, Welcome: renamed from “Greeting” to “Welcome”"
    ]
    assert [each.state for each in list_proposals(workspace, bob, "dinner")] == [
        "waiting"
    ]

    saved = accept(workspace, bob, made.record.id, now=now)

    assert saved.revision_no == 2
    assert name_of(workspace, bob) == "Welcome"
    line = history(workspace, bob, "dinner")[0]
    assert (line.person_id, line.message) == ("bob", "Shorter")
    assert list_proposals(workspace, bob, "dinner") == ()
    (decided,) = list_proposals(workspace, bob, "dinner", is_decided=True)
    assert (decided.state, decided.record.revision_no) == ("accepted", 2)


def test_a_refused_proposal_stays_in_the_list_of_those_decided(
    workspace, eve, bob, now
):
    made = propose(workspace, eve, "dinner", WELCOME, "Shorter", now=now)

    refuse(workspace, bob, made.record.id, now=now)

    assert name_of(workspace, bob) == "Greeting"
    (decided,) = list_proposals(workspace, bob, "dinner", is_decided=True)
    assert (decided.state, decided.record.decided_by) == ("refused", "bob")
    with pytest.raises(AlreadyDecidedError, match="refused"):
        accept(workspace, bob, made.record.id, now=now)


def test_what_others_changed_meanwhile_stays(workspace, eve, bob, now):
    made = propose(workspace, eve, "dinner", WELCOME, "Shorter", now=now)
    others = [set_("coat", "name", "Cloakroom")]
    save_edits(workspace, bob, "dinner", others, expected_revision=1, now=now)

    saved = accept(workspace, bob, made.record.id, now=now)

    assert saved.map.touchpoint("coat").name == "Cloakroom"
    assert saved.map.touchpoint("greet").name == "Welcome"


def test_a_clash_is_told_and_the_proposal_goes_on_waiting(workspace, eve, bob, now):
    made = propose(workspace, eve, "dinner", WELCOME, "Shorter", now=now)
    others = [set_("greet", "name", "Hello")]
    save_edits(workspace, bob, "dinner", others, expected_revision=1, now=now)

    with pytest.raises(EditConflictError):
        accept(workspace, bob, made.record.id, now=now)

    assert name_of(workspace, bob) == "Hello"
    assert len(list_proposals(workspace, bob, "dinner")) == 1


def test_who_may_propose_and_who_may_decide(workspace, eve, bob, cat, dan, now):
    made = propose(workspace, eve, "dinner", WELCOME, "Shorter", now=now)

    with pytest.raises(NotAllowedError):
        propose(workspace, cat, "dinner", WELCOME, "Shorter", now=now)
    with pytest.raises(UnknownMapError):
        propose(workspace, dan, "dinner", WELCOME, "Shorter", now=now)
    with pytest.raises(NotAllowedError):
        accept(workspace, eve, made.record.id, now=now)
    with pytest.raises(NotAllowedError):
        refuse(workspace, cat, made.record.id, now=now)
    with pytest.raises(UnknownThingError):
        accept(workspace, dan, made.record.id, now=now)
    with pytest.raises(UnknownThingError):
        accept(workspace, bob, "nothing", now=now)


def test_edits_that_do_not_fit_and_reasons_that_say_nothing_are_refused(
    workspace, eve, now
):
    with pytest.raises(UnknownPartError):
        propose(workspace, eve, "dinner", [set_("gret", "name", "x")], "Why", now=now)
    with pytest.raises(TextTooLongError):
        propose(workspace, eve, "dinner", WELCOME, " ", now=now)

    assert list_proposals(workspace, eve, "dinner") == ()
