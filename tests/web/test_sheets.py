"""Workbooks of maps, and maps of grids, through the browser and over JSON."""

import io
import re

import pytest
from openpyxl import Workbook, load_workbook

from footlights.formats.map_workbook import read_map_workbook
from support.served import HOSTILE, join, signed_in

GRID = """\
Phase,Step,Emotion,Pain points,Ideas
Dine,Orders,happy,Slow,A bell
,Eats,meh-ish,Cold,
"""
BYTES = {"content-type": "application/octet-stream"}


def send(browser, text=GRID, name="board.csv"):
    answer = browser.post(
        "/grids/new",
        files={"file": (name, text.encode() if isinstance(text, str) else text)},
        follow_redirects=False,
    )
    return answer.headers["location"]


def test_a_map_is_taken_as_a_workbook_changed_and_sent_back(browser, tmp_path):
    browser.post("/api/maps", json={"example": "dinner"})

    answer = browser.get("/api/maps/dinner/file.xlsx")
    path = tmp_path / "dinner.xlsx"
    path.write_bytes(answer.content)
    book = load_workbook(path)
    book["Journey map"]["B2"] = "Reads the menu"
    book.save(path)
    made = browser.post(
        "/api/maps/file?name=dinner.xlsx", content=path.read_bytes(), headers=BYTES
    )

    assert "dinner.xlsx" in answer.headers["content-disposition"]
    assert made.status_code == 201
    document = browser.get(f"/api/maps/{made.json()['id']}").json()["document"]
    assert document["stages"][0]["touchpoints"][0]["name"] == "Reads the menu"


def test_a_new_map_begins_from_a_workbook_and_mistakes_are_told_by_cell(
    browser, tmp_path
):
    browser.post("/api/maps", json={"example": "dinner"})
    book = load_workbook(io.BytesIO(browser.get("/api/maps/dinner/file.xlsx").content))
    book["Journey map"]["B3"] = "wayt"
    book.save(tmp_path / "dinner.xlsx")

    answer = browser.post(
        "/maps/new",
        data={"begin": "file"},
        files={"file": ("dinner.xlsx", (tmp_path / "dinner.xlsx").read_bytes())},
    )

    assert answer.status_code == 400
    assert "Journey map!B3" in answer.text


def test_a_grid_is_looked_at_corrected_and_made_a_map(browser):
    path = send(browser)
    page = browser.get(path).text

    assert re.search(r'<option value="stage" selected>', page)
    assert re.search(r'<option value="own" selected>', page)
    assert "meh-ish" in page
    again = browser.post(path, data={"do": "look", "column:Ideas": ""})
    assert "The column Ideas is not used (1 cell)." in again.text
    made = browser.post(
        path,
        data={
            "do": "make",
            "name": "Dinner, as we drew it",
            "shape": "touchpoints",
            "column:Phase": "stage",
            "column:Step": "touchpoint",
            "column:Emotion": "",
            "column:Pain points": "pains",
            "column:Ideas": "needs",
        },
        follow_redirects=False,
    )
    address = made.headers["location"]
    assert made.status_code == 303
    document = browser.get(f"/api{address}").json()["document"]
    assert document["name"] == "Dinner, as we drew it"
    orders = document["stages"][0]["touchpoints"][0]
    assert (orders["needs"], orders["pains"]) == (["A bell"], ["Slow"])
    assert not orders.get("feeling")
    assert browser.get(path).status_code == 404


def test_a_grid_of_unknown_heads_is_told_column_by_column(browser):
    path = send(browser, "Abschnitt X,Was Y\nArrive,Parks\n")
    page = browser.get(path)

    assert page.status_code == 400
    assert "Say which is which in the list below." in page.text
    assert "Say what each column is." in page.text
    said = {"column:Abschnitt X": "stage", "column:Was Y": "touchpoint"}
    made = browser.post(path, data={"do": "make", **said}, follow_redirects=False)
    document = browser.get(f"/api{made.headers['location']}").json()["document"]
    assert document["stages"][0]["touchpoints"][0]["name"] == "Parks"


@pytest.mark.parametrize("text", ["", "Stage,Step,Emotion\n"])
def test_what_is_wrong_with_a_grid_names_the_file_and_no_folder(browser, text):
    page = browser.get(send(browser, text)).text
    said = re.search(r'role="alert">([^<]*)<', page)[1]

    assert said.startswith("board.csv cannot be read: ")
    assert "--column" not in said


def test_what_was_chosen_stays_when_it_does_not_fit(browser):
    path = send(browser, "Abschnitt X,Was Y\nArrive,Parks\n")
    said = {"do": "make", "name": "Ours", "column:Was Y": "pains"}
    page = browser.post(path, data=said)

    assert page.status_code == 400
    assert re.search(r'<option value="pains" selected>', page.text)
    assert 'value="Ours"' in page.text


def test_the_sheet_of_a_workbook_is_chosen(browser):
    book = Workbook()
    book.active.title = "Notes"
    for row in (["Stage", "Step"], ["Arrive", "Parks"], ["Dine", "Orders"]):
        book.active.append(row)
    other = book.create_sheet("Future")
    for row in (["Stage", "Step"], ["Arrive", "Flies in"]):
        other.append(row)
    held = io.BytesIO()
    book.save(held)
    path = send(browser, held.getvalue(), "board.xlsx")

    page = browser.get(path).text
    assert re.search(r"<option selected>Notes</option><option>Future</option>", page)
    again = browser.post(path, data={"do": "look", "sheet": "Future"}).text
    assert "Flies in" in again
    assert "Orders" not in again


def test_the_page_of_new_maps_leads_to_grids(browser):
    assert 'action="/grids/new"' in browser.get("/maps/new").text


@pytest.mark.parametrize(
    ("name", "held", "said"),
    [
        ("a.csv", b"amount,currency\n1,EUR\n", "No column of a.csv looks like"),
        ("a.xlsx", b"Phase,Step\n", "it is no workbook"),
        ("a.csv", b"\x89PNG" + bytes(range(32)) * 10, "a picture (PNG)"),
    ],
)
def test_a_file_that_is_no_grid_is_told(browser, name, held, said):
    answer = browser.get(send(browser, held, name))

    assert answer.status_code == 400
    assert said in answer.text


def test_stored_text_of_a_grid_never_runs(browser):
    text = f'{HOSTILE},Step\n"{HOSTILE}","{HOSTILE}"\n'.replace('"', "'")

    page = browser.get(send(browser, text, "a.csv")).text

    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_grid_can_be_taken_away_again(site, browser):
    path = send(browser)

    browser.post(f"{path}/stop")

    assert browser.get(path).status_code == 404
    assert not list((site.workspace.folder / "uploads").iterdir())


def test_a_grid_is_looked_at_and_made_over_json(browser):
    address = "/api/grids{}?name=board.csv&column=needs%3DIdeas&leave_out=Emotion"

    looked = browser.post(address.format("/look"), content=GRID, headers=BYTES)
    made = browser.post(address.format(""), content=GRID, headers=BYTES)

    fields = {each["head"]: each["field"] for each in looked.json()["columns"]}
    assert fields == {
        "Phase": "stage",
        "Step": "touchpoint",
        "Emotion": None,
        "Pain points": "pains",
        "Ideas": "needs",
    }
    assert made.status_code == 201
    assert made.json()["grid"]["touchpoints"] == 2
    assert browser.get(f"/api/maps/{made.json()['map']['id']}").status_code == 200


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("&column=stag%3DPhase", "unknown-field"),
        ("&column=Phase", "missing-option"),
        ("&shape=circle", "missing-option"),
        ("&feelings=1..4", "unknown-scale"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_code(browser, end, code):
    address = f"/api/grids/look?name=board.csv{end}"

    answer = browser.post(address, content=GRID, headers=BYTES)

    assert 400 <= answer.status_code < 500
    assert answer.json()["code"] == code


def test_readers_make_no_maps_of_grids(site):
    join(site, "ann", "owner")
    join(site, "dan", "reader")
    reader = signed_in(site, "dan")

    answer = reader.post("/api/grids/look?name=a.csv", content=GRID, headers=BYTES)

    assert answer.status_code == 403


def test_a_workbook_of_a_map_reads_back(browser, tmp_path):
    browser.post("/api/maps", json={"example": "helpline"})
    path = tmp_path / "helpline.xlsx"

    path.write_bytes(browser.get("/api/maps/helpline/file.xlsx").content)

    assert read_map_workbook(path)[0].name
