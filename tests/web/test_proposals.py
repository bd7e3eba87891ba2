"""What an assistant proposes stands in the history of a map until somebody decides."""

import re

import pytest

from footlights.usecases.workspace.maps import open_map
from footlights.usecases.workspace.policy import OPERATOR
from footlights.usecases.workspace.proposals import propose
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
