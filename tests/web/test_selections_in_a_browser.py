"""Views and presentations show what the map page showed, in a real browser."""

import pytest
from playwright.sync_api import expect

from support.browsers import open_to_be_edited

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def page(engine, dinner):
    """The restaurant map, open to be edited, with the curve of one persona."""
    address = f"{dinner[1]}/maps/dinner?persona=birthday-table"
    with open_to_be_edited(engine, address) as opened:
        yield opened


def hide(page, lane):
    page.locator("#lanes-menu summary").click()
    page.locator(f"#lanes [value={lane}]").uncheck()


def test_a_lane_that_was_just_hidden_is_not_presented(page):
    hide(page, "thinking")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Present").click()

    expect(page.locator("tr[data-lane=doing]")).to_be_visible()
    expect(page.locator("tr[data-lane=thinking]")).to_have_count(0)
    expect(page.locator("path.persona")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("tr[data-lane=thinking]")).to_be_hidden()


def test_a_view_that_was_just_kept_leads_to_lanes_and_personas(page):
    hide(page, "thinking")
    page.locator("#keep-view input").fill("Board")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator(".toast")).to_contain_text("Board")
    page.locator("#views-menu summary").click()
    page.get_by_role("link", name="Board").click()

    expect(page.locator("#undo")).to_be_enabled()
    expect(page.locator("tr[data-lane=thinking]")).to_be_hidden()
    expect(page.locator("path.persona")).to_have_count(1)


def test_a_view_is_taken_away_after_a_question(page):
    asked = []
    page.locator("#lanes-menu summary").click()
    page.locator("#keep-view input").fill("Board")
    page.get_by_role("button", name="Keep").click()
    page.locator("#views-menu summary").click()
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.get_by_role("button", name="Take away the view Board").click()

    expect(page.locator("#views-menu")).to_be_hidden()
    assert asked == ["Take away the view “Board”? Links that show it end."]
    page.reload()
    expect(page.locator("#views-menu")).to_be_hidden()


def test_the_way_to_a_stage_keeps_what_is_hidden(page):
    hide(page, "thinking")
    page.keyboard.press("Escape")
    page.get_by_text("Stages", exact=True).click()
    page.get_by_role("link", name="Arrive").click()

    expect(page.locator(".stages th")).to_have_count(1)
    expect(page.locator("tr[data-lane=thinking]")).to_be_hidden()


def test_on_a_phone_a_presentation_shows_one_touchpoint_in_full(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(page.url.split("?")[0] + "/present")
    said = page.locator("tr[data-lane=doing] td").first

    assert page.locator("tr[data-lane=doing] th").bounding_box()["width"] == 0
    assert said.bounding_box()["x"] < 20
    assert said.bounding_box()["width"] > 340


def test_two_maps_that_are_compared_scroll_as_one(page):
    base = page.url.split("/maps/")[0]
    said = {"begin": "copy", "example": "dinner", "name": "Later"}
    page.request.post(f"{base}/maps/new", form=said, headers={"origin": base})
    page.goto(f"{base}/maps/dinner/compare?other=later")
    expect(page.locator("#other")).to_be_visible()
    scrolled = """async () => {
      document.getElementById("one").scrollTo(100, 120);
      for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame);
      const other = document.getElementById("other");
      return [other.scrollLeft, other.scrollTop];
    }"""

    assert page.evaluate(scrolled) == [100, 120]
