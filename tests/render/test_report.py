import re
import time

import pytest
from lxml import html

from footlights.measures.measured_log import Identity
from footlights.render.report import report_html

HOSTILE = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def page(museum, measured):
    return report_html(museum, measured)


@pytest.fixture(scope="module")
def tree(page):
    return html.document_fromstring(page)


def test_the_head_names_every_touchpoint_in_map_order(tree, museum):
    names = [
        " ".join(head.xpath("./a")[0].text_content().split())
        for head in tree.xpath("//*[@id='map']//tr[@class='names']/th")
    ]

    assert names == [touchpoint.name for touchpoint in museum.touchpoints]


def test_every_head_says_what_it_heads(tree):
    assert tree.xpath("//table//th[not(@scope)]") == []
    assert {th.get("scope") for th in tree.xpath("//*[@id='map']//tbody//th")} == {
        "row"
    }


def test_every_table_has_a_caption(tree):
    assert tree.xpath("//table[not(caption)]") == []


def test_ids_are_unique(tree):
    ids = tree.xpath("//@id")

    assert sorted(ids) == sorted(set(ids))


def test_every_reference_leads_somewhere(tree):
    ids = set(tree.xpath("//@id"))
    named = set(tree.xpath("//@aria-labelledby")) | set(tree.xpath("//@aria-controls"))
    links = {href[1:] for href in tree.xpath("//@href") if href.startswith("#")}

    assert named | links <= ids
    assert [href for href in tree.xpath("//@href") if not href.startswith("#")] == []


def test_nothing_comes_from_outside(page, tree):
    assert tree.xpath("//@src") == []
    assert tree.xpath("//link") == []
    assert "http://" not in page
    assert "https://" not in page
    assert "@import" not in page
    assert not re.search(r"url\((?!#)", page)


def test_the_policy_forbids_all_but_its_own_script(tree):
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")

    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "script-src 'sha256-" in policy
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//@*[starts-with(name(), 'on')]") == []


def test_everything_is_on_the_page_without_a_script(tree, museum):
    assert len(tree.xpath("//section[@class='page']")) == len(museum.touchpoints)
    assert len(tree.xpath("//*[@id='findings']//li")) == 4
    assert tree.xpath("//input[@name='lens']/@value") == [
        "customer",
        "business",
        "both",
    ]


def test_each_picture_has_words_or_a_table(tree):
    unsaid = tree.xpath("//svg[not(@aria-hidden='true') and not(@aria-label)]")

    assert unsaid == []


def test_a_map_alone_makes_a_report_that_invites(museum):
    page = report_html(museum, None)
    tree = html.document_fromstring(page)

    assert "Nothing is measured yet" in page
    assert tree.xpath("//*[@id='flow']") == []
    assert [a.get("href") for a in tree.xpath("//header/nav/a")] == [
        "#map",
        "#findings",
        "#touchpoints",
        "#method",
    ]


def test_a_broken_sum_is_said_above_all(museum, measured):
    broken = Identity(name="a is b", holds=False, left=1, right=2)
    page = report_html(museum, measured.model_copy(update={"identities": (broken,)}))

    assert 'role="alert"' in page


def test_hostile_names_stay_words(sample):
    plain = sample.sample_map(3)
    document = plain.model_dump(mode="json", by_alias=True)
    document["name"] = document["stages"][0]["name"] = HOSTILE
    here = document["stages"][0]["touchpoints"][0]
    for field in ("name", "doing", "thinking", "said", "evidence"):
        here[field] = HOSTILE
    here["feeling"]["word"] = HOSTILE
    here["pains"] = here["needs"] = [HOSTILE]
    here["activities"][0]["does"] = HOSTILE
    document["teams"][0]["name"] = document["channels"][0]["name"] = HOSTILE
    document["segments"][0]["name"] = HOSTILE
    evil = type(plain).model_validate(document)

    tree = html.document_fromstring(report_html(evil, sample.sample_measured(evil)))

    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img") == []
    assert tree.xpath("//@onerror") == []
    assert tree.xpath("//h1")[0].text_content() == HOSTILE


def test_arabic_and_emoji_keep_their_direction(sample):
    plain = sample.sample_map(1)
    document = plain.model_dump(mode="json", by_alias=True)
    document["stages"][0]["touchpoints"][0]["name"] = "حجز طاولة 🍽"
    page = report_html(type(plain).model_validate(document), None)

    assert '<a href="#touchpoint-t1" dir="auto">حجز طاولة 🍽</a>' in page


def test_twenty_touchpoints_stay_under_three_megabytes(sample):
    wide = sample.sample_map(20)

    assert len(report_html(wide, sample.sample_measured(wide)).encode()) < 3_000_000


def test_two_hundred_touchpoints_are_drawn_within_seconds(sample):
    wide = sample.sample_map(200, stages=9)
    found = sample.sample_measured(wide)

    begun = time.perf_counter()
    page = report_html(wide, found)

    assert time.perf_counter() - begun < 30
    assert page.count('class="page"') == 200


def test_the_same_numbers_make_the_same_page(page, museum, measured):
    assert report_html(museum, measured) == page


def test_the_page_of_one_touchpoint_is_whole(sample):
    one = sample.sample_map(1)
    tree = html.document_fromstring(report_html(one, sample.sample_measured(one)))

    assert len(tree.xpath("//*[@id='map']//tr[@class='names']/th")) == 1
