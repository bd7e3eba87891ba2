"""Pieces of HTML for a notebook: each carries its own style and needs no script."""

from collections.abc import Iterable
from dataclasses import dataclass

from footlights.measures.measured import Finding, Measured
from footlights.measures.measured_log import Coverage, UnexplainedEvent
from footlights.measures.wording import counted
from footlights.model.map import Map
from footlights.render.environment import render
from footlights.render.findings import FindingsView, finding_cards
from footlights.render.icons import SHAPES
from footlights.render.lanes import Lens
from footlights.render.map_grid import map_grid, no_page
from footlights.render.notebook_style import notebook_style
from footlights.render.number import share_view
from footlights.render.numbers_table import numbers_table


def map_html(map_: Map, measured: Measured | None = None, lens: Lens = "both") -> str:
    """Draw a map.

    Args:
        map_: The map as planned.
        measured: What was measured on a log; None draws the map alone.
        lens: The lens that is chosen at first: `customer`, `business` or `both`.
    """
    # A notebook shows the map and the measured map on one page.
    root = f"{'map' if measured is None else 'measured'}-{map_.id}"
    grid = map_grid(map_, measured, root, link=no_page)
    return render(
        "notebook.html",
        style=notebook_style("map.css", "parts.css"),
        title=map_.name,
        shapes=SHAPES,
        lens=lens,
        grid=grid,
        numbers=numbers_table(grid),
    )


def findings_html(map_: Map, findings: Iterable[Finding]) -> str:
    """List findings, ranked from 1."""
    cards = tuple(finding_cards(map_, findings))
    return render(
        "notebook_findings.html",
        style=notebook_style("findings.css"),
        findings=FindingsView("findings", "What hurts most", cards, is_measured=True),
    )


@dataclass(frozen=True)
class Bar:
    """A row with a number and a bar."""

    name: str
    """What it is about."""

    counts: tuple[str, ...]
    """Plain numbers, one to a column."""

    share: str
    """The share, in per cent."""

    percent: float
    """Length of the bar, 0 to 100; the longest is 100."""

    interval: str = ""
    """The 95 % interval of the share; empty where there is none."""

    is_few: bool = False
    """Whether the share rests on too few."""


def coverage_html(map_: Map, coverage: Coverage) -> str:
    """Say how much of a log a map explains, and list what it does not."""
    names = {t.id: t.name for t in map_.touchpoints}
    return render(
        "notebook_coverage.html",
        style=notebook_style("parts.css"),
        explained=share_view(coverage.share_on_map),
        events=f"{counted(coverage.events_on_map, 'event')} on the map,"
        f" {coverage.events_off_map:,} off it",
        rows=tuple(
            _off_map(row, coverage.off_map[0].events) for row in coverage.off_map
        ),
        gaps=tuple(
            (said, tuple(names.get(of, of) for of in ids))
            for said, ids in (
                ("Events could reach them, and none came", coverage.never_seen),
                ("No event is bound to them", coverage.not_measured),
            )
            if ids
        ),
    )


def _off_map(row: UnexplainedEvent, most: int) -> Bar:
    share = share_view(row.share)
    counts = (f"{row.events:,}", f"{row.persons:,}")
    percent = 100 * row.events / most
    return Bar(row.event, counts, share.text, percent, share.interval, share.is_few)


@dataclass(frozen=True)
class LogView:
    """What a notebook shows of a log."""

    title: str
    """Its files."""

    numbers: tuple[tuple[str, str], ...]
    """What was counted, and how many."""

    rows: tuple[Bar, ...]
    """Names of events, most events first: events and persons."""

    more: str
    """How many names are not shown; empty if all are."""

    facts: tuple[tuple[str, str], ...]
    """What else there is to know: a name and words."""

    guesses: tuple[str, ...]
    """What was guessed, as sentences."""


def log_html(log: LogView) -> str:
    """Show what is in a log."""
    return render("notebook_log.html", style=notebook_style("parts.css"), log=log)
