"""The file itself: what PowerPoint is strict about, and what people rely on."""

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from footlights.model.map import Map
from footlights.render.slides.presentation import presentation, slide_views
from footlights.render.slides.text_width import printable
from support.drawn_maps import maps

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
HOSTILE = "<script>alert(1)</script> & \"quotes\" ]]> =cmd|'/c calc'!A1 \x00\x0b\x1b"


@pytest.fixture(scope="module")
def deck(museum, measured):
    """A measured map as a file."""
    return presentation(museum, measured, "both", NOW)


@pytest.fixture(scope="module")
def slides(deck):
    return Presentation(BytesIO(deck)).slides


def parts(deck):
    with zipfile.ZipFile(BytesIO(deck)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(deck):
    """Every text of every slide."""
    return [
        element.text
        for name, content in parts(deck).items()
        if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)
        for element in etree.fromstring(content).iter(f"{A}t")
    ]


def test_every_part_is_there_once_and_is_whole_xml(deck):
    with zipfile.ZipFile(BytesIO(deck)) as archive:
        names = archive.namelist()

    assert len(names) == len(set(names))
    for name, content in parts(deck).items():
        if name.endswith((".xml", ".rels")):
            assert len(etree.fromstring(content)) or "presProps" in name or content


def test_every_relationship_leads_to_a_part(deck):
    found = parts(deck)
    broken = []
    for name, content in found.items():
        if not name.endswith(".rels"):
            continue
        folder = name.rsplit("_rels/", 1)[0]
        for relationship in etree.fromstring(content):
            assert relationship.get("TargetMode") != "External"
            target = relationship.get("Target")
            path = target.lstrip("/") if target.startswith("/") else folder + target
            while "/../" in path:
                path = re.sub(r"[^/]+/\.\./", "", path, count=1)
            if path not in found:
                broken.append((name, target))

    assert broken == []


def test_shape_ids_are_unique_on_each_slide(slides):
    for slide in slides:
        ids = [int(at.get("id")) for at in slide.element.iter(f"{P}cNvPr")]
        assert len(ids) == len(set(ids))


def test_every_cell_and_shape_has_a_paragraph_and_every_row_its_columns(slides):
    for slide in slides:
        for body in slide.element.iter(f"{A}txBody", f"{P}txBody"):
            assert body.find(f"{A}p") is not None
        for table in slide.element.iter(f"{A}tbl"):
            columns = len(list(table.iter(f"{A}gridCol")))
            for row in table.iter(f"{A}tr"):
                assert len(row.findall(f"{A}tc")) == columns


def test_every_slide_has_a_title_of_its_own_that_is_read_first(slides):
    titles = [slide.shapes.title.text for slide in slides]

    assert all(titles)
    assert len(titles) == len(set(titles))
    assert all(
        next(iter(slide.shapes)).shape_id == slide.shapes.title.shape_id
        for slide in slides
    )


def test_reading_order_is_title_then_words_then_tables_and_charts_then_footer(slides):
    finding = next(s for s in slides if "felt worse" in s.shapes.title.text)

    kinds = [
        shape.placeholder_format.type
        if shape.is_placeholder
        else ("chart" if shape.has_chart else "table")
        for shape in finding.shapes
    ]
    assert kinds == [
        PP_PLACEHOLDER.TITLE,
        PP_PLACEHOLDER.BODY,
        PP_PLACEHOLDER.BODY,
        "table",
        "table",
        "chart",
        PP_PLACEHOLDER.FOOTER,
        PP_PLACEHOLDER.SLIDE_NUMBER,
    ]


def test_tables_and_charts_are_told_to_those_who_do_not_see_them(slides):
    for slide in slides:
        for shape in slide.shapes:
            if not shape.is_placeholder:
                (named,) = shape.element.iter(f"{P}cNvPr")
                assert len(named.get("descr")) > 10


def test_nothing_is_a_picture(deck):
    assert [
        name for name in parts(deck) if re.search(r"\.(png|jpe?g|emf|svg)$", name)
    ] == []


def test_numbers_are_native_charts_whose_data_can_be_edited(slides):
    curve = next(s for s in slides if "What people feel" in s.shapes.title.text)
    (chart,) = [shape.chart for shape in curve.shapes if shape.has_chart]

    drawn, felt, rings = chart.plots[0].series
    assert list(chart.plots[0].categories)[:2] == [
        "Reads the programme",
        "Books a ticket",
    ]
    assert list(drawn.values)[:3] == [1, 1, -1]
    assert list(felt.values)[:3] == [0.9, 1.2, -0.4]
    assert list(rings.values) == [*[None] * 8, 0.9, None, None]
    assert drawn.format.line.dash_style is not None
    assert felt.format.line.dash_style is None
    (bars,) = felt._element.iter(f"{C}errBars")
    assert next(float(v.text) for v in bars.find(f"{C}plus").iter(f"{C}v")) == 0.2
    book = parts_of_workbook(chart.part.chart_workbook.xlsx_part.blob)
    assert "Reads the programme" in book
    assert "Interval reaches above by" in book


def parts_of_workbook(blob):
    with zipfile.ZipFile(BytesIO(blob)) as archive:
        return archive.read("xl/sharedStrings.xml").decode()


def test_colours_and_fonts_stand_in_the_theme_alone(deck):
    found = parts(deck)

    theme = found["ppt/theme/theme1.xml"].decode()
    assert 'name="Footlights"' in theme
    for name, content in found.items():
        if re.fullmatch(r"ppt/(slides|charts|slideLayouts)/[^/]+\.xml", name):
            assert b"srgbClr" not in content, name
            assert not re.search(rb'typeface="[^+"]', content), name


def test_layouts_are_three_and_named(deck):
    layouts = Presentation(BytesIO(deck)).slide_layouts

    assert [layout.name for layout in layouts] == [
        "Title Slide",
        "Finding",
        "Map, curve or table",
    ]


def test_the_speaker_finds_the_definitions(slides):
    curve = next(s for s in slides if "What people feel" in s.shapes.title.text)

    assert "19 of 20" in curve.notes_slide.notes_text_frame.text


def test_the_file_says_what_it_is(deck):
    properties = Presentation(BytesIO(deck)).core_properties

    assert properties.title == "An evening at the museum"
    assert properties.created.replace(tzinfo=UTC) == NOW


def hostile(map_):
    """The same map, with something evil in every text."""

    def evil(value, key=""):
        if isinstance(value, dict):
            return {k: evil(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [evil(v, key) for v in value]
        is_text = isinstance(value, str) and key in {
            *("name", "doing", "thinking", "needs", "questions", "said", "evidence"),
            *("pains", "word", "does", "standard", "quote", "customer_goal", "owner"),
        }
        return f"{value[:20]} {HOSTILE}"[:120] if is_text else value

    document = map_.model_dump(mode="json", by_alias=True, exclude_none=True)
    return Map.model_validate(evil(document))


def test_hostile_text_stays_text_and_forbidden_signs_are_left_out(sample, museum):
    evil = hostile(museum)

    deck = presentation(evil, sample.sample_measured(evil), "both", NOW)

    said = texts(deck)
    assert any('<script>alert(1)</script> & "quotes" ]]>' in text for text in said)
    assert not any(re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text) for text in said)
    assert Presentation(BytesIO(deck)).core_properties.title.startswith("An evening")
    for name, content in parts(deck).items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(BytesIO(content)) as book:
                assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_stages_of_one_name_do_not_give_two_slides_one_title(sample):
    same = sample.sample_map(24, 8)

    titles = [view.title for view in slide_views(same, None)]

    assert len(titles) == len(set(titles))


def squeezed(text):
    """A text without what a line break or a split may change."""
    return "".join(printable(text).split())


@settings(deadline=None, max_examples=40)
@given(maps)
def test_any_map_makes_a_deck_that_opens_and_holds_its_names(map_):
    deck = presentation(map_, None, "both", NOW)

    slides = Presentation(BytesIO(deck)).slides
    titles = [slide.shapes.title.text for slide in slides]
    said = squeezed("".join(texts(deck)))
    assert all(titles)
    assert len(titles) == len(set(titles))
    for touchpoint in map_.touchpoints:
        assert squeezed(touchpoint.name) in said
        assert squeezed(touchpoint.doing or "") in said


@pytest.mark.parametrize("lens", ["customer", "business", "both"])
def test_every_name_of_the_map_stands_somewhere(museum, measured, lens):
    said = texts(presentation(museum, measured, lens, NOW))

    for name in (
        *(stage.name for stage in museum.stages),
        *(touchpoint.name for touchpoint in museum.touchpoints),
    ):
        assert name in said


def test_the_smallest_map_makes_a_deck():
    tea = Map.model_validate(
        {
            "footlights": 1,
            "id": "tea",
            "name": "Tea",
            "stages": [
                {"id": "a", "name": "A", "touchpoints": [{"id": "b", "name": "B"}]}
            ],
        }
    )

    slides = Presentation(BytesIO(presentation(tea, None, "both", NOW))).slides

    assert [slide.shapes.title.text for slide in slides] == [
        "Tea",
        "What this map is about",
        "Journey map: A",
        "Touchpoint map: A",
    ]
