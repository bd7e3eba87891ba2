"""The two native charts: the feeling curve, and lying bars with intervals."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from footlights.measures.result import ENOUGH
from footlights.render.slides.drawing import emu, quoted, run_properties
from footlights.render.slides.look import Colour, Look
from footlights.render.slides.views import BarsPart, Box, CurvePart, Scale, Series

_LABELS = Look(9, colour=Colour.SOFT)
_COLUMNS = ("Number", "Interval reaches below by", "Interval reaches above by")

_UNSAID = '<c:legendEntry><c:idx val="2"/><c:delete val="1"/></c:legendEntry>'
"""Leaves the inside of rings out of the legend."""

Values = Sequence[float | int | None]


class Workbook:
    """The numbers of a chart in a spreadsheet: what opens on "edit data"."""

    def __init__(self, categories: Sequence[str]) -> None:
        self._categories = categories
        self._columns: list[tuple[str, Values]] = []

    def categories(self) -> str:
        """Refer to the names of the categories."""
        points = "".join(
            f'<c:pt idx="{no}"><c:v>{quoted(name)}</c:v></c:pt>'
            for no, name in enumerate(self._categories)
        )
        count = f'<c:ptCount val="{len(self._categories)}"/>'
        return (
            f"<c:cat><c:strRef><c:f>{self._range(0)}</c:f><c:strCache>{count}{points}"
            "</c:strCache></c:strRef></c:cat>"
        )

    def column(self, name: str, values: Values) -> str:
        """Add a column, and refer to its numbers."""
        self._columns.append((name, values))
        points = "".join(
            f'<c:pt idx="{no}"><c:v>{value:.6g}</c:v></c:pt>'
            for no, value in enumerate(values)
            if value is not None
        )
        return (
            f"<c:numRef><c:f>{self._range(len(self._columns))}</c:f><c:numCache>"
            f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>'
            f"{points}</c:numCache></c:numRef>"
        )

    def heading(self, name: str) -> str:
        """Refer to the name of the column that is added next."""
        letter = chr(ord("A") + len(self._columns) + 1)
        return (
            f"<c:tx><c:strRef><c:f>Sheet1!${letter}$1</c:f><c:strCache>"
            f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{quoted(name)}</c:v></c:pt>'
            "</c:strCache></c:strRef></c:tx>"
        )

    def content(self) -> bytes:
        """Give the spreadsheet."""
        stream = BytesIO()
        # Names of a map are words, whatever they begin with.
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
        }
        with xlsxwriter.Workbook(stream, options) as book:
            sheet = book.add_worksheet("Sheet1")
            for row, name in enumerate(self._categories, start=1):
                sheet.write_string(row, 0, name)
            for column, (name, values) in enumerate(self._columns, start=1):
                sheet.write_string(0, column, name)
                for row, value in enumerate(values, start=1):
                    if value is not None:
                        sheet.write_number(row, column, value)
        return stream.getvalue()

    def _range(self, column: int) -> str:
        letter = chr(ord("A") + column)
        return f"Sheet1!${letter}$2:${letter}${len(self._categories) + 1}"


def curve_xml(part: CurvePart) -> tuple[str, bytes]:
    """Give the chart of the feeling curve, and the spreadsheet behind it."""
    book = Workbook(part.categories)
    series = _drawn(book, part.drawn)
    if part.measured is not None:
        series += _measured(book, part.measured, part.few)
        book.column("Answers (n)", part.n)
    plot = (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
        '<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>'
        + _categories_axis(1, 2, "b", reverse=False)
        + _values_axis(2, 1, "l", part.scale)
    )
    legend = (
        f'<c:legend><c:legendPos val="t"/>{_UNSAID * bool(part.few)}<c:layout><c:manualLayout>'
        '<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0.2"/><c:y val="0"/>'
        '<c:w val="0.6"/><c:h val="0.09"/></c:manualLayout></c:layout>'
        '<c:overlay val="0"/>'
        f"{_text_properties()}</c:legend>"
    )
    return _chart(part.box, part.plot, plot, legend), book.content()


def bars_xml(part: BarsPart) -> tuple[str, bytes]:
    """Give the chart of lying bars, and the spreadsheet behind it."""
    book = Workbook(part.categories)
    own = part.subject
    marked = ""
    if own is not None:
        marked = (
            f'<c:dPt><c:idx val="{own}"/><c:invertIfNegative val="0"/>'
            f'<c:bubble3D val="0"/><c:spPr>{_fill(Colour.RED)}</c:spPr></c:dPt>'
        )
    heading = book.heading(part.bars.name)
    values = book.column(part.bars.name, part.bars.values)
    series = (
        f'<c:ser><c:idx val="0"/><c:order val="0"/>{heading}'
        f'<c:spPr>{_fill(Colour.INTERVAL)}</c:spPr><c:invertIfNegative val="0"/>'
        f"{marked}{_intervals(book, part.bars, Colour.INK, '')}{book.categories()}"
        f"<c:val>{values}</c:val></c:ser>"
    )
    plot = (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="90"/><c:axId val="1"/>'
        '<c:axId val="2"/></c:barChart>'
        + _categories_axis(1, 2, "l", reverse=True)
        + _values_axis(2, 1, "t", part.scale)
    )
    return _chart(part.box, part.plot, plot, ""), book.content()


def _drawn(book: Workbook, series: Series) -> str:
    """Write the dashed line of what the map says."""
    marker = _marker(5, Colour.SOFT, Colour.SOFT)
    line = _stroke(1.5, Colour.SOFT, '<a:prstDash val="dash"/>')
    return _line(book, 0, series, line + marker)


def _measured(book: Workbook, series: Series, few: frozenset[int]) -> str:
    """Write the solid line with its intervals; a point on too few is a ring.

    What makes a ring of a point is a smaller one above it: not every program draws
    one point of a line otherwise than the rest, or the edge of a point.
    """
    look = _stroke(2.5, Colour.AMBER) + _marker(9, Colour.AMBER, Colour.AMBER)
    line = _line(book, 1, series, look)
    if not few:
        return line
    values = tuple(
        value if at in few else None for at, value in enumerate(series.values)
    )
    bare = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
    ring = bare + _marker(5, Colour.CARD, Colour.CARD)
    name = f"Rests on fewer than {ENOUGH} answers"
    return line + _line(book, 2, Series(name, values), ring)


def _line(book: Workbook, no: int, series: Series, look: str) -> str:
    heading = book.heading(series.name)
    values = book.column(series.name, series.values)
    bars = _intervals(book, series, Colour.AMBER_WORDS, "y")
    return (
        f'<c:ser><c:idx val="{no}"/><c:order val="{no}"/>{heading}{look}{bars}'
        f'{book.categories()}<c:val>{values}</c:val><c:smooth val="0"/></c:ser>'
    )


def _stroke(width: float, colour: Colour, dash: str = "") -> str:
    return (
        f'<c:spPr><a:ln w="{emu(width)}" cap="rnd"><a:solidFill>{colour.value}'
        f"</a:solidFill>{dash}<a:round/></a:ln></c:spPr>"
    )


def _marker(size: int, fill: Colour, edge: Colour) -> str:
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/><c:spPr>{_fill(fill)}'
        f'<a:ln w="{emu(1.25)}"><a:solidFill>{edge.value}</a:solidFill></a:ln></c:spPr>'
        "</c:marker>"
    )


def _intervals(book: Workbook, series: Series, colour: Colour, direction: str) -> str:
    if not any(value is not None for value in series.below):
        return ""
    below = book.column(_COLUMNS[1], series.below)
    above = book.column(_COLUMNS[2], series.above)
    along = f'<c:errDir val="{direction}"/>' if direction else ""
    return (
        f'<c:errBars>{along}<c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/><c:plus>{above}</c:plus><c:minus>{below}</c:minus>'
        f'<c:spPr><a:ln w="{emu(1.25)}"><a:solidFill>{colour.value}</a:solidFill></a:ln>'
        "</c:spPr></c:errBars>"
    )


def _categories_axis(no: int, other: int, place: str, *, reverse: bool) -> str:
    order = "maxMin" if reverse else "minMax"
    return (
        f'<c:catAx><c:axId val="{no}"/><c:scaling><c:orientation val="{order}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{place}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        '<c:tickLblPos val="none"/>'
        f'<c:spPr><a:ln w="{emu(0.75)}"><a:solidFill>{Colour.SOFT.value}</a:solidFill>'
        f'</a:ln></c:spPr><c:crossAx val="{other}"/><c:crossesAt val="0"/>'
        '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="0"/></c:catAx>'
    )


def _values_axis(no: int, other: int, place: str, scale: Scale) -> str:
    return (
        f'<c:valAx><c:axId val="{no}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{scale.high:g}"/><c:min val="{scale.low:g}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{place}"/><c:majorGridlines><c:spPr>'
        f'<a:ln w="{emu(0.5)}"><a:solidFill>{Colour.RULE.value}</a:solidFill></a:ln>'
        "</c:spPr></c:majorGridlines>"
        f'<c:numFmt formatCode="{quoted(scale.written)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        '<c:tickLblPos val="low"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_text_properties()}<c:crossAx val="{other}"/><c:crosses val="min"/>'
        f'<c:crossBetween val="between"/><c:majorUnit val="{scale.step:g}"/></c:valAx>'
    )


def _fill(colour: Colour) -> str:
    return f"<a:solidFill>{colour.value}</a:solidFill>"


def _text_properties() -> str:
    return (
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f"{run_properties(_LABELS, 'a:defRPr')}</a:pPr><a:endParaRPr/></a:p></c:txPr>"
    )


def _chart(box: Box, plot: Box, content: str, legend: str) -> str:
    """Put a plot exactly where it is wanted inside the chart."""
    places = (
        ("x", (plot.left - box.left) / box.width),
        ("y", (plot.top - box.top) / box.height),
        ("w", plot.width / box.width),
        ("h", plot.height / box.height),
    )
    layout = "".join(f'<c:{name} val="{part:.6f}"/>' for name, part in places)
    return (
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout><c:manualLayout>'
        '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{layout}</c:manualLayout></c:layout>{content}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
    )
