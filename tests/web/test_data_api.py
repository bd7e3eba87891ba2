"""Bringing data in over JSON, with the same permissions as on the pages."""

import time

import pytest

from support.served import join, signed_in

LOG = b"""who,what,when
ann,A,2026-03-02T09:00:00Z
ann,B,2026-03-02T09:10:00Z
bob,A,2026-03-02T10:00:00Z
"""
MORE = b"who,what,when\ncid,A,2026-03-03T09:00:00Z\n"
COLUMNS = ["person=who", "event=what", "at=when"]


def send(browser, held, **said):
    said = {"file": "tea.csv", "column": COLUMNS, **said}
    return browser.post("/api/data", params=said, content=held)


def when_read(browser, answer):
    assert answer.status_code == 202, answer.text
    for _ in range(300):
        told = browser.get(f"/api/data/imports/{answer.json()['id']}").json()
        if told["state"] != "reading":
            return told
        time.sleep(0.05)
    return pytest.fail("it was not read in 15 s")


def test_a_file_is_sent_read_and_another_is_added(browser):
    made = when_read(browser, send(browser, LOG, name="Tea"))
    more = when_read(
        browser, send(browser, MORE, file="more.csv", into=made["dataset_id"])
    )
    (listed,) = browser.get("/api/data").json()

    assert (made["state"], more["state"]) == ("done", "done")
    assert more["dataset_id"] == made["dataset_id"] == listed["id"]
    assert listed["sources"] == ["tea.csv", "more.csv"]
    assert "4 events of 3 persons" in browser.get(f"/data/{listed['id']}").text


def test_what_cannot_be_read_is_told_with_its_reason(browser):
    told = when_read(browser, send(browser, bytes(100)))

    assert told["state"] == "failed"
    assert "tea.csv cannot be read" in told["problem"]
    assert browser.get("/api/data").json() == []


def test_who_may_not_manage_data_sends_none(site, browser):
    join(site, "ann", "owner")
    join(site, "cat", "commenter")
    refused = send(signed_in(site, "cat"), LOG)

    assert (refused.status_code, refused.json()["code"]) == (403, "not-allowed")
    assert send(browser, LOG).status_code == 401
