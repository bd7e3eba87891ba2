"""Twenty people edit one map at once; `bench/workspace.py` does it for minutes."""

import json
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from support.browsers import workspace_at
from support.served import put_map, small_map

PEOPLE = 20
EACH = 12


def ask(address, sent=None):
    body = None if sent is None else json.dumps(sent).encode()
    request = urllib.request.Request(  # noqa: S310 - our own address
        address, data=body, headers={"content-type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - as above
        return json.load(answer)


def write(base, person):
    """Write into cells that others write into, too; send a clash again."""
    clashes, revision = 0, 1
    for no in range(EACH):
        edit = {
            "edit": "set",
            "part": "touchpoint",
            "id": "abc"[(person + no) % 3],
            "field": ("doing", "thinking", "said")[no % 3],
            "value": f"{person} wrote the {no}th",
        }
        while True:
            sent = {"expected_revision": revision, "edits": [edit]}
            try:
                saved = ask(f"{base}/api/maps/small/edits", sent)
            except urllib.error.HTTPError as error:
                # Of a clash alone is the revision told to go on from.
                revision = json.load(error)["revision"]
                clashes += 1
                continue
            revision = saved["revision"]
            break
    return clashes


def test_no_edit_of_twenty_people_is_lost(tmp_path):
    with workspace_at(tmp_path / "workspace") as (site, base):
        put_map(site, small_map())
        with ThreadPoolExecutor(PEOPLE) as people:
            clashes = sum(people.map(lambda no: write(base, no), range(PEOPLE)))
        steps = ask(f"{base}/api/maps/small/steps?since=1")
        document = ask(f"{base}/api/maps/small")["document"]

    written = {edit["value"] for step in steps for edit in step["edits"]}
    assert len(steps) == PEOPLE * EACH
    assert written == {
        f"{person} wrote the {no}th" for person in range(PEOPLE) for no in range(EACH)
    }
    assert clashes > 0
    points = {t["id"]: t for stage in document["stages"] for t in stage["touchpoints"]}
    edits = [edit for step in steps for edit in step["edits"]]
    last = {(edit["id"], edit["field"]): edit["value"] for edit in edits}
    assert {cell: points[cell[0]][cell[1]] for cell in last} == last
