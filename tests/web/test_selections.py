"""What of a map is shown: kept in views, shown to others, carried along."""

import re
from urllib.parse import unquote

import pytest

from footlights.usecases.workspace.policy import OPERATOR
from footlights.usecases.workspace.sharing import save_view
from footlights.web.address import Address
from footlights.web.selection import Selection, selection_of, selection_of_view
from footlights.web.site import right_now
from support.served import put_map
from support.small_logs import map_of


@pytest.fixture(autouse=True)
def map_to_show(site):
    put_map(site, drawn())


def drawn():
    """Two stages; somebody is glad, and what is thought is nobody else's business."""
    found = map_of("AB", personas=[{"id": "eva", "name": "Eva"}])
    document = found.model_dump(by_alias=True, mode="json")
    first, second = document["stages"][0]["touchpoints"]
    first |= {
        "thinking": "They will never notice",
        "feeling": {"word": "calm", "valence": 0},
        "feelings": {"eva": {"word": "glad", "valence": 2}},
        "activities": [
            {"id": "look", "line": "backstage", "does": "Reads the secret file"}
        ],
    }
    document["stages"].append({"id": "later", "name": "Later", "touchpoints": [second]})
    document["stages"][0]["touchpoints"] = [first]
    return type(found).model_validate(document)


def link_to(browser, **shows):
    view = browser.post(
        "/api/maps/small/views", json={"name": "Guests", "shows": shows}
    )
    assert view.status_code == 201
    said = {"view_id": view.json()["id"]}
    return browser.post("/api/maps/small/links", json=said).json()["path"]


def test_a_link_to_a_view_does_not_even_hold_what_the_view_hides(browser):
    page = browser.get(link_to(browser, hides=["thinking"])).text

    assert "never notice" not in page
    assert "Reads the secret file" in page


def test_a_link_to_the_journey_map_does_not_hold_what_is_behind_the_curtain(browser):
    page = browser.get(link_to(browser, lens="customer")).text

    assert "Reads the secret file" not in page
    assert "never notice" in page
    assert "Touchpoint map" not in page


def test_a_link_shows_the_personas_and_the_stage_of_its_view(browser):
    page = browser.get(link_to(browser, personas=["eva"], stage="later")).text

    assert 'data-touchpoint="b"' in page
    assert 'data-touchpoint="a"' not in page
    whole = browser.get("/maps/small?persona=eva").text
    assert 'class="persona p0"' in whole


def test_a_link_ends_with_its_view_rather_than_show_the_whole_map(browser):
    path = link_to(browser, hides=["thinking"])
    (view,) = browser.get("/api/maps/small/views").json()
    browser.delete(f"/api/maps/small/views/{view['id']}")

    assert browser.get(path).status_code == 410


def test_a_view_can_hide_a_lane_of_the_maps_own(browser):
    assert link_to(browser, hides=["notes.ideas"])


def test_hidden_lanes_do_not_show_without_a_script(browser):
    page = browser.get("/maps/small?hide=thinking").text

    assert re.search(r'<tr id="map-lane-thinking"[^>]* hidden>', page)
    assert not re.search(r'<tr id="map-lane-doing"[^>]* hidden>', page)


def test_without_a_script_the_form_of_lanes_says_which_are_shown(browser):
    page = browser.get("/maps/small?lane=doing&lane=backstage").text

    assert re.search(r'<tr id="map-lane-thinking"[^>]* hidden>', page)
    assert not re.search(r'<tr id="map-lane-backstage"[^>]* hidden>', page)
    assert "line-visibility" not in re.search(r'id="present" href="([^"]+)"', page)[1]


def test_a_presentation_shows_what_the_map_page_showed(browser):
    page = browser.get("/maps/small/present?hide=thinking&persona=eva").text

    assert "never notice" not in page
    assert 'class="persona p0"' in page
    after = unquote(re.search(r'id="after" href="([^"]+)"', page)[1])
    assert after == "/maps/small/present?no=2&amp;hide=thinking&amp;persona=eva"


def test_a_view_of_odd_shape_that_was_kept_earlier_shows_the_whole_map(site, browser):
    odd = {"lens": {"x": 1}, "hides": 5, "personas": [3], "stage": []}
    view = save_view(site.workspace, OPERATOR, "small", "Odd", odd, now=right_now())
    link = browser.post("/api/maps/small/links", json={"view_id": view.id}).json()

    assert browser.get(link["path"]).status_code == 200
    assert browser.get("/maps/small").status_code == 200


def test_a_selection_comes_back_from_its_own_address():
    one = Selection("customer", ("pains", "notes.a"), ("eva",), "later")
    pairs = tuple(
        tuple(unquote(part).split("="))
        for part in one.at("").removeprefix("?").split("&")
    )

    assert selection_of(Address(pairs)) == one
    assert selection_of_view({"lens": "customer", "hides": ["pains"]}).hides == (
        "pains",
    )
