"""Many people edit one map at once: is any edit lost, and how long does each take?

    python bench/workspace.py [SECONDS] [PEOPLE] [PAUSE] [TOUCHPOINTS]

A workspace of its own is served on 127.0.0.1 by a program of its own. Each person has
the map open as a browser has it: hears of every change, and asks for what it changed.
Each writes into a cell, waits for the answer, breathes for about PAUSE seconds (3), and
reads the map page now and then; a clash is followed by sending the edit again. At the
end every edit that was answered must be in the history, the map must say in each cell
what was written there last, and nobody may have fallen out on the way.

Times are those that the server tells of itself (`server-timing`): from the moment when
it takes a request until its answer begins. Without TOUCHPOINTS the map is the example
of a restaurant.
"""

import http.client
import json
import re
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from random import Random
from tempfile import TemporaryDirectory
from threading import Event, Thread
from urllib.parse import urlsplit

from footlights.model.edits.document import document_of
from footlights.model.map import Map
from footlights.usecases.examples import read_example

GATHERED = 0.5
"""So long a page waits after one answer before it asks for the next."""

FIELDS = ("doing", "thinking", "said", "evidence")


class Browser:
    """One connection that stays open; notes how long the server took for what."""

    def __init__(self, base, told):
        self._where = urlsplit(base).netloc
        self._told = told
        self._line = http.client.HTTPConnection(self._where)

    def ask(self, path, sent=None, kind=None):
        body = None if sent is None else json.dumps(sent)
        method = "GET" if sent is None else "POST"
        asked = (method, path, body, {"content-type": "application/json"})
        try:
            self._line.request(*asked)
            answer = self._line.getresponse()
        except ConnectionError:
            # Closed while nothing was said, as browsers know it: they ask once more.
            self._line.close()
            self._line.request(*asked)
            answer = self._line.getresponse()
        held = answer.read()
        took = re.search(r"dur=([\d.]+)", answer.headers.get("server-timing", ""))
        if kind and took:
            self._told[kind].append(float(took[1]))
        is_json = "json" in answer.headers.get("content-type", "")
        return answer.status, json.loads(held) if is_json else held


@contextmanager
def served(folder):
    """A workspace in a folder, served by a program of its own."""
    command = [sys.executable, "-m", "footlights", "serve", "--workspace", folder]
    program = subprocess.Popen(
        [*command, "--port", "0"], stderr=subprocess.PIPE, text=True
    )
    try:
        for line in program.stderr:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                yield found[0]
                break
    finally:
        program.terminate()
        program.wait()


def look_on(base, told, ended):
    """Have the map open: after each change ask for what a page asks for."""
    browser, line = (
        Browser(base, told),
        http.client.HTTPConnection(urlsplit(base).netloc),
    )
    line.request("GET", "/api/maps/bench/live")
    revision = None
    for said in line.getresponse():
        if ended.is_set():
            break
        if not said.startswith(b"data:"):
            continue
        newest = json.loads(said[5:])["revision"]
        if revision is not None and newest > revision:
            path = f"/api/maps/bench/news?since={revision}"
            newest = browser.ask(path, kind="news")[1]["revision"]
            time.sleep(GATHERED)
        revision = newest
    line.close()


def edit_for(seconds, base, person, touchpoints, told):
    browser, chance = Browser(base, told), Random(person)  # noqa: S311 - no secret
    # People do not all begin and write in the same instant.
    time.sleep(told["pause"] * chance.random())
    revision = browser.ask("/api/maps/bench")[1]["revision"]
    ends, no = time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        no += 1
        edit = {
            "edit": "set",
            "part": "touchpoint",
            "id": touchpoints[(person + no) % len(touchpoints)],
            "field": FIELDS[(person * 7 + no) % len(FIELDS)],
            "value": f"{person} wrote this as the {no}th",
        }
        while True:
            sent = {"expected_revision": revision, "edits": [edit]}
            status, said = browser.ask("/api/maps/bench/edits", sent, "edit")
            revision = said.get("revision", revision)
            if status == 200:
                told["answered"].append(edit["value"])
                break
            if status != 409:
                told["refused"].append(f"{status}: {said}")
                break
            told["clashes"].append(edit["value"])
        if no % 10 == 0:
            browser.ask("/maps/bench", kind="page")
        time.sleep(told["pause"] * (0.5 + chance.random()))
    told["ended"].append(person)


def overwritten(edits, document):
    """What was written last into a cell that says something else in the end."""
    last = {(edit["id"], edit["field"]): edit["value"] for edit in edits}
    points = {t["id"]: t for stage in document["stages"] for t in stage["touchpoints"]}
    return {v for (point, field), v in last.items() if points[point].get(field) != v}


def drawn(count):
    """The map that is edited."""
    document = document_of(read_example("dinner")) | {"id": "bench"}
    if count:
        plain = [each for stage in document["stages"] for each in stage["touchpoints"]]
        many = [plain[no % len(plain)] | {"id": f"t{no}"} for no in range(count)]
        for each in many:
            each.pop("activities", None)
            each.pop("between", None)
            each.pop("kind", None)
        document["stages"] = [
            {"id": f"s{no}", "name": f"Stage {no}", "touchpoints": many[no : no + 10]}
            for no in range(0, count, 10)
        ]
        document.pop("simulation", None)
        document["journeys"].pop("completed_by", None)
    return Map.model_validate(document)


def main():
    given = [float(each) for each in sys.argv[1:]]
    seconds, people, pause, count = (*given, *(60, 20, 3, 0)[len(given) :])
    names = ("edit", "page", "news")
    counted = ("answered", "clashes", "refused", "ended")
    told = {name: [] for name in (*names, *counted)} | {"pause": pause}
    map_, ended = drawn(int(count)), Event()
    with TemporaryDirectory() as folder, served(f"{folder}/workspace") as base:
        browser = Browser(base, told)
        made = browser.ask("/api/maps", {"document": document_of(map_)})
        if made[0] != 201:
            sys.exit(f"The map was refused: {made[1]}")
        touchpoints = [touchpoint.id for touchpoint in map_.touchpoints]
        lookers = [
            Thread(target=look_on, args=(base, told, ended), daemon=True)
            for _ in range(int(people))
        ]
        editors = [
            Thread(target=edit_for, args=(seconds, base, no, touchpoints, told))
            for no in range(int(people))
        ]
        for thread in (*lookers, *editors):
            thread.start()
        for thread in editors:
            thread.join()
        ended.set()
        fallen = int(people) - len(told["ended"])
        # One more change, so that all hear that it is over.
        edit_for(0.1, base, 0, touchpoints, told)
        for thread in lookers:
            thread.join()
        steps = Browser(base, told).ask("/api/maps/bench/steps?since=1")[1]
        now = Browser(base, told).ask("/api/maps/bench")[1]["document"]
    edits = [edit for step in steps for edit in step["edits"]]
    lost = set(told["answered"]) - {edit["value"] for edit in edits}
    lost |= overwritten(edits, now)
    print(f"{people:g} people, {seconds:g} s: {len(told['answered'])} edits answered,")
    print(f"{len(lost)} of them lost, {len(told['clashes'])} clashes, sent again")
    print(f"{len(told['refused'])} refused, {fallen} people fell out")
    for name in names:
        times = sorted(told[name])
        if times:
            median, p95 = statistics.median(times), times[int(0.95 * len(times))]
            print(f"{name}: median {median:.0f} ms, p95 {p95:.0f} ms, n {len(times)}")
    sys.exit(1 if lost or told["refused"] or fallen else 0)


if __name__ == "__main__":
    main()
