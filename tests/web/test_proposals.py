"""What an assistant proposes stands in the history of a map until somebody decides."""

import io
import re

import openpyxl
import pytest

from footlights.usecases.workspace.maps import open_map
from footlights.usecases.workspace.policy import OPERATOR
from footlights.usecases.workspace.proposals import propose
from footlights.usecases.workspace.saving import save_edits
from support.edits import set_
from support.served import HOSTILE, join, signed_in


@pytest.fixture
def proposal(site, small):
    made = propose(
        site.workspace,
        OPERATOR,
        small,
        [set_("a", "name", "Welcome")],
        f"Shorter {HOSTILE}",
        now=site.now(),
    )
    return made.record.id


def name_of(site):
    return open_map(site.workspace, OPERATOR, "small").map.touchpoint("a").name


def test_a_proposal_is_accepted_in_the_history(site, browser, proposal):
    page = browser.get("/maps/small/history").text
    (action,) = re.findall(r'action="([^"]+/accept)"', page)

    answer = browser.post(action, follow_redirects=False)

    assert "renamed from “A” to “Welcome”" in page
    assert HOSTILE not in page
    assert answer.status_code == 303
    assert name_of(site) == "Welcome"
    assert "/accept" not in browser.get("/maps/small/history").text


def test_a_proposal_is_refused_and_the_map_stays(site, browser, proposal):
    answer = browser.post(
        f"/maps/small/proposals/{proposal}/refuse", follow_redirects=False
    )
    again = browser.post(f"/maps/small/proposals/{proposal}/accept")

    assert answer.headers["location"] == "/maps/small/history"
    assert again.status_code in {400, 409}
    assert "refused already" in again.text
    assert name_of(site) == "A"


def test_a_program_proposes_and_decides_over_json(site, browser, small):
    said = {
        "edits": [
            {
                "edit": "set",
                "part": "touchpoint",
                "id": "a",
                "field": "name",
                "value": "B2",
            }
        ],
        "why": "Clearer",
    }
    made = browser.post("/api/maps/small/proposals", json=said)
    waiting = browser.get("/api/maps/small/proposals").json()
    accepted = browser.post(f"/api/maps/small/proposals/{made.json()['id']}/accept")
    decided = browser.get("/api/maps/small/proposals?decided=true").json()

    assert made.status_code == 201
    assert [each["id"] for each in waiting] == [made.json()["id"]]
    assert accepted.json() == 2
    assert [(each["state"], each["revision_no"]) for each in decided] == [
        ("accepted", 2)
    ]
    assert name_of(site) == "B2"


def test_who_reads_sees_what_waits_and_cannot_decide(site, proposal):
    join(site, "ann", "owner")
    join(site, "cat", "reader")
    cat = signed_in(site, "cat")

    page = cat.get("/maps/small/history").text

    assert "renamed from" in page
    assert "/accept" not in page
    assert cat.post(f"/maps/small/proposals/{proposal}/accept").status_code == 403
    assert name_of(site) == "A"


def filled_in(browser, cell, text):
    """Give the workbook of the small map with one cell changed, as people send it."""
    book = openpyxl.load_workbook(
        io.BytesIO(browser.get("/api/maps/small/file.xlsx").content)
    )
    book["Journey map"][cell] = text
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_a_workbook_that_comes_back_changes_only_what_was_changed_in_it(
    site, browser, small
):
    held = filled_in(browser, "B2", "Welcome")
    save_edits(
        site.workspace,
        OPERATOR,
        small,
        [set_("b", "name", "Farewell")],
        expected_revision=1,
        now=site.now(),
    )

    sent = browser.post(
        "/maps/small/proposals", files={"file": ("on the train.xlsx", held)}
    )
    (proposal,) = browser.get("/api/maps/small/proposals").json()
    browser.post(f"/maps/small/proposals/{proposal['id']}/accept")

    assert sent.url.path == "/maps/small/history"
    assert "What on the train.xlsx says." in sent.text
    assert proposal["changes"] == ["Stage 1, Welcome: renamed from “A” to “Welcome”"]
    assert (proposal["revision"], proposal["made_with"]) == (
        1,
        "the file on the train.xlsx",
    )
    map_ = open_map(site.workspace, OPERATOR, small).map
    assert [each.name for each in map_.touchpoints[:2]] == ["Welcome", "Farewell"]


def test_a_file_that_says_the_same_or_is_broken_proposes_nothing(browser, small):
    same = browser.get("/api/maps/small/file.xlsx").content
    broken = filled_in(browser, "B8", "very")

    for held, code, said in [
        (same, "nothing-changed", "map.xlsx says what revision 1 of the map says"),
        (broken, "invalid-map", "Journey map!B8"),
        (b"journey", "unreadable-file", "no workbook"),
    ]:
        address = "/api/maps/small/proposals/file?name=map.xlsx"
        answer = browser.post(address, content=held)
        assert answer.status_code == 400
        assert answer.json()["code"] == code
        assert said in answer.text
        assert "footlights-" not in answer.text
        page = browser.post("/maps/small/proposals", files={"file": ("map.xlsx", held)})
        assert page.status_code == 400
        assert said in page.text
        assert "footlights-" not in page.text
    assert browser.get("/api/maps/small/proposals").json() == []


def test_a_file_of_another_map_and_an_empty_one_are_said_to_be_such(browser, small):
    address = "/api/maps/small/proposals/file?name=other.yaml"
    held = browser.get("/api/maps/small/file.yaml").text
    other = held.replace("id: small", "id: large", 1).replace("name: A", "name: Z", 1)

    made = browser.post(address, content=other.encode())
    empty = browser.post(address, content=b"")

    assert "calls itself the map 'large'" in made.json()["why"]
    assert empty.status_code == 422
    assert "What is sent: Field required" in empty.text


def test_who_only_reads_sends_no_file_back(site, browser, small):
    held = filled_in(browser, "B2", "Welcome")
    join(site, "ann", "owner")
    join(site, "cat", "reader")
    join(site, "dan", "commenter")
    cat, dan = signed_in(site, "cat"), signed_in(site, "dan")

    address = "/api/maps/small/proposals/file?name=map.xlsx"
    assert cat.post(address, content=held).status_code == 403
    assert "Bring a file back" not in cat.get("/maps/small/export").text
    assert dan.post(address, content=held).status_code == 201
    assert "Bring a file back" in dan.get("/maps/small/export").text
    assert name_of(site) == "A"
