"""A grid in a real browser: sent, corrected by mouse, made a map."""

import pytest
from playwright.sync_api import expect

from support.browsers import workspace_at

GRID = """\
Phase,Step,Emotion,Pain points,Ideas
Dine,Orders,happy,Slow,A bell
,Eats,meh-ish,Cold,
"""


@pytest.fixture
def base(tmp_path):
    with workspace_at(tmp_path / "workspace") as (_, address):
        yield address


def sent(page, base, tmp_path):
    path = tmp_path / "board.csv"
    path.write_text(GRID, encoding="utf-8")
    page.goto(f"{base}/maps/new")
    form = page.locator("form[action='/grids/new']")
    form.locator("input[type=file]").set_input_files(path)
    form.get_by_role("button", name="Look at it").click()


@pytest.mark.parametrize("script", [True, False])
def test_a_grid_becomes_a_map_with_and_without_scripts(engine, base, tmp_path, script):
    page = engine.new_context(java_script_enabled=script).new_page()
    sent(page, base, tmp_path)

    page.get_by_label("What Ideas is").select_option("needs")
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_label("What Ideas is")).to_have_value("needs")
    page.get_by_label("Name of the map").fill("Dinner as drawn")
    page.get_by_role("button", name="Make the map").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Dinner as drawn")
    expect(page.locator("body")).to_contain_text("A bell")
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_and_the_page_fits_a_phone(
    engine, base, tmp_path, scheme
):
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - slow

    page = engine.new_context(color_scheme=scheme).new_page()
    sent(page, base, tmp_path)
    page.set_viewport_size({"width": 390, "height": 800})

    found = Axe().run(page).response["violations"]
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.context.close()
    assert [each for each in found if each["impact"] in {"serious", "critical"}] == []
    assert over <= 0
