"""DrawingML: words, cells and tables as XML."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from lxml import etree
from pptx.oxml import parse_xml

from footlights.render.slides.fitting import ACROSS, DOWN, line_height
from footlights.render.slides.look import Colour, Look
from footlights.render.slides.text_width import is_right_to_left, printable
from footlights.render.slides.views import Cell, Paragraph, Row, Sheet

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style without lines and grounds: each cell has its own."""

_POINT = 12_700


def emu(points: float) -> int:
    """Give a length in the unit of the file."""
    return round(points * _POINT)


def named(tag: str) -> str:
    """Give the full name of a tag: `a:tbl`."""
    prefix, name = tag.split(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"


def parsed(xml: str) -> etree._Element:  # lxml has no public name for it
    """Read a piece of XML; its first tag gets the namespaces."""
    names = "".join(f' xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
    end = min(at for sign in (">", "/", " ") if (at := xml.find(sign)) > 0)
    return parse_xml(f"{xml[:end]}{names}{xml[end:]}")


def quoted(text: str) -> str:
    """Write a text as content or value of an attribute."""
    return escape(printable(text), {'"': "&quot;", "\n": "&#10;"})


def text_body(paragraphs: Sequence[Paragraph]) -> str:
    """Write paragraphs; one that has line breaks becomes several."""
    return "".join(_paragraph_lines(paragraphs)) or _empty()


def table(sheet: Sheet) -> etree._Element:  # lxml has no public name for it
    """Write the part of a table that stands on one slide."""
    grid = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in sheet.widths)
    rows = "".join(
        _row(row, height) for row, height in zip(sheet.rows, sheet.heights, strict=True)
    )
    head = ' firstRow="1"' if sheet.head_rows else ""
    return parsed(
        f'<a:tbl><a:tblPr{head} firstCol="1"><a:tableStyleId>{_NO_STYLE}'
        f"</a:tableStyleId></a:tblPr><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl>"
    )


def run_properties(look: Look, tag: str = "a:rPr") -> str:
    """Write how letters look."""
    bold, italic = int(look.bold), int(look.italic)
    return (
        f'<{tag} sz="{round(look.size * 100)}" b="{bold}" i="{italic}">'
        f"<a:solidFill>{look.colour.value}</a:solidFill></{tag}>"
    )


def _paragraph_lines(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        for line in printable(paragraph.text).split("\n"):
            yield _paragraph(line, paragraph.text, paragraph.look)


def _paragraph(line: str, whole: str, look: Look) -> str:
    spacing = round(line_height(whole, look.size) * 100)
    turned = ' algn="r" rtl="1"' if is_right_to_left(line) else ' rtl="0"'
    properties = (
        f'<a:pPr{turned}><a:lnSpc><a:spcPts val="{spacing}"/></a:lnSpc>'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef></a:pPr>'
    )
    if not line:
        return f"<a:p>{properties}{run_properties(look, 'a:endParaRPr')}</a:p>"
    return (
        f"<a:p>{properties}<a:r>{run_properties(look)}<a:t>{escape(line)}</a:t></a:r>"
        "</a:p>"
    )


def _empty() -> str:
    """Write nothing, in letters so small that no row grows."""
    return (
        '<a:p><a:pPr><a:lnSpc><a:spcPts val="400"/></a:lnSpc></a:pPr>'
        '<a:endParaRPr sz="400"/></a:p>'
    )


def _row(row: Row, height: float) -> str:
    cells = "".join(_cell(cell, row.line) for cell in row.cells)
    return f'<a:tr h="{emu(height)}">{cells}</a:tr>'


def _cell(cell: Cell, line: Colour | None) -> str:
    below = _edge("B", line or Colour.RULE, 1.5 if line else 0.5)
    above = _edge("T", cell.top, 2.25) if cell.top else ""
    ground = "<a:noFill/>"
    if cell.fill is not None:
        ground = f"<a:solidFill>{cell.fill.value}</a:solidFill>"
    side = _edge("R", Colour.RULE, 0.5) if cell.fill is not None else ""
    anchor = "ctr" if cell.is_centred else "t"
    properties = (
        f'<a:tcPr marL="{emu(ACROSS)}" marR="{emu(ACROSS)}" marT="{emu(DOWN)}"'
        f' marB="{emu(DOWN)}" anchor="{anchor}">{side}{above}{below}{ground}</a:tcPr>'
    )
    span = f' gridSpan="{cell.span}"' if cell.span > 1 else ""
    empty = f"<a:txBody><a:bodyPr/><a:lstStyle/>{_empty()}</a:txBody>"
    merged = f'<a:tc hMerge="1">{empty}{properties}</a:tc>' * (cell.span - 1)
    return (
        f"<a:tc{span}><a:txBody><a:bodyPr/><a:lstStyle/>{text_body(cell.paragraphs)}"
        f"</a:txBody>{properties}</a:tc>{merged}"
    )


def _edge(side: str, colour: Colour, width: float) -> str:
    return (
        f'<a:ln{side} w="{emu(width)}"><a:solidFill>{colour.value}</a:solidFill>'
        f"</a:ln{side}>"
    )
