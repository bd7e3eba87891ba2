"""A map as a piece of HTML, for a notebook: it carries its own style."""

from footlights.measures.measured import Measured
from footlights.model.map import Map
from footlights.render.environment import inlined, render, static_text
from footlights.render.icons import SHAPES
from footlights.render.lanes import Lens
from footlights.render.map_grid import map_grid, no_page
from footlights.render.numbers_table import numbers_table

_STYLES = ("tokens.css", "map.css", "parts.css", "notebook.css")


def map_html(map_: Map, measured: Measured | None = None, lens: Lens = "both") -> str:
    """Draw a map for a notebook; it has no script and needs none.

    Args:
        map_: The map as planned.
        measured: What was measured on a log; None draws the map alone.
        lens: The lens that is chosen at first: `customer`, `business` or `both`.
    """
    grid = map_grid(map_, measured, f"map-{map_.id}", link=no_page)
    return render(
        "notebook.html",
        style=inlined("\n".join(static_text(name) for name in _STYLES)),
        title=map_.name,
        shapes=SHAPES,
        lens=lens,
        grid=grid,
        numbers=numbers_table(grid),
    )
