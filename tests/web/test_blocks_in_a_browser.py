"""Blocks of cells, menus and mentions, by mouse and keyboard in a real browser."""

import pytest
from playwright.sync_api import expect

from footlights.usecases.workspace.comments import list_comments
from footlights.usecases.workspace.maps import open_map
from footlights.usecases.workspace.policy import OPERATOR
from support.browsers import cell, map_now, saved
from support.served import PASSWORD, join

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def context(engine):
    made = engine.new_context(viewport={"width": 1400, "height": 950})
    made.grant_permissions(["clipboard-read", "clipboard-write"])
    yield made
    made.close()


@pytest.fixture
def page(context, dinner):
    """The restaurant map, open to be edited."""
    broken = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: broken.append(str(error)))
    opened.goto(f"{dinner[1]}/maps/dinner")
    expect(opened.locator("#undo")).to_be_enabled()
    yield opened
    assert broken == []


def head(page, column):
    return page.locator("#map .names th[data-touchpoint]").nth(column)


def touchpoints(dinner):
    return map_now(dinner).touchpoints


def copied(page):
    return page.evaluate("navigator.clipboard.readText()")


def test_a_block_is_chosen_with_shift_copied_and_pasted_elsewhere(page, dinner):
    first = touchpoints(dinner)
    cell(page, "doing", 1).click()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator(".inblock[aria-selected=true]")).to_have_count(4)
    page.keyboard.press("Control+c")
    wanted = [(t.doing, t.thinking) for t in first[1:3]]
    assert copied(page).split("\n") == [
        "\t".join(row) for row in zip(*wanted, strict=True)
    ]
    cell(page, "doing", 4).click()
    page.keyboard.press("Control+v")
    saved(page)

    assert [(t.doing, t.thinking) for t in touchpoints(dinner)[4:6]] == wanted


def test_a_block_is_chosen_by_dragging_emptied_and_brought_back(page, dinner):
    before = touchpoints(dinner)
    from_, to = (
        cell(page, lane, no).bounding_box()
        for lane, no in (("doing", 1), ("thinking", 2))
    )
    page.mouse.move(from_["x"] + 20, from_["y"] + 12)
    page.mouse.down()
    page.mouse.move(to["x"] + 30, to["y"] + 12, steps=6)
    page.mouse.up()
    expect(page.locator(".inblock")).to_have_count(4)
    expect(page.locator(".typing")).to_have_count(0)
    page.keyboard.press("Delete")
    expect(cell(page, "doing", 2)).to_have_text("")
    saved(page)
    emptied = [(t.doing, t.thinking) for t in touchpoints(dinner)[1:3]]
    page.keyboard.press("Control+z")
    for lane in ("doing", "thinking"):
        expect(cell(page, lane, 1)).to_contain_text(getattr(before[1], lane))

    assert emptied == [(None, None), (None, None)]
    assert touchpoints(dinner) == before


def test_cells_are_cut_and_one_text_fills_a_block(page, dinner):
    first = touchpoints(dinner)[0].doing
    cell(page, "doing", 0).click()
    page.keyboard.press("Control+x")
    saved(page)
    cell(page, "doing", 1).click()
    cell(page, "doing", 3).click(modifiers=["Shift"])
    assert page.evaluate("String(getSelection())") == ""
    page.keyboard.press("Control+v")
    saved(page)

    found = [t.doing for t in touchpoints(dinner)[:4]]
    assert found == [None, first, first, first]


def test_undo_waits_for_what_was_typed_just_before(page, dinner):
    before = touchpoints(dinner)
    page.route(
        "**/edits", lambda route: (page.wait_for_timeout(700), route.continue_())
    )
    cell(page, "doing", 1).click()
    page.keyboard.type("Later")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+z")
    expect(cell(page, "doing", 1)).to_contain_text(before[1].doing)
    saved(page)

    assert touchpoints(dinner) == before
    assert open_map(dinner[0].workspace, OPERATOR, "dinner").record.head_no == 3


def test_a_new_channel_is_filled_into_several_cells_at_once(page, dinner):
    cell(page, "doing", 0).click()
    page.evaluate("navigator.clipboard.writeText('Kiosk')")
    cell(page, "channel", 0).click()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+v")
    saved(page)

    assert [t.channel for t in touchpoints(dinner)[:2]] == ["kiosk", "kiosk"]


def test_columns_are_copied_and_deleted_as_one_step(page, dinner):
    before = [t.id for t in touchpoints(dinner)]
    cell(page, "doing", 0).click()
    head(page, 1).locator("svg").click()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+d")
    saved(page)
    twins = touchpoints(dinner)[3:5]
    page.keyboard.press("Control+z")
    expect(page.locator("#map .names th[data-touchpoint]")).to_have_count(len(before))
    cell(page, "doing", 0).click()
    head(page, 1).locator("svg").click()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+Backspace")
    saved(page)

    assert [t.id for t in touchpoints(dinner)] == [before[0], *before[3:]]
    assert [t.matches for t in twins] == [(), ()]
    page.keyboard.press("Control+z")
    expect(page.locator("#map .names th[data-touchpoint]")).to_have_count(len(before))


def test_escape_leaves_a_feeling_that_is_dragged_as_it_was(page, dinner):
    before = touchpoints(dinner)
    box = cell(page, "feeling", 2).bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] + 120, steps=5)
    expect(page.locator(".ghost")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".ghost")).to_have_count(0)
    page.mouse.up()
    page.keyboard.press("Control+z")

    assert touchpoints(dinner) == before


def test_a_part_that_is_dropped_where_it_stands_changes_nothing(page, dinner):
    head(page, 1).drag_to(head(page, 0), target_position={"x": 100, "y": 20})
    cell(page, "doing", 0).click()
    page.keyboard.type("Looks it up")
    page.keyboard.press("Enter")
    saved(page)

    assert open_map(dinner[0].workspace, OPERATOR, "dinner").record.head_no == 2


def test_menus_close_with_escape_and_by_a_press_elsewhere(page):
    opened = page.locator("details.menu[open]")
    page.click("#lanes-menu summary")
    expect(opened).to_have_count(1)
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    page.click("#lanes-menu summary")
    page.click("summary:has-text('Stages')")
    expect(opened).to_have_count(1)
    page.locator("h1").click()
    expect(opened).to_have_count(0)


def test_names_are_offered_after_an_at_sign_and_lead_to_the_comment(context, dinner):
    site, base = dinner
    for name in ("ann", "bob"):
        join(site, name, "owner")
    page = context.new_page()
    page.goto(f"{base}/sign-in")
    page.get_by_label("E-mail").fill("ann@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{base}/maps/dinner")
    expect(page.locator("#undo")).to_be_enabled()
    cell(page, "doing", 2).click()
    page.keyboard.press("Alt+c")
    box = page.locator("#panel textarea")
    box.type("Look, @b")
    expect(page.locator(".names-of:visible [role=option]")).to_have_text(["Bob"])
    page.keyboard.press("Enter")
    expect(box).to_have_value("Look, @Bob ")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#panel .said")).to_have_text("Look, @Bob")
    page.goto(f"{base}/maps/dinner/comments")
    page.locator(".talk .where a").click()

    expect(page.locator("#panel .said")).to_have_text("Look, @Bob")
    expect(page.locator("#panel header small")).to_have_text("Parks · Doing")
    (said,) = list_comments(site.workspace, OPERATOR, "dinner")
    assert said.mentions == ("bob",)
