"""Values with their bars: channels, scores, durations, neighbours."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from footlights.measures.measured_touchpoint import (
    Neighbour,
    Scores,
    TouchpointMeasures,
)
from footlights.measures.result import Count, Quantiles
from footlights.measures.score_wording import ScoreWriter
from footlights.measures.wording import duration, share_of
from footlights.render.number import NumberView, number_view, share_view


@dataclass(frozen=True)
class ShareRow:
    """One value with its bar."""

    name: str
    """The value."""

    number: str
    """How many: `190`."""

    share: NumberView
    """Share, interval and n."""

    percent: float
    """Length of its bar, 0 to 100."""

    href: str = ""
    """Where the value has its own page; empty for no link."""


def share_rows(
    counts: Sequence[Count], names: Mapping[str, str] | None = None
) -> tuple[ShareRow, ...]:
    """Show counts of values, most first, as given; by their name where they have one.

    Args:
        counts: The values and how often they came.
        names: What the map calls values; those it does not know stay as they are.
    """
    known = names or {}
    return tuple(
        ShareRow(
            name=known.get(count.name, count.name),
            number=f"{count.touches:,}",
            share=share_view(count.share),
            percent=round(100 * (count.share.value or 0), 1),
        )
        for count in counts
    )


@dataclass(frozen=True)
class ScoreRow:
    """How many gave one score."""

    score: str
    """The score."""

    answers: str
    """How many answers."""

    share: str
    """Their share of all answers here."""

    percent: float
    """Length of its bar against the most frequent, 0 to 100."""


def score_rows(scores: Scores, writer: ScoreWriter | None) -> tuple[ScoreRow, ...]:
    """Show the distribution of scores, highest first; empty without answers."""
    most = max((row.answers for row in scores.distribution), default=0)
    total = sum(row.answers for row in scores.distribution)
    if writer is None or not total:
        return ()
    return tuple(
        ScoreRow(
            score=f"{row.score:g}",
            answers=f"{row.answers:,}",
            share=share_of(row.answers, total),
            percent=round(100 * row.answers / most, 1),
        )
        for row in reversed(scores.distribution)
    )


@dataclass(frozen=True)
class DurationMark:
    """One quantile on the bar of durations."""

    label: str
    """`half`, `nine in ten`, `nineteen in twenty`."""

    number: NumberView
    """The time within which so many are done."""

    percent: float
    """Length of its bar against the longest shown, 0 to 100."""


def duration_marks(quantiles: Quantiles) -> tuple[DurationMark, ...]:
    """Show how long it takes half, nine in ten and nineteen in twenty."""
    named = (
        ("half within", quantiles.median),
        ("nine in ten within", quantiles.p90),
        ("nineteen in twenty within", quantiles.p95),
    )
    longest = max((of.value or 0 for _, of in named), default=0)
    return tuple(
        DurationMark(
            label, number_view(of, duration), round(100 * of.value / (longest or 1), 1)
        )
        for label, of in named
        if of.value is not None
    )


def neighbour_rows(
    of: TouchpointMeasures, names: dict[str, str], link: Callable[[str], str]
) -> tuple[tuple[ShareRow, ...], tuple[ShareRow, ...]]:
    """Show where people came from and where they went, most first."""

    def rows(neighbours: Sequence[Neighbour], nowhere: str) -> tuple[ShareRow, ...]:
        return tuple(
            ShareRow(
                name=nowhere
                if n.touchpoint is None
                else names.get(n.touchpoint, n.touchpoint),
                number=f"{n.touches:,}",
                share=share_view(n.share),
                percent=round(100 * (n.share.value or 0), 1),
                href=link(n.touchpoint) if n.touchpoint else "",
            )
            for n in neighbours
        )

    return rows(of.came_from, "begins here"), rows(of.went_to, "ends here")
