"""The colours of every chart, and the one theme that puts them on.

A chart is drawn in the light colours; `svg.py` turns each of them into the style
property of the page it stands on, so that it follows the page into the dark.
"""

from typing import Any

PAPER = "#fbfaf7"
INK = "#1d1b26"
SOFT = "#625e6e"
RULE = "#e8e4dc"
VELVET = "#5b2340"
LIGHT = "#f2a93b"
NIGHT = "#23283d"
INTERVAL = "#c9b3bf"

PROPERTIES = {
    INK: "--ink",
    SOFT: "--soft",
    RULE: "--rule",
    VELVET: "--velvet",
    LIGHT: "--light",
    NIGHT: "--night",
    INTERVAL: "--interval",
}
"""Style property of each colour, as the pages of `render` define them."""

FONT = "sans-serif"
"""What texts are measured in; a page puts its own font in its place. A list of fonts
takes several times as long to measure."""


def theme() -> dict[str, Any]:
    """Give the settings that every chart is configured with.

    Returns:
        Keywords of `altair.Chart.configure`; their values are Vega-Lite's own.
    """
    return {
        "font": FONT,
        "background": "transparent",
        "aria": False,
        "view": {"stroke": None},
        "axis": {
            "labelColor": SOFT,
            "titleColor": SOFT,
            "labelFontSize": 11,
            "titleFontSize": 11,
            "titleFontWeight": 400,
            "titlePadding": 8,
            "gridColor": RULE,
            "domainColor": RULE,
            "tickColor": RULE,
        },
        "header": {"labelColor": INK, "labelFontSize": 12, "titleColor": SOFT},
    }
