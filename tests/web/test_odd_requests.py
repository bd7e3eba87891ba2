"""What somebody may send who means no good, or whose program is broken."""

import json
from urllib.parse import quote

import pytest

from footlights.store.records.maps import SavedViewRecord
from footlights.usecases.workspace.workspace import LONGEST_NAME
from footlights.web import body_sizes
from footlights.web.site import right_now
from support.served import join, put_map, signed_in, small_map

HUGE = 10**30


def sent(browser, path, value, method="POST"):
    return browser.request(
        method,
        path,
        content=json.dumps(value),
        headers={"content-type": "application/json"},
    )


@pytest.mark.parametrize("number", [HUGE, -1])
@pytest.mark.parametrize(
    "path",
    [
        "/api/maps/small?revision={}",
        "/api/maps/small/revisions?limit={}",
        "/api/maps/small/revisions?before={}",
        "/api/maps/small/steps?since={}",
        "/api/maps/small/changes?before=1&after={}",
        "/api/maps/small/news?since={}",
        "/api/maps/small/file.yaml?revision={}",
        "/api/activity?limit={}",
        "/api/audit?before={}",
        "/maps/small?revision={}",
        "/maps/small/history?before={}",
        "/audit?before={}",
    ],
)
def test_a_number_that_nothing_has_is_refused_in_words(browser, small, path, number):
    answer = browser.get(path.format(number))

    assert answer.status_code == 422
    assert "cannot be read" in answer.text


@pytest.mark.parametrize("days", [HUGE, 0, -1])
def test_a_token_lasts_a_number_of_days(site, small, days):
    join(site, "ann", "owner")
    ann = signed_in(site, "ann")

    assert sent(ann, "/api/tokens", {"name": "x", "days": days}).status_code == 422
    form = ann.post("/account/tokens", data={"name": "x", "days": str(days)})
    assert form.status_code == 400
    assert "a number from 1 to" in form.text
    assert ann.get("/api/tokens").json() == []


@pytest.mark.parametrize("sign", ["a\x00b", "\ud800"])
def test_signs_that_no_store_holds_find_nothing_and_break_nothing(site, small, sign):
    join(site, "ann", "owner")
    ann = signed_in(site, "ann")
    place = {"part": "touchpoint", "id": "a"}
    asked = quote(sign.encode("utf-8", "surrogatepass"), safe="")

    answers = [
        ann.get(f"/api/maps/{asked}"),
        ann.delete(f"/api/tokens/{asked}"),
        sent(ann, "/api/maps", {"name": f"name {sign}"}),
        sent(ann, "/api/maps/small", {"owner_id": sign}, "PATCH"),
        sent(ann, "/api/invitations", {"email": f"{sign}@x.y", "role": "reader"}),
        sent(ann, "/api/tokens", {"name": f"name {sign}"}),
        sent(ann, "/api/maps/small/comments", place | {"text": f"see {sign}"}),
        sent(
            ann, "/api/maps/small/comments", place | {"text": "x", "mentions": [sign]}
        ),
        sent(ann, "/api/maps/small/views", {"name": f"v {sign}", "shows": {}}),
        sent(ann, "/api/maps/small/links", {"label": f"l {sign}"}),
        ann.get("/api/tokens"),
        ann.get("/api/maps/small/comments"),
        ann.get("/api/maps/small/views"),
        ann.get("/maps/small/share"),
        ann.get("/audit"),
    ]

    assert [each.status_code for each in answers if each.status_code >= 500] == []


@pytest.mark.parametrize("name", ["..", "../../x.yaml", "a\x00b.yaml", "y" * 300, "\\"])
def test_a_file_may_be_called_anything(browser, site, name):
    asked = quote(name, safe="")
    table = b"person,event,at\nann,a,2026-01-01T00:00:00Z\n"

    answers = [
        browser.post(f"/api/data?file={asked}", content=table),
        browser.post(f"/api/maps/file?name={asked}", content=b"footlights: 1\n"),
        browser.post(f"/api/grids/look?name={asked}", content=b"a,b\n1,2\n"),
        browser.post("/data/new", files={"file": (name, table)}),
    ]

    assert [each.status_code for each in answers if each.status_code >= 500] == []
    folder = site.workspace.folder
    strays = [path for path in folder.parent.iterdir() if path != folder]
    assert strays == []


def test_a_name_that_is_too_long_for_a_map_is_said_and_nothing_is_made(browser, small):
    long = "n" * 300
    begun = [
        browser.post("/api/maps", json={"name": long}),
        browser.post("/api/maps", json={"name": "q", "stages": [long]}),
        browser.post("/api/maps", json={"example": "dinner", "name": long}),
        browser.post("/maps/new", data={"begin": "empty", "name": long}),
        browser.post(
            "/maps/new", data={"begin": "copy", "example": "small", "name": long}
        ),
    ]

    assert [each.status_code for each in begun] == [400] * 5
    assert all("120" in each.text for each in begun)
    assert [each["id"] for each in browser.get("/api/maps").json()] == ["small"]
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize(
    "shows", [{"hides": 5}, {"lens": {"x": 1}}, {"a": [[[]]]}, {"hides": ['"><b>']}]
)
def test_a_view_shows_a_lens_and_lanes_and_nothing_else(browser, small, shows):
    refused = browser.post("/api/maps/small/views", json={"name": "v", "shows": shows})

    assert refused.status_code == 422
    assert browser.get("/api/maps/small/views").json() == []


ODD_SHOWS = [
    None,
    [],
    7,
    "both",
    {},
    {"lens": None, "hides": None},
    {"lens": {"x": 1}, "hides": {"pains": 1}},
    {"lens": "none such", "hides": ["pains", 5, None, [["x"]], "two words", '">']},
]


@pytest.mark.parametrize("shows", ODD_SHOWS)
def test_a_view_that_was_stored_odd_breaks_no_page(site, browser, small, shows):
    view = SavedViewRecord("v1", "small", "Old", None, shows, None, right_now())
    with site.workspace.store.writing() as records:
        records.saved_views.add(view)
    link = browser.post("/api/maps/small/links", json={"view_id": "v1"}).json()

    (listed,) = browser.get("/api/maps/small/views").json()
    pages = [link["path"], "/maps/small", "/maps/small/share"]
    found = [browser.get(page) for page in pages]

    assert [each.status_code for each in found] == [200] * 3
    assert all(isinstance(each, str) for each in listed["shows"].get("hides", []))
    assert ">Old</a>" in found[1].text


def test_a_link_that_would_have_ended_is_not_made(browser, small):
    said = {"expires_at": "2020-01-01T00:00:00Z"}
    over_json = browser.post("/api/maps/small/links", json=said)
    on_page = browser.post("/maps/small/share", data={"until": "2020-01-01"})

    assert (over_json.status_code, on_page.status_code) == (400, 400)
    assert "a link ends in the future, or never" in over_json.json()["message"]
    assert browser.get("/api/maps/small/links").json() == []


def test_a_link_ends_at_a_moment_of_some_zone(browser, small):
    said = {"expires_at": "2030-01-01T00:00:00"}

    assert browser.post("/api/maps/small/links", json=said).status_code == 422


def test_a_day_that_is_none_is_said(browser, small):
    said = {"status": "draft", "review_on": "tomorrow"}

    answer = browser.post("/maps/small/settings", data=said)

    assert answer.status_code == 400
    assert "a day such as" in answer.text


@pytest.mark.parametrize("depth", [900, 100_000])
def test_what_is_nested_without_end_is_refused(browser, small, depth):
    deep = "[" * depth + "]" * depth
    edit = '{"edit":"set","part":"touchpoint","id":"a","field":"needs","value":%s}'

    answer = browser.post(
        "/api/maps/small/edits",
        content='{"expected_revision":1,"edits":[%s]}' % (edit % deep),
        headers={"content-type": "application/json"},
    )

    assert 400 <= answer.status_code < 500
    assert browser.get("/api/maps/small").json()["revision"] == 1


@pytest.mark.parametrize("is_told", [True, False])
def test_no_more_is_read_than_is_taken(browser, small, monkeypatch, is_told):
    monkeypatch.setattr(body_sizes, "LARGEST_BODY", 1_000_000)
    held = b'{"name":"' + b"x" * 5_000_000 + b'"}'

    answer = browser.post(
        "/api/maps",
        # What comes piece by piece does not tell its size.
        content=held if is_told else iter([held]),
        headers={"content-type": "application/json"},
    )

    assert answer.status_code == 413
    assert answer.json()["code"] == "too-large"


def test_a_stranger_sends_no_large_file(site, browser, small, monkeypatch):
    monkeypatch.setattr(body_sizes, "LARGEST_BODY", 1_000)
    join(site, "ann", "owner")
    join(site, "cat", "reader")
    ann, cat = signed_in(site, "ann"), signed_in(site, "cat")
    table = b"person,event,at\n" + b"ann,a,2026-01-01T00:00:00Z\n" * 100

    def send(who):
        return who.post("/api/data?file=x.csv", content=table)

    def send_form(who):
        return who.post("/data/new", files={"file": ("x.csv", table)})

    assert (send(browser).status_code, send_form(browser).status_code) == (401, 401)
    assert (send(cat).status_code, send_form(cat).status_code) == (403, 403)
    assert (send(ann).status_code, send_form(ann).status_code) == (202, 200)


def test_names_that_are_long_but_fit_are_kept(browser, small):
    named = browser.post(
        "/api/maps/small/views", json={"name": "v" * LONGEST_NAME, "shows": {}}
    )

    assert named.status_code == 201


def test_a_map_made_of_a_map_with_a_long_name_can_be_opened(site, browser):
    put_map(site, small_map().model_copy(update={"name": "n" * 120}))

    copied = browser.post("/maps/new", data={"begin": "copy", "example": "small"})

    assert copied.status_code == 200
    assert browser.get("/").status_code == 200
