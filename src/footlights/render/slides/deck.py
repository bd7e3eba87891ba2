"""From views of slides to the file."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.presentation import Presentation as Deck
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide, SlideLayout
from pptx.util import Pt

from footlights.render.slides.chart_xml import bars_xml, curve_xml
from footlights.render.slides.drawing import (
    NAMESPACES,
    named,
    parsed,
    quoted,
    table,
    text_body,
)
from footlights.render.slides.fitting import size_that_fits
from footlights.render.slides.look import Colour, Look
from footlights.render.slides.template import (
    ABOVE_IDX,
    CONTENT,
    COVER,
    COVER_TITLE,
    FINDING,
    FOOTER_IDX,
    LINES_IDX,
    NUMBER_IDX,
    STATEMENT_IDX,
    TITLE,
    empty_deck,
)
from footlights.render.slides.text_width import printable
from footlights.render.slides.views import (
    BarsPart,
    Box,
    CurvePart,
    Paragraph,
    Part,
    SlideView,
    TablePart,
    TitleSlideView,
)

TITLE_SIZES = (24, 20, 17, 14, 12, 10.5)
COVER_SIZES = (36, 30, 24, 20, 16, 12)
FOOTER_SIZES = (8, 7, 6)


def deck_bytes(
    cover: TitleSlideView, slides: Iterable[SlideView], written: datetime
) -> bytes:
    """Write a deck.

    Args:
        cover: The first slide.
        slides: All others.
        written: When it was written, for its properties.
    """
    deck = empty_deck()
    masters = deck.slide_masters[0].slide_layouts
    by_kind = dict(zip((COVER, FINDING, CONTENT), masters, strict=True))
    _add_cover(deck, by_kind[COVER], cover)
    for view in slides:
        layout = by_kind[FINDING if view.statement else CONTENT]
        _add_slide(deck, layout, view, cover.title)
    properties = deck.core_properties
    properties.title = printable(cover.title)
    properties.author = properties.last_modified_by = "Footlights"
    properties.created = properties.modified = written
    stream = BytesIO()
    deck.save(stream)
    return stream.getvalue()


def title_size(title: str) -> float | None:
    """Give the size in which a title fits; None if it fits in none."""
    return size_that_fits(title, TITLE.width, TITLE.height, TITLE_SIZES, bold=True)


def _add_cover(deck: Deck, layout: SlideLayout, view: TitleSlideView) -> None:
    slide = deck.slides.add_slide(layout)
    size = size_that_fits(
        view.title, COVER_TITLE.width, COVER_TITLE.height, COVER_SIZES, bold=True
    )
    white = Look(size or COVER_SIZES[-1], bold=True, colour=Colour.CARD)
    _fill(slide, 0, (Paragraph(view.title, white),))
    _fill(slide, LINES_IDX, view.lines)
    _add_notes(slide, view.notes)


def _add_slide(deck: Deck, layout: SlideLayout, view: SlideView, foot: str) -> None:
    slide = deck.slides.add_slide(layout)
    size = title_size(view.title) or TITLE_SIZES[-1]
    _fill(slide, 0, (Paragraph(view.title, Look(size, bold=True)),))
    above = Paragraph(view.above, Look(10, colour=Colour.SOFT))
    _fill(slide, ABOVE_IDX, (above,) if view.above else ())
    if view.statement:
        _fill(slide, STATEMENT_IDX, view.statement)
    for part in view.parts:
        _add_part(slide, part)
    _add_foot(slide, foot)
    _add_notes(slide, view.notes)


def _fill(slide: Slide, idx: int, paragraphs: tuple[Paragraph, ...]) -> None:
    """Put words into a placeholder; one without words is taken away."""
    shape = next(s for s in slide.placeholders if s.placeholder_format.idx == idx)
    element = shape.element
    if not paragraphs:
        element.getparent().remove(element)
        return
    body = element.find("p:txBody", NAMESPACES)
    for old in body.findall("a:p", NAMESPACES):
        body.remove(old)
    holder = parsed(f"<a:holder>{text_body(paragraphs)}</a:holder>")
    body.extend(list(holder))


def _add_part(slide: Slide, part: Part) -> None:
    if isinstance(part, TablePart):
        _add_table(slide, part)
    elif isinstance(part, CurvePart):
        _add_chart(slide, part.box, "Feeling curve", part.alt, curve_xml(part))
    elif isinstance(part, BarsPart):
        _add_chart(slide, part.box, "Evidence", part.alt, bars_xml(part))


def _add_table(slide: Slide, part: TablePart) -> None:
    sheet = part.sheet
    frame = slide.shapes.add_table(
        1, 1, Pt(part.left), Pt(part.top), Pt(sheet.width), Pt(sheet.height)
    )
    _describe(frame, part.name, part.alt)
    old = next(frame.element.iter(named("a:tbl")))
    old.getparent().replace(old, table(sheet))


def _add_chart(
    slide: Slide, box: Box, name: str, alt: str, written: tuple[str, bytes]
) -> None:
    # A chart is asked for only to have its parts made; what is in them is ours.
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["-"]
    data.add_series("-", (0,))
    places = (Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    # Its types say that it gives the chart; it gives the frame around it.
    frame: Any = slide.shapes.add_chart(XL_CHART_TYPE.LINE, *places, data)
    _describe(frame, name, alt)
    xml, workbook = written
    chart = frame.chart
    space = chart.element
    space.replace(space.find("c:chart", NAMESPACES), parsed(xml))
    chart.part.chart_workbook.update_from_xlsx_blob(workbook)


def _describe(frame: GraphicFrame, name: str, alt: str) -> None:
    frame.name = name
    properties = next(frame.element.iter(named("p:cNvPr")))
    properties.set("descr", printable(alt))


def _add_foot(slide: Slide, words: str) -> None:
    size = size_that_fits(words, 780, 20, FOOTER_SIZES, bold=False)
    said = text_body((Paragraph(words, Look(size or 6, colour=Colour.SOFT)),))
    number = (
        '<a:p><a:fld id="{5D1F5C8E-2C0B-4E0D-9A51-0D0B5C6F7A10}" type="slidenum">'
        "<a:rPr/><a:t>‹#›</a:t></a:fld></a:p>"
    )
    tree = slide.shapes.element
    ids = [int(at.get("id")) for at in tree.iter(named("p:cNvPr"))]
    feet = (
        ("Footer", "ftr", FOOTER_IDX, said),
        ("Number", "sldNum", NUMBER_IDX, number),
    )
    for no, (name, kind, idx, text) in enumerate(feet, start=max(ids) + 1):
        tree.append(
            parsed(
                f'<p:sp><p:nvSpPr><p:cNvPr id="{no}" name="{quoted(name)}"/><p:cNvSpPr>'
                f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}"'
                f' idx="{idx}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>'
                f"<a:lstStyle/>{text}</p:txBody></p:sp>"
            )
        )


def _add_notes(slide: Slide, notes: tuple[str, ...]) -> None:
    frame = slide.notes_slide.notes_text_frame if notes else None
    if frame is not None:
        frame.text = "\n".join(printable(note) for note in notes)
