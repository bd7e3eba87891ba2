"""Bringing data in, and what a map explains of them."""

import csv
import io
import json
import re
import time

import pytest

from support.served import HOSTILE, join, put_log, signed_in, small_rows

LOG = """\
who,what,when,via,stars
ann,A,2026-03-02T09:00:00Z,web,5
ann,B,2026-03-02T09:10:00Z,web,4
bob,A,2026-03-02T10:00:00Z,phone,3
bob,Z,2026-03-02T10:05:00Z,phone,
,A,2026-03-02T10:00:00Z,phone,3
"""
ROLES = {
    "column:who": "person",
    "column:what": "event",
    "column:when": "at",
    "column:via": "channel",
    "column:stars": "score",
}


def send(browser, text=LOG, name="tea.csv", map_id=""):
    answer = browser.post(
        "/data/new",
        files={"file": (name, text.encode())},
        data={"map_id": map_id},
        follow_redirects=False,
    )
    return answer.headers["location"]


def read(browser, path, **said):
    """Send the columns, and wait until the file is read."""
    browser.post(path, data=ROLES | {"name": "Tea"} | said)
    for _ in range(200):
        page = browser.get(path)
        if "Reading" not in page.text:
            return page
        time.sleep(0.05)
    pytest.fail("it was not read in ten seconds")


def when_measured(browser, map_id):
    for _ in range(400):
        told = browser.get(f"/api/maps/{map_id}/measures").json()
        if told["doing"]["is_done"]:
            return told
        time.sleep(0.05)
    pytest.fail("it was not measured in twenty seconds")


def test_a_file_is_looked_at_corrected_and_read(browser, small):
    path = send(browser)
    asked = browser.get(path).text

    assert '<option value="at" selected>' in asked
    assert "2026-03-02T09:00:00Z" in asked
    page = read(browser, path).text
    assert "4 events of 2 persons" in page
    assert "1 rows rejected" in page
    (link,) = re.findall(r'href="([^"]+rejects.csv)"', page)
    rows = list(csv.DictReader(io.StringIO(browser.get(link).text)))
    assert len(rows) == 1


UNCLEAR = """\
who,what,when
ann,call,01/02/2026 10:00
ann,mail,03/02/2026 11:00
"""


def test_dates_that_can_be_read_in_two_ways_are_told_in_the_form(browser):
    path = send(browser, UNCLEAR)
    chosen = {"column:via": "", "column:stars": ""}
    refused = read(browser, path, **chosen, zone="Europe/Rome")
    page = read(browser, path, **chosen, time_format="%d/%m/%Y %H:%M").text

    assert refused.status_code == 400
    assert "in the field below" in refused.text
    assert "--time-format" not in refused.text
    assert 'value="Europe/Rome"' in refused.text
    assert '<option value="person" selected>' in refused.text
    assert "2 events of 1 persons, 1 Feb 2026 to 3 Feb 2026" in page


NOTHING = dict.fromkeys(ROLES, "")

XES_COLUMNS = """\
case:concept:name,concept:name,time:timestamp,customer,workgroup
1,A,2026-03-02T09:00:00Z,ann,desk
2,A,2026-03-02T10:00:00Z,ann,desk
"""


def test_a_column_that_stays_an_attribute_is_not_guessed_again(browser):
    path = send(browser, XES_COLUMNS, "cases.csv")
    said = {
        "column:case:concept:name": "journey",
        "column:concept:name": "event",
        "column:time:timestamp": "at",
        "column:customer": "",
        "column:workgroup": "",
    }

    assert "2 events of 2 persons" in read(browser, path, **NOTHING, **said).text
    (data,) = browser.get("/api/data").json()
    report = browser.get(f"/api/data/{data['id']}").json()["report"]
    assert set(report["attributes"]) == {"customer", "workgroup"}


OBJECTS = {
    "objectTypes": [{"name": n, "attributes": []} for n in ("order", "parcel")],
    "eventTypes": [{"name": "A", "attributes": []}],
    "objects": [
        {"id": "o1", "type": "order", "attributes": [], "relationships": []},
        {"id": "q1", "type": "parcel", "attributes": [], "relationships": []},
        {"id": "q2", "type": "parcel", "attributes": [], "relationships": []},
    ],
    "events": [
        {
            "id": f"e{no}",
            "type": "A",
            "time": f"2026-03-02T0{no}:00:00Z",
            "attributes": [],
            "relationships": [
                {"objectId": "o1", "qualifier": "of"},
                {"objectId": f"q{no}", "qualifier": "of"},
            ],
        }
        for no in (1, 2)
    ],
}
"""A log of objects: one order, sent in two parcels."""


@pytest.mark.parametrize(("kind", "journeys"), [("order", 1), ("parcel", 2)])
def test_which_object_is_the_journey_is_asked_and_then_read(browser, kind, journeys):
    path = send(browser, json.dumps(OBJECTS), "orders.jsonocel")
    asked = browser.get(path)
    wrong = browser.get(path, params={"journey_object": "ordr"})
    browser.get(path, params={"journey_object": kind})
    another = browser.get(path, params={"journey_object": ""})
    page = browser.get(path, params={"journey_object": kind})
    said = dict.fromkeys(ROLES, "") | {
        f"column:{name}": role
        for name, role in re.findall(
            r'name="column:([^"]+)"(?:(?!</select>).)*<option value="(\w+)" selected',
            page.text,
        )
    }
    read(browser, path, **said, journey_object=kind)

    assert asked.status_code == 200
    assert f"<option>{kind}</option>" in asked.text
    assert "Did you mean" in wrong.text
    assert "Say which, in the field below." in asked.text
    assert f"Each <b>{kind}</b> is one journey." in page.text
    assert f"<option>{kind}</option>" in another.text
    (data,) = browser.get("/api/data").json()
    facts = browser.get(f"/api/data/{data['id']}").json()
    assert (facts["persons"], facts["report"]["has_journey"]) == (journeys, True)


def test_a_program_says_which_object_is_the_journey(browser):
    sent = browser.post(
        "/api/data",
        params={"file": "orders.jsonocel", "journey_object": "parcel"},
        content=json.dumps(OBJECTS),
    ).json()
    for _ in range(200):
        told = browser.get(f"/api/data/imports/{sent['id']}").json()
        if told["state"] in {"done", "failed"}:
            break
        time.sleep(0.05)

    assert (told["state"], told["problem"]) == ("done", "")


ANONYMOUS_FIRST = """\
anonymousId,userId,event,timestamp
x1,ann,A,2026-03-02T09:00:00Z
x2,ann,A,2026-03-02T10:00:00Z
x3,,A,2026-03-02T11:00:00Z
"""


def test_of_two_columns_of_persons_the_one_counts_that_is_guessed_to(browser):
    path = send(browser, ANONYMOUS_FIRST, "clicks.csv")
    browser.get(path)
    said = {
        "column:anonymousId": "person",
        "column:userId": "person",
        "column:event": "event",
        "column:timestamp": "at",
    }

    page = read(browser, path, **NOTHING, **said).text

    assert "3 events of 2 persons" in page


def test_no_page_of_the_wizard_speaks_of_options_of_a_command(browser):
    nothing = dict.fromkeys(ROLES, "")
    refused = read(browser, send(browser, "a,b\n1,2\n"), **nothing)
    told = {"column:via": "", "column:stars": "", "time_format": "%d/%m/%Y %H:%M"}
    page = read(browser, send(browser, UNCLEAR), **told)

    assert "in the list below" in refused.text
    assert "--" not in re.sub(r"<!--.*?-->", "", visible(refused.text))
    assert "What was guessed" in page.text
    assert "--" not in visible(page.text)


def visible(page):
    return re.sub(r"<[^>]+>", "", page.split("<main", 1)[1])


def test_what_a_map_does_not_explain_is_bound_or_added(browser, small):
    path = send(browser, map_id="small")
    read(browser, path, map_id="small")
    browser.get(f"{path}?map_id=small")
    when_measured(browser, "small")
    page = browser.get("/maps/small/data").text

    assert "75.0 % of the events" in page
    assert '<th scope="row" dir="auto">Z</th>' in page
    browser.post("/maps/small/data/bind", data={"event": "Z", "touchpoint": "c"})
    coverage = when_measured(browser, "small")["measured"]["coverage"]
    assert coverage["events_off_map"] == 0
    browser.post("/api/maps/small/undo")
    browser.post("/maps/small/data/add", data={"event": "Z", "after": "c"})
    document = browser.get("/api/maps/small").json()["document"]
    assert document["stages"][-1]["touchpoints"][-1] == {
        "id": "z",
        "name": "Z",
        "matches": [{"event": "Z"}],
    }


def when_made(browser):
    """Give the maps as soon as there are some: a first one is made beside the page."""
    for _ in range(600):
        if maps := browser.get("/api/maps").json():
            return maps
        time.sleep(0.05)
    return pytest.fail("no map after 30 s")


def test_a_first_map_is_drawn_of_data(browser):
    page = read(browser, send(browser))
    (path,) = re.findall(r'action="(/data/[^"]+)/discover"', page.text)

    drawn = browser.post(f"{path}/discover", data={"name": "Tea time"})

    assert drawn.status_code == 200
    (record,) = when_made(browser)
    assert record["title"] == "Tea time"
    measured = when_measured(browser, record["id"])["measured"]
    assert measured["log"]["events"] == 4


def test_a_file_that_is_no_log_is_told_with_its_reason(browser):
    path = send(browser, "a,b\n1,2\n", "numbers.csv")
    browser.post(path, data={"name": "Numbers"})
    for _ in range(100):
        page = browser.get(path)
        if "Reading" not in page.text:
            break
        time.sleep(0.05)

    assert page.status_code == 400
    assert "column" in page.text
    assert browser.get("/api/datasets").json() == []


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("x.parquet", "no parquet"),
        ("x.xes", "<log"),
        ("x.csv", ""),
        ("x.exe", "MZ"),
        ("y.csv", "person,event,at\n"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused_in_words(browser, name, held):
    page = browser.get(send(browser, held, name))

    assert page.status_code == 400
    assert 'role="alert"' in page.text
    assert "Traceback" not in page.text


def test_a_file_of_somebody_else_is_not_there(site, browser):
    join(site, "ann", "owner")
    join(site, "bob", "editor")
    join(site, "cat", "reader")
    path = send(signed_in(site, "ann"))

    assert signed_in(site, "bob").get(path).status_code == 404
    refused = signed_in(site, "cat").post("/data/new", files={"file": ("x.csv", b"")})
    assert refused.status_code == 403


def test_a_file_can_be_taken_away_again(site, browser):
    path = send(browser)
    uploads = site.workspace.folder / "uploads"
    assert len(list(uploads.iterdir())) == 1

    browser.post(f"{path}/stop")

    assert list(uploads.iterdir()) == []
    assert browser.get(path).status_code == 404


def test_a_name_with_a_path_stays_in_its_folder(site, browser):
    send(browser, name="../../../outside.csv")

    (path,) = (site.workspace.folder / "uploads").rglob("*.csv")
    assert path.name == "outside.csv"
    assert path.is_relative_to(site.workspace.folder / "uploads")


def test_numbers_stand_on_the_map_and_survive_a_change_of_words(site, browser, small):
    put_log(site, "small", [{**row, "closes": None} for row in small_rows()])
    before = when_measured(browser, "small")["measured"]
    edits = [
        {
            "edit": "set",
            "part": "touchpoint",
            "id": "a",
            "field": "doing",
            "value": HOSTILE,
        }
    ]
    browser.post("/api/maps/small/edits", json={"expected_revision": 1, "edits": edits})
    told = browser.get("/api/maps/small/measures").json()

    assert told["doing"]["is_done"]
    assert told["measured"] == before
    assert "Reached by" in browser.get("/maps/small").text


def test_small_numbers_are_kept_from_visitors(site, browser, small):
    rows = [{**row, "closes": None} for row in small_rows()]
    put_log(site, "small", [row for row in rows if row["person"] < "p13"])
    when_measured(browser, "small")
    path = browser.post("/api/maps/small/links", json={}).json()["path"]

    own = browser.get("/maps/small").text
    shown = browser.get(path).text
    assert "; 17 touches" in own
    assert "; 33 touches" in own
    assert "; 17 touches" not in shown
    assert "; 33 touches" in shown


def test_looking_at_one_customer_is_noted(site, browser, small):
    put_log(site, "small", [{**row, "closes": None} for row in small_rows()])
    when_measured(browser, "small")
    before = len(browser.get("/api/audit").json())

    page = browser.get("/maps/small/explore/person-journey?person=p7")

    assert page.status_code == 200
    (first, *rest) = browser.get("/api/audit").json()
    assert len(rest) == before
    assert (first["action"], first["object_id"]) == ("look", "p7")


MORE = b"""who,what,when,via,stars
cid,A,2026-03-03T09:00:00Z,web,5
cid,B,2026-03-03T09:05:00Z,web,4
"""


def add_to(browser, dataset, name, held):
    answer = browser.post(
        "/data/new",
        data={"into": dataset},
        files={"file": (name, held)},
        follow_redirects=False,
    )
    assert answer.status_code == 303
    return answer.headers["location"]


def test_another_file_is_added_to_data_and_numbers_follow(browser, small):
    page = read(browser, send(browser))
    dataset = page.url.path.rsplit("/", 1)[1]
    browser.post(f"/data/{dataset}/measure", data={"map_id": small})
    before = when_measured(browser, small)["measured"]["log"]["persons"]
    path = add_to(browser, dataset, "more.csv", MORE)

    assert "Added to the data set <b>Tea</b>" in browser.get(path).text
    page = read(browser, path)
    assert page.url.path == f"/data/{dataset}"
    assert "6 events of 3 persons" in page.text
    assert "more.csv" in browser.get("/data").text
    after = when_measured(browser, small)["measured"]["log"]["persons"]
    assert after == before + 1


def test_a_file_that_is_there_already_is_not_added_again(browser):
    page = read(browser, send(browser))
    dataset = page.url.path.rsplit("/", 1)[1]
    read(browser, add_to(browser, dataset, "more.csv", MORE))
    page = read(browser, add_to(browser, dataset, "again.csv", MORE))

    assert "holds the file" in page.text
    assert "6 events of 3 persons" in browser.get(f"/data/{dataset}").text


def test_a_file_that_reads_otherwise_is_refused_and_the_data_stay(browser):
    page = read(browser, send(browser))
    dataset = page.url.path.rsplit("/", 1)[1]
    path = add_to(browser, dataset, "more.csv", MORE)
    other = {"column:who": "event", "column:what": "person"}
    page = read(browser, path, **other)

    assert page.status_code == 400
    assert "4 events of 2 persons" in browser.get(f"/data/{dataset}").text


def test_only_who_manages_data_adds_to_them(site, browser):
    page = read(browser, send(browser))
    dataset = page.url.path.rsplit("/", 1)[1]
    join(site, "ann", "owner")
    join(site, "cat", "commenter")
    cat = signed_in(site, "cat")

    assert cat.get(f"/data/new?into={dataset}").status_code == 403
    assert "Add events" not in cat.get(f"/data/{dataset}").text
