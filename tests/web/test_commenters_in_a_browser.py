"""Who may comment and not edit, in a real browser."""

import pytest
from playwright.sync_api import expect

from footlights.usecases.workspace.comments import list_comments
from footlights.usecases.workspace.policy import OPERATOR
from support.browsers import cell
from support.pictures import picture
from support.served import PASSWORD, join

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def page(engine, dinner):
    """The restaurant map, open to Cat, who may comment."""
    join(dinner[0], "ann", "owner")
    join(dinner[0], "cat", "commenter")
    opened = engine.new_page(viewport={"width": 1400, "height": 950})
    opened.goto(f"{dinner[1]}/maps/dinner")
    opened.locator("[name=email]").fill("cat@example.org")
    opened.locator("[name=password]").fill(PASSWORD)
    opened.keyboard.press("Enter")
    expect(opened.locator("#comment")).to_be_enabled()
    yield opened
    opened.close()


def said(served):
    found = list_comments(served[0].workspace, OPERATOR, "dinner")
    return [(each.place.id, each.place.field, each.text) for each in found]


def test_a_commenter_comments_on_a_cell_by_mouse(page, served):
    cell(page, "doing", 1).click()
    page.locator("#comment").click()
    page.locator("#panel textarea").fill("By phone, too?")
    page.get_by_role("button", name="Send").click()

    expect(cell(page, "doing", 1).locator(".badge")).to_have_text("1")
    assert said(served) == [("book", "doing", "By phone, too?")]


def test_a_commenter_comments_on_a_cell_by_keyboard(page, served):
    cell(page, "doing", 0).click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Alt+c")
    page.keyboard.type("By phone, too?")
    page.keyboard.press("Control+Enter")

    expect(cell(page, "doing", 1).locator(".badge")).to_have_text("1")
    assert said(served) == [("book", "doing", "By phone, too?")]


def test_a_commenter_edits_nothing_and_attaches_no_image(page, served):
    cell(page, "doing", 1).dblclick()
    page.keyboard.type("x")
    page.keyboard.press("Delete")
    page.locator("#comment").click()

    expect(page.locator("#panel textarea")).to_be_visible()
    expect(page.locator("#panel [type=file]")).to_have_count(0)
    expect(page.locator("#map .typing")).to_have_count(0)
    held = picture()
    answer = page.request.post(
        f"{served[1]}/api/maps/dinner/images?part=touchpoint&id=book&shows=x",
        data=held,
        headers={"content-type": "application/octet-stream", "origin": served[1]},
    )
    assert answer.status == 403
