"""Answers to a survey, joined to the data of a map in the browser."""

import time

import pytest

from footlights.usecases.workspace.datasets import list_datasets
from footlights.usecases.workspace.policy import OPERATOR
from footlights.web import long_work
from support.served import join, put_log, signed_in, small_rows

ANSWERS = """\
person,at,score,text
p1,2026-12-01T09:00:00Z,5,Quick
p2,2026-12-01T09:00:00Z,2,Slow
zoe,2026-12-01T09:00:00Z,1,Who?
"""


def when_measured(browser, map_id="small"):
    for _ in range(400):
        told = browser.get(f"/api/maps/{map_id}/measures").json()
        if told["doing"]["is_done"]:
            return told["measured"]
        time.sleep(0.05)
    pytest.fail("it was not measured in twenty seconds")


def sent(browser, text=ANSWERS, name="answers.csv", **said):
    """Send a file of answers, and give the page that comes of it."""
    return browser.post(
        "/maps/small/data/answers",
        files={"file": (name, text.encode())},
        data={"within": "400d"} | said,
    )


@pytest.fixture(autouse=True)
def _no_page_in_between(monkeypatch):
    monkeypatch.setattr(long_work, "WAIT_SECONDS", 60)


@pytest.fixture
def measured(site, browser, small):
    """A map that is measured on a log without any score."""
    rows = [{**row, "score": None} for row in small_rows()]
    put_log(site, small, rows)
    return when_measured(browser)


def test_answers_are_joined_and_the_map_is_measured_with_them(browser, measured):
    assert measured["whole"]["score"]["mean"]["value"] is None
    page = browser.get("/maps/small/data").text
    assert 'href="/maps/small/data/answers"' in page

    answer = sent(browser)

    assert answer.url.path == "/maps/small/data"
    found = when_measured(browser)
    assert found["log"]["answers"][0]["joined"] == 2
    assert found["whole"]["score"]["mean"]["value"] == 3.5
    assert found["whole"]["score"]["mean"]["n"] == 2
    told = browser.get("/maps/small/data").text
    assert "2 of 3 responses in answers.csv joined" in told
    assert "1 person not in the log" in told


def test_what_was_asked_about_is_chosen_among_the_touchpoints(browser, measured):
    form = browser.get("/maps/small/data/answers").text
    assert '<option value="a">A</option>' in form

    sent(browser, about="a")

    found = when_measured(browser)
    scored = {each["id"]: each["score"]["mean"]["n"] for each in found["touchpoints"]}
    assert scored == {"a": 2, "b": 0, "c": 0}


@pytest.mark.parametrize(
    ("text", "said", "words"),
    [
        (ANSWERS.replace("p1", "who").replace("p2", "else"), {}, "None of the 3"),
        ("person,at\np1,2026-12-01T09:00:00Z\n", {}, "score"),
        (ANSWERS, {"within": "30"}, "needs a unit of time"),
        (ANSWERS, {"score": "stars"}, "stars"),
        (ANSWERS, {"zone": "Rome"}, "Rome"),
        ("", {}, "it is empty"),
        ("\x89PNG", {}, "answers.csv"),
    ],
)
def test_what_cannot_be_joined_is_said_beside_the_form(
    browser, measured, text, said, words
):
    answer = sent(browser, text, **said)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert words in answer.text
    assert "uploads" not in answer.text
    assert when_measured(browser)["log"]["answers"] == []


def test_the_same_file_is_not_joined_twice(browser, measured):
    sent(browser)

    again = sent(browser, name="copy.csv")

    assert again.status_code == 422
    assert "copy.csv" in again.text


def test_only_who_may_manage_data_joins_answers(site, browser, measured):
    join(site, "cat", "reader")
    cat = signed_in(site, "cat")

    assert 'href="/maps/small/data/answers"' not in cat.get("/maps/small/data").text
    assert cat.get("/maps/small/data/answers").status_code == 403
    assert sent(cat).status_code == 403
    (dataset,) = list_datasets(site.workspace, OPERATOR)
    assert dataset.sources == ["log"]
