from dataclasses import fields
from datetime import timedelta

import pytest

from footlights.errors import (
    ExpiredLinkError,
    LastOwnerError,
    NoEmailError,
    NotAllowedError,
    NotOneOfError,
    NotSignedInError,
    PersonExistsError,
    UnknownMapError,
    UnknownThingError,
    UnknownTokenError,
    WeakPasswordError,
    WrongPasswordError,
)
from footlights.usecases.workspace.joining import (
    has_people,
    invite,
    join,
    make_first_owner,
    read_invitation,
)
from footlights.usecases.workspace.maps import make_map, open_map, settle
from footlights.usecases.workspace.people import (
    Member,
    give_map_role,
    give_role,
    let_go,
    list_people,
    map_roles,
)
from footlights.usecases.workspace.policy import AT_THIS_MACHINE, Caller
from footlights.usecases.workspace.sharing import follow_link, make_link
from footlights.usecases.workspace.signing_in import (
    begin_reset,
    change_password,
    list_tokens,
    make_token,
    reset_password,
    revoke_token,
    sign_in,
    sign_out,
    who_is,
    whose_token,
)
from footlights.usecases.workspace.workspace import open_workspace
from support.edits import dinner

PASSWORD = "four words of sense"  # noqa: S105 - nobody's
LATER = timedelta(days=30)


@pytest.fixture
def founder(empty, now):
    return make_first_owner(empty, "Ann@Example.org ", "Ann", PASSWORD, now=now)


def test_the_first_person_owns_all_that_was_made_before(empty, now):
    make_map(empty, AT_THIS_MACHINE, dinner(), now=now)
    before = has_people(empty)
    person = make_first_owner(empty, "ann@example.org", "Ann", PASSWORD, now=now)

    assert (before, has_people(empty)) == (False, True)
    assert open_map(empty, Caller(person.id), "dinner").record.owner_id == person.id
    with pytest.raises(PersonExistsError):
        make_first_owner(empty, "bob@example.org", "Bob", PASSWORD, now=now)


def test_signing_in_needs_the_password_and_lasts_a_while(empty, founder, now):
    token = sign_in(empty, "ANN@example.org", PASSWORD, now=now)

    assert who_is(empty, token, now=now).person.id == founder.id
    with pytest.raises(NotSignedInError):
        who_is(empty, token, now=now + LATER)
    with pytest.raises(NotSignedInError):
        who_is(empty, f"{token}x", now=now)


@pytest.mark.parametrize(
    ("email", "password"),
    [("ann@example.org", "other words"), ("zoe@example.org", PASSWORD)],
)
def test_wrong_passwords_and_unknown_people_read_alike(
    empty, founder, now, email, password
):
    with pytest.raises(WrongPasswordError, match="do not belong together"):
        sign_in(empty, email, password, now=now)


def test_signing_out_ends_the_session(empty, founder, now):
    token = sign_in(empty, "ann@example.org", PASSWORD, now=now)
    sign_out(empty, token)

    with pytest.raises(NotSignedInError):
        who_is(empty, token, now=now)


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaa", "ann@example.org", "x"])
def test_passwords_that_are_easy_to_guess_are_refused(empty, now, password):
    with pytest.raises(WeakPasswordError, match="at least 10"):
        make_first_owner(empty, "ann@example.org", "Ann", password, now=now)


@pytest.mark.parametrize("email", ["ann", "ann@", "@example.org", "a b@c"])
def test_what_is_no_email_is_refused(empty, now, email):
    with pytest.raises(NoEmailError):
        make_first_owner(empty, email, "Ann", PASSWORD, now=now)


def test_somebody_joins_by_an_invitation_once(empty, founder, now):
    _, token = invite(empty, Caller(founder.id), "bob@x.org", "editor", now=now)
    bob = join(empty, token, "Bob", PASSWORD, now=now)

    assert (bob.email, bob.role) == ("bob@x.org", "editor")
    sign_in(empty, "bob@x.org", PASSWORD, now=now)
    with pytest.raises(ExpiredLinkError):
        join(empty, token, "Bob", PASSWORD, now=now)
    with pytest.raises(PersonExistsError):
        invite(empty, Caller(founder.id), "bob@x.org", "reader", now=now)


def test_an_invitation_expires_and_needs_a_host_who_still_may(empty, founder, now):
    host = Caller(founder.id)
    _, token = invite(empty, host, "bob@x.org", "owner", now=now)
    bob = join(empty, token, "Bob", PASSWORD, now=now)
    _, second = invite(empty, host, "cat@x.org", "reader", now=now)
    give_role(empty, Caller(bob.id), founder.id, "reader", now=now)

    with pytest.raises(ExpiredLinkError):
        join(empty, second, "Cat", PASSWORD, now=now)
    with pytest.raises(ExpiredLinkError):
        read_invitation(empty, second, now=now + LATER)


def test_an_invitation_to_one_map_shows_that_map_alone(empty, founder, now):
    host = Caller(founder.id)
    make_map(empty, host, dinner(), now=now)
    make_map(empty, host, dinner().model_copy(update={"id": "lunch"}), now=now)
    _, token = invite(empty, host, "b@x.org", "editor", now=now, map_id="lunch")
    guest = Caller(join(empty, token, "Bob", PASSWORD, now=now).id)

    settle(empty, guest, "lunch", now=now, status="agreed")
    with pytest.raises(UnknownMapError):
        open_map(empty, guest, "dinner")


def test_only_owners_invite_and_give_roles(workspace, bob, now):
    with pytest.raises(NotAllowedError, match="takes an owner"):
        invite(workspace, bob, "zoe@x.org", "reader", now=now)
    with pytest.raises(NotAllowedError):
        give_role(workspace, bob, "cat", "owner", now=now)


def test_a_workspace_keeps_an_owner(workspace, ann, now):
    with pytest.raises(LastOwnerError):
        give_role(workspace, ann, "ann", "reader", now=now)
    with pytest.raises(LastOwnerError):
        let_go(workspace, ann, "ann", now=now)
    give_role(workspace, ann, "bob", "owner", now=now)
    give_role(workspace, ann, "ann", "reader", now=now)


def test_a_role_that_there_is_not_is_refused(workspace, ann, now):
    with pytest.raises(NotOneOfError, match="Did you mean 'editor'"):
        give_role(workspace, ann, "bob", "edtor", now=now)
    with pytest.raises(UnknownThingError, match="person 'zoe'"):
        give_role(workspace, ann, "zoe", "editor", now=now)


def test_who_leaves_is_out_at_once_everywhere(empty, founder, now):
    _, token = invite(empty, Caller(founder.id), "bob@x.org", "editor", now=now)
    bob = join(empty, token, "Bob", PASSWORD, now=now)
    session = sign_in(empty, "bob@x.org", PASSWORD, now=now)
    _, program = make_token(empty, Caller(bob.id), "Script", ["read"], now=now)
    make_map(empty, Caller(bob.id), dinner(), now=now)
    _, link = make_link(empty, Caller(bob.id), "dinner", now=now)
    let_go(empty, Caller(founder.id), bob.id, now=now)

    with pytest.raises(NotSignedInError):
        who_is(empty, session, now=now)
    with pytest.raises(UnknownTokenError):
        whose_token(empty, program, now=now)
    with pytest.raises(ExpiredLinkError):
        follow_link(empty, link, now=now)
    with pytest.raises(WrongPasswordError):
        sign_in(empty, "bob@x.org", PASSWORD, now=now)


def test_roles_on_a_map_are_given_by_its_owner(workspace, bob, dan, now):
    make_map(workspace, bob, dinner(), now=now)
    give_map_role(workspace, bob, "dinner", "dan", "reader", now=now)

    assert map_roles(workspace, bob, "dinner") == {"bob": "owner", "dan": "reader"}
    assert open_map(workspace, dan, "dinner").map.id == "dinner"
    give_map_role(workspace, bob, "dinner", "dan", None, now=now)
    with pytest.raises(UnknownMapError):
        open_map(workspace, dan, "dinner")


def test_people_are_listed_without_secrets(workspace, ann, bob):
    emails = [each.email for each in list_people(workspace, ann)]
    seen = {each.id: each.email for each in list_people(workspace, bob)}

    assert all(emails)
    assert seen == dict.fromkeys(["ann", "cat", "dan", "eve"]) | {
        "bob": "bob@example.org"
    }
    assert "password_hash" not in {field.name for field in fields(Member)}


def test_a_password_is_reset_by_a_link_once(empty, founder, now):
    session = sign_in(empty, "ann@example.org", PASSWORD, now=now)
    _, token = begin_reset(empty, "ann@example.org", now=now)
    with pytest.raises(WeakPasswordError):
        reset_password(empty, token, "short", now=now)
    reset_password(empty, token, "quite other words", now=now)

    with pytest.raises(ExpiredLinkError):
        reset_password(empty, token, "quite other words", now=now)
    with pytest.raises(NotSignedInError):
        who_is(empty, session, now=now)
    sign_in(empty, "ann@example.org", "quite other words", now=now)


def test_reset_links_expire_and_the_newest_counts(empty, founder, now):
    _, first = begin_reset(empty, "ann@example.org", now=now)
    _, second = begin_reset(empty, "ann@example.org", now=now)

    assert begin_reset(empty, "zoe@example.org", now=now) is None
    with pytest.raises(ExpiredLinkError):
        reset_password(empty, first, "quite other words", now=now)
    with pytest.raises(ExpiredLinkError):
        reset_password(empty, second, "quite other words", now=now + LATER)


def test_a_password_is_changed_by_who_knows_it(empty, founder, now):
    caller = Caller(founder.id)
    with pytest.raises(WrongPasswordError):
        change_password(empty, caller, "wrong words", "quite other words", now=now)
    change_password(empty, caller, PASSWORD, "quite other words", now=now)

    sign_in(empty, "ann@example.org", "quite other words", now=now)


def test_a_token_may_what_its_scopes_and_its_person_may(workspace, bob, cat, now):
    make_map(workspace, bob, dinner(), now=now)
    _, reads = make_token(workspace, bob, "Reader", ["read"], now=now)
    _, edits = make_token(workspace, bob, "Editor", ["edit"], now=now)
    _, weak = make_token(workspace, cat, "Cat's", ["manage"], now=now)

    reader, editor, powerless = (
        whose_token(workspace, token, now=now).caller for token in (reads, edits, weak)
    )
    settle(workspace, editor, "dinner", now=now, status="agreed")
    for caller in (reader, powerless):
        assert open_map(workspace, caller, "dinner").map.id == "dinner"
        with pytest.raises(NotAllowedError):
            settle(workspace, caller, "dinner", now=now, status="draft")
    with pytest.raises(NotAllowedError, match="person who signs in"):
        make_token(workspace, editor, "More", ["manage"], now=now)


def test_tokens_are_listed_revoked_and_expire(workspace, bob, cat, now):
    record, token = make_token(
        workspace, bob, "Script", ["read"], now=now, lasts=timedelta(days=1)
    )
    with pytest.raises(UnknownThingError):
        revoke_token(workspace, cat, record.id, now=now)
    with pytest.raises(UnknownTokenError):
        whose_token(workspace, token, now=now + LATER)
    revoke_token(workspace, bob, record.id, now=now)

    assert [each.revoked_at for each in list_tokens(workspace, bob)] == [now]
    with pytest.raises(UnknownTokenError):
        whose_token(workspace, token, now=now)
    with pytest.raises(NotOneOfError, match="read, comment, edit, manage"):
        make_token(workspace, bob, "Script", ["all"], now=now)


def test_a_token_of_another_workspace_opens_nothing(workspace, bob, now, tmp_path):
    _, token = make_token(workspace, bob, "Script", ["read"], now=now)

    with (
        open_workspace(tmp_path / "other", now=now) as other,
        pytest.raises(UnknownTokenError),
    ):
        whose_token(other, token, now=now)


def test_no_secret_is_kept_as_it_is(workspace, bob, now):
    record, token = make_token(workspace, bob, "Script", ["read"], now=now)

    assert token not in repr(record)
    assert token.startswith("fl_")
