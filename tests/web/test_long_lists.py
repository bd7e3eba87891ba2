"""Hundreds of maps, people and comments: found, and a page at a time."""

import re

import pytest

from footlights.usecases.workspace.comments import comment, list_comments
from footlights.usecases.workspace.maps import settle
from footlights.usecases.workspace.places import Place
from footlights.usecases.workspace.policy import OPERATOR, Caller
from footlights.web.site import right_now
from support.served import HOSTILE, join, put_map, signed_in, small_map


def named_map(no, name):
    return small_map().model_copy(update={"id": f"m{no}", "name": name})


@pytest.fixture
def library(site):
    """Thirty maps; every third is about winter, and the first of these is agreed."""
    for no in range(30):
        season = "Winter" if no % 3 == 0 else "Summer"
        put_map(site, named_map(no, f"{season} {no:02}"))
    settle(site.workspace, OPERATOR, "m0", status="agreed", now=right_now())


def cards(text):
    return re.findall(r'<h2 dir="auto">([^<]+)</h2>', text)


@pytest.mark.usefixtures("library")
def test_many_maps_are_shown_a_page_at_a_time(browser):
    first = browser.get("/").text
    second = browser.get("/?page=2").text

    assert len(cards(first)) == 24
    assert "1 to 24 of 30" in first
    assert cards(second) == [f"Winter {no:02}" for no in (12, 15, 18, 21, 24, 27)]


@pytest.mark.usefixtures("library")
def test_maps_are_found_by_title_and_status(browser):
    found = browser.get("/?words=winter").text

    assert len(cards(found)) == 10
    assert "10 maps" in found
    assert cards(browser.get("/?words=winter&status=agreed").text) == ["Winter 00"]
    assert "No map is called so" in browser.get("/?words=autumn").text


def test_a_few_maps_need_no_filter_over_them(site, browser):
    put_map(site, small_map())

    assert 'class="sift"' not in browser.get("/").text


def test_what_was_done_again_and_again_is_told_once_with_the_name_of_the_map(
    site, browser, small
):
    for _ in range(3):
        comment(
            site.workspace,
            OPERATOR,
            small,
            Place("map", small),
            "Again",
            now=right_now(),
        )

    feed = browser.get("/").text.partition('class="feed"')[2]
    assert feed.count("commented on") == 1
    assert ", 3 times" in feed
    assert ">Small<" in feed or f">{small_map().name}<" in feed


@pytest.fixture
def crowd(site, small):
    join(site, "ann", "owner")
    for no in range(60):
        join(site, f"p{no:02}", "reader")
    return signed_in(site, "ann")


def test_many_people_are_shown_a_page_at_a_time_and_found(crowd):
    everybody = crowd.get("/people").text

    assert everybody.count('<th scope="row"') == 50
    assert "61 people" in everybody
    assert crowd.get("/people?words=p41@").text.count('<th scope="row"') == 1
    assert crowd.get("/people?words=owner").text.count('<th scope="row"') == 1
    assert "Nobody is called so" in crowd.get("/people?words=zoe").text


def test_whoever_gives_a_role_stays_with_what_they_looked_for(crowd):
    answer = crowd.post(
        "/people/p41/role?words=p4",
        data={"role": "editor"},
        follow_redirects=False,
    )

    assert answer.headers["location"] == "/people?words=p4"


@pytest.fixture
def talk(site, small):
    """Sixty comments: on the first touchpoint, and one about a price on the second."""
    touchpoints = small_map().touchpoints
    for no in range(60):
        at = touchpoints[1 if no == 7 else 0].id
        words = "The price is hidden" if no == 7 else f"Thought {no}"
        comment(
            site.workspace,
            OPERATOR,
            small,
            Place("touchpoint", at, "pains"),
            words,
            now=right_now(),
        )
    return f"/maps/{small}/comments"


def said(text):
    return re.findall(r'<p dir="auto" class="said">([^<]+)</p>', text)


def test_many_comments_are_shown_newest_first_a_page_at_a_time(browser, talk):
    assert said(browser.get(talk).text)[:2] == ["Thought 59", "Thought 58"]
    assert len(said(browser.get(talk).text)) == 25
    assert len(said(browser.get(f"{talk}?page=3").text)) == 10


def test_comments_stand_under_the_name_of_their_cell_and_are_found(browser, talk):
    name = small_map().touchpoints[1].name
    found = browser.get(f"{talk}?words=price").text

    assert said(found) == ["The price is hidden"]
    assert f"{name}: pains" in found
    assert "No comment says this" in browser.get(f"{talk}?words=weather").text


def test_comments_are_answered_and_resolved_without_scripts(site, browser, small, talk):
    (one,) = [
        each
        for each in list_comments(site.workspace, OPERATOR, small)
        if "price" in each.text
    ]
    browser.post(f"{talk}/{one.id}/answers", data={"text": HOSTILE})
    page = browser.get(f"{talk}?words=price").text
    browser.post(f"{talk}/{one.id}/resolved", data={"resolved": "yes"})

    assert "&lt;script&gt;" in page
    assert HOSTILE not in page
    assert said(browser.get(f"{talk}?words=price").text) == []
    assert "The price is hidden" in browser.get(f"{talk}?which=resolved").text


def test_a_comment_is_made_without_scripts_and_names_somebody(site, small):
    join(site, "ann", "owner")
    join(site, "bob", "commenter")
    ann, bob = signed_in(site, "ann"), signed_in(site, "bob")
    stage = small_map().stages[0].id
    bob.post(
        f"/maps/{small}/comments",
        data={"cell": f"stage/{stage}", "text": "Is it so, @ann?"},
    )

    (one,) = list_comments(site.workspace, Caller("ann"), small)
    assert (one.place, one.mentions) == (Place("stage", stage), ("ann",))
    assert "Is it so, @ann?" in ann.get(f"/maps/{small}/comments?which=named").text
    assert "You are named" in ann.get("/").text
    assert "You are named" not in bob.get("/").text


def test_who_only_reads_is_offered_no_answer_and_refused(site, small, talk):
    join(site, "ann", "owner")
    join(site, "cat", "reader")
    cat = signed_in(site, "cat")

    assert "Answer to" not in cat.get(talk).text
    refused = cat.post(talk, data={"cell": f"map/{small}", "text": "No"})
    assert refused.status_code == 403


def test_as_many_questions_to_the_store_for_many_comments_as_for_few(
    site, small, talk, monkeypatch
):
    del talk
    asked = []
    store = site.workspace.store
    records = type(store.reading().__enter__().mentions)
    once = records._where

    def counted(self, *conditions, **about):
        asked.append(conditions)
        return once(self, *conditions, **about)

    monkeypatch.setattr(records, "_where", counted)
    list_comments(site.workspace, OPERATOR, small)

    assert len(asked) == 1


def test_hits_of_a_search_stand_under_their_map_with_the_place_in_words(site, browser):
    put_map(site, named_map(1, "One"))
    put_map(site, named_map(2, "Two"))
    page = browser.get("/search?words=stage+1").text

    assert page.count('<section class="hits">') == 2
    assert '<span dir="auto">Stage 1</span> <small><span dir="auto">Stage 1' in page
