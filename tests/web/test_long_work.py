"""Work that takes longer than a page waits: told, stopped, and found again."""

import re
import time
from dataclasses import dataclass, field
from threading import Event

import pytest

from footlights.usecases.kept_log import KeptLog
from footlights.web import answering, long_work, numbers
from support.served import (
    join,
    put_log,
    put_map,
    served,
    signed_in,
    small_map,
    small_rows,
)

ENDLESS = "select count(*) from range(1000000000000) as one(i) where i % 7 = 9"


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Pages wait so short that all work goes on beside them."""
    monkeypatch.setattr(long_work, "WAIT_SECONDS", 0.05)


@pytest.fixture
def dataset(site, browser):
    """Data that measure the small map; its numbers are there."""
    put_map(site, small_map())
    found = put_log(site, "small", [{**row, "closes": None} for row in small_rows()])
    for _ in range(600):
        if browser.get("/api/maps/small/measuring").json()["doing"]["is_done"]:
            return found
        time.sleep(0.05)
    pytest.fail("it was not measured in half a minute")


@dataclass
class SlowAnswers:
    """Answers to questions that wait until they may end."""

    may_end: Event = field(default_factory=Event)
    asked: int = 0


@pytest.fixture
def slow_answers(monkeypatch):
    slow, first = SlowAnswers(), answering.answer

    def answer(*about):
        slow.asked += 1
        slow.may_end.wait(10)
        return first(*about)

    monkeypatch.setattr(answering, "answer", answer)
    return slow


def when_over(browser, address):
    """Load a page again, as it does itself, until it waits no more."""
    for _ in range(400):
        answer = browser.get(address)
        if "wait.js" not in answer.text:
            return answer
        time.sleep(0.05)
    return pytest.fail("it went on for 20 s")


def measured_of(browser):
    """Give the measures of the small map, once they are there."""
    for _ in range(600):
        told = browser.get("/api/maps/small/measures").json()
        if told.get("measured"):
            return told["measured"]
        time.sleep(0.05)
    return pytest.fail("it was not measured in half a minute")


def stop_address(page):
    return re.search(r'action="(/working/[0-9a-f]+/stop)"', page.text)[1]


def test_a_first_map_is_drawn_beside_the_page_and_found_when_it_is_done(
    site, browser, dataset
):
    turn = site.numbers.logs.turn_of(dataset)
    turn.acquire()
    page = browser.post(f"/data/{dataset}/discover", data={"name": "Drawn"})
    turn.release()

    assert page.url.path.startswith("/working/")
    assert "Drawing a first map of log" in page.text
    assert '<meta http-equiv="refresh"' in page.text
    assert when_over(browser, page.url).url.path == "/maps/drawn"


def test_a_first_map_that_is_stopped_is_not_made(site, browser, dataset):
    turn = site.numbers.logs.turn_of(dataset)
    turn.acquire()
    page = browser.post(f"/data/{dataset}/discover", data={"name": "Drawn"})
    browser.post(stop_address(page))
    turn.release()
    page = when_over(browser, page.url)

    assert "It was stopped" in page.text
    assert browser.get("/maps/drawn").status_code == 404


def test_who_may_make_no_map_is_not_let_begin(site, browser, dataset):
    assert browser.post("/data/none/discover", data={}).status_code == 404


def test_a_slow_question_is_answered_at_its_own_address(browser, dataset, slow_answers):
    address = "/maps/small/explore/transitions?completed=yes"
    page = browser.get(address)
    again = browser.get(address)
    slow_answers.may_end.set()

    assert "wait.js" in page.text
    assert stop_address(page) == stop_address(again)
    assert "<span>Download</span>" in when_over(browser, address).text
    assert slow_answers.asked == 1


def test_many_rows_that_were_not_read_are_written_beside_the_page(
    browser, dataset, monkeypatch
):
    may_end = Event()

    def slow(log, path):
        may_end.wait(10)
        first(log, path)

    first = KeptLog.write_rejects
    monkeypatch.setattr(KeptLog, "write_rejects", slow)
    page = browser.get(f"/data/{dataset}/rejects.csv")
    told = browser.get(f"/api/data/{dataset}/rejects.csv")
    may_end.set()

    assert "Writing down what was not read of log" in page.text
    assert stop_address(page)
    assert told.status_code == 202
    assert told.json()["answer"] == f"/api/data/{dataset}/rejects.csv"
    found = when_over(browser, page.url)
    assert found.text.startswith("file,row,column,value,reason")
    assert f"rejects-{dataset}.csv" in found.headers["content-disposition"]


def test_a_question_that_never_ends_is_stopped_and_can_be_asked_again(
    browser, dataset, monkeypatch
):
    def endless(asked, log, address):
        log.engine._connection.con.execute(ENDLESS).fetchall()

    first = answering.answer
    monkeypatch.setattr(answering, "answer", endless)
    page = browser.get("/maps/small/explore/variants")
    stopped = browser.post(stop_address(page))
    stopped = when_over(browser, stopped.url)

    assert "It was stopped" in stopped.text
    monkeypatch.setattr(answering, "answer", first)
    assert (
        "<span>Download</span>"
        in when_over(browser, "/maps/small/explore/variants").text
    )


def test_what_another_asks_goes_on_when_one_is_stopped(
    site, browser, dataset, monkeypatch
):
    times = []

    def endless_at_first(asked, log, address):
        times.append(1)
        if len(times) == 1:
            log.engine._connection.con.execute(ENDLESS).fetchall()
        return first(asked, log, address)

    first = answering.answer
    monkeypatch.setattr(answering, "answer", endless_at_first)
    browser.get("/maps/small/explore/variants")
    (kept,) = list(site.numbers.logs._logs)
    site.numbers.logs.break_off(
        next(
            work.order.dataset
            for work in site.work._all.values()
            if work.order.dataset.id == kept
        )
    )

    assert (
        "<span>Download</span>"
        in when_over(browser, "/maps/small/explore/variants").text
    )
    assert len(times) == 2


def test_work_of_another_is_not_shown(browser):
    assert browser.get("/working/0123456789abcdef").status_code == 404
    assert browser.post("/working/0123456789abcdef/stop").status_code == 404


def test_a_slow_answer_is_told_asked_for_again_and_had_as_json(
    browser, dataset, slow_answers
):
    address = "/api/maps/small/questions/variants?segment=trial"
    begun = browser.get(address)
    where = begun.headers["location"]
    told = browser.get(where).json()
    slow_answers.may_end.set()

    assert begun.status_code == 202
    assert (told["state"], told["answer"]) == ("going-on", address)
    assert told["title"].startswith("List the sequences")
    for _ in range(400):
        if browser.get(where).json()["state"] == "done":
            break
        time.sleep(0.05)
    answer = browser.get(told["answer"])
    assert answer.status_code == 200
    assert answer.json()["name"] == "variants"


def test_an_answer_as_json_is_stopped(browser, dataset, monkeypatch):
    def endless(asked, log, address):
        log.engine._connection.con.execute(ENDLESS).fetchall()

    monkeypatch.setattr(answering, "answer", endless)
    where = browser.get("/api/maps/small/questions/loops").headers["location"]
    browser.post(f"{where}/stop")
    for _ in range(400):
        told = browser.get(where).json()
        if told["state"] != "going-on":
            break
        time.sleep(0.05)

    assert told["state"] == "stopped"
    assert told["problem"].startswith("It was stopped")


def test_a_download_waits_beside_the_page(browser, dataset, slow_answers):
    address = "/maps/small/explore/loops/loops.csv"
    page = browser.get(address)
    slow_answers.may_end.set()

    assert "wait.js" in page.text
    assert when_over(browser, address).headers["content-type"].startswith("text/csv")


def test_what_was_answered_is_not_asked_again_for_its_downloads(
    browser, dataset, monkeypatch
):
    asked = []
    first = answering.answer

    def counted(*about):
        asked.append(about[0].name)
        return first(*about)

    monkeypatch.setattr(answering, "answer", counted)
    when_over(browser, "/maps/small/explore/loops?completed=yes")
    for kind in ("csv", "svg"):
        when_over(browser, f"/maps/small/explore/loops/loops.{kind}?completed=yes")
    when_over(browser, "/maps/small/explore/loops?completed=no")

    assert asked == ["loops", "loops"]


def test_measures_are_there_at_once_after_a_new_start(tmp_path, monkeypatch):
    with served(tmp_path / "kept") as (site, client):
        put_map(site, small_map())
        put_log(site, "small", [{**row, "closes": None} for row in small_rows()])
        before = measured_of(client)

    def again(*about):
        pytest.fail("it was measured again")

    monkeypatch.setattr(numbers, "measure", again)
    with served(tmp_path / "kept") as (_site, client):
        assert measured_of(client) == before


def send(browser, **into):
    rows = "\n".join(f"p{n},call,2026-03-01 10:00:{n:02}" for n in range(60))
    files = {"file": ("calls.csv", f"person,event,at\n{rows}\n".encode())}
    answer = browser.post("/data/new", files=files, data=into, follow_redirects=False)
    return answer.headers["location"]


@pytest.mark.parametrize("is_added", [False, True])
def test_reading_is_stopped_wherever_it_is(browser, dataset, monkeypatch, is_added):
    """Sorting and storing take long after the last byte is read."""

    def endless(log, *_sources, **_told):
        log.engine._connection.con.execute(ENDLESS).fetchall()

    monkeypatch.setattr(KeptLog, "append", endless)
    path = send(browser, into=dataset) if is_added else send(browser)
    browser.post(path, data={"name": "Calls"})
    waiting = browser.get(path).text
    browser.post(f"{path}/stop")
    page = when_over(browser, path)

    assert "s so far" in waiting
    assert "It was stopped" in page.text
    assert [each["id"] for each in browser.get("/api/data").json()] == [dataset]


def test_reading_that_waits_for_its_turn_is_stopped(site, browser, dataset):
    with site.numbers.logs.turn_of(dataset):
        path = send(browser, into=dataset)
        browser.post(path, data={"name": "Calls"})
        browser.post(f"{path}/stop")
        page = when_over(browser, path)

    assert "It was stopped" in page.text


def test_what_was_sent_before_an_earlier_end_is_taken_away(tmp_path):
    with served(tmp_path / "again") as (site, client):
        send(client)
        uploads = site.workspace.folder / "uploads"
        assert len(list(uploads.iterdir())) == 1
    with served(tmp_path / "again"):
        assert not uploads.exists()


def test_the_page_of_a_touchpoint_says_that_it_is_being_measured(site, browser):
    put_map(site, small_map())
    dataset = put_log(site, "small", [{**r, "closes": None} for r in small_rows()])
    with site.numbers.logs.turn_of(dataset):
        page = browser.get("/maps/small/touchpoints/a").text

    assert "then the numbers stand here" in page
    assert "wait.js" in page
    assert "wait.js" not in when_over(browser, "/maps/small/touchpoints/a").text


def test_who_only_reads_a_map_does_not_stop_its_measuring(site, dataset):
    for name, role in (("ann", "owner"), ("bob", "editor"), ("cat", "reader")):
        join(site, name, role)
    bob, cat = signed_in(site, "bob"), signed_in(site, "cat")
    edit = {
        "edit": "set",
        "part": "touchpoint",
        "id": "c",
        "field": "matches",
        "value": [],
    }
    with site.numbers.logs.turn_of(dataset):
        bob.post(
            "/api/maps/small/edits", json={"expected_revision": 1, "edits": [edit]}
        )
        addresses = ("/api/maps/small/measuring/stop", "/maps/small/stop")
        refused = [cat.post(address).status_code for address in addresses]
        pages = [each.get("/maps/small/data").text for each in (bob, cat)]
        goes_on = cat.get("/api/maps/small/measuring").json()["doing"]

    assert refused == [403, 403]
    assert (goes_on["is_done"], goes_on["problem"]) == (False, "")
    assert [">Stop</button>" in page for page in pages] == [True, False]
