"""Pages of questions: what they show, what they refuse, and what they tell the browser."""

import csv
import io
import re
from collections import Counter

import pytest

from footlights.model.edits.document import document_of
from footlights.model.edits.document import map_of as map_of_document
from footlights.usecases.questions import questions
from footlights.web import explore, long_work
from footlights.web.explore import GROUPS
from support.served import HOSTILE, put_log, put_map, served, small_map, small_rows


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with served(tmp_path_factory.mktemp("explored")) as (site, client):
        put_map(site, small_map())
        put_log(site, "small", [{**row, "closes": None} for row in small_rows()])
        yield client


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Pages wait until they are answered, however busy the machine is."""
    monkeypatch.setattr(long_work, "WAIT_SECONDS", 60)
    monkeypatch.setattr(explore, "WAIT_SECONDS", 60)


def test_every_question_stands_in_one_group():
    grouped = [name for names in GROUPS.values() for name in names]

    assert sorted(grouped) == sorted(question.name for question in questions())


@pytest.mark.parametrize("name", [q.name for q in questions()])
def test_every_question_has_a_page(browser, name):
    page = browser.get(f"/maps/small/explore/{name.replace('_', '-')}?around=a")

    assert page.status_code == 200
    assert f"<title>{name.replace('_', ' ').capitalize()}" in page.text
    assert "<script>" not in page.text


def begins_of(page):
    """Give how many journeys begin at each touchpoint, as the flow tells it."""
    found = re.findall(r"<title>([\d,]+) journeys? begin at ([ABC])</title>", page)
    return {name: int(count) for count, name in found}


def test_the_flow_is_drawn_of_the_journeys_that_are_meant(browser):
    of_all = browser.get("/maps/small/explore/transitions").text
    of_some = browser.get("/maps/small/explore/transitions?segment=trial").text
    begun = Counter()
    for row in rows_of(browser, "segment=trial"):
        begun[row["variant"][0].upper()] += row["journeys"]

    assert "How people really move" in of_all
    assert 'href="/maps/small/touchpoints/a"' in of_all
    assert begins_of(of_some) == begun
    assert begins_of(of_some) != begins_of(of_all)


def test_how_many_journeys_a_filter_leaves_is_said(browser):
    some = browser.get("/maps/small/explore/loops?segment=trial").text
    everyone = browser.get("/maps/small/explore/loops").text

    told = re.search(r"(\d+) of (\d+) journeys", some)
    assert 0 < int(told[1]) < int(told[2])
    assert not re.search(r"\d+ of \d+ journeys", everyone)


def test_the_flow_stands_in_files_with_the_names_and_the_selection(browser):
    page = browser.get("/maps/small/explore/transitions?segment=trial").text
    links = re.findall(r'href="([^"]+flow-of-ways\.(?:svg|png)[^"]*)"', page)
    svg, png = (browser.get(link.replace("&amp;", "&")) for link in links)

    assert svg.headers["content-disposition"].endswith('"small-flow-of-ways.svg"')
    assert ">A</text>" in svg.text
    assert "in the segment &#39;trial&#39;" in svg.text
    assert begins_of(svg.text) == begins_of(page)
    assert png.content.startswith(b"\x89PNG")


def test_groups_held_against_each_other_have_no_flow(browser):
    said = "segment=trial&against=not+trial"
    answer = browser.get(f"/maps/small/explore/transitions/flow-of-ways.svg?{said}")

    assert answer.status_code == 400
    assert (
        "flow-forward"
        not in browser.get(f"/maps/small/explore/transitions?{said}").text
    )


def test_filters_stay_in_the_address_of_every_link(browser):
    said = "segment=not+trial&completed=yes&from=2026-03-02"
    page = browser.get(f"/maps/small/explore/loops?{said}").text

    links = re.findall(r'href="/maps/small/explore/variants\?([^"]+)"', page)
    assert [set(link.split("&amp;")) for link in links] == [set(said.split("&"))]
    assert '<option value="not trial" selected>' in page
    assert 'value="2026-03-02"' in page


def test_page_download_and_interface_say_the_same(browser):
    said = "segment=trial&most=2"
    page = browser.get(f"/maps/small/explore/variants?{said}").text
    rows = browser.get(f"/api/maps/small/questions/variants?{said}").json()["rows"]
    (link,) = re.findall(r'href="([^"]+\.csv[^"]*)"', page)
    table = browser.get(link.replace("&amp;", "&"))

    assert table.headers["content-type"].startswith("text/csv")
    found = list(csv.DictReader(io.StringIO(table.text)))
    assert [int(row["journeys"]) for row in found] == [row["journeys"] for row in rows]
    assert len(rows) == 2
    assert all(f">{row['journeys']:,}<" in page for row in rows)


@pytest.mark.parametrize(
    ("kind", "begins"),
    [("svg", b"<svg"), ("png", b"\x89PNG"), ("json", b"{"), ("parquet", b"PAR1")],
)
def test_pictures_and_tables_can_be_had(browser, kind, begins):
    answer = browser.get(f"/maps/small/explore/variants/variants.{kind}")

    assert answer.content.startswith(begins)
    assert 'filename="small-variants' in answer.headers["content-disposition"]


def test_two_groups_are_held_against_each_other(browser):
    page = browser.get("/maps/small/explore/loops?segment=trial&against=not+trial").text

    assert "A difference is no cause." in page


def rows_of(browser, said):
    return browser.get(f"/api/maps/small/questions/variants?{said}").json()["rows"]


def test_what_is_said_several_times_must_all_hold(browser):
    both = "segment=trial&segment=not+trial"
    twice = "segment=trial&segment=trial"

    answer = browser.get(f"/api/maps/small/questions/variants?{both}")
    assert answer.json()["code"] == "contradictory-selection"
    assert rows_of(browser, twice) == rows_of(browser, "segment=trial")


def test_a_pattern_chooses_journeys_and_stays_in_the_form(browser):
    inside = rows_of(browser, "pattern=a{1,5}+->+end")
    outside = rows_of(browser, "not_pattern=a{1,5}+->+end")
    page = browser.get("/maps/small/explore/variants?pattern=a{1,5}+->+end").text

    assert [row["variant"] for row in inside] == ["a"]
    assert len(inside) + len(outside) == len(rows_of(browser, ""))
    assert 'name="pattern" value="a{1,5} -&gt; end"' in page


def test_the_form_shows_every_segment_that_is_said_and_offers_another(browser):
    page = browser.get("/maps/small/explore/loops?segment=trial").text

    assert re.findall(
        r'<select name="segment"><option value=""( selected)?>', page
    ) == [
        "",
        " selected",
    ]


def test_periods_are_held_against_each_other(browser):
    said = "from=2026-03-02&to=2026-03-02&against_from=2026-03-03"
    page = browser.get(f"/maps/small/explore/loops?{said}").text

    assert "begun from 2026-03-03 on" in page


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/maps/small/explore/loops?from=tomorrow", 400, "such as 2026-03-01"),
        ("/maps/small/explore/loops?segment=nobody", 400, "There is no segment"),
        ("/maps/small/explore/loops?against=trial", 400, "Which journeys are to be"),
        ("/maps/small/explore/loops?completed=perhaps", 400, "it is yes or no"),
        ("/maps/small/explore/loops?pattern=a+->+->", 400, "The pattern has"),
        ("/maps/small/explore/pattern?text=zz", 400, "There is no touchpoint"),
        ("/maps/small/explore/stage-funnel?within=7", 400, "needs a unit of time"),
        ("/maps/small/explore/loops/loops.exe", 400, "does not say what to write"),
        ("/maps/small/explore/trend", 404, "Did you mean"),
        ("/maps/other/explore", 404, "There is no map"),
        ("/nothing", 404, "There is no such page"),
    ],
)
def test_what_cannot_be_is_said_in_words(browser, path, status, said):
    answer = browser.get(path)

    assert answer.status_code == status
    assert said in answer.text.replace("&#39;", "'")
    assert "Traceback" not in answer.text


def test_the_interface_says_errors_as_json(browser):
    answer = browser.get("/api/maps/small/questions/loops?segment=nobody")

    assert (answer.status_code, answer.json()["code"]) == (400, "unknown-segment")
    known = browser.get("/api/maps/small/questions").json()
    assert {question["name"] for question in known} == {q.name for q in questions()}


def test_every_answer_refuses_what_is_foreign(browser):
    for path in ("/", "/maps/small/explore", "/nothing", "/api/openapi.json"):
        headers = browser.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "private, no-cache"
    report = browser.get("/maps/small/report").headers
    assert "sha256-" in report["content-security-policy"]


def test_stored_words_cannot_become_a_tag(browser):
    page = browser.get("/maps/small/explore/loops").text

    assert HOSTILE not in page
    assert "&lt;script&gt;" in page


def test_the_style_sheet_is_kept_for_good(browser):
    (address,) = re.findall(r'rel="stylesheet" href="([^"]+)"', browser.get("/").text)
    style = browser.get(address)

    assert "immutable" in style.headers["cache-control"]
    assert ".footlights.web" in style.text


@pytest.fixture(scope="module")
def with_personas(tmp_path_factory):
    with served(tmp_path_factory.mktemp("personas")) as (site, client):
        document = document_of(small_map())
        document["personas"] = [
            {"id": "nurse", "name": "The nurse", "segment": "trial"},
            {"id": "clerk", "name": "The clerk"},
        ]
        put_map(site, map_of_document(document))
        put_log(site, "small", [{**row, "closes": None} for row in small_rows()])
        yield client


def test_a_persona_chooses_the_journeys_of_its_segment(with_personas):
    page = with_personas.get("/maps/small/explore/variants?persona=nurse").text
    links = re.findall(r'href="/maps/small/explore/loops\?([^"]+)"', page)

    assert rows_of(with_personas, "persona=nurse") == rows_of(
        with_personas, "segment=trial"
    )
    assert '<option value="nurse" selected>The nurse</option>' in page
    assert links == ["persona=nurse"]


def test_a_persona_that_nobody_bound_to_journeys_cannot_be_chosen(with_personas):
    page = with_personas.get("/maps/small/explore/variants").text
    answer = with_personas.get("/api/maps/small/questions/variants?persona=clerk")

    assert '<option value="" disabled>The clerk: no segment</option>' in page
    assert (answer.status_code, answer.json()["code"]) == (
        400,
        "persona-without-segment",
    )


def test_a_persona_is_held_against_a_segment(with_personas):
    said = "persona=nurse&against=not+trial&completed=yes"
    both = "segment=trial&against=not+trial&completed=yes"

    assert rows_of(with_personas, said) == rows_of(with_personas, both)
