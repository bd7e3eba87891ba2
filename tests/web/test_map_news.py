"""What a page is told after a change: the steps, and the columns that look different."""

import re
from dataclasses import replace

from footlights.model.edits.applying import apply_edits
from footlights.model.edits.edit import EDITS
from footlights.render.map_columns import columns_of
from footlights.render.map_grid import map_grid
from footlights.usecases.examples import read_example
from footlights.web.changed_columns import changed_columns
from footlights.web.drawings import Drawing, Drawings
from support.served import put_log, small_rows


def edit(browser, *edits, revision=1):
    sent = {"expected_revision": revision, "edits": list(edits)}
    answer = browser.post("/api/maps/small/edits", json=sent)
    assert answer.status_code == 200, answer.text


def set_(part, part_id, field, value):
    return {"edit": "set", "part": part, "id": part_id, "field": field, "value": value}


def news(browser, since, **said):
    answer = browser.get("/api/maps/small/news", params={"since": since, **said})
    assert answer.status_code == 200, answer.text
    return answer.json()


def columns(html):
    return re.findall(r'data-touchpoint="([^"]+)"', html)


def test_the_column_that_has_changed_is_given_and_no_other(browser, small):
    edit(browser, set_("touchpoint", "b", "doing", "Waves"))
    told = news(browser, 1)

    assert columns(told["html"]) == ["b"]
    assert "Waves" in told["html"]
    assert (told["is_whole"], told["revision"]) == (False, 2)
    assert [step["no"] for step in told["steps"]] == [2]


def test_several_steps_are_told_at_once_and_nothing_if_nothing_is_new(browser, small):
    edit(browser, set_("touchpoint", "a", "doing", "One"))
    edit(browser, set_("touchpoint", "c", "doing", "Two"), revision=2)

    assert columns(news(browser, 1)["html"]) == ["a", "c"]
    assert columns(news(browser, 2)["html"]) == ["c"]
    assert (news(browser, 3)["html"], news(browser, 3)["steps"]) == ("", [])


def test_when_columns_come_or_go_their_order_is_told(browser, small):
    stage = read_small(browser)["stages"][0]["id"]
    new = {"id": "d", "name": "D"}
    edit(browser, {"edit": "remove", "part": "touchpoint", "id": "b"})
    add = {"edit": "add", "part": "touchpoint", "into": stage, "after": "a"}
    edit(browser, add | {"value": new}, revision=2)

    assert news(browser, 1)["columns"] == ["a", "d", "c"]
    assert columns(news(browser, 1)["html"]) == ["a", "d"]
    assert news(browser, 2)["columns"] == ["a", "d", "c"]
    assert news(browser, 3)["columns"] is None


def test_the_whole_table_is_given_when_a_lane_comes(browser, small):
    lane = {"id": "legal", "name": "Legal"}
    add = {"edit": "add", "part": "lane", "into": "small", "after": None}
    edit(browser, add | {"value": lane})
    edit(browser, set_("touchpoint", "b", "notes.legal", "Consent"), revision=2)

    assert news(browser, 1)["is_whole"]
    assert 'data-own="legal"' in news(browser, 1)["html"]
    assert columns(news(browser, 2)["html"]) == ["b"]
    assert "Consent" in news(browser, 2)["html"]


def test_the_whole_table_is_given_when_it_is_asked_for(browser, small):
    told = news(browser, 1, whole=True)

    assert told["is_whole"]
    assert columns(told["html"]) == ["a", "b", "c"]


def read_small(browser):
    return browser.get("/api/maps/small").json()["document"]


def test_problems_are_told_with_the_change(browser, small):
    before = {each["code"] for each in news(browser, 1)["problems"]}
    edit(browser, set_("touchpoint", "a", "channel", "carrier-pigeon"))
    after = {each["code"] for each in news(browser, 1)["problems"]}

    assert after - before == {"undeclared-channel"}


def test_numbers_are_those_of_now_even_if_the_revision_is_the_same(
    site, browser, small
):
    assert "journeys" not in news(browser, 1, whole=True)["html"]
    put_log(site, "small", [{**row, "closes": None} for row in small_rows()])
    for _ in range(300):
        told = news(browser, 1, whole=True)
        if told["doing"]["is_done"]:
            break

    assert 'class="number' in told["html"]


def test_news_since_a_revision_that_is_not_there_are_refused(browser, small):
    answer = browser.get("/api/maps/small/news?since=7")

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-revision")


def test_the_server_says_how_long_it_took(browser, small):
    said = browser.get("/api/maps/small/news?since=1").headers["server-timing"]

    assert re.fullmatch(r"total;dur=\d+\.\d", said)


def test_columns_of_a_map_are_those_of_the_whole():
    grid = map_grid(read_example("dinner"), None, is_whole=True)
    some = columns_of(grid, {"greeting", "pay"})

    assert [column.id for column in some.columns] == ["greeting", "pay"]
    assert some.stages == grid.stages
    assert [lane.id for lane in some.lanes] == [lane.id for lane in grid.lanes]
    assert some.feeling_lane.curve.drawn == grid.feeling_lane.curve.drawn
    assert len(some.feeling_lane.curve.points) == 2
    doing = next(lane for lane in some.lanes if lane.id == "doing")
    whole = next(lane for lane in grid.lanes if lane.id == "doing")
    assert doing.cells == (whole.cells[3], whole.cells[10])


def changed_by(*sent):
    before = read_example("dinner")
    edits = EDITS.validate_python(list(sent))
    return changed_columns(before, apply_edits(before, edits), edits)


def test_an_activity_changes_the_column_it_leaves_and_the_one_it_comes_to():
    move = {"edit": "move", "part": "activity", "id": "look-up", "into": "pay"}

    assert changed_by(move) == {"greeting", "pay"}
    assert changed_by(set_("activity", "look-up", "does", "Looks")) == {"greeting"}
    assert changed_by({"edit": "remove", "part": "activity", "id": "look-up"}) == {
        "greeting"
    }


def test_a_stage_is_seen_over_its_first_column_and_the_map_in_none():
    assert changed_by(set_("stage", "arrive", "name", "Come in")) == {"park"}
    assert changed_by(set_("map", "dinner", "name", "Supper")) == frozenset()


def test_a_channel_is_seen_wherever_it_is_used():
    before = read_example("dinner")
    channel = before.touchpoint("greeting").channel
    using = {t.id for t in before.touchpoints if t.channel == channel}

    assert changed_by(set_("channel", channel, "name", "At the door")) == using


def test_a_drawing_is_made_once_until_its_numbers_are_others():
    drawings, made = Drawings(), []

    def make():
        made.append(1)
        return Drawing(
            (), html=str(len(made)), is_whole=True, columns=None, problems=()
        )

    numbers = object()
    first = drawings.get("a", numbers, make)

    assert drawings.get("a", numbers, make) is first
    assert drawings.get("a", object(), make) == replace(first, html="2")
    assert drawings.get("b", numbers, make).html == "3"
