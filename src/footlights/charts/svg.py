"""A chart as SVG that stands in a page: its colours, its ids, no address."""

import json
import re

import altair as alt
import vl_convert

from footlights.charts.palette import FONT, PAPER, PROPERTIES

_XMLNS = re.compile(r'\s(?:xmlns(?::\w+)?|version)="[^"]*"')
_ID = re.compile(r'(\bid="|url\(#|href="#)([^")]+)')
_FONT = f' font-family="{FONT}"'
_SIZE = re.compile(r'^<svg([^>]*?)\swidth="([\d.]+)"\sheight="([\d.]+)"')

_WIDEST = 0xFFFF
"""The last sign that is one unit of 16 bits."""
_NOBODYS = range(0xE000, 0xF900)
"""Signs that are left for private use."""


def svg_of(chart: alt.TopLevelMixin, prefix: str) -> str:
    """Draw a chart as SVG for a page.

    Args:
        chart: Any chart; its colours come from `palette`.
        prefix: Begins every id in it; unique on the page.

    Returns:
        An `<svg>` whose colours are style properties and whose texts are escaped;
        without size and font, so that the page decides. It is hidden from those who hear
        the page: the table beside it speaks.
    """
    drawn = _drawn(chart.to_dict())
    drawn = _XMLNS.sub("", drawn)
    drawn = _ID.sub(lambda found: f"{found[1]}{prefix}-{found[2]}", drawn)
    drawn = _SIZE.sub(
        r'<svg\1 style="max-width:\2px" aria-hidden="true" focusable="false"', drawn
    )
    drawn = drawn.replace(_FONT, "")
    for colour, property_ in PROPERTIES.items():
        drawn = drawn.replace(f'"{colour}"', f'"var({property_})"')
    return str(drawn)


def picture_of(chart: alt.TopLevelMixin, kind: str) -> bytes:
    """Draw a chart as a file of its own, on paper.

    Args:
        chart: Any chart.
        kind: `svg`, `png` (at twice its size), or `json` (as Vega-Lite).
    """
    spec = chart.to_dict()
    spec["config"] |= {"background": PAPER, "padding": 16}
    if kind == "json":
        text = json.dumps(spec, ensure_ascii=False, indent=1)
        # Altair names data by what they hold to the last digit, which no one needs.
        for no, name in enumerate(spec.get("datasets", {}), start=1):
            text = text.replace(f'"{name}"', f'"data-{no}"')
        return text.encode()
    drawn = _drawn(spec)
    if kind == "png":
        return bytes(vl_convert.svg_to_png(drawn, scale=2))
    return drawn.encode()


def _drawn(spec: dict[str, object]) -> str:
    """Draw a chart, whatever signs its texts hold.

    Vega shortens a long text between any two of its 16-bit units, so an emoji may lose
    its second half, and the half that stays is no text that it could draw. While it
    draws, such a sign is therefore one of those that no script has.
    """
    text = json.dumps(spec, ensure_ascii=False)
    free = (sign for no in _NOBODYS if (sign := chr(no)) not in text)
    wide = sorted({sign for sign in text if ord(sign) > _WIDEST})
    stands_for = dict(zip(wide, free, strict=False))
    narrow = "".join(stands_for.get(sign, sign) for sign in text)
    drawn = vl_convert.vegalite_to_svg(json.loads(narrow))
    back = {stand_in: sign for sign, stand_in in stands_for.items()}
    return "".join(back.get(sign, sign) for sign in drawn)


def standing_alone(svg: str, font: str) -> str:
    """Give a drawing of `svg_of` back its colours, its font and its namespace.

    Args:
        svg: What `svg_of` gave.
        font: Family that its texts are set in.
    """
    # A plain string: what is marked as safe would escape whatever is put into it.
    drawn = str(svg)
    for colour, property_ in PROPERTIES.items():
        drawn = drawn.replace(f'"var({property_})"', f'"{colour}"')
    return drawn.replace(
        "<svg", f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{font}"', 1
    )
