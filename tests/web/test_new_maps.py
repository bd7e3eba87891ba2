"""Beginning a map: asked first, and not asked twice after a mistake."""

import re

import pytest

from support.served import put_map, served, small_map


@pytest.fixture
def browser(tmp_path):
    with served(tmp_path / "workspace") as (site, client):
        put_map(site, small_map())
        yield client


def send(browser, **said):
    return browser.post("/maps/new", data=said, follow_redirects=False)


@pytest.mark.parametrize("lens", ["customer", "business", "both"])
def test_the_lens_that_serves_the_question_is_the_one_the_map_opens_in(browser, lens):
    made = send(browser, begin="empty", name="Visit", stages="Arrive", lens=lens)

    assert made.headers["location"] == f"/maps/visit?lens={lens}"
    page = browser.get(made.headers["location"]).text
    assert re.search(rf'name="lens" value="{lens}" checked', page)


def test_what_was_said_of_an_empty_map_stays_after_a_mistake(browser):
    stages = "Arrive\n" + "x" * 130
    page = send(browser, begin="empty", name="Visit", stages=stages, lens="business")

    assert page.status_code == 400
    form = re.search(r'value="empty">(.*?)</form>', page.text, re.DOTALL)[1]
    assert 'role="alert"' in form
    assert 'name="name" value="Visit"' in form
    assert f">{stages}</textarea>" in form
    assert re.findall(r'value="(\w+)" checked', form) == ["business"]


def test_what_was_said_of_one_way_to_begin_does_not_stand_in_another(browser):
    page = send(browser, begin="copy", name="y" * 130, example="small").text

    copied = re.search(r'value="copy">(.*?)</form>', page, re.DOTALL)[1]
    assert f'value="{"y" * 130}"' in copied
    assert page.count("y" * 130) == 1
    assert page.count('role="alert"') == 1


def test_pages_of_a_map_lead_back_to_all_maps(browser):
    for path in ("/maps/small", "/maps/small/history", "/maps/small/touchpoints/a"):
        assert (
            '<p class="crumb"><span class="up"><a href="/">Maps</a>'
            in browser.get(path).text
        )


def test_earlier_activity_is_offered_only_where_there_is_some(browser):
    assert ">Earlier<" not in browser.get("/activity").text

    for no in range(60):
        send(browser, begin="empty", name=f"Map {no}")
    first = browser.get("/activity").text
    assert ">Earlier<" in first
    before = re.search(r'href="(\?before=\d+)"', first)[1]
    assert ">Earlier<" not in browser.get(f"/activity{before}").text
