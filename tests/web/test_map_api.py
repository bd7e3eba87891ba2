"""Maps over the interface: everything that the page does, with the same permissions."""

import json

import pytest

from support.pictures import picture
from support.served import HOSTILE, PASSWORD, join, put_map, signed_in, small_map

RENAME = {
    "edit": "set",
    "part": "touchpoint",
    "id": "a",
    "field": "name",
    "value": "Arrives",
}


def edit(browser, edits, revision, map_id="small"):
    sent = {"expected_revision": revision, "edits": edits}
    return browser.post(f"/api/maps/{map_id}/edits", json=sent)


def name_of(browser, touchpoint="a"):
    stages = browser.get("/api/maps/small").json()["document"]["stages"]
    points = [each for stage in stages for each in stage["touchpoints"]]
    return next(each["name"] for each in points if each["id"] == touchpoint)


def test_an_edit_is_saved_undone_and_made_again(browser, small):
    saved = edit(browser, [RENAME], 1)

    assert (saved.status_code, saved.json()["revision"]) == (200, 2)
    assert name_of(browser) == "Arrives"
    assert browser.post("/api/maps/small/undo").json()["revision"] == 3
    assert name_of(browser) == "A"
    assert browser.post("/api/maps/small/redo").json()["revision"] == 4
    assert name_of(browser) == "Arrives"
    assert browser.post("/api/maps/small/redo").json()["code"] == "nothing-to-undo"


def test_edits_of_different_cells_both_stay(browser, small):
    edit(browser, [RENAME], 1)
    other = edit(browser, [RENAME | {"id": "b", "value": "Stays"}], 1)

    assert other.json()["revision"] == 3
    assert (name_of(browser), name_of(browser, "b")) == ("Arrives", "Stays")


def test_who_edits_the_same_cell_second_is_shown_both_texts(browser, small):
    edit(browser, [RENAME], 1)
    other = edit(browser, [RENAME | {"value": "Comes in"}], 1)

    said = other.json()
    assert (other.status_code, said["revision"]) == (409, 2)
    (clash,) = said["conflicts"]
    assert (clash["was"], clash["theirs"], clash["yours"]) == (
        "A",
        "Arrives",
        "Comes in",
    )
    assert name_of(browser) == "Arrives"
    assert edit(browser, [RENAME | {"value": "Comes in"}], 2).status_code == 200


def test_steps_tell_a_page_what_others_changed(browser, small):
    edit(browser, [RENAME], 1)
    edit(browser, [RENAME | {"value": "Comes"}], 2)

    steps = browser.get("/api/maps/small/steps?since=1").json()
    assert [step["no"] for step in steps] == [2, 3]
    assert steps[0]["edits"] == [RENAME]


def test_history_compares_and_restores(browser, small):
    edit(browser, [RENAME], 1)

    lines = browser.get("/api/maps/small/revisions").json()
    assert [(line["no"], line["kind"]) for line in lines] == [(2, "edit"), (1, "made")]
    (change,) = browser.get("/api/maps/small/changes?before=1&after=2").json()
    assert "Arrives" in change["says"]
    back = browser.post("/api/maps/small/restore?revision=1&expected_revision=2")
    assert back.json()["revision"] == 3
    assert name_of(browser) == "A"


def test_problems_name_the_cell(browser, small):
    wait = {"id": "w", "name": "Waits", "kind": "wait"}
    add = {"edit": "add", "part": "touchpoint", "into": "stage-1", "value": wait}
    edit(browser, [add | {"after": "a"}], 1)

    found = browser.get("/api/maps/small/problems").json()
    assert ("touchpoint", "w") in {(each["part"], each["id"]) for each in found}


def test_maps_are_made_of_examples_names_and_files(browser):
    made = browser.post("/api/maps", json={"example": "dinner"})
    empty = browser.post("/api/maps", json={"name": "Léa’s tea", "stages": ["Brew"]})
    text = browser.get("/api/maps/dinner/file.yaml").content
    again = browser.post(
        "/api/maps/file?name=dinner.yaml",
        content=text,
        headers={"content-type": "application/octet-stream"},
    )

    assert (made.status_code, made.json()["id"]) == (201, "dinner")
    assert empty.json()["id"] == "leas-tea"
    assert again.json()["id"] not in {"dinner", "leas-tea"}
    assert len(browser.get("/api/maps").json()) == 3


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ([RENAME | {"id": "zz"}], 404, "unknown-part"),
        ([RENAME | {"field": "id", "value": "x"}], 400, "edit-does-not-fit"),
        ([RENAME | {"value": ""}], 400, "edit-does-not-fit"),
        ([RENAME | {"value": "x" * 5_000}], 400, "edit-does-not-fit"),
        ([{"edit": "burn"}], 422, "unreadable-request"),
    ],
)
def test_edits_that_cannot_be_made_change_nothing(browser, small, sent, status, code):
    answer = edit(browser, sent, 1)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert browser.get("/api/maps/small").json()["revision"] == 1


def test_a_script_in_any_text_never_runs(browser, small):
    texts = {
        "name": HOSTILE,
        "doing": HOSTILE,
        "thinking": HOSTILE,
        "said": HOSTILE,
        "evidence": HOSTILE,
        "pains": [HOSTILE],
        "needs": [HOSTILE],
        "questions": [HOSTILE],
    }
    edits = [RENAME | {"field": f, "value": v} for f, v in texts.items()]
    assert edit(browser, edits, 1).status_code == 200
    place = {"part": "touchpoint", "id": "a", "field": "name"}
    browser.post("/api/maps/small/comments", json=place | {"text": HOSTILE})
    browser.post("/api/maps/small/views", json={"name": HOSTILE, "shows": {}})

    for path in (
        "",
        "/grid",
        "/touchpoints/a",
        "/comments",
        "/history?since=1&upto=2",
        "/present",
        "/settings",
        "/report",
    ):
        page = browser.get(f"/maps/small{path}")
        assert page.status_code == 200, path
        assert HOSTILE not in page.text, path
    assert HOSTILE not in browser.get("/search?words=alert").text


ROLES = {
    "owner": (200, 200, 201, 204),
    "editor": (200, 200, 201, 403),
    "commenter": (200, 403, 201, 403),
    "reader": (200, 403, 403, 403),
    None: (404, 404, 404, 404),
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_what_it_may(site, small, role):
    join(site, "ann", "owner")
    if role != "owner":
        join(site, "bob", role)
    browser = signed_in(site, "ann" if role == "owner" else "bob")
    place = {"part": "touchpoint", "id": "a", "field": "name", "text": "Why?"}

    statuses = (
        browser.get("/api/maps/small").status_code,
        edit(browser, [RENAME], 1).status_code,
        browser.post("/api/maps/small/comments", json=place).status_code,
        browser.patch("/api/maps/small", json={"archived": True}).status_code,
    )
    assert statuses == ROLES[role]


def test_a_role_taken_away_ends_editing_at_once(site, small):
    join(site, "ann", "owner")
    join(site, "bob", "editor")
    ann, bob = signed_in(site, "ann"), signed_in(site, "bob")
    assert edit(bob, [RENAME], 1).status_code == 200

    ann.put("/api/people/bob/role", json={"role": "reader"})
    refused = edit(bob, [RENAME | {"value": "Other"}], 2)

    assert (refused.status_code, refused.json()["code"]) == (403, "not-allowed")
    assert name_of(bob) == "Arrives"


def test_a_token_may_what_its_scope_says(site, small):
    join(site, "ann", "owner")
    ann = signed_in(site, "ann")
    token = ann.post("/api/tokens", json={"name": "bot", "scopes": ["read"]}).json()
    ann.cookies.clear()
    ann.headers["authorization"] = f"Bearer {token['secret']}"

    assert name_of(ann) == "A"
    assert edit(ann, [RENAME], 1).status_code == 403
    ann.headers["authorization"] = "Bearer fl_of_another_workspace"
    assert ann.get("/api/maps/small").status_code == 401


def test_another_sites_page_can_change_nothing(browser, small):
    sent = {"expected_revision": 1, "edits": [RENAME]}
    for headers in (
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"host": "evil.example"},
        {"host": "testserver"},
    ):
        answer = browser.post("/api/maps/small/edits", json=sent, headers=headers)
        assert answer.json()["code"] == "foreign-request", headers
    assert (
        browser.get("/maps/small", headers={"host": "evil.example"}).status_code == 403
    )
    assert name_of(browser) == "A"


def test_two_maps_are_compared_in_words_and_side_by_side(site, browser, small):
    put_map(site, small_map().model_copy(update={"id": "later", "name": "Later"}))
    edit(browser, [RENAME], 1, "later")

    (first, *_) = browser.get("/api/maps/small/against/later").json()
    page = browser.get("/maps/small/compare?other=later").text
    assert first["says"] in page.replace("&#39;", "'")
    assert "differs" in page


def test_views_images_and_links_over_the_interface(site, browser, small):
    view = browser.post(
        "/api/maps/small/views",
        json={"name": "Board", "shows": {"lens": "customer", "hides": ["pains"]}},
    ).json()
    link = browser.post("/api/maps/small/links", json={"view_id": view["id"]}).json()
    png = picture()
    image = browser.post(
        "/api/maps/small/images?part=touchpoint&id=a&shows=The%20door",
        content=png,
        headers={"content-type": "application/octet-stream"},
    )

    assert '<p class="crumb">Journey map</p>' in browser.get(link["path"]).text
    assert image.status_code == 201
    shown = browser.get(f"/api/maps/small/images/{image.json()['fingerprint']}")
    assert (shown.headers["content-type"], shown.content) == ("image/png", png)
    assert (
        json.loads(browser.get("/api/maps/small/links").text)[0]["revoked_at"] is None
    )
    browser.delete(f"/api/maps/small/links/{link['id']}")
    assert browser.get(link["path"]).status_code == 410


def test_the_interface_describes_itself(browser):
    paths = browser.get("/api/openapi.json").json()["paths"]

    assert "/api/maps/{map_id}/edits" in paths
    assert all(path.startswith("/api/") for path in paths)
    assert PASSWORD not in json.dumps(paths)


@pytest.mark.parametrize(
    "said",
    [
        {"status": "agreed", "owner_id": "ann"},
        {"status": "agreed", "archived": True},
        {"status": "agreed", "dataset_id": "none"},
        {"status": "perfect", "review_on": "2027-01-01"},
    ],
)
def test_of_several_things_said_of_a_map_none_is_kept_if_one_is_refused(
    site, small, said
):
    join(site, "ann", "owner")
    join(site, "eve", "editor")
    eve = signed_in(site, "eve")
    before = eve.get("/api/maps/small").json()["about"]

    answer = eve.patch("/api/maps/small", json=said)

    assert answer.status_code in {400, 403, 404}
    assert eve.get("/api/maps/small").json()["about"] == before
