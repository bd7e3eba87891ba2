"""The report in a real browser, at three widths."""

import pytest

from footlights.render.report import report_html

WIDTHS = (1720, 1280, 390)

CLIPPED = """
return [...document.querySelectorAll('#map th, #map td, .card, .findings li, .keys div')]
  .filter((e) => e.offsetParent && e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1)
  .filter((e) => !e.closest('.feeling, .line') && !e.querySelector('.scroll, .lane'))
  .map((e) => e.outerHTML.slice(0, 120))
"""


@pytest.fixture(scope="module")
def address(sample, museum, measured, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(report_html(museum, measured), encoding="utf-8")
    return path.as_uri()


def show(browser, address, width, anchor=""):
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {
            "width": width,
            "height": 900,
            "deviceScaleFactor": 1,
            "mobile": width < 640,
        },
    )
    browser.get("about:blank")
    browser.get(address + anchor)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("anchor", ["", "#touchpoint-t5"])
def test_only_the_sheet_scrolls_sideways(browser, address, width, anchor):
    show(browser, address, width, anchor)

    assert (
        browser.execute_script(
            "return document.documentElement.scrollWidth - innerWidth"
        )
        <= 0
    )
    # A phone widens its layout rather than let anything stick out.
    assert browser.execute_script("return innerWidth") == width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("anchor", ["", "#touchpoint-t5"])
def test_no_words_are_cut_off(browser, address, width, anchor):
    show(browser, address, width, anchor)

    assert browser.execute_script(CLIPPED) == []


@pytest.fixture(scope="module")
def hard_address(sample, tmp_path_factory):
    plain = sample.sample_map(4, stages=2)
    document = plain.model_dump(mode="json", by_alias=True)
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte"
    document["name"] = "تجربة العشاء في مطعم صغير 🍽"
    document["stages"][0]["name"] = document["teams"][0]["name"] = long
    first, second = document["stages"][0]["touchpoints"]
    first |= {"name": long, "doing": long * 3, "thinking": long, "pains": [long]}
    first["feeling"]["word"] = long
    first["activities"][0]["does"] = "y" * 200
    second |= {"name": "حجز طاولة 🍽", "doing": "😀" * 60}
    hard = type(plain).model_validate(document)
    path = tmp_path_factory.mktemp("hard") / "report.html"
    path.write_text(report_html(hard, sample.sample_measured(hard)), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("anchor", ["", "#touchpoint-t1"])
def test_long_words_and_other_scripts_stay_inside(browser, hard_address, width, anchor):
    show(browser, hard_address, width, anchor)

    assert (
        browser.execute_script(
            "return document.documentElement.scrollWidth - innerWidth"
        )
        <= 0
    )
    # A phone widens its layout rather than let anything stick out.
    assert browser.execute_script("return innerWidth") == width
    assert browser.execute_script(CLIPPED) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_points_of_the_curve_stand_in_the_middle_of_their_columns(
    browser, address, width
):
    show(browser, address, width)
    off = browser.execute_script(
        """
        const heads = [...document.querySelectorAll('#map .names th')];
        const points = [...document.querySelectorAll('#map .feeling .point')];
        return heads.map((head, i) => {
          const a = head.getBoundingClientRect(), b = points[i].getBoundingClientRect();
          return Math.abs(a.x + a.width / 2 - b.x - b.width / 2);
        });
        """
    )

    assert len(off) == 11
    assert max(off) <= 1


@pytest.mark.parametrize("width", [1720, 390])
def test_the_line_of_the_curve_is_as_wide_as_the_columns(browser, address, width):
    show(browser, address, width)
    off = browser.execute_script(
        """
        const row = document.querySelector('#map .feeling');
        const first = row.cells[1].getBoundingClientRect();
        const last = row.cells[row.cells.length - 1].getBoundingClientRect();
        const curve = row.querySelector('.curve').getBoundingClientRect();
        return Math.max(Math.abs(curve.left - first.left),
          Math.abs(curve.right - last.right));
        """
    )

    assert off <= 1


def test_the_lens_switches_by_keyboard(browser, address):
    from selenium.webdriver.common.keys import Keys  # noqa: PLC0415

    show(browser, address, 1280)
    both = browser.find_element("css selector", "input[value=both]")
    thinking = browser.find_element("id", "map-lane-thinking")
    backstage = browser.find_element("id", "map-lane-backstage")

    assert thinking.is_displayed()
    assert backstage.is_displayed()

    both.send_keys(Keys.ARROW_LEFT)
    assert (thinking.is_displayed(), backstage.is_displayed()) == (False, True)

    browser.switch_to.active_element.send_keys(Keys.ARROW_LEFT)
    assert (thinking.is_displayed(), backstage.is_displayed()) == (True, False)


def test_a_finding_lights_its_column_in_every_lane(browser, address):
    show(browser, address, 1720)
    browser.find_element("css selector", "#findings li:first-child p").click()
    lit = browser.execute_script(
        """
        const rows = [...document.querySelectorAll('#map tr:not(.stages, .line)')];
        return rows.map((row) =>
          [...row.cells].map((cell, i) => cell.classList.contains('lit') ? i : -1)
            .filter((i) => i >= 0).join());
        """
    )

    assert len(lit) > 10
    assert set(lit) == {"5"}


def test_a_finding_lights_its_column_when_the_keyboard_reaches_it(browser, address):
    show(browser, address, 1720)
    browser.execute_script("document.querySelector('#findings li a').focus()")

    assert browser.execute_script(
        "return document.getElementById('map-t5').classList.contains('lit')"
    )


def test_one_touchpoint_is_shown_at_a_time_and_the_map_comes_back(browser, address):
    show(browser, address, 1280, "#touchpoint-t5")
    shown = (
        "return [...document.querySelectorAll('.page')].filter((p) => p.offsetParent)"
        ".map((p) => p.id).concat("
        "document.getElementById('overview').offsetParent ? 'overview' : [])"
    )

    assert browser.execute_script(shown) == ["touchpoint-t5"]

    browser.find_element("css selector", "#touchpoint-t5 .ways [rel=next]").click()
    assert browser.execute_script(shown) == ["touchpoint-t6"]

    browser.find_element("css selector", "#touchpoint-t6 .ways .up").click()
    assert browser.execute_script(shown) == ["overview"]


def test_heads_and_lane_names_stay_in_view(browser, address):
    show(browser, address, 1280)
    off = browser.execute_script(
        """
        const sheet = document.getElementById('map');
        sheet.scrollTo(60, 300);
        const box = sheet.getBoundingClientRect();
        const lane = document.querySelector('#map-lane-score th').getBoundingClientRect();
        const head = document.querySelector('#map .stages th').getBoundingClientRect();
        return [lane.left - box.left, head.top - box.top];
        """
    )

    assert max(map(abs, off)) <= 2


def test_arrow_keys_walk_over_the_numbers(browser, address):
    from selenium.webdriver.common.keys import Keys  # noqa: PLC0415

    show(browser, address, 1720)
    first = browser.find_element("css selector", "#map-lane-reached .number")
    first.send_keys(Keys.ARROW_RIGHT)
    focused = browser.switch_to.active_element

    assert "91 % (88 to 94), n 655" in focused.text
    assert len(browser.find_elements("css selector", "#map .number[tabindex='0']")) == 1


def test_the_curve_is_a_strip_that_leads_to_columns_on_a_phone(browser, address):
    show(browser, address, 390)
    browser.find_element("css selector", "#map-strip a:nth-of-type(5)").click()
    off = browser.execute_script(
        """
        const sheet = document.getElementById('map').getBoundingClientRect();
        const head = document.getElementById('map-t5').getBoundingClientRect();
        return Math.abs(head.left - sheet.left);
        """
    )

    assert off <= 3


def test_the_console_stays_silent(browser, address):
    browser.get_log("browser")
    show(browser, address, 1280)
    show(browser, address, 390, "#touchpoint-t1")

    assert browser.get_log("browser") == []
