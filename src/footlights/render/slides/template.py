"""The empty deck: theme, master and layouts, for people to restyle in PowerPoint.

Colours and fonts stand in the theme and nowhere else; titles, statements, footers
and numbers of slides are placeholders that stand where their layout says.
"""

from importlib.resources import files

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Pt

from footlights.render.slides.drawing import NAMESPACES, emu, named, parsed
from footlights.render.slides.look import HEIGHT, ROOM_WIDTH, WIDTH, Colour
from footlights.render.slides.views import Box

TITLE = Box(30, 32, ROOM_WIDTH, 46)
ABOVE = Box(30, 15, ROOM_WIDTH, 17)
STATEMENT = Box(30, 86, ROOM_WIDTH, 78)
COVER_TITLE = Box(72, 130, 816, 120)
COVER_LINES = Box(72, 262, 816, 170)
_FOOTER = Box(30, 514, 780, 20)
_NUMBER = Box(830, 514, 100, 20)

ABOVE_IDX, STATEMENT_IDX, LINES_IDX, FOOTER_IDX, NUMBER_IDX = 13, 14, 1, 11, 12
"""Numbers by which placeholders of a slide find those of its layout."""

COVER, CONTENT, FINDING = "Title Slide", "Title Only", "Title and Content"
"""Layouts that are kept, by the names that the empty deck gives them."""

_LAMPS = 9
"""Lamps along the front edge of the first slide."""


def empty_deck() -> Deck:
    """Give a deck without slides, in the look of Footlights."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    master = deck.slide_masters[0]
    for layout in list(master.slide_layouts):
        if layout.name not in {COVER, CONTENT, FINDING}:
            master.slide_layouts.remove(layout)
    _drop_thumbnail(deck)
    _put_theme(deck, master)
    _put_shapes(master.element, "bg2", _master_shapes())
    _put_text_styles(master)
    shapes = {COVER: _cover_shapes(), CONTENT: "", FINDING: ""}
    for layout in master.slide_layouts:
        _lay_out(layout, shapes[layout.name])
    return deck


def _lay_out(layout: SlideLayout, extra: str) -> None:
    kind = layout.name
    if kind == COVER:
        _put_shapes(layout.element, "accent1", extra)
        layout.element.set("showMasterSp", "0")
        return
    shapes = _title(TITLE) + _placeholder(
        "Above the title", "body", ABOVE_IDX, ABOVE, _style(10, Colour.SOFT)
    )
    name = "Map, curve or table"
    if kind == FINDING:
        name = "Finding"
        shapes += _bar(STATEMENT)
        shapes += _placeholder(
            "Statement",
            "body",
            STATEMENT_IDX,
            STATEMENT,
            _style(18, Colour.INK),
            14,
            anchor="ctr",
        )
        layout.element.attrib.pop("type", None)
    _put_shapes(layout.element, None, shapes + _foot())
    layout.element.find("p:cSld", NAMESPACES).set("name", name)


def _drop_thumbnail(deck: Deck) -> None:
    """Take away the picture of a blank slide that the empty deck brings along."""
    package = deck.part.package
    for relationship in list(package.iter_rels()):
        if relationship.reltype == RT.THUMBNAIL:
            package.drop_rel(relationship.rId)


def _put_theme(deck: Deck, master: SlideMaster) -> None:
    """Replace the theme, to which both the deck and its master refer."""
    blob = files("footlights.render.slides").joinpath("template", "theme.xml")
    old = master.part.part_related_by(RT.THEME)
    package = master.part.package
    theme = Part(old.partname, old.content_type, package, blob.read_bytes())
    for part in (deck.part, master.part):
        for name, relationship in list(part.rels.items()):
            if relationship.reltype == RT.THEME:
                part.drop_rel(name)
        part.relate_to(theme, RT.THEME)


def _put_shapes(
    element: etree._Element,  # lxml has no public name for it
    ground: str | None,
    shapes: str,
) -> None:
    """Replace all shapes of a master or layout, and its ground."""
    page = element.find("p:cSld", NAMESPACES)
    for old in list(page):
        page.remove(old)
    if ground is not None:
        page.append(
            parsed(
                f'<p:bg><p:bgPr><a:solidFill><a:schemeClr val="{ground}"/></a:solidFill>'
                "<a:effectLst/></p:bgPr></p:bg>"
            )
        )
    tree = parsed(
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/>'
        f"</p:nvGrpSpPr><p:grpSpPr/>{shapes}</p:spTree>"
    )
    for no, shape in enumerate(tree.iter(named("p:cNvPr")), start=1):
        shape.set("id", str(no))
    page.append(tree)


def _put_text_styles(master: SlideMaster) -> None:
    styles = master.element.find("p:txStyles", NAMESPACES)
    master.element.replace(
        styles,
        parsed(
            "<p:txStyles><p:titleStyle>"
            + _level(24, Colour.INK, font="+mj-lt", bold=True)
            + "</p:titleStyle><p:bodyStyle>"
            + _level(12, Colour.INK)
            + "</p:bodyStyle><p:otherStyle>"
            + _level(12, Colour.INK)
            + "</p:otherStyle></p:txStyles>"
        ),
    )


def _master_shapes() -> str:
    bar = (
        '<p:sp><p:nvSpPr><p:cNvPr id="0" name="Curtain"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f"</p:nvSpPr>{_place(Box(0, 0, WIDTH, 7), Colour.VELVET)}{_NO_TEXT}</p:sp>"
    )
    body = _placeholder("Text", "body", 1, Box(30, 86, ROOM_WIDTH, 418), "")
    return bar + _title(TITLE) + body + _foot()


def _cover_shapes() -> str:
    width, gap = 34.0, (WIDTH - 2 * 72 - 34.0) / (_LAMPS - 1)
    lamps = "".join(_lamp(72 + no * gap, width) for no in range(_LAMPS))
    white = '<a:schemeClr val="bg1"/>'
    title = _placeholder(
        "Title", "ctrTitle", None, COVER_TITLE, _style(36, white, bold=True), anchor="b"
    )
    lines = _placeholder(
        "Subtitle", "subTitle", LINES_IDX, COVER_LINES, _style(14, white)
    )
    return lamps + title + lines


def _lamp(left: float, width: float) -> str:
    """Draw half a disc of light that stands on the lower edge."""
    radius = emu(width / 2)
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="0" name="Footlight"/><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{emu(left)}" y="{emu(HEIGHT) - radius}"/>'
        f'<a:ext cx="{2 * radius}" cy="{radius}"/></a:xfrm><a:custGeom><a:avLst/>'
        "<a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{2 * radius}" h="{radius}"><a:moveTo><a:pt x="0" y="{radius}"/>'
        f'</a:moveTo><a:arcTo wR="{radius}" hR="{radius}" stAng="10800000"'
        ' swAng="10800000"/><a:close/></a:path></a:pathLst></a:custGeom>'
        f"<a:solidFill>{Colour.AMBER.value}</a:solidFill><a:ln><a:noFill/></a:ln>"
        f"</p:spPr>{_NO_TEXT}</p:sp>"
    )


def _bar(box: Box) -> str:
    """Draw the bar that marks a statement of what hurts."""
    card = _place(box, Colour.CARD)
    mark = _place(Box(box.left, box.top, 4, box.height), Colour.RED)
    return "".join(
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name="{name}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr>{place}{_NO_TEXT}</p:sp>'
        for name, place in (("Card", card), ("Mark", mark))
    )


def _foot() -> str:
    small = _style(8, Colour.SOFT)
    right = small.replace("<a:lvl1pPr ", '<a:lvl1pPr algn="r" ')
    footer = _placeholder("Footer", "ftr", FOOTER_IDX, _FOOTER, small, anchor="ctr")
    number = _placeholder(
        "Slide number", "sldNum", NUMBER_IDX, _NUMBER, right, anchor="ctr"
    )
    return footer + number


def _title(box: Box) -> str:
    return _placeholder("Title", "title", None, box, "")


_NO_TEXT = "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody>"


def _place(box: Box, fill: Colour | None = None) -> str:
    ground = f"<a:solidFill>{fill.value}</a:solidFill>" if fill else ""
    return (
        f'<p:spPr><a:xfrm><a:off x="{emu(box.left)}" y="{emu(box.top)}"/>'
        f'<a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{ground}'
        + ("<a:ln><a:noFill/></a:ln>" if fill else "")
        + "</p:spPr>"
    )


def _placeholder(  # noqa: PLR0913, PLR0917 - what a placeholder is
    name: str,
    kind: str,
    idx: int | None,
    box: Box,
    style: str,
    inset: float = 0,
    *,
    anchor: str = "t",
) -> str:
    number = "" if idx is None else f' idx="{idx}"'
    said = "<a:p><a:endParaRPr/></a:p>"
    if kind == "sldNum":
        said = (
            '<a:p><a:fld id="{5D1F5C8E-2C0B-4E0D-9A51-0D0B5C6F7A10}" type="slidenum">'
            "<a:rPr/><a:t>‹#›</a:t></a:fld></a:p>"
        )
    elif kind != "ftr":
        said = f"<a:p><a:r><a:rPr/><a:t>{name}</a:t></a:r></a:p>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name="{name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}"{number}/>'
        f"</p:nvPr></p:nvSpPr>{_place(box)}<p:txBody>"
        f'<a:bodyPr lIns="{emu(inset)}" tIns="{emu(inset / 2)}" rIns="{emu(inset)}"'
        f' bIns="{emu(inset / 2)}" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle>{said}</p:txBody></p:sp>"
    )


def _style(size: float, colour: Colour | str, *, bold: bool = False) -> str:
    ink = colour.value if isinstance(colour, Colour) else colour
    return _run_style(size, ink, "+mn-lt", bold=bold)


def _level(
    size: float, colour: Colour, *, font: str = "+mn-lt", bold: bool = False
) -> str:
    return _run_style(size, colour.value, font, bold=bold)


def _run_style(size: float, ink: str, font: str, *, bold: bool) -> str:
    weight = ' b="1"' if bold else ' b="0"'
    base = font[:3]
    return (
        '<a:lvl1pPr marL="0" indent="0"><a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:buNone/><a:defRPr sz="{round(size * 100)}"{weight}>'
        f"<a:solidFill>{ink}</a:solidFill>"
        f'<a:latin typeface="{base}-lt"/><a:ea typeface="{base}-ea"/>'
        f'<a:cs typeface="{base}-cs"/></a:defRPr></a:lvl1pPr>'
    )
