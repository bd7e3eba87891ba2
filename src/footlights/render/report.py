"""The report: one HTML file that needs nothing but a browser."""

from dataclasses import dataclass

from markupsafe import Markup

from footlights.measures.measured import Measured
from footlights.measures.ways import measured_ways
from footlights.model.map import Map
from footlights.render.contrasts import contrasts_view
from footlights.render.environment import inlined, render, source_hash, static_text
from footlights.render.facts import Fact, alarm, facts, who
from footlights.render.findings import findings_view
from footlights.render.flow import flow_view
from footlights.render.funnel import funnel_view
from footlights.render.icons import SHAPES
from footlights.render.map_grid import map_grid, print_grids
from footlights.render.method import method_view
from footlights.render.numbers_table import numbers_table
from footlights.render.over_time import over_time_view
from footlights.render.touchpoint_page import touchpoint_pages

STYLES = (
    "tokens.css",
    "map.css",
    "report.css",
    "findings.css",
    "parts.css",
    "narrow.css",
    "print.css",
)


@dataclass(frozen=True)
class Part:
    """One of the parts that the header leads to."""

    id: str
    """Id of its element."""

    name: str
    """What the reader sees."""


MEASURED_PARTS = (
    Part("map", "Map"),
    Part("flow", "Flow"),
    Part("funnel", "Funnel"),
    Part("findings", "Findings"),
    Part("touchpoints", "Touchpoints"),
    Part("method", "Method"),
)
DRAWN_PARTS = (
    Part("map", "Map"),
    Part("findings", "Findings"),
    Part("touchpoints", "Touchpoints"),
    Part("method", "Method"),
)


@dataclass(frozen=True)
class ReportView:
    """The frame around all parts."""

    title: str
    """Name of the map."""

    who: str
    """Who answers for it, and when it was looked at; empty if not said."""

    facts: tuple[Fact, ...]
    """One line of facts under the title."""

    alarm: str
    """Said above all where a sum does not come out; empty if all do."""

    parts: tuple[Part, ...]
    """What the header leads to."""

    style: Markup
    """All style sheets."""

    script: Markup
    """The one script."""

    script_hash: str
    """The hash by which the page allows it."""


def report_html(map_: Map, measured: Measured | None) -> str:
    """Write the report of a map: one page, nothing outside it.

    Args:
        map_: The map as planned.
        measured: What was measured on a log; None draws the map alone.
    """
    grid = map_grid(map_, measured)
    return render(
        "report.html",
        report=report_view(map_, measured),
        shapes=SHAPES,
        lens="both",
        grid=grid,
        sheets=print_grids(map_, measured),
        numbers=numbers_table(grid),
        findings=findings_view(map_, measured),
        flow=measured and flow_view(map_, measured_ways(measured)),
        funnel=measured and funnel_view(map_, measured),
        times=measured and over_time_view(map_, measured),
        contrasts=measured and contrasts_view(map_, measured),
        pages=touchpoint_pages(map_, measured),
        method=method_view(map_, measured),
    )


def report_view(map_: Map, measured: Measured | None) -> ReportView:
    """Lay the frame."""
    script = static_text("report.js")
    return ReportView(
        title=map_.name,
        who=who(map_),
        facts=facts(map_, measured),
        alarm=alarm(measured),
        parts=MEASURED_PARTS if measured else DRAWN_PARTS,
        style=inlined("\n".join(static_text(name) for name in STYLES)),
        script=inlined(script),
        script_hash=source_hash(script),
    )
