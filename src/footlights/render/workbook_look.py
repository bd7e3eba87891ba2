"""How a workbook looks: type, colours and borders of the house."""

from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from footlights.charts.palette import (
    INK,
    INTERVAL,
    LIGHT,
    NIGHT,
    PAPER,
    RULE,
    SOFT,
    VELVET,
)

FACE = "Arial"
"""On every system, or with a twin of the same widths."""

WHITE = "#ffffff"
VELVET_SOFT = "#f6eef2"
LIGHT_SOFT = "#fdf3e0"
LIGHT_WORDS = "#8c5c0c"
NIGHT_SOFT = "#eef0f6"
BAD = "#b3362b"
BAD_SOFT = "#fcefed"

A3, A4 = 8, 9

_KINDS: dict[str, dict[str, Any]] = {
    "text": {"num_format": "@"},
    "bold": {"num_format": "@", "bold": True},
    "quiet": {"num_format": "@", "font_color": SOFT},
    "number": {"num_format": "General"},
    "feeling": {"num_format": "+General;-General;0"},
    "day": {"num_format": "yyyy-mm-dd"},
    "lane": {"bold": True, "font_color": VELVET, "bg_color": PAPER},
    "quiet lane": {"font_color": SOFT, "bg_color": PAPER},
    "stage": {
        "num_format": "@",
        "bold": True,
        "font_color": WHITE,
        "bg_color": VELVET,
        "border_color": VELVET,
    },
    "same stage": {
        "num_format": "@",
        "font_color": INTERVAL,
        "bg_color": VELVET,
        "border_color": VELVET,
    },
    "touchpoint": {"num_format": "@", "bold": True, "bg_color": VELVET_SOFT},
    "head": {
        "bold": True,
        "font_color": WHITE,
        "bg_color": VELVET,
        "border_color": VELVET,
        "valign": "vcenter",
    },
    "list head": {
        "bold": True,
        "font_color": VELVET,
        "bg_color": VELVET_SOFT,
        "valign": "vcenter",
    },
    "number head": {
        "bold": True,
        "font_color": VELVET,
        "bg_color": VELVET_SOFT,
        "valign": "vcenter",
        "align": "right",
    },
    "right head": {
        "bold": True,
        "font_color": WHITE,
        "bg_color": VELVET,
        "border_color": VELVET,
        "valign": "vcenter",
        "align": "right",
    },
    "word head": {"font_color": SOFT, "bg_color": PAPER, "valign": "vcenter"},
    "note": {"font_color": SOFT, "border": 0},
    "line": {"text_wrap": False, "indent": 0},
    "count": {"num_format": "#,##0", "align": "right", "indent": 1},
    "decimal": {"num_format": "#,##0.00", "align": "right", "indent": 1},
    "share": {"num_format": "0.0%", "align": "right", "indent": 1},
    "time": {"num_format": "[h]:mm:ss", "align": "right", "indent": 1},
    "seconds": {"num_format": "#,##0.0", "align": "right", "indent": 1},
    "moment": {"num_format": "yyyy-mm-dd hh:mm"},
    "few": {"italic": True, "font_color": SOFT},
}
"""What each kind of cell adds to the plain one."""


class Look:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, ...], bool], Format] = {}

    def __call__(self, *kinds: str, begins: bool = False) -> Format:
        """Give the format of a kind of cell; of several, the later ones win.

        Args:
            kinds: Names from the list of kinds.
            begins: Whether a stronger line stands above it.
        """
        key = (kinds, begins)
        if key not in self._made:
            look: dict[str, Any] = {
                "font_name": FACE,
                "font_size": 10,
                "font_color": INK,
                "text_wrap": True,
                "valign": "top",
                "border": 1,
                "border_color": RULE,
                "align": "left",
                "indent": 1,
            }
            for kind in kinds:
                look |= _KINDS[kind]
            if begins:
                look |= {"top": 2, "top_color": INTERVAL}
            self._made[key] = self._book.add_format(look)
        return self._made[key]

    def lit(self, **look: Any) -> Format:  # keywords of XlsxWriter
        """Give a format that is laid over others where a rule holds."""
        return self._book.add_format(look)


def header_text(text: str) -> str:
    """Give a text as the header of a printed page can hold it."""
    line = " ".join(text.split())[:120]
    return line.replace("&", "&&")


def print_set_up(sheet: Worksheet, title: str, kind: str, *, paper: int = A4) -> None:
    """Set a sheet up for print: landscape, a title above, pages counted below.

    Args:
        sheet: The sheet.
        title: What stands at the left above each page: the name of the map.
        kind: What stands at the right: what the sheet shows.
        paper: Size of the paper, as spreadsheets count them.
    """
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
    sheet.set_header(
        f'&L&"{FACE},Bold"&K{VELVET[1:]}{header_text(title)}&R&"{FACE},Regular"&K{SOFT[1:]}{kind}'
    )
    sheet.set_footer(f'&L&"{FACE},Regular"&K{SOFT[1:]}Footlights&R&P of &N')
    sheet.hide_gridlines(2)


TABS = {"map": VELVET, "list": NIGHT, "measured": LIGHT, "quiet": SOFT}
"""Colours of the tabs."""
