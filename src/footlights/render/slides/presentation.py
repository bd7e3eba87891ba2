"""A map, measured or not, as a deck of slides."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from footlights.measures.measured import Measured
from footlights.model.map import Map
from footlights.render.lanes import Lens
from footlights.render.slides.about_slides import about_slides, cover_view
from footlights.render.slides.backlog_slides import backlog_slides
from footlights.render.slides.curve_slides import curve_slides
from footlights.render.slides.deck import deck_bytes
from footlights.render.slides.map_slides import map_slides
from footlights.render.slides.method_slides import method_slides
from footlights.render.slides.views import SlideView


def presentation(
    map_: Map, measured: Measured | None, lens: Lens, written: datetime
) -> bytes:
    """Give a map as a file of PowerPoint that has no pictures, only what can be edited.

    Args:
        map_: The map as planned.
        measured: What was measured on a log; None shows the map alone.
        lens: The lens of the map's slides; `both` shows the one after the other.
        written: When the file is written.
    """
    return deck_bytes(
        cover_view(map_, measured), slide_views(map_, measured, lens), written
    )


def slide_views(
    map_: Map, measured: Measured | None, lens: Lens = "both"
) -> Iterator[SlideView]:
    """Yield every slide but the first, each with a title of its own."""
    seen: dict[str, int] = {}
    for view in _views(map_, measured, lens):
        seen[view.title] = seen.get(view.title, 0) + 1
        times = seen[view.title]
        # Two stages of one name would give two slides of one title.
        yield view if times == 1 else replace(view, title=f"{view.title}, {times}")


def _views(map_: Map, measured: Measured | None, lens: Lens) -> Iterator[SlideView]:
    yield from about_slides(map_, measured)
    yield from map_slides(map_, measured, lens)
    if lens != "business":
        yield from curve_slides(map_, measured)
    if measured is not None:
        # Rules of finding load what a map alone does without.
        from footlights.render.slides.finding_slides import (  # noqa: PLC0415
            finding_slides,
        )

        yield from finding_slides(map_, measured)
    yield from backlog_slides(map_, measured)
    yield from method_slides(map_, measured)
