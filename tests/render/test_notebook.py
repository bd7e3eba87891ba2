import re

from lxml import html

from footlights.measures.measured_log import Coverage, UnexplainedEvent
from footlights.measures.result import Estimate
from footlights.render.notebook import coverage_html, findings_html, map_html
from footlights.render.notebook_style import notebook_style


def test_a_map_in_a_notebook_is_a_piece_with_its_style_and_no_script(museum, measured):
    page = map_html(museum, measured)

    assert page.lstrip().startswith('<div class="footlights notebook"><style>')
    assert "<script" not in page
    assert "<html" not in page


def test_the_chosen_lens_is_checked(museum):
    for lens in ("customer", "business", "both"):
        tree = html.fromstring(map_html(museum, lens=lens))

        assert tree.xpath("//input[@checked]/@value") == [lens]


def test_it_links_to_no_page_that_is_not_there(museum, measured):
    tree = html.fromstring(map_html(museum, measured))
    ids = set(tree.xpath("//@id"))

    assert [
        href for href in tree.xpath("//a/@href") if href.removeprefix("#") not in ids
    ] == []


def words_of(page):
    tree = html.fromstring(page)
    for style in tree.xpath("//style"):
        style.drop_tree()
    return " ".join(" ".join(tree.itertext()).split())


def test_the_map_and_the_measured_map_can_stand_on_one_page(museum, measured):
    tree = html.fromstring(f"<div>{map_html(museum)}{map_html(museum, measured)}</div>")
    sheets = tree.xpath("//*[@class='sheet']/@id")

    assert sheets == [f"map-{museum.id}", f"measured-{museum.id}"]


def test_findings_name_what_they_are_about_and_link_to_nothing(museum, measured):
    page = findings_html(museum, measured.findings)

    assert len(html.fromstring(page).xpath("//li")) == len(measured.findings)
    assert measured.findings[0].look_at in words_of(page)
    assert "href" not in page


def test_no_findings_are_said(museum):
    assert "Nothing stands out that the numbers support." in words_of(
        findings_html(museum, ())
    )


def estimate(value, low, high, n):
    return Estimate(value=value, low=low, high=high, n=n)


def test_coverage_lists_what_the_map_does_not_explain_with_interval_and_n(museum):
    coverage = Coverage(
        events_on_map=960,
        events_off_map=40,
        share_on_map=estimate(0.96, 0.946, 0.97, 1000),
        off_map=(
            UnexplainedEvent(
                event="<lift>",
                events=30,
                persons=28,
                share=estimate(0.03, 0.021, 0.042, 1000),
            ),
            UnexplainedEvent(
                event="toilet",
                events=10,
                persons=9,
                share=estimate(0.01, 0.005, 0.018, 1000),
            ),
        ),
        never_seen=(museum.touchpoints[0].id,),
        not_measured=(),
    )

    page = coverage_html(museum, coverage)

    words = words_of(page)
    assert (
        "96 % (95 to 97) n 1,000 of all events: 960 events on the map, 40 off" in words
    )
    assert "<lift> 30 28 3 % (2 to 4)" in words
    assert f"none came: {museum.touchpoints[0].name}" in words
    assert "No event is bound" not in words
    # The longest bar is full, the others in proportion.
    assert html.fromstring(page).xpath("//td[@class='strip']/i/@style") == [
        "width:100.0%",
        "width:33.3%",
    ]


def test_the_theme_of_a_notebook_comes_before_that_of_the_system():
    style = notebook_style("parts.css")
    light, dark = style.split(":is(")[1:3]

    assert '[data-jp-theme-light="true"], .vscode-light, .light' in light
    assert "color-scheme: light; --paper: #fbfaf7;" in light
    assert '[data-jp-theme-light="false"], .vscode-dark, .dark' in dark
    assert "color-scheme: dark; --paper: #14121b;" in dark
    assert set(re.findall(r"--[\w-]+(?=:)", dark)) <= set(
        re.findall(r"--[\w-]+(?=:)", light)
    )
