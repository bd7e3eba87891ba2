"""Many people edit one map at once: is any edit lost, and how long does each take?

    python bench/workspace.py [SECONDS] [PEOPLE]

A workspace of its own is served on 127.0.0.1. Each person renames cells of one map as
fast as the answers come, reads the map page now and then, and follows a clash by
sending the edit again. At the end every edit that was answered must be in the history.
"""

import json
import statistics
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from footlights.usecases.examples import read_example
from support.browsers import workspace_at
from support.served import put_map

FIELDS = ("doing", "thinking", "said", "evidence")


def ask(address, sent=None):
    body = None if sent is None else json.dumps(sent).encode()
    request = urllib.request.Request(  # noqa: S310 - our own address
        address, data=body, headers={"content-type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - as above
        held = answer.read()
    return json.loads(held) if held[:1] in b"{[" else held


def edit_for(seconds, base, person, touchpoints, told):
    revision = ask(f"{base}/api/maps/dinner")["revision"]
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
            begun = time.perf_counter()
            try:
                saved = ask(
                    f"{base}/api/maps/dinner/edits",
                    {"expected_revision": revision, "edits": [edit]},
                )
            except urllib.error.HTTPError as error:
                said = json.loads(error.read())
                told["clashes"] += 1
                revision = said["revision"]
                continue
            told["edit"].append(time.perf_counter() - begun)
            told["answered"].append(edit["value"])
            revision = saved["revision"]
            break
        if no % 10 == 0:
            begun = time.perf_counter()
            ask(f"{base}/maps/dinner")
            told["page"].append(time.perf_counter() - begun)
        time.sleep(0.5)


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    people = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    told = {"edit": [], "page": [], "answered": [], "clashes": 0}
    with (
        TemporaryDirectory() as folder,
        workspace_at(Path(folder) / "workspace") as (site, base),
    ):
        put_map(site, read_example("dinner"))
        touchpoints = [t.id for t in read_example("dinner").touchpoints]
        threads = [
            Thread(target=edit_for, args=(seconds, base, person, touchpoints, told))
            for person in range(people)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        steps = ask(f"{base}/api/maps/dinner/steps?since=1")
        written = [edit["value"] for step in steps for edit in step["edits"]]
    lost = set(told["answered"]) - set(written)
    print(f"{people} people, {seconds:g} s: {len(told['answered'])} edits answered,")
    print(f"{len(lost)} of them lost, {told['clashes']} clashes shown and sent again")
    for name in ("edit", "page"):
        times = sorted(told[name])
        median, p95 = statistics.median(times), times[int(0.95 * len(times))]
        print(f"{name}: median {1000 * median:.0f} ms, p95 {1000 * p95:.0f} ms")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
