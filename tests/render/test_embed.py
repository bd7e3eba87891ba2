"""One map in a frame of another page."""

import re

import pytest

from footlights.render.embed import embed_html, frame_tag

WIDTHS = (1280, 820, 390)


def test_it_holds_no_script_and_reaches_nothing_outside(museum, measured):
    page = embed_html(museum, measured)

    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not re.search(r"https?://(?!www\.w3\.org)", page)
    assert "Measured on " in page


def test_a_map_alone_says_that_it_is_not_measured(museum):
    page = embed_html(museum, None, "customer")

    assert "As planned, not measured" in page
    assert re.search(r'value="customer" checked', page)


def test_names_cannot_leave_the_element_of_the_frame(museum):
    named = museum.model_copy(update={"name": 'A "<b>" map'})

    tag = frame_tag(named, 'a"b.html')

    assert 'title="A &quot;&lt;b&gt;&quot; map"' in tag
    assert 'src="a&quot;b.html"' in tag
    assert " sandbox " in tag


@pytest.fixture(scope="module")
def host(museum, measured, tmp_path_factory):
    """A page that shows the map in a frame, below words of its own."""
    folder = tmp_path_factory.mktemp("embed")
    (folder / "map.html").write_text(embed_html(museum, measured), encoding="utf-8")
    tag = frame_tag(museum, "map.html").replace(' loading="lazy"', "")
    page = f"<!doctype html><title>Ours</title><p>Our maps</p>{tag}"
    (folder / "host.html").write_text(page, encoding="utf-8")
    return (folder / "host.html").as_uri()


def show(browser, address, width):
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get(address)
    browser.switch_to.frame(0)


@pytest.mark.parametrize("width", WIDTHS)
def test_in_a_frame_of_any_width_only_the_sheet_scrolls(browser, host, width):
    show(browser, host, width)

    inside = browser.execute_script(
        "const d = document.documentElement; return [d.scrollWidth - innerWidth,"
        " d.scrollHeight - innerHeight, innerWidth]"
    )

    assert inside[0] <= 0
    assert inside[1] <= 0
    assert width - 40 < inside[2] <= width
    browser.switch_to.default_content()


def test_the_lens_works_without_a_script(browser, host):
    show(browser, host, 1280)
    rows = (
        "return [...document.querySelectorAll('tr[data-lens=business]')]"
        ".filter((row) => row.offsetParent).length"
    )
    before = browser.execute_script(rows)

    browser.find_element("css selector", "[name=lens][value=customer]").click()

    assert before > 0
    assert browser.execute_script(rows) == 0
    browser.switch_to.default_content()
