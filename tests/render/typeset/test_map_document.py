import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footlights.errors import SheetTooSmallError
from footlights.measures.measured_log import Identity
from footlights.model.map import Map
from footlights.render.typeset.map_document import Wanted, map_document
from footlights.render.typeset.paper import paper_named
from support.parts import left_out
from support.pdf_pages import pages_of, plain, poppler, text_of

HOSTILE = '"]#eval("1+1")*b*_i_$x$`c`@a<b>\\u{41}//x/*#set page(fill: red)'
"""What would end a string, call a function or change the style, were it markup."""

SHOWN = {
    "name",
    "doing",
    "thinking",
    "word",
    "needs",
    "questions",
    "said",
    "evidence",
    "pains",
    "does",
    "standard",
    "customer_goal",
    "objective",
    "owner",
    "says",
}
"""Fields of a map whose words a reader sees."""


def rewritten(map_, change):
    """Give a map in which every text that a reader sees is changed."""

    def walk(value, field=""):
        if isinstance(value, dict):
            return {name: walk(of, name) for name, of in value.items()}
        if isinstance(value, list):
            return [walk(of, field) for of in value]
        return change(value) if isinstance(value, str) and field in SHOWN else value

    dumped = map_.model_dump(mode="json", by_alias=True, exclude_none=True)
    return Map.model_validate(walk(dumped))


@pytest.fixture
def written(tmp_path):
    """Sets a map as PDF and gives the file."""

    def write(map_, measured=None, **wanted):
        path = tmp_path / "map.pdf"
        document = map_document(map_, measured, Wanted(**wanted))
        path.write_bytes(document.pages[0])
        return path

    return write


def assert_whole(path, names):
    """Nothing overlaps, nothing leaves the page, every name is there."""
    pages = pages_of(path)
    for page in pages:
        assert page.words
        assert page.overlapping() == []
        assert page.outside() == []
    text = text_of(path)
    assert [name for name in names if plain(name) not in text] == []
    return pages


def names_of(map_):
    """Names of the stages, touchpoints and activities of a map."""
    return [
        *(stage.name for stage in map_.stages),
        *(touchpoint.name for touchpoint in map_.touchpoints),
        *(activity.does for activity in map_.activities),
    ]


def test_a_map_stands_on_one_sheet_with_its_numbers(museum, measured, written):
    path = written(museum, measured)

    assert len(assert_whole(path, names_of(museum))) == 1
    text = text_of(path)
    for said in ("655journeys", "n412", "Whathurtsmost", "lineofinteraction"):
        assert said in text


def test_the_same_words_as_in_the_page(museum, measured, written):
    text = text_of(written(museum, measured))

    for touchpoint in measured.touchpoints:
        score = touchpoint.score.mean
        if score.value is not None:
            assert f"n{score.n:,}" in text


@pytest.mark.parametrize("layout", ["sheet", "pages"])
def test_a_sum_that_does_not_come_out_is_said_under_the_title(
    layout, museum, measured, written
):
    broken = Identity(name="a is b", holds=False, left=1, right=2)
    wrong = measured.model_copy(update={"identities": (broken,)})

    text = text_of(written(museum, wrong, layout=layout))

    assert plain("A sum that must come out does not") in text


def test_a_map_over_pages_repeats_its_heads(museum, measured, written):
    path = written(museum, measured, layout="pages")

    pages = assert_whole(path, names_of(museum))
    assert len(pages) > 2
    paper = paper_named("a4")
    for page in pages:
        assert page.width == pytest.approx(paper.width, abs=0.1)
        assert page.height == pytest.approx(paper.height, abs=0.1)
    name = museum.touchpoints[0].name
    assert text_of(path).count(plain(name)) > 1


@pytest.mark.parametrize(
    "wanted",
    [{"layout": "pages"}, {"lens": "business"}, {"lens": "customer"}],
    ids=["pages", "business", "customer"],
)
def test_two_hundred_touchpoints_neither_overlap_nor_are_cut(wanted, sample, written):
    map_ = sample.sample_map(200, 22)
    path = written(map_, **wanted)

    shown = [touchpoint.name for touchpoint in map_.touchpoints]
    pages = assert_whole(path, shown)
    assert len(pages) == 1 or wanted.get("layout") == "pages"


def test_a_map_too_large_for_any_sheet_says_how_to_print_it(sample):
    with pytest.raises(SheetTooSmallError, match=r"sheet of A0.*--paged") as caught:
        map_document(sample.sample_map(200, 22), None, Wanted())

    assert "--paper" not in str(caught.value)
    assert "--lens customer" in str(caught.value)


def test_a_map_in_one_lens_is_not_told_to_take_one(sample):
    wanted = Wanted(lens="customer", paper="a4")

    with pytest.raises(SheetTooSmallError) as caught:
        map_document(sample.sample_map(20), None, wanted)

    assert "Take --paper a" in str(caught.value)
    assert "--lens" not in str(caught.value)


def test_a_sheet_too_small_names_the_one_that_does(museum, measured):
    with pytest.raises(SheetTooSmallError, match=r"sheet of A4.*Take --paper a\d"):
        map_document(museum, measured, Wanted(paper="a4"))


def test_a_larger_sheet_has_larger_type(museum):
    notes = [
        map_document(museum, None, Wanted(paper=paper)).notes[0]
        for paper in ("a2", "a1")
    ]
    sizes = [float(note.split(" is ")[1].removesuffix(" pt.")) for note in notes]

    assert notes[0].startswith("A2 landscape; the smallest type is ")
    assert 6 <= sizes[0] < sizes[1]


@pytest.mark.parametrize("layout", ["sheet", "pages"])
def test_very_long_words_are_broken_and_stay_whole(layout, museum, written):
    words = [
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
        "W" * 60,
        "https://example.org/a/very/long/path?with=query&and=more#fragment",
    ]
    map_ = rewritten(museum, lambda text: words[len(text) % 3])

    assert_whole(written(map_, layout=layout), words)


def test_a_text_longer_than_a_page_goes_on_over_the_next(museum, written):
    long = " ".join(f"word{no}" for no in range(240))
    map_ = rewritten(museum, lambda text: long if text.endswith("?") else text)

    path = written(map_, layout="pages")

    assert_whole(path, ["word0", "word239"])


@pytest.mark.parametrize("layout", ["sheet", "pages"])
def test_what_looks_like_markup_shows_as_it_is(layout, museum, measured, written):
    map_ = rewritten(museum, lambda _: HOSTILE)

    path = written(map_, measured, layout=layout)

    text = text_of(path)
    fields = sum(
        len(of.needs) + len(of.questions) + len(of.pains) + len(of.activities) + 4
        for of in map_.touchpoints
    )
    assert text.count(plain(HOSTILE)) >= fields
    assert_whole(path, [HOSTILE])


@settings(deadline=None, max_examples=12)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_any_text_can_be_set(sample, text):
    map_ = rewritten(sample.sample_map(2), lambda _: f"x{text}")

    document = map_document(map_, None, Wanted(layout="pages"))

    assert document.pages[0].startswith(b"%PDF")


@pytest.mark.parametrize(
    "said",
    [
        "Ждёт у входа и читает меню",
        "Περιμένει στην είσοδο",
        "客人在门口等候服务员微笑着说欢迎光临",
        "お客様はメニューを読みながら席を待っています",
        "손님은 창가 자리를 기다리며 메뉴를 읽습니다",
    ],
    ids=["Cyrillic", "Greek", "Chinese", "Japanese", "Korean"],
)
def test_other_scripts_are_set_in_fonts_of_the_machine(said, museum, written):
    map_ = rewritten(museum, lambda _: said)
    document = map_document(map_, None, Wanted(layout="pages"))
    if document.notes:
        left_out(f"a font is missing: {document.notes[0]}")

    path = written(map_, layout="pages")

    assert_whole(path, [said])


@pytest.mark.parametrize(
    ("said", "letters"),
    [
        ("ينتظر الضيوف طاولة بجانب النافذة", "ينتظر"),
        ("האורחים מחכים לשולחן ליד החלון", "האורחים"),
    ],
    ids=["Arabic", "Hebrew"],
)
def test_letters_from_the_right_neither_overlap_nor_are_cut(
    said, letters, museum, written
):
    map_ = rewritten(museum, lambda _: said)
    document = map_document(map_, None, Wanted(layout="pages"))
    if document.notes:
        left_out(f"a font is missing: {document.notes[0]}")
    path = written(map_, layout="pages")

    pages = pages_of(path)
    assert [page.overlapping() for page in pages] == [[]] * len(pages)
    assert [page.outside() for page in pages] == [[]] * len(pages)
    # Poppler gives words from the right in either order.
    text = text_of(path)
    assert letters in text or letters[::-1] in text


def test_emoji_are_set_beside_words(museum, written):
    map_ = rewritten(museum, lambda _: "😀 happy")
    document = map_document(map_, None, Wanted(layout="pages"))
    if document.notes:
        left_out(f"a font is missing: {document.notes[0]}")

    path = written(map_, layout="pages")

    assert b"/Subtype/Type3" in path.read_bytes()
    assert text_of(path).count("happy") > 11


def test_letters_without_a_font_are_said_and_the_map_is_written(museum, written):
    map_ = rewritten(museum, lambda text: f"{text[:100]} \U000f1234")
    document = map_document(map_, None, Wanted(layout="pages"))

    (note,) = document.notes
    assert "U+F1234" in note
    assert document.pages[0].startswith(b"%PDF")


def test_fonts_are_inside_and_the_text_is_text(museum, measured, written):
    listed = poppler("pdffonts", written(museum, measured)).splitlines()[2:]

    assert listed
    for font in listed:
        embedded, _, unicode_ = font.split()[-5:-2]
        assert (embedded, unicode_) == ("yes", "yes")


def test_a_pdf_is_tagged_and_says_its_title_and_language(museum, measured, written):
    path = written(museum, measured)

    facts = poppler("pdfinfo", path)
    assert "Tagged:          yes" in facts
    assert "Title:           An evening at the museum" in facts
    data = path.read_bytes()
    for tag in ("Table", "TR", "TH", "TD", "H1", "Figure"):
        assert f"/S/{tag}".encode() in data
    assert b"/StructTreeRoot" in data
    assert b"/Lang(en)" in data
    assert b"/Alt(" in data
    assert b"pdfuaid" in data


def test_pages_are_pictures_one_to_a_page(museum):
    for kind, begin in (("png", b"\x89PNG"), ("svg", b"<svg")):
        document = map_document(museum, None, Wanted(kind=kind, layout="pages", ppi=30))

        assert len(document.pages) > 2
        assert all(page.startswith(begin) for page in document.pages)


def test_more_pixels_to_an_inch_make_a_larger_picture(museum):
    def width(ppi):
        (page,) = map_document(museum, None, Wanted(kind="png", ppi=ppi)).pages
        return int.from_bytes(page[16:20], "big")

    assert width(60) == pytest.approx(2 * width(30), abs=2)


def test_a_map_of_one_touchpoint_is_a_sheet_too(sample, written):
    map_ = sample.sample_map(1)

    (page,) = assert_whole(written(map_), names_of(map_))
    assert page.height == pytest.approx(paper_named("a4").width, abs=0.1)


def test_a_bare_map_is_a_sheet_too(written):
    bare = {
        "footlights": 1,
        "id": "bare",
        "name": "Bare",
        "stages": [
            {"id": "s", "name": "S", "touchpoints": [{"id": "t", "name": "Touch"}]}
        ],
    }

    path = written(Map.model_validate(json.loads(json.dumps(bare))))

    assert_whole(path, ["Bare", "Touch"])


def test_no_lane_is_left_over_for_a_page_of_its_own(sample):
    map_ = sample.sample_map(30, stages=5)

    set_ = map_document(map_, None, Wanted("png", "customer", ppi=20, layout="pages"))

    assert len(set_.pages) == 5
