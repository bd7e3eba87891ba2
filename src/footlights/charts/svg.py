"""A chart as SVG that stands in a page: its colours, its ids, no address."""

import re

import altair as alt
import vl_convert

from footlights.charts.palette import PROPERTIES

_XMLNS = re.compile(r'\s(?:xmlns(?::\w+)?|version)="[^"]*"')
_ID = re.compile(r'(\bid="|url\(#|href="#)([^")]+)')
_SIZE = re.compile(r'^<svg([^>]*?)\swidth="([\d.]+)"\sheight="([\d.]+)"')


def svg_of(chart: alt.TopLevelMixin, prefix: str) -> str:
    """Draw a chart as SVG for a page.

    Args:
        chart: Any chart; its colours come from `palette`.
        prefix: Begins every id in it; unique on the page.

    Returns:
        An `<svg>` whose colours are style properties and whose texts are escaped;
        without size, so that the page decides. It is hidden from those who hear
        the page: the table beside it speaks.
    """
    drawn = vl_convert.vegalite_to_svg(chart.to_dict())
    drawn = _XMLNS.sub("", drawn)
    drawn = _ID.sub(lambda found: f"{found[1]}{prefix}-{found[2]}", drawn)
    drawn = _SIZE.sub(
        r'<svg\1 style="max-width:\2px" aria-hidden="true" focusable="false"', drawn
    )
    for colour, property_ in PROPERTIES.items():
        drawn = drawn.replace(f'"{colour}"', f'"var({property_})"')
    return str(drawn)
