"""Taking a map, its numbers and its events out of the workspace."""

import io
import json
import re
import time
import zipfile

import openpyxl
import pytest
from pptx import Presentation

from footlights.render.typeset import fonts
from footlights.usecases.export_kinds import KINDS
from footlights.usecases.workspace.feed import audit_log
from footlights.usecases.workspace.policy import OPERATOR
from footlights.web import export_pages
from footlights.web.app import create_app
from support.served import browser_of, join, put_log, signed_in, small_rows


@pytest.fixture
def measured(site, small):
    """The id of a small map with data."""
    put_log(site, small, small_rows())
    return small


def had(browser, address):
    """Ask for a file as a program does: again, until it is made."""
    for _ in range(400):
        answer = browser.get(address)
        if answer.status_code != 202:
            return answer
        assert browser.get(answer.headers["location"]).json()["answer"] == address
        time.sleep(0.05)
    return pytest.fail("it went on for 20 s")


def named(answer):
    return answer.headers["content-disposition"]


def test_the_page_offers_every_kind_and_says_what_needs_data(browser, small):
    text = browser.get(f"/maps/{small}/export").text

    assert all(f"/maps/{small}/export/{name}" in text for name in KINDS)
    assert text.count("This map has no data yet.") == sum(
        kind.needs_events for kind in KINDS.values()
    )


@pytest.mark.parametrize(
    "kind", [name for name, of in KINDS.items() if not of.needs_events]
)
def test_a_drawn_map_comes_in_every_kind_that_needs_no_events(browser, small, kind):
    answer = browser.get(f"/maps/{small}/export/{kind}")

    assert answer.status_code == 200
    assert f"{small}{KINDS[kind].ending}" in named(answer)
    assert answer.content


def test_slides_and_sheets_of_a_measured_map_hold_its_numbers(browser, measured):
    deck = had(browser, f"/api/maps/{measured}/export/pptx")
    book = had(browser, f"/api/maps/{measured}/export/xlsx")

    slides = Presentation(io.BytesIO(deck.content)).slides
    words = " ".join(
        shape.text_frame.text
        for slide in slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    told = browser.get(f"/api/maps/{measured}/measures").json()["measured"]
    assert f"{told['log']['journeys']} journeys" in words
    sheets = openpyxl.load_workbook(io.BytesIO(book.content)).sheetnames
    assert "Measured touchpoints" in sheets


def test_tables_come_as_one_zip(browser, measured):
    answer = had(browser, f"/api/maps/{measured}/export/tables-csv")

    held = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert "touchpoints.csv" in held
    assert "dictionary.csv" in held


def test_pages_that_become_pictures_come_as_one_zip(browser, small):
    address = f"/api/maps/{small}/export/svg?paged=true&paper=a3"

    pages = browser.get(address)

    assert pages.status_code == 200
    if named(pages).endswith('.zip"'):
        assert zipfile.ZipFile(io.BytesIO(pages.content)).namelist()
    else:
        assert pages.content.startswith(b"<svg")


def test_programs_are_told_what_there_is(browser, small):
    told = browser.get(f"/api/maps/{small}/export").json()

    assert [each["name"] for each in told] == list(KINDS)
    assert told[0]["options"] == ["lens", "paged", "paper"]


def test_what_a_format_has_no_place_for_is_said_before_it_is_taken(browser, small):
    page = browser.get(f"/maps/{small}/export").text
    told = browser.get(f"/api/maps/{small}/export").json()

    lossy = {each["name"]: each["leaves_out"] for each in told if each["leaves_out"]}
    assert lossy.keys() == {"bpmn", "cjml"}
    assert all(said in page for said in lossy.values())


def test_notes_about_a_file_come_with_it(browser, small):
    answer = had(browser, f"/api/maps/{small}/export/pdf")

    (note,) = json.loads(answer.headers["footlights-notes"])
    assert re.fullmatch(r"A\d landscape; the smallest type is .* pt\.", note)


def test_letters_without_a_font_are_said_on_the_page(browser, small, monkeypatch):
    assert "No font" not in browser.get(f"/maps/{small}/export").text
    none = fonts.FontChoice(("Inter",), ("\U0001b170",))
    monkeypatch.setattr(export_pages, "fonts_for", lambda _texts: none)

    assert "No font on this machine has" in browser.get(f"/maps/{small}/export").text


def test_what_cannot_be_is_said_in_words(browser, small):
    for address, code in [
        ("nothing", "unknown-export"),
        ("pdf?lens=side", "unknown-lens"),
        ("pdf?paper=a9", "unknown-paper"),
        ("png?ppi=1", "unprintable-resolution"),
        ("tables-csv", "export-needs-events"),
        ("xes", "export-needs-events"),
    ]:
        answer = browser.get(f"/api/maps/{small}/export/{address}")
        assert answer.json()["code"] == code
        assert 400 <= answer.status_code < 500


def test_events_go_only_to_who_may_see_persons_and_it_is_noted(site, measured):
    for name, role in [("ann", "owner"), ("cat", "reader")]:
        join(site, name, role)
    ann, cat = signed_in(site, "ann"), signed_in(site, "cat")

    refused = cat.get(f"/api/maps/{measured}/export/xes")
    given = had(ann, f"/api/maps/{measured}/export/xes")

    assert refused.status_code == 403
    assert "whom your role does not see" in cat.get(f"/maps/{measured}/export").text
    assert b"<log" in given.content
    assert cat.get(f"/maps/{measured}/export/pdf").content.startswith(b"%PDF")
    done = audit_log(site.workspace, OPERATOR)
    assert [each.object_id for each in done if each.action == "take-out"] == ["xes"]


def test_a_stranger_gets_nothing(site, measured):
    join(site, "ann", "owner")
    nobody = browser_of(create_app(site), raise_server_exceptions=False)

    for address in (f"/api/maps/{measured}/export/pdf", f"/api/maps/{measured}/export"):
        assert nobody.get(address).status_code == 401


def test_nothing_is_left_behind_of_what_was_sent(
    browser, measured, monkeypatch, tmp_path
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    for kind in ("pptx", "xes", "tables-csv"):
        assert had(browser, f"/api/maps/{measured}/export/{kind}").status_code == 200

    assert list(tmp_path.glob("footlights-export-*")) == []
