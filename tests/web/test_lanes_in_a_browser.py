"""Lanes of the map on paper and on a phone, in a real browser."""

import pytest
from playwright.sync_api import expect

from footlights.usecases.workspace.maps import open_map
from footlights.usecases.workspace.policy import OPERATOR
from support.browsers import map_now, saved
from support.served import put_map
from support.small_logs import map_of


def own_lanes(page):
    return page.locator("#map th[data-own] .lane")


def lane(page, name):
    return page.locator(f"#map tr[data-lane='{name}']")


def test_every_lane_that_is_shown_is_printed(engine, dinner):
    page = engine.new_page()
    page.goto(f"{dinner[1]}/maps/dinner")
    lanes = page.locator("#map tr[data-lane]").evaluate_all(
        "rows => rows.map(row => row.dataset.lane)"
    )
    page.emulate_media(media="print")

    assert "questions" in lanes
    for name in lanes:
        expect(lane(page, name)).to_be_visible()
    page.close()


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_lanes_of_short_words_are_of_one_height(engine, dinner, width):
    page = engine.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{dinner[1]}/maps/dinner")
    heights = {
        name: lane(page, name).bounding_box()["height"]
        for name in ("needs", "questions")
    }

    assert heights["questions"] <= heights["needs"] + 40
    page.close()


def test_a_view_that_was_just_kept_stands_in_the_menu(engine, dinner):
    page = engine.new_page(viewport={"width": 1400, "height": 950})
    page.goto(f"{dinner[1]}/maps/dinner")
    expect(page.locator("#undo")).to_be_enabled()
    expect(page.locator("#views-menu")).to_be_hidden()
    page.click("#lanes-menu summary")
    page.uncheck("#lanes [value=thinking]")
    page.fill("#keep-view [name=name]", "Board")
    page.click("#keep-view button")
    page.click("#views-menu summary")
    page.click("#views-menu >> text=Board")

    expect(page).to_have_url(f"{dinner[1]}/maps/dinner?lens=both&hide=thinking")
    expect(lane(page, "thinking")).to_be_hidden()
    page.close()


def test_the_first_persona_is_found_in_the_bar(engine, dinner):
    site, base = dinner
    put_map(site, map_of("AB"))
    page = engine.new_page(viewport={"width": 1400, "height": 950})
    page.goto(f"{base}/maps/small")
    expect(page.locator("#undo")).to_be_enabled()
    page.click("summary:has-text('Personas')")
    page.click("#edit-personas")
    expect(page.locator("[name=new-persona]")).to_be_focused()
    page.keyboard.type("Ann, in a hurry")
    page.locator("fieldset", has=page.locator("[name=new-persona]")).get_by_role(
        "button", name="Add"
    ).click()
    expect(page.locator("#panel-title")).to_have_text("Ann, in a hurry")
    saved(page)

    (persona,) = open_map(site.workspace, OPERATOR, "small").map.personas
    assert persona.name == "Ann, in a hurry"
    page.close()


def test_lanes_of_ones_own_are_added_named_filled_moved_copied_and_deleted(
    engine, dinner
):
    page = engine.new_page(viewport={"width": 1400, "height": 950})
    other = engine.new_page(viewport={"width": 1400, "height": 950})
    for each in (page, other):
        each.goto(f"{dinner[1]}/maps/dinner")
        expect(each.locator("#undo")).to_be_enabled()
    keys = page.keyboard
    for name in ("Legal", "Risk"):
        page.click("#add-lane")
        expect(page.locator(".typing")).to_be_visible()
        keys.type(name)
        keys.press("Enter")
        expect(own_lanes(page).last).to_have_text(name)
        saved(page)
    lane(page, "notes.legal").locator("td").nth(1).click()
    keys.type("Consent")
    keys.press("Enter")
    saved(page)
    expect(lane(other, "notes.legal").locator("td").nth(1)).to_have_text("Consent")
    expect(page.locator("#lanes [value='notes.risk']")).to_be_checked()

    risk, legal = (page.locator(f"th[data-own={each}]") for each in ("risk", "legal"))
    risk.drag_to(legal, target_position={"x": 20, "y": 3})
    expect(own_lanes(page)).to_have_text(["Risk", "Legal"])
    expect(own_lanes(other)).to_have_text(["Risk", "Legal"])
    saved(page)
    legal.focus()
    keys.press("Control+d")
    expect(own_lanes(page)).to_have_count(3)
    keys.press("Escape")
    saved(page)
    copied = map_now(dinner)
    risk.focus()
    keys.press("Alt+ArrowDown")
    expect(own_lanes(page).nth(1)).to_have_text("Risk")
    saved(page)
    legal.focus()
    keys.press("Control+Backspace")
    expect(own_lanes(page)).to_have_text(["Risk", "Legal"])
    saved(page)

    assert [each.id for each in copied.lanes] == ["risk", "legal", "legal-2"]
    second = copied.touchpoints[1].notes
    assert second == {"legal": "Consent", "legal-2": "Consent"}
    assert [each.id for each in map_now(dinner).lanes] == ["risk", "legal-2"]
    assert map_now(dinner).touchpoints[1].notes == {"legal-2": "Consent"}
    page.close()
    other.close()
