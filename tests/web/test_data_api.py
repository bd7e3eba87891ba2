"""Bringing data in over JSON, with the same permissions as on the pages."""

import time

import pytest

from footlights.web import long_work
from support.served import join, put_log, put_map, signed_in, small_map
from support.small_logs import event

LOG = b"""who,what,when
ann,A,2026-03-02T09:00:00Z
ann,B,2026-03-02T09:10:00Z
bob,A,2026-03-02T10:00:00Z
"""
MORE = b"who,what,when\ncid,A,2026-03-03T09:00:00Z\n"
COLUMNS = ["person=who", "event=what", "at=when"]


@pytest.fixture
def _patient(monkeypatch):
    """Answers wait for what they ask for."""
    monkeypatch.setattr(long_work, "WAIT_SECONDS", 60)


def send(browser, held, **said):
    said = {"file": "tea.csv", "column": COLUMNS, **said}
    return browser.post("/api/data", params=said, content=held)


def when_read(browser, answer):
    assert answer.status_code == 202, answer.text
    for _ in range(1200):
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


def test_a_file_is_looked_at_before_it_is_sent(browser):
    look = browser.post("/api/data/look?file=tea.csv", content=LOG)

    assert look.status_code == 200
    assert look.json()["columns"] == ["who", "what", "when"]
    assert look.json()["rows"][0] == ["ann", "A", "2026-03-02T09:00:00Z"]
    assert browser.get("/api/data").json() == []


@pytest.mark.usefixtures("_patient")
def test_data_are_told_in_numbers_with_what_was_rejected(browser):
    held = LOG + b"cid,A,no day at all\n"
    dataset = when_read(browser, send(browser, held))["dataset_id"]

    facts = browser.get(f"/api/data/{dataset}").json()

    assert (facts["persons"], facts["first"]) == (2, "2 Mar 2026")
    assert facts["names"] == [["A", 2], ["B", 1]]
    assert "no day at all" in browser.get(f"/api/data/{dataset}/rejects.csv").text


@pytest.mark.usefixtures("_patient")
def test_a_first_map_is_drawn_of_data_and_measured_by_them(browser):
    dataset = when_read(browser, send(browser, LOG, name="Tea " + "t" * 150))

    made = browser.post(f"/api/data/{dataset['dataset_id']}/discover")

    assert made.status_code == 201, made.text
    assert made.json()["dataset_id"] == dataset["dataset_id"]
    document = browser.get(f"/api/maps/{made.json()['id']}").json()["document"]
    drawn = [
        each["id"] for stage in document["stages"] for each in stage["touchpoints"]
    ]
    assert drawn == ["a", "b"]
    assert browser.get("/").status_code == 200


def test_a_first_map_that_takes_longer_is_found_by_its_work(browser, monkeypatch):
    dataset = when_read(browser, send(browser, LOG))["dataset_id"]
    monkeypatch.setattr(long_work, "WAIT_SECONDS", 0)

    begun = browser.post(f"/api/data/{dataset}/discover")

    assert (begun.status_code, begun.json()["title"][:7]) == (202, "Drawing")
    for _ in range(1200):
        work = browser.get(begun.headers["location"]).json()
        if work["state"] != "going-on":
            break
        time.sleep(0.05)
    assert work["state"] == "done", work["problem"]
    assert browser.get(work["answer"]).json()["document"]["stages"]


def test_a_map_is_measured_again_over_json(site, browser):
    put_map(site, small_map())
    put_log(site, "small", [event("ann", "A", 0), event("ann", "B", 5)])

    assert browser.post("/api/maps/small/measuring/stop").status_code == 204
    assert browser.post("/api/maps/small/measuring").status_code == 204
    for _ in range(1200):
        told = browser.get("/api/maps/small/measuring").json()["doing"]
        if told["is_done"]:
            break
        time.sleep(0.05)

    assert (told["doing"], told["problem"]) == ("done", "")


@pytest.mark.usefixtures("_patient")
def test_who_reads_looks_at_data_and_draws_no_map(site, browser):
    dataset = when_read(browser, send(browser, LOG))["dataset_id"]
    join(site, "cat", "reader")
    cat = signed_in(site, "cat")

    assert cat.get(f"/api/data/{dataset}").status_code == 200
    assert cat.get(f"/api/data/{dataset}/rejects.csv").status_code == 403
    assert cat.post(f"/api/data/{dataset}/discover").status_code == 403
    assert cat.post("/api/data/look?file=x.csv", content=LOG).status_code == 403


def test_a_role_on_one_map_shows_its_numbers_and_no_other_data(site, browser):
    put_map(site, small_map())
    own = put_log(site, "small", [event("ann", "A", 0)], "own")
    put_map(site, small_map().model_copy(update={"id": "other"}))
    other = put_log(site, "other", [event("ann", "A", 0)], "other")
    join(site, "ann", "owner")
    join(site, "med", None)
    with site.workspace.store.writing() as records:
        records.map_roles.set("small", "med", "editor")
    med = signed_in(site, "med")

    page = med.get("/maps/small/data")

    assert page.status_code == 200
    assert "Measured by" not in page.text
    assert med.get("/api/data").status_code == 403
    assert med.get(f"/api/data/{own}").status_code == 403
    told = {"dataset_id": other}
    assert med.patch("/api/maps/small", json=told).status_code == 403
    assert med.patch("/api/maps/other", json={}).status_code == 404
