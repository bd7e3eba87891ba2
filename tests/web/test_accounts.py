"""Who comes in, how, and what they are shown."""

import re

import pytest

from footlights.errors import NobodyToSignInError
from footlights.web.serving import serve
from support.served import PASSWORD, join, put_map, served, signed_in, small_map


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
    path = re.search(r"http://testserver(/join/[^\"]+)", page.text)[1]
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
    path = re.search(r"http://testserver(/reset/[^\"]+)", page)[1]

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
    path = re.search(r"http://testserver(/shared/[^\"]+)", made)[1]
    join(site, "ann", "owner")

    shown = browser.get(path)
    assert shown.status_code == 200
    assert "/history" not in shown.text
    token = path.removeprefix("/shared/")
    browser.headers["authorization"] = f"Bearer {token}"
    assert browser.get("/api/maps/small").status_code == 410


def test_every_action_is_in_the_audit_log(site, small):
    join(site, "ann", "owner")
    ann = signed_in(site, "ann")
    place = {"part": "touchpoint", "id": "a", "field": "name", "text": "Why?"}
    ann.post("/api/maps/small/comments", json=place)

    done = ann.get("/api/audit").json()
    assert [each["action"] for each in done[:2]] == ["comment", "sign-in"]
    assert "comment" in ann.get("/audit").text
