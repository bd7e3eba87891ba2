"""The full report on paper."""

from typing import Any

from footlights.measures.measured import Measured
from footlights.model.map import Map
from footlights.render.contrasts import contrasts_view
from footlights.render.findings import findings_view
from footlights.render.funnel import funnel_view
from footlights.render.lanes import Lens
from footlights.render.method import method_view
from footlights.render.over_time import over_time_view
from footlights.render.touchpoint_page import TouchpointPageView, touchpoint_pages
from footlights.render.typeset.compiling import pages_of
from footlights.render.typeset.fonts import fonts_for
from footlights.render.typeset.map_document import (
    Document,
    frame_data,
    paged_data,
    with_fonts,
)
from footlights.render.typeset.paper import PaperName, paper_named
from footlights.render.typeset.report_data import (
    contrasts_data,
    finding_data,
    funnel_data,
    method_data,
    summary,
    times_data,
    touchpoint_data,
)

_SCALE = 0.82
"""Of text and map."""

_NOTHING_FOUND = (
    "Nothing stands out that the numbers support. Read the lanes for what is usual."
)
_NOT_MEASURED = (
    "Nothing is measured yet. Hold this map against a log of events, and what hurts is"
    " listed here."
)


def report_document(
    map_: Map,
    measured: Measured | None,
    lens: Lens = "both",
    paper: PaperName = "a4",
) -> Document:
    """Set the full report.

    Cover, summary in words, the map, findings with their pictures, funnel, times,
    groups, a page to each touchpoint, and how far to trust it all.

    Args:
        map_: The map as planned.
        measured: What was measured on a log; None draws the map alone.
        lens: Which lanes the map shows.
        paper: The sheets, upright; the map lies.
    """
    sheet = paper_named(paper)
    data = frame_data(map_, measured, lens)
    data |= paged_data(map_, measured, lens, sheet, _SCALE)
    data |= {
        "sheet": {"width": sheet.height, "height": sheet.width},
        "objective": map_.objective or "",
        "made": f"Made with Footlights {measured.footlights}" if measured else "",
    }
    data |= _words(map_, measured)
    data |= _pictures(map_, measured, fonts_for([map_.name]).families[0])
    dressed, notes = with_fonts(data)
    made = pages_of(("report_parts", "touchpoint", "report"), dressed, "pdf")
    return Document("pdf", tuple(made), notes)


def _words(map_: Map, measured: Measured | None) -> dict[str, Any]:
    cards = findings_view(map_, measured).cards
    method = method_view(map_, measured)
    pages = touchpoint_pages(map_, measured)
    contrasts = contrasts_view(map_, measured) if measured else None
    by_id = _by_touchpoint(map_, pages)
    stages = frozenset(stage.name for stage in map_.stages)
    return {
        "summary": list(summary(map_, measured, cards, method)),
        "findings": [finding_data(card, by_id, stages, contrasts) for card in cards],
        "no-findings": _NOT_MEASURED if measured is None else _NOTHING_FOUND,
        "touchpoints": [touchpoint_data(page) for page in pages],
        "method": method_data(method),
    }


def _by_touchpoint(
    map_: Map, pages: tuple[TouchpointPageView, ...]
) -> dict[str, TouchpointPageView]:
    ids = [touchpoint.id for touchpoint in map_.touchpoints]
    return dict(zip(ids, pages, strict=True))


def _pictures(map_: Map, measured: Measured | None, font: str) -> dict[str, Any]:
    if measured is None:
        return {"funnel": None, "times": None, "contrasts": None}
    times = over_time_view(map_, measured)
    contrasts = contrasts_view(map_, measured)
    return {
        "funnel": funnel_data(funnel_view(map_, measured)),
        "times": times and times_data(times, font),
        "contrasts": contrasts and contrasts_data(contrasts, font),
    }
