"""A full disk, a kill, and who no longer may, all through the server."""

import gzip
import io
import json
import re
import threading
import time
from datetime import timedelta
from pathlib import Path

import httpx2 as httpx
import pytest
from sqlalchemy import text

from footlights.store.opening import open_store
from footlights.web.site import right_now
from support.served import join, put_map, served, signed_in, small_map
from support.servers import let_files_grow_to, server_of

PLENTY = "word " * 300


def make(browser, name="Dinner"):
    assert browser.post("/api/maps", json={"name": name}).status_code == 201


def edit(browser, no, revision, words=None):
    """Write into the first touchpoint."""
    change = {
        "edit": "set",
        "part": "touchpoint",
        "id": "new-touchpoint-1",
        "field": "doing",
        "value": words or f"the {no}th",
    }
    sent = {"expected_revision": revision, "edits": [change]}
    return browser.post("/api/maps/dinner/edits", json=sent)


def written(browser):
    """List what the history holds, oldest first."""
    steps = browser.get("/api/maps/dinner/steps?since=1").json()
    return [edit["value"] for step in steps for edit in step["edits"]]


def rows(count):
    """A file of events, about 100 bytes to a row."""
    pad = "x" * 60
    lines = [
        f"p{no % 97},{'abc'[no % 3]},2026-03-02T09:{no % 60:02}:00Z,{pad}{no}"
        for no in range(count)
    ]
    return ("person,event,at,note\n" + "\n".join(lines)).encode()


def test_a_full_disk_refuses_edits_in_words_and_loses_none(tmp_path):
    with (
        server_of(tmp_path / "w") as (program, base),
        httpx.Client(base_url=base, timeout=30) as browser,
    ):
        make(browser)
        assert edit(browser, 1, 1).status_code == 200
        let_files_grow_to(program, 4_096)
        refused = edit(browser, 2, 2)
        page = browser.get("/maps/dinner")
        let_files_grow_to(program, None)
        again = edit(browser, 3, 2)

        assert (refused.status_code, refused.json()["code"]) == (507, "cannot-save")
        assert "Nothing was saved. Make room" in refused.json()["message"]
        assert page.status_code == 200
        assert again.status_code == 200
        assert written(browser) == ["the 1th", "the 3th"]


def test_a_full_disk_refuses_a_file_of_events_in_words(tmp_path):
    with (
        server_of(tmp_path / "w") as (program, base),
        httpx.Client(base_url=base, timeout=60) as browser,
    ):
        file = {"file": ("calls.csv", rows(30_000))}
        let_files_grow_to(program, 1_000_000)
        refused = browser.post("/data/new", files=file)

        assert refused.status_code == 507
        assert "no room on the disk" in refused.text
        assert [*(tmp_path / "w").glob("uploads/*/*")] == []
        let_files_grow_to(program, None)
        assert browser.post("/data/new", files=file).status_code == 303


def test_a_disk_that_is_full_while_events_are_read_leaves_no_half_of_them(tmp_path):
    with (
        server_of(tmp_path / "w") as (program, base),
        httpx.Client(base_url=base, timeout=60) as browser,
    ):
        sent = browser.post("/data/new", files={"file": ("calls.csv", rows(60_000))})
        path = sent.headers["location"]
        let_files_grow_to(program, 300_000)
        columns = {f"column:{name}": name for name in ("person", "event", "at")}
        browser.post(path, data=columns)
        refused = when_read(browser, path)
        let_files_grow_to(program, None)

        assert refused.status_code == 400
        assert "could not be written" in refused.text
        assert "calls.csv" not in browser.get("/data").text
        browser.post(path, data=columns)
        read = when_read(browser, path)
        assert read.status_code == 303
        shown = browser.get(read.headers["location"])
        assert "60,000 events of 97 persons" in shown.text


@pytest.mark.parametrize("piece", [bytes(1 << 20), b"a" * (1 << 20)], ids=["0", "a"])
def test_a_file_that_unpacks_to_hundreds_of_megabytes_is_refused_unread(
    tmp_path, piece
):
    held = io.BytesIO()
    with gzip.GzipFile(fileobj=held, mode="wb", compresslevel=1) as file:
        file.write(b"person,event,at\n")
        for _ in range(600):
            file.write(piece)
    with (
        server_of(tmp_path / "w") as (program, base),
        httpx.Client(base_url=base, timeout=60) as browser,
    ):
        before = most_memory(program)
        sent = browser.post("/data/new", files={"file": ("b.csv.gz", held.getvalue())})
        path = sent.headers["location"]
        looked = browser.get(path)
        columns = {f"column:{name}": name for name in ("person", "event", "at")}
        browser.post(path, data=columns)
        read = when_read(browser, path)

        assert (looked.status_code, read.status_code) == (400, 400)
        assert "b.csv.gz cannot be read" in read.text
        assert "uploads" not in read.text
        assert most_memory(program) - before < 250


def most_memory(program):
    """The most megabytes that a program has ever held."""
    status = Path(f"/proc/{program.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024


def when_read(browser, path):
    for _ in range(600):
        answer = browser.get(path)
        if 'http-equiv="refresh"' not in answer.text:
            return answer
        time.sleep(0.05)
    return pytest.fail("it was not read in half a minute")


def test_a_kill_in_the_middle_of_saving_loses_nothing_that_was_answered(tmp_path):
    answered, ended = [], threading.Event()

    def write(base, who):
        with httpx.Client(base_url=base, timeout=30) as browser:
            for no in range(10_000):
                try:
                    revision = browser.get("/api/maps/dinner").json()["revision"]
                    words = f"{who} wrote the {no}th {PLENTY}"
                    if edit(browser, no, revision, words).status_code == 200:
                        answered.append(words.strip())
                except httpx.TransportError:
                    break
        ended.set()

    with server_of(tmp_path / "w") as (program, base):
        with httpx.Client(base_url=base) as browser:
            make(browser)
        people = [threading.Thread(target=write, args=(base, who)) for who in range(4)]
        for person in people:
            person.start()
        while len(answered) < 20:
            time.sleep(0.01)
        program.kill()
        for person in people:
            person.join()

    with (
        server_of(tmp_path / "w") as (_, base),
        httpx.Client(base_url=base, timeout=30) as browser,
    ):
        held = written(browser)
        now = browser.get("/api/maps/dinner").json()

        assert set(answered) <= set(held)
        assert len(held) - len(answered) <= len(people)
        assert now["revision"] == len(held) + 1
        assert now["document"]["stages"][0]["touchpoints"][0]["doing"] == held[-1]
        assert edit(browser, 0, now["revision"], "After it").status_code == 200


def test_a_workspace_of_a_later_version_is_not_served(tmp_path):
    with open_store(tmp_path / "w") as store, store.writing() as records:
        records._session.execute(text("update alembic_version set version_num='9001'"))

    with (
        pytest.raises(pytest.fail.Exception, match="no address"),
        server_of(tmp_path / "w"),
    ):
        pass
    assert (tmp_path / "w" / "workspace.sqlite").read_bytes().startswith(b"SQLite")


def test_an_old_revision_is_restored_while_another_edits(browser, small):
    def set_(field, value):
        return {
            "edit": "set",
            "part": "touchpoint",
            "id": "a",
            "field": field,
            "value": value,
        }

    def save(revision, *edits):
        sent = {"expected_revision": revision, "edits": list(edits)}
        return browser.post("/api/maps/small/edits", json=sent)

    save(1, set_("name", "First"))
    save(2, set_("doing", "Theirs"))
    restored = browser.post("/api/maps/small/restore?revision=1&expected_revision=2")
    clash = save(2, set_("name", "Mine"))

    assert restored.status_code == 200
    point = browser.get("/api/maps/small").json()["document"]["stages"][0][
        "touchpoints"
    ][0]
    assert (point["name"], point["doing"]) == ("A", "Theirs")
    assert (clash.status_code, clash.json()["code"]) == (409, "edit-conflict")
    assert clash.json()["conflicts"][0]["yours"] == "Mine"


def test_an_open_page_of_who_may_no_longer_read_is_ended(site, small):
    join(site, "ann", "owner")
    join(site, "bob", "editor")
    ann, bob = signed_in(site, "ann"), signed_in(site, "bob")
    sent = {"expected_revision": 1, "edits": []}
    ann.delete("/api/people/bob")

    told = bob.get("/api/maps/small/live")
    refused = bob.post("/api/maps/small/edits", json=sent)
    news = bob.get("/api/maps/small/news?since=1")

    assert [each.status_code for each in (told, refused, news)] == [401, 401, 401]


def test_a_token_of_another_workspace_lets_nobody_in(site, small, tmp_path):
    join(site, "ann", "owner")
    with served(tmp_path / "other") as (other, _):
        put_map(other, small_map())
        join(other, "ann", "owner")
        ann = signed_in(other, "ann")
        said = {"name": "bot", "scopes": ["read", "edit", "manage"]}
        secret = ann.post("/api/tokens", json=said).json()["secret"]
        bearer = {"authorization": f"Bearer {secret}"}
        ann.cookies.clear()
        assert ann.get("/api/maps/small", headers=bearer).status_code == 200

    with served(tmp_path / "workspace") as (_, stranger):
        answers = [
            stranger.get("/api/maps/small", headers=bearer),
            stranger.get("/api/maps", headers=bearer),
            stranger.post("/api/maps", headers=bearer, json={"name": "Theirs"}),
        ]

    assert [each.status_code for each in answers] == [401, 401, 401]
    assert "does not know the token" in answers[0].json()["message"]
    assert "Theirs" not in json.dumps(signed_in(site, "ann").get("/api/maps").json())


def test_a_link_that_has_expired_shows_nothing(site, browser, small):
    said = {"label": "Board", "until": f"{right_now() + timedelta(days=2):%Y-%m-%d}"}
    made = browser.post("/maps/small/share", data=said).text
    path = re.search(r"http://127\.0\.0\.1(/shared/[^\"]+)", made)[1]
    before = browser.get(path)
    site.now = lambda: right_now() + timedelta(days=8)
    after = browser.get(path)

    assert before.status_code == 200
    assert after.status_code == 410
    assert "This link has ended" in after.text
    assert (
        small_map().touchpoints[0].name
        not in re.sub(r"<[^>]+>", "", after.text).split()
    )
