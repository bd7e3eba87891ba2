"""The workspace as people use it: by mouse, by keyboard, several at once, offline."""

import json
import re
import time
import urllib.request

import pytest
from playwright.sync_api import expect

from footlights.usecases.examples import read_example
from support.browsers import map_now, saved, workspace_at
from support.served import put_log, put_map, small_map, small_rows

WIDTHS = (1280, 820, 390)


@pytest.fixture
def open_page(engine, served):
    """Open a page in a browser of its own; no page may break on the way."""
    contexts, broken = [], []

    def opened(path="/", **about):
        context = engine.new_context(viewport={"width": 1400, "height": 950}, **about)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.goto(served[1] + path)
        ready(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert broken == []


def cell(page, lane, column):
    return page.locator(f"tr[data-lane={lane}] td").nth(column)


def write(page, where, words):
    """Write into a cell by mouse and keys, as people do."""
    where.click()
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def when_measured(served, map_id):
    """Give the measures of a map once they are those of the map as it is."""
    for _ in range(600):
        with urllib.request.urlopen(  # noqa: S310 - our own address
            f"{served[1]}/api/maps/{map_id}/measures"
        ) as answer:
            told = json.load(answer)
        if told["doing"]["is_done"]:
            return told["measured"]
        time.sleep(0.1)
    pytest.fail("it was not measured in a minute")


def ready(page):
    """Wait until the tools of a map answer."""
    if page.locator("#undo").count():
        expect(page.locator("#undo")).to_be_enabled()


def drag(page, source, target):
    source.drag_to(target, target_position={"x": 8, "y": 12})


def test_the_restaurant_map_from_empty_by_mouse(open_page, served):  # noqa: PLR0915 - one story
    page = open_page("/")
    page.click("text=Make the first map")
    empty = page.locator("form:has(input[value=empty])")
    empty.locator("[name=name]").fill("Dinner")
    empty.locator("[name=stages]").fill("Arrive\nDine")
    empty.locator("button").click()
    page.wait_for_url("**/maps/dinner?lens=both")
    ready(page)

    write(page, page.locator("[data-touchpoint] svg").nth(0), "Parks")
    expect(page.locator("[data-touchpoint=parks]")).to_be_visible()
    page.locator("[data-touchpoint=parks] svg").click()
    page.click("#add-touchpoint")
    page.locator(".typing").fill("Greeted")
    page.keyboard.press("Enter")
    expect(page.locator("[data-touchpoint=greeted]")).to_be_visible()
    saved(page)
    write(page, cell(page, "doing", 1), "Gives the name")
    write(page, cell(page, "pains", 1), "Nobody at the door")
    write(page, cell(page, "channel", 1), "In person")
    saved(page)

    feeling = cell(page, "feeling", 1)
    feeling.scroll_into_view_if_needed()
    box = feeling.bounding_box()
    middle = box["x"] + box["width"] / 2
    page.mouse.move(middle, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(middle, box["y"] + box["height"] / 2 - 48, steps=6)
    page.mouse.up()
    saved(page)

    cell(page, "frontstage", 1).dblclick()
    page.locator(".typing").fill("Greets by name")
    page.keyboard.press("Enter")
    expect(page.locator("[data-activity=greets-by-name]")).to_be_visible()
    cell(page, "backstage", 1).dblclick()
    page.locator(".typing").fill("Finds the booking")
    page.keyboard.press("Enter")
    later = page.locator("[data-activity=finds-the-booking]")
    expect(later).to_be_visible()
    saved(page)
    later.hover()
    later.locator(".follow").drag_to(page.locator("[data-activity=greets-by-name]"))
    expect(page.locator("svg.arrows path[marker-end]")).to_have_count(1)

    drag(
        page,
        page.locator("[data-touchpoint=greeted]"),
        page.locator("[data-touchpoint=parks]"),
    )
    expect(page.locator("[data-touchpoint]").nth(0)).to_contain_text("Greeted")
    saved(page)

    drawn = map_now(served, "dinner")
    assert [t.name for t in drawn.stages[0].touchpoints] == ["Greeted", "Parks"]
    greeted = drawn.touchpoint("greeted")
    assert (greeted.doing, greeted.pains) == ("Gives the name", ("Nobody at the door",))
    assert (greeted.channel, drawn.channels[0].form) == ("in-person", "human")
    assert greeted.feeling.valence > 0.5
    (first, second) = greeted.activities
    assert (first.line, second.line) == ("frontstage", "backstage")
    assert first.after == ("finds-the-booking",)


def test_the_restaurant_map_from_empty_by_keyboard_alone(open_page, served):  # noqa: PLR0915 - one story
    page = open_page("/maps/new")
    keys = page.keyboard
    page.locator("form:has(input[value=empty]) [name=name]").focus()
    keys.type("Supper")
    keys.press("Tab")
    keys.type("Arrive")
    keys.press("Tab")
    keys.press("Enter")
    page.wait_for_url("**/maps/supper**")
    expect(page.locator("#undo")).to_be_enabled()

    page.locator("[data-touchpoint]").first.focus()
    keys.type("Waits")
    keys.press("Enter")
    expect(page.locator("[data-touchpoint=waits]")).to_be_visible()
    keys.press("ArrowUp")
    keys.press("Insert")
    expect(page.locator(".typing")).to_be_visible()
    keys.type("Eats")
    keys.press("Tab")
    expect(page.locator("[data-touchpoint=eats]")).to_be_visible()
    saved(page)
    page.locator("[data-touchpoint=eats]").focus()
    keys.press("ArrowDown")
    keys.press("Enter")
    keys.type("Shares plates")
    keys.press("Enter")
    keys.press("ArrowDown")
    keys.press("+")
    keys.press("+")
    saved(page)
    page.locator("[data-touchpoint=eats]").focus()
    keys.press("Alt+ArrowLeft")
    expect(page.locator("[data-touchpoint]").first).to_contain_text("Eats")
    saved(page)
    page.locator("[data-touchpoint=waits]").focus()
    keys.press("Alt+Enter")
    panel = page.locator("#panel")
    panel.locator("[name=kind]").first.focus()
    keys.type("wait")
    panel.locator("button[type=submit]").focus()
    keys.press("Enter")
    saved(page)
    page.locator("[data-touchpoint=eats]").focus()
    keys.press("Control+d")
    expect(page.locator(".typing")).to_be_visible()
    keys.press("Escape")
    expect(page.locator("[data-touchpoint]")).to_have_count(3)
    saved(page)
    keys.press("Control+Backspace")
    expect(page.locator("[data-touchpoint]")).to_have_count(2)
    saved(page)
    keys.press("Control+z")
    expect(page.locator("[data-touchpoint]")).to_have_count(3)
    keys.press("?")
    expect(page.locator("#sheet")).to_contain_text("Shortcuts")

    drawn = map_now(served, "supper")
    assert [t.id for t in drawn.touchpoints] == ["eats", "eats-2", "waits"]
    assert drawn.touchpoint("eats").doing == "Shares plates"
    assert drawn.touchpoint("eats").feeling.valence == 1
    assert drawn.touchpoint("waits").kind == "wait"


def test_cells_of_a_spreadsheet_are_pasted_and_columns_grow(open_page, served):
    put_map(served[0], small_map())
    page = open_page("/maps/small")
    head = page.locator("[data-touchpoint=b]")
    head.locator("svg").click()
    block = 'Asks\tPays\tLeaves\n"Says\nhello"\tTakes out a card\tWaves'
    page.evaluate(
        """text => {
          const held = new DataTransfer();
          held.setData("text/plain", text);
          const event = new ClipboardEvent("paste", { clipboardData: held, bubbles: true });
          document.activeElement.dispatchEvent(event);
        }""",
        block,
    )
    expect(page.locator("[data-touchpoint]")).to_have_count(4)
    saved(page)

    names = [(t.name, t.doing) for t in map_now(served, "small").touchpoints]
    assert names == [
        ("A", None),
        ("Asks", "Says\nhello"),
        ("Pays", "Takes out a card"),
        ("Leaves", "Waves"),
    ]


def test_two_people_see_each_other_and_both_edits_stay(open_page, served):
    put_map(served[0], small_map())
    one, other = open_page("/maps/small"), open_page("/maps/small")
    expect(one.locator("#people b")).to_have_count(1)

    write(one, cell(one, "doing", 0), "First")
    expect(cell(other, "doing", 0)).to_have_text("First", timeout=2_000)
    cell(other, "doing", 1).click()
    expect(cell(one, "doing", 1)).to_have_attribute("data-who", "Guest")
    other.keyboard.type("Second")
    other.keyboard.press("Enter")
    expect(cell(one, "doing", 1)).to_have_text("Second", timeout=2_000)
    assert [t.doing for t in map_now(served, "small").touchpoints[:2]] == [
        "First",
        "Second",
    ]


def test_two_edits_of_one_cell_are_both_shown_and_one_is_chosen(open_page, served):
    put_map(served[0], small_map())
    one, other = open_page("/maps/small"), open_page("/maps/small")
    expect(one.locator("#people b")).to_have_count(1)
    # The second does not hear of the first: it was away for a moment.
    other.context.set_offline(True)
    write(one, cell(one, "doing", 0), "Theirs")
    saved(one)
    write(other, cell(other, "doing", 0), "Ours")
    expect(other.locator("#saving")).to_contain_text("No connection")
    other.context.set_offline(False)
    sheet = other.locator("#sheet")
    expect(sheet).to_contain_text("Somebody else changed this", timeout=15_000)
    expect(sheet).to_contain_text("Theirs")
    expect(sheet).to_contain_text("Ours")
    sheet.get_by_role("button", name="Keep yours").click()
    expect(cell(one, "doing", 0)).to_have_text("Ours", timeout=5_000)

    assert map_now(served, "small").touchpoint("a").doing == "Ours"


def test_a_lost_connection_loses_nothing_even_when_the_page_is_loaded_again(
    open_page, served
):
    put_map(served[0], small_map())
    page = open_page("/maps/small")
    expect(page.locator("#undo")).to_be_enabled()
    page.route("**/edits", lambda route: route.abort())
    write(page, cell(page, "doing", 0), "Kept")
    expect(page.locator("#saving")).to_contain_text("No connection")
    page.unroute("**/edits")
    page.reload()
    expect(cell(page, "doing", 0)).to_have_text("Kept")
    saved(page)

    assert map_now(served, "small").touchpoint("a").doing == "Kept"


def test_comments_stand_on_their_cell(open_page, served):
    put_map(served[0], small_map())
    one, other = open_page("/maps/small"), open_page("/maps/small")
    cell(one, "doing", 0).click()
    one.keyboard.press("Alt+c")
    one.locator("#panel textarea").first.fill("Is this so?")
    one.locator("#panel .say button").first.click()
    expect(one.locator("#panel .thread")).to_contain_text("Is this so?")

    badge = cell(other, "doing", 0).locator(".badge")
    expect(badge).to_have_text("1", timeout=3_000)
    badge.click()
    other.get_by_role("button", name="Resolve").click()
    expect(one.locator(".badge")).to_have_count(0, timeout=3_000)


def test_lanes_are_hidden_and_kept_as_a_view(open_page, served):
    put_map(served[0], small_map())
    page = open_page("/maps/small")
    page.click("#lanes-menu summary")
    page.uncheck("#lanes input[value=thinking]")
    expect(page.locator("tr[data-lane=thinking]")).to_be_hidden()
    assert "hide=thinking" in page.url
    page.fill("#keep-view input", "Board")
    page.click("#keep-view button")
    expect(page.locator(".toast")).to_contain_text("Board")
    page.goto(served[1] + "/maps/small")
    page.click("summary:has-text('Views')")
    page.click("text=Board")
    expect(page.locator("tr[data-lane=thinking]")).to_be_hidden()


def test_back_and_forward_keep_the_filters(open_page, served):
    put_map(served[0], small_map())
    put_log(served[0], "small", [{**row, "closes": None} for row in small_rows()])
    page = open_page("/maps/small/explore/transitions")
    page.select_option("[name=completed]", "yes")
    page.click("button:has-text('Show')")
    page.click("nav.questions >> text=Variants")
    expect(page.locator("[name=completed]")).to_have_value("yes")
    page.go_back()
    expect(page.locator("h2#question")).to_contain_text("way")
    page.go_forward()
    assert "completed=yes" in page.url


PAGES = (
    "/",
    "/maps/new",
    "/maps/dinner",
    "/maps/dinner?stage=arrive",
    "/maps/dinner/touchpoints/greeting",
    "/maps/dinner/explore/transitions",
    "/maps/dinner/data",
    "/maps/dinner/history?since=1&upto=1",
    "/maps/dinner/compare?other=small",
    "/maps/dinner/comments",
    "/maps/dinner/export",
    "/maps/dinner/share",
    "/maps/dinner/settings",
    "/maps/dinner/present",
    "/data",
    "/data/new",
    "/people",
    "/account",
    "/activity",
    "/search?words=table",
    "/first",
    "/nothing",
)


@pytest.fixture(scope="module")
def full(engine, tmp_path_factory):
    """A workspace with an example, a small map, its numbers, and pages to look at."""
    with workspace_at(tmp_path_factory.mktemp("full") / "workspace") as (site, base):
        put_map(site, read_example("dinner"))
        put_map(site, small_map())
        put_log(site, "small", [{**row, "closes": None} for row in small_rows()])
        yield engine, base


def test_work_that_goes_on_is_told_stopped_and_left_without_scripts(engine, served):
    site, base = served
    put_map(site, small_map())
    rows = [{**row, "closes": None} for row in small_rows()]
    dataset = put_log(site, "small", rows, name="calls")
    when_measured(served, "small")
    context = engine.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/data/{dataset}")
    with site.numbers.logs.turn_of(dataset):
        page.click("text=Draw it")
        page.wait_for_url("**/working/*")
        expect(page.locator("h1")).to_have_text("Drawing a first map of calls")
        expect(page.locator("progress")).to_be_visible()
        page.click("button:has-text('Stop')")
        expect(page.locator("[role=alert]")).to_contain_text("It was stopped")
        page.click("text=Back")
    page.click("text=Draw it")
    # Without scripts the page looks again by itself.
    page.wait_for_url("**/maps/calls*", timeout=30_000)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(full, scheme):
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - slow

    engine, base = full
    page = engine.new_context(color_scheme=scheme).new_page()
    found = {}
    for path in (*PAGES, "/maps/small", "/maps/small/data"):
        page.goto(base + path)
        page.wait_for_timeout(300)
        results = Axe().run(page).response["violations"]
        serious = [
            (each["id"], each["nodes"][0]["html"][:200])
            for each in results
            if each["impact"] in {"serious", "critical"}
        ]
        if serious:
            found[path] = serious
    page.context.close()
    assert found == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_its_screen(full, width):
    engine, base = full
    page = engine.new_context(viewport={"width": width, "height": 900}).new_page()
    wide = {}
    for path in (*PAGES, "/maps/small", "/maps/small/data"):
        page.goto(base + path)
        page.wait_for_timeout(150)
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            wide[path] = over
    page.context.close()
    assert wide == {}


def test_everything_can_be_read_without_scripts(full):
    engine, base = full
    page = engine.new_context(java_script_enabled=False).new_page()
    page.goto(base + "/maps/dinner")
    expect(page.locator(".notice.inside")).to_contain_text("JavaScript")
    expect(page.locator("tr[data-lane=doing] td").first).to_contain_text("menu")
    page.goto(base + "/maps/dinner/present")
    page.click("text=Next")
    expect(page.locator("h1")).to_have_text("Arrive")
    page.context.close()


def test_a_map_prints(full):
    engine, base = full
    page = engine.new_page()
    page.goto(base + "/maps/dinner")
    expect(page.locator(".arrows path").first).to_be_attached()
    page.emulate_media(media="print")
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator(".arrows")).to_be_hidden()
    assert page.pdf(landscape=True).startswith(b"%PDF")
    page.close()


def test_a_touchpoint_prints_from_the_first_sheet_on(full):
    engine, base = full
    page = engine.new_page()
    page.goto(base + "/maps/dinner/touchpoints/greeting")
    page.emulate_media(media="print")
    begins = "getComputedStyle(document.querySelector('.page')).breakBefore"
    assert page.evaluate(begins) == "auto"
    page.close()


def big_map(count):
    document = small_map().model_dump(mode="json", by_alias=True, exclude_defaults=True)
    document |= {"id": "big", "name": "Big"}
    document["stages"] = [
        {
            "id": f"s{no}",
            "name": f"Stage {no}",
            "touchpoints": [
                {
                    "id": f"t{no}-{k}",
                    "name": f"Touchpoint {k} of {no}",
                    "doing": "Does something that takes a few words to say",
                    "thinking": "Will this take long?",
                    "feeling": {"word": "calm", "valence": (k % 5) / 2 - 1},
                    "pains": ["It takes long", "Nobody says why"],
                }
                for k in range(10)
            ],
        }
        for no in range(count // 10)
    ]
    return type(small_map()).model_validate(document)


LONGEST_TASK = 100
"""Milliseconds that the browser may work without looking at the mouse again."""


def longest_tasks(trace):
    """Give the longest tasks of the page's main thread, in milliseconds of its work.

    Waiting for a processor that others use is not counted, as it is not the page's.
    """
    events = json.loads(trace)["traceEvents"]
    mains = {
        (event["pid"], event["tid"])
        for event in events
        if event.get("args", {}).get("name") == "CrRendererMain"
    }
    tasks = [
        event.get("tdur", event["dur"]) / 1000
        for event in events
        if event.get("ph") == "X"
        and event["name"].endswith("RunTask")
        and (event["pid"], event["tid"]) in mains
    ]
    return sorted(tasks)[-5:]


def test_a_map_of_200_touchpoints_is_edited_without_a_long_task(
    engine, open_page, served
):
    put_map(served[0], big_map(200))
    page = open_page("/maps/big")
    page.wait_for_timeout(1_500)
    engine.start_tracing(page=page, categories=["toplevel"])
    for column in range(3):
        write(page, cell(page, "doing", column), f"Does the {column}th thing")
    cell(page, "feeling", 3).click()
    page.keyboard.press("+")
    # Not `expect`: what it asks of a large page while it waits takes long itself.
    page.click("#add-touchpoint")
    page.locator(".typing").wait_for()
    page.keyboard.type("One more")
    page.keyboard.press("Enter")
    page.locator("[data-touchpoint=one-more]").wait_for()
    page.wait_for_timeout(1_500)
    page.keyboard.press("Control+z")
    page.locator("[data-touchpoint=one-more]").wait_for(state="detached")
    page.mouse.move(700, 500)
    for _ in range(10):
        page.mouse.wheel(600, 0)
        page.wait_for_timeout(60)
    page.wait_for_timeout(1_000)
    longest = longest_tasks(engine.stop_tracing())

    assert map_now(served, "big").touchpoints[2].doing == "Does the 2th thing"
    assert len(longest) == 5
    assert longest[-1] < LONGEST_TASK, longest


def test_columns_come_go_and_move_where_another_has_the_map_open(open_page, served):
    put_map(served[0], read_example("dinner"))
    one, other = open_page("/maps/dinner"), open_page("/maps/dinner")
    expect(one.locator("#people b")).to_have_count(1)
    one.locator("[data-touchpoint=eat] svg").first.click()
    one.keyboard.press("Alt+ArrowLeft")
    one.keyboard.press("Alt+ArrowLeft")
    saved(one)
    one.locator("[data-touchpoint=park] svg").first.click()
    one.keyboard.press("Control+Backspace")
    saved(one)
    one.locator("[data-touchpoint=pay] svg").first.click()
    one.keyboard.press("Control+d")
    expect(one.locator(".typing")).to_be_visible()
    one.keyboard.press("Escape")
    saved(one)

    drawn = [touchpoint.id for touchpoint in map_now(served, "dinner").touchpoints]
    for page in (one, other):
        heads = page.locator("#map [data-touchpoint]")
        expect(heads).to_have_count(len(drawn))
        expect(heads.first).to_have_attribute("data-touchpoint", drawn[0])
        assert drawn == heads.evaluate_all(
            "all => all.map((each) => each.dataset.touchpoint)"
        )
        # As the server draws the whole of it, cell by cell.
        words = page.locator("#map tbody td").evaluate_all(
            "all => all.map((each) => each.innerText.replace('→', '').trim())"
        )
        page.reload()
        ready(page)
        assert words == page.locator("#map tbody td").evaluate_all(
            "all => all.map((each) => each.innerText.replace('→', '').trim())"
        )
        expect(page.locator("#map svg.curve")).to_have_count(1)


def test_the_call_centre_comes_in_by_the_wizard_and_is_bound(
    open_page, served, shared_data
):
    log = next((shared_data / "callcenter_reservations").glob("*.csv*"))
    page = open_page("/data/new")
    page.set_input_files("[name=file]", log)
    page.click("text=Look at it")
    page.click("text=Read it")
    page.wait_for_url(re.compile(r"/data/[0-9a-f]{16}$"), timeout=60_000)
    page.fill("[name=name]", "Call centre")
    page.click("text=Draw it")
    page.wait_for_url("**/maps/**", timeout=60_000)
    map_id = page.url.rsplit("/", 1)[1].split("?")[0]
    when_measured(served, map_id)
    page.reload()
    ready(page)
    first = page.locator("[data-touchpoint]").first
    gone = first.get_attribute("data-touchpoint")
    first.locator("svg").click()
    page.keyboard.press("Control+Backspace")
    expect(page.locator(f"[data-touchpoint={gone}]")).to_have_count(0)
    saved(page)
    when_measured(served, map_id)
    page.goto(f"{served[1]}/maps/{map_id}/data")
    expect(page.locator("table caption")).to_contain_text("does not explain")
    before = page.locator("table tbody tr").count()
    with page.expect_navigation():
        page.locator("button:has-text('Bind')").first.click()
    coverage = when_measured(served, map_id)["coverage"]
    assert len(coverage["off_map"]) == before - 1
