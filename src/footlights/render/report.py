"""The report: one HTML file that needs nothing but a browser."""

from dataclasses import dataclass

from markupsafe import Markup

from footlights.measures.measured import Measured
from footlights.model.map import Map
from footlights.render.environment import inlined, render, source_hash, static_text
from footlights.render.findings import findings_view
from footlights.render.icons import SHAPES
from footlights.render.map_grid import map_grid
from footlights.render.wording import counted, day, period, share

STYLES = ("tokens.css", "map.css", "report.css")


@dataclass(frozen=True)
class Fact:
    """One of the facts under the title."""

    text: str
    """What it says."""

    href: str = ""
    """Where more of it stands; empty for no link."""


@dataclass(frozen=True)
class Part:
    """One of the parts that the header leads to."""

    id: str
    """Id of its element."""

    name: str
    """What the reader sees."""


@dataclass(frozen=True)
class ReportView:
    """The frame around all parts."""

    title: str
    """Name of the map."""

    who: str
    """Who answers for it, and when it was looked at; empty if not said."""

    facts: tuple[Fact, ...]
    """One line of facts under the title."""

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
    return render(
        "report.html",
        report=report_view(map_, measured),
        shapes=SHAPES,
        lens="both",
        grid=map_grid(map_, measured),
        findings=findings_view(map_, measured),
    )


def report_view(map_: Map, measured: Measured | None) -> ReportView:
    """Lay the frame."""
    script = static_text("report.js")
    return ReportView(
        title=map_.name,
        who=_who(map_),
        facts=_facts(map_, measured),
        parts=(Part("map", "Map"),),
        style=inlined("\n".join(static_text(name) for name in STYLES)),
        script=inlined(script),
        script_hash=source_hash(script),
    )


def _who(map_: Map) -> str:
    parts = [map_.owner] if map_.owner else []
    if map_.review is not None:
        parts.append(f"reviewed {day(map_.review.last)}")
    return " · ".join(parts)


def _facts(map_: Map, measured: Measured | None) -> tuple[Fact, ...]:
    if measured is None:
        counts = (
            counted(len(map_.stages), "stage"),
            counted(len(map_.touchpoints), "touchpoint"),
            counted(len(map_.activities), "activity", "activities"),
        )
        return (*(Fact(count) for count in counts), Fact("not measured yet"))
    log = measured.log
    facts = [
        Fact(
            f"{counted(log.journeys, 'journey')}, {period(log.from_, log.to)}",
        )
    ]
    on_map = measured.coverage.share_on_map.value
    if on_map is not None:
        facts.append(Fact(f"{share(on_map)} of {log.events:,} events are on this map"))
    off = measured.coverage.events_off_map
    if off:
        are = "is" if off == 1 else "are"
        facts.append(Fact(f"{counted(off, 'event')} {are} not", "#off-map"))
    return tuple(facts)
