"""Lanes of the map on paper and on a phone, in a real browser."""

import pytest
from playwright.sync_api import expect

from footlights.usecases.examples import read_example
from support.browsers import chromium, workspace_at
from support.served import put_map


@pytest.fixture(scope="module")
def engine():
    with chromium() as browser:
        yield browser


@pytest.fixture
def served(tmp_path):
    with workspace_at(tmp_path / "workspace") as both:
        put_map(both[0], read_example("dinner"))
        yield both


def lane(page, name):
    return page.locator(f"#map tr[data-lane={name}]")


def test_every_lane_that_is_shown_is_printed(engine, served):
    page = engine.new_page()
    page.goto(f"{served[1]}/maps/dinner")
    lanes = page.locator("#map tr[data-lane]").evaluate_all(
        "rows => rows.map(row => row.dataset.lane)"
    )
    page.emulate_media(media="print")

    assert "questions" in lanes
    for name in lanes:
        expect(lane(page, name)).to_be_visible()
    page.close()


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_lanes_of_short_words_are_of_one_height(engine, served, width):
    page = engine.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{served[1]}/maps/dinner")
    heights = {
        name: lane(page, name).bounding_box()["height"]
        for name in ("needs", "questions")
    }

    assert heights["questions"] <= heights["needs"] + 40
    page.close()
