"""One map as a page of its own, to be shown inside another page."""

from html import escape

from footlights.measures.measured import Measured
from footlights.measures.wording import counted, period
from footlights.model.map import Map
from footlights.render.environment import inlined, render, static_text
from footlights.render.icons import SHAPES
from footlights.render.lanes import Lens
from footlights.render.map_grid import map_grid, no_page
from footlights.render.numbers_table import numbers_table

_STYLES = ("tokens.css", "map.css", "parts.css", "narrow.css", "embed.css")

HEIGHT = 720
"""Pixels that most maps are pleasant to read in; they scroll inside their frame."""


def embed_html(map_: Map, measured: Measured | None = None, lens: Lens = "both") -> str:
    """Draw a map as a page for a frame of any width; it has no script.

    Args:
        map_: The map as planned.
        measured: What was measured on a log; None draws the map alone.
        lens: The lens that is chosen at first: `customer`, `business` or `both`.
    """
    grid = map_grid(map_, measured, f"map-{map_.id}", link=no_page)
    return render(
        "embed.html",
        style=inlined("\n".join(static_text(name) for name in _STYLES)),
        title=map_.name,
        facts=_facts(measured),
        shapes=SHAPES,
        lens=lens,
        grid=grid,
        numbers=numbers_table(grid),
    )


def frame_tag(map_: Map, address: str) -> str:
    """Give the element by which another page shows the map.

    It is shut in: nothing in it can run a script, follow a form or leave its frame.

    Args:
        map_: The map.
        address: Where its page lies.
    """
    return (
        f'<iframe src="{escape(address)}" title="{escape(map_.name)}" sandbox'
        f' loading="lazy" width="100%" height="{HEIGHT}" style="border: 0"></iframe>'
    )


def _facts(measured: Measured | None) -> str:
    if measured is None:
        return "As planned, not measured"
    log = measured.log
    return (
        f"Measured on {counted(log.journeys, 'journey')}, {period(log.from_, log.to)}"
    )
