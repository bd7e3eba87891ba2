"""Who is named in what is said."""

import pytest

from footlights.usecases.workspace.comments import answer, comment, resolve
from footlights.usecases.workspace.maps import make_map, put_away
from footlights.usecases.workspace.mentions import named_in, open_mentions
from footlights.usecases.workspace.people import Member
from footlights.usecases.workspace.places import Place
from support.edits import dinner


def member(name, state="active"):
    return Member(name.lower().replace(" ", "-"), None, name, state, "editor")


PEOPLE = (
    member("Ann"),
    member("Ann Berg"),
    member("Åsa Öst"),
    member("Bob", state="left"),
)


def test_of_two_names_that_begin_alike_the_longer_one_counts():
    assert named_in("@Ann Berg, look", PEOPLE) == ("ann-berg",)
    assert named_in("@Ann, look", PEOPLE) == ("ann",)


def test_case_does_not_matter_and_nobody_is_named_twice():
    assert named_in("@ann and @åsa öst and @ANN", PEOPLE) == ("ann", "åsa-öst")


def test_a_name_without_its_sign_and_one_who_left_are_not_named():
    assert named_in("Ann, ask @Bob", PEOPLE) == ()
    assert named_in("mail@example.org", PEOPLE) == ()


@pytest.fixture
def drawn(workspace, bob, now):
    make_map(workspace, bob, dinner(), now=now)


def on_the_map(workspace, who, text, now, **about):
    return comment(
        workspace, who, "dinner", Place("map", "dinner"), text, now=now, **about
    )


@pytest.mark.usefixtures("drawn")
def test_mentions_are_told_until_the_comment_is_settled(workspace, bob, cat, now):
    first = on_the_map(workspace, bob, "Hello", now)
    answer(workspace, bob, first, "@Cat?", now=now, mentions=["cat"])
    told = [(each.thread_id, each.text) for each in open_mentions(workspace, cat)]
    resolve(workspace, bob, first, now=now)

    assert told == [(first, "@Cat?")]
    assert open_mentions(workspace, cat) == ()
    assert open_mentions(workspace, bob) == ()


@pytest.mark.usefixtures("drawn")
def test_mentions_on_archived_maps_are_not_told(workspace, ann, cat, now):
    on_the_map(workspace, ann, "@Cat", now, mentions=["cat"])
    put_away(workspace, ann, "dinner", now=now)

    assert open_mentions(workspace, cat) == ()


@pytest.mark.usefixtures("drawn")
def test_no_more_are_told_than_asked_for(workspace, ann, cat, now):
    for no in range(4):
        on_the_map(workspace, ann, f"@Cat {no}", now, mentions=["cat"])

    assert len(open_mentions(workspace, cat, limit=3)) == 3
