"""Who comes in, how, and what they are shown."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from footlights.errors import NobodyToSignInError
from footlights.web.app import create_app
from footlights.web.serving import SiteServer, serve
from support.served import (
    PASSWORD,
    browser_of,
    join,
    put_map,
    served,
    signed_in,
    small_map,
)


def test_without_people_this_machine_may_all_and_is_told_so(browser):
    home = browser.get("/")

    assert home.status_code == 200
    assert "Not signed in" in home.text


def test_the_first_owner_closes_the_door(site, browser):
    said = {"email": "ann@example.org", "name": "Ann", "password": PASSWORD}
    made = browser.post("/first", data=said, follow_redirects=False)

    assert made.status_code == 303
    assert "Ann" in browser.get("/").text
    browser.cookies.clear()
    closed = browser.get("/maps/new", follow_redirects=False)
    assert closed.headers["location"] == "/sign-in?next=/maps/new"
    assert browser.get("/api/maps").status_code == 401
    assert browser.post("/first", data=said).status_code == 400


def test_the_cookie_cannot_be_read_or_sent_from_elsewhere(site):
    join(site, "ann", "owner")
    client = signed_in(site, "ann")
    said = {"email": "ann@example.org", "password": PASSWORD}
    cookie = client.post("/sign-in", data=said, follow_redirects=False)

    told = cookie.headers["set-cookie"].lower()
    assert "httponly" in told
    assert "samesite=lax" in told


@pytest.mark.parametrize(
    "path", ["//evil.example", "https://evil.example", "/\\evil", "evil"]
)
def test_signing_in_leads_nowhere_else(site, browser, path):
    join(site, "ann", "owner")
    said = {"email": "ann@example.org", "password": PASSWORD, "next": path}

    answer = browser.post("/sign-in", data=said, follow_redirects=False)

    assert answer.headers["location"] == "/"


def test_who_guesses_has_to_wait(site, browser):
    join(site, "ann", "owner")
    said = {"email": "ann@example.org", "password": "wrong wrong wrong"}
    statuses = [browser.post("/sign-in", data=said).status_code for _ in range(11)]

    assert statuses == [401] * 10 + [429]
    right = said | {"password": PASSWORD}
    assert browser.post("/sign-in", data=right).status_code == 429


def test_somebody_is_invited_joins_and_leaves(site):
    join(site, "ann", "owner")
    ann = signed_in(site, "ann")
    page = ann.post(
        "/people/invite", data={"email": "eve@example.org", "role": "editor"}
    )
    path = re.search(r"http://127\.0\.0\.1(/join/[^\"]+)", page.text)[1]
    ann.cookies.clear()

    assert "eve@example.org" in ann.get(path).text
    weak = ann.post(path, data={"name": "Eve", "password": "eve"})
    assert (weak.status_code, "too easy" in weak.text) == (400, True)
    ann.post(path, data={"name": "Eve", "password": PASSWORD})
    assert "Eve" in ann.get("/people").text
    assert ann.get(path).status_code == 410
    owner = signed_in(site, "ann")
    (eve,) = [p for p in owner.get("/api/people").json() if p["name"] == "Eve"]
    owner.post(f"/people/{eve['id']}/leave")
    assert ann.get("/", follow_redirects=False).status_code == 303


def test_a_new_password_by_a_link_of_an_owner(site):
    join(site, "ann", "owner")
    join(site, "bob", "reader")
    ann = signed_in(site, "ann")
    page = ann.post("/people/bob/reset").text
    path = re.search(r"http://127\.0\.0\.1(/reset/[^\"]+)", page)[1]

    new = "another set of words"
    ann.post(path, data={"password": new}, follow_redirects=False)
    said = {"email": "bob@example.org", "password": PASSWORD}
    assert ann.post("/sign-in", data=said).status_code == 401
    again = ann.post("/sign-in", data=said | {"password": new}, follow_redirects=False)
    assert again.status_code == 303
    assert ann.post(path, data={"password": new}).status_code == 400


def test_only_owners_manage_people(site):
    join(site, "ann", "owner")
    join(site, "bob", "editor")
    bob = signed_in(site, "bob")

    invited = bob.post("/people/invite", data={"email": "e@e.org", "role": "owner"})
    assert invited.status_code == 403
    assert bob.get("/audit").status_code == 403
    assert "ann@example.org" not in bob.get("/people").text


def test_beyond_this_machine_there_has_to_be_an_owner(tmp_path):
    with served(tmp_path / "open", is_local=False) as (site, client):
        assert client.get("/", follow_redirects=False).status_code == 303
        with pytest.raises(NobodyToSignInError, match="first owner"):
            serve(site, "0.0.0.0", 0, print)  # noqa: S104 - it is refused


def test_a_link_shows_one_map_and_nothing_else(site, browser, small):
    put_map(site, small_map().model_copy(update={"id": "secret"}))
    made = browser.post("/maps/small/share", data={"label": "Board"}).text
    path = re.search(r"http://127\.0\.0\.1(/shared/[^\"]+)", made)[1]
    join(site, "ann", "owner")

    shown = browser.get(path)
    assert shown.status_code == 200
    assert "/history" not in shown.text
    token = path.removeprefix("/shared/")
    browser.headers["authorization"] = f"Bearer {token}"
    assert browser.get("/api/maps/small").status_code == 401


def test_every_action_is_in_the_audit_log(site, small):
    join(site, "ann", "owner")
    ann = signed_in(site, "ann")
    place = {"part": "touchpoint", "id": "a", "field": "name", "text": "Why?"}
    ann.post("/api/maps/small/comments", json=place)

    done = ann.get("/api/audit").json()
    assert [each["action"] for each in done[:2]] == ["comment", "sign-in"]
    assert "comment" in ann.get("/audit").text


def test_many_guesses_at_once_are_counted_before_they_are_tried(site, browser):
    join(site, "ann", "owner")
    said = {"email": "ann@example.org", "password": "not the right words"}

    with ThreadPoolExecutor(15) as people:
        sent = [people.submit(browser.post, "/sign-in", data=said) for _ in range(15)]
    told = Counter(each.result().status_code for each in sent)

    assert told == {401: 10, 429: 5}


def test_who_is_signed_in_cannot_guess_the_old_password_for_ever(site):
    join(site, "ann", "owner")
    ann = signed_in(site, "ann")
    said = {"old": "not the right words", "new": "five other plain words"}

    answers = [ann.post("/account/password", data=said).text for _ in range(11)]

    assert "minutes" not in answers[9]
    assert "minutes" in answers[10]


@pytest.mark.parametrize("header", ["x-forwarded-for", "Forwarded", "via"])
def test_what_a_proxy_passes_on_is_not_this_machine(browser, small, header):
    answer = browser.get("/api/maps", headers={header: "203.0.113.9"})

    assert answer.status_code == 403
    assert answer.json()["code"] == "forwarded-request"
    assert "--proxy" in answer.json()["message"]
    first = browser.get("/first", headers={header: "203.0.113.9"})
    assert first.status_code == 403


def test_behind_a_proxy_there_is_no_machine_of_ones_own(tmp_path):
    with served(tmp_path / "workspace", is_local=False) as (_, browser):
        answer = browser.get("/api/maps", headers={"x-forwarded-for": "203.0.113.9"})

    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("proxy", "status"), [(None, 429), ("10.0.0.1", 429), ("127.0.0.1", 401)]
)
def test_only_the_proxy_that_is_named_is_believed(tmp_path, proxy, status):
    with served(tmp_path / "workspace", is_local=False) as (site, _):
        join(site, "ann", "owner")
        config = SiteServer(site, proxy).config
        config.load()
        guesser = browser_of(config.loaded_app, client=("127.0.0.1", 5))
        for no in range(11):
            answer = guesser.post(
                "/sign-in",
                data={"email": f"p{no}@example.org", "password": "not the words"},
                headers={"x-forwarded-for": f"203.0.113.{no}"},
            )

    assert answer.status_code == status


def test_two_workspaces_on_one_machine_leave_each_others_sessions_alone(tmp_path):
    with (
        served(tmp_path / "one", is_local=False) as (one, at_one),
        served(tmp_path / "two", is_local=False) as (two, at_two),
    ):
        # A browser has one jar for every port of a machine.
        jar = {}
        for site, client, port in ((one, at_one, 8020), (two, at_two, 9000)):
            join(site, "ann", "owner")
            client.base_url = f"http://127.0.0.1:{port}"
            said = {"email": "ann@example.org", "password": PASSWORD}
            answer = client.post("/sign-in", data=said, follow_redirects=False)
            jar |= dict(answer.cookies)
            client.cookies.clear()
        sent = {"cookie": "; ".join(f"{name}={said}" for name, said in jar.items())}

        told = [each.get("/api/me", headers=sent) for each in (at_one, at_two)]

    assert [each.status_code for each in told] == [200, 200]


def test_an_invitation_and_a_link_for_a_password_work_once_over_the_pages(site):
    join(site, "ann", "owner")
    ann = signed_in(site, "ann")
    said = {"email": "bob@example.org", "role": "reader"}
    invited = ann.post("/api/invitations", json=said).json()["secret"]
    stranger = browser_of(create_app(site), raise_server_exceptions=False)
    first = stranger.post(invited, data={"name": "Bob", "password": PASSWORD})
    again = stranger.post(invited, data={"name": "Rob", "password": PASSWORD})
    bob = stranger.get("/api/me").json()["person_id"]
    reset = ann.post(f"/api/people/{bob}/reset").json()["secret"]
    chosen = stranger.post(reset, data={"password": "five other plain words"})
    reused = stranger.post(reset, data={"password": "six more other plain words"})

    assert (first.status_code, again.status_code) == (200, 410)
    assert (chosen.status_code, reused.status_code) == (200, 400)
    assert "does not count" in reused.text or "link" in reused.text


def test_a_session_that_somebody_planted_is_not_the_one_that_signs_in(site):
    join(site, "ann", "owner")
    victim = browser_of(create_app(site), raise_server_exceptions=False)
    victim.cookies.set("footlights_session", "session_planted")
    said = {"email": "ann@example.org", "password": PASSWORD}

    answer = victim.post("/sign-in", data=said, follow_redirects=False)

    assert answer.status_code == 303
    assert "session_planted" not in answer.headers["set-cookie"]
    planted = browser_of(create_app(site), raise_server_exceptions=False)
    planted.cookies.set("footlights_session", "session_planted")
    assert planted.get("/api/me").status_code == 401
