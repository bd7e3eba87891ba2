"""Answers to a survey, joined over the interface to the data of a map."""

from time import sleep

import pytest

from footlights.web import long_work
from support.served import put_log, small_rows

ANSWERS = """\
person,at,score
p1,2026-12-01T09:00:00Z,5
zoe,2026-12-01T09:00:00Z,1
"""


@pytest.fixture
def answers(site, browser, small):
    """The address of answers to a map that has data."""
    put_log(site, small, [{**row, "score": None} for row in small_rows()])
    return "/api/maps/small/answers"


def sent(browser, address, **told):
    told = {"file": "answers.csv", "within": "400d"} | told
    return browser.post(address, params=told, content=ANSWERS.encode())


def test_answers_are_joined_and_told(browser, answers, monkeypatch):
    monkeypatch.setattr(long_work, "WAIT_SECONDS", 60)

    found = sent(browser, answers, about="a")

    assert found.status_code == 201
    (counts,) = found.json()
    assert (counts["responses"], counts["joined"]) == (2, 1)
    assert counts["about"] == ["a"]
    assert browser.get(answers).json() == found.json()


def test_what_takes_longer_is_asked_for_again(browser, answers, monkeypatch):
    monkeypatch.setattr(long_work, "WAIT_SECONDS", 0)

    begun = sent(browser, answers)

    assert begun.status_code == 202
    for _ in range(1200):
        work = browser.get(begun.headers["location"]).json()
        if work["state"] != "going-on":
            break
        sleep(0.05)
    assert (work["state"], work["answer"]) == ("done", answers)
    assert browser.get(answers).json()[0]["joined"] == 1


@pytest.mark.parametrize(
    ("told", "words"),
    [({"within": "soon"}, "within"), ({"about": "nowhere"}, "nowhere")],
)
def test_what_cannot_be_is_refused_in_words(browser, answers, told, words, monkeypatch):
    monkeypatch.setattr(long_work, "WAIT_SECONDS", 60)

    refused = sent(browser, answers, **told)

    assert refused.status_code == 400
    assert words in refused.json()["message"]
    assert browser.get(answers).json() == []


def test_a_map_without_data_takes_no_answers(browser, small):
    assert sent(browser, "/api/maps/small/answers").status_code == 400
