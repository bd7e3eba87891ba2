import zipfile
from io import BytesIO

from lxml import etree

from footlights.render.slides.chart_xml import bars_xml, curve_xml
from footlights.render.slides.drawing import named, parsed
from footlights.render.slides.views import BarsPart, Box, CurvePart, Scale, Series

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def curve(measured=None, few=frozenset(), drawn=(1, None, -1)):
    return CurvePart(
        box=Box(0, 0, 400, 200),
        plot=Box(100, 20, 300, 160),
        categories=("Enter", "=1+1", "Leave"),
        drawn=Series("Drawn", drawn),
        measured=measured,
        few=few,
        n=(400, 22, None),
        scale=Scale(-2, 2, 1, "+0"),
        alt="…",
    )


MEASURED = Series("Measured", (0.5, 1.0, None), (0.1, 0.6, None), (0.2, 0.5, None))


def points(element):
    """What a reference to the sheet holds: place and number."""
    return {
        int(point.get("idx")): float(point[0].text)
        for point in element.iter(named("c:pt"))
    }


def test_what_is_not_known_is_a_gap_and_not_a_zero():
    xml, _ = curve_xml(curve())
    (series,) = parsed(xml).iter(named("c:ser"))

    assert points(series.find(named("c:val"))) == {0: 1, 2: -1}
    assert parsed(xml).find(named("c:dispBlanksAs")).get("val") == "gap"


def test_drawn_is_dashed_and_measured_is_solid_with_its_interval():
    drawn, measured = parsed(curve_xml(curve(MEASURED))[0]).iter(named("c:ser"))

    assert next(drawn.iter(named("a:prstDash"))).get("val") == "dash"
    assert not list(measured.iter(named("a:prstDash")))
    assert points(next(measured.iter(named("c:minus")))) == {0: 0.1, 1: 0.6}
    assert points(next(measured.iter(named("c:plus")))) == {0: 0.2, 1: 0.5}
    assert not list(drawn.iter(named("c:errBars")))


def test_a_point_on_too_few_answers_is_a_ring_and_the_legend_leaves_its_inside_out():
    chart = parsed(curve_xml(curve(MEASURED, frozenset({1})))[0])

    *_, ring = chart.iter(named("c:ser"))
    assert points(ring.find(named("c:val"))) == {1: 1.0}
    assert next(ring.iter(named("a:noFill"))) is not None
    (entry,) = chart.iter(named("c:legendEntry"))
    assert entry[0].get("val") == "2"


def test_the_plot_stands_where_its_columns_are():
    layout = next(parsed(curve_xml(curve())[0]).iter(named("c:manualLayout")))

    places = {each.tag.split("}")[1]: each.get("val") for each in layout}
    assert places["layoutTarget"] == "inner"
    assert (places["x"], places["w"]) == ("0.250000", "0.750000")


def test_the_sheet_behind_a_chart_holds_its_numbers_and_no_formula():
    _, content = curve_xml(curve(MEASURED))

    with zipfile.ZipFile(BytesIO(content)) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        words = book.read("xl/sharedStrings.xml").decode()
    assert not list(sheet.iter(f"{SHEET}f"))
    assert "=1+1" in words
    numbers = [cell[0].text for cell in sheet.iter(f"{SHEET}c") if cell.get("t") != "s"]
    assert {"1", "-1", "0.5", "400", "22"} <= set(numbers)


def test_the_bar_that_a_finding_is_about_is_the_red_one():
    part = BarsPart(
        box=Box(0, 0, 200, 200),
        plot=Box(0, 20, 200, 180),
        categories=("Enter", "Leave"),
        bars=Series("Mean score", (4.0, 2.0), (0.1, 0.2), (0.1, 0.2)),
        subject=1,
        scale=Scale(1, 5, 1, "General"),
        alt="…",
    )

    chart = parsed(bars_xml(part)[0])

    (own,) = chart.iter(named("c:dPt"))
    assert own.find(named("c:idx")).get("val") == "1"
    assert next(own.iter(named("a:schemeClr"))).get("val") == "accent5"
    values = next(chart.iter(named("c:valAx")))
    assert next(values.iter(named("c:min"))).get("val") == "1"
    order = next(next(chart.iter(named("c:catAx"))).iter(named("c:orientation")))
    assert order.get("val") == "maxMin"
