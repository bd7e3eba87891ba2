"""Segments and channels held against the rest."""

from dataclasses import dataclass

from markupsafe import Markup

from footlights.charts.contrasts import ScoreDifference, contrast_chart
from footlights.charts.svg import svg_of
from footlights.measures.measured import Contrast, Measured
from footlights.measures.result import ENOUGH
from footlights.measures.wording import ScoreWriter, difference_number
from footlights.model.map import Map
from footlights.render.environment import inlined
from footlights.render.number import NumberView, number_view, points_view, share_view
from footlights.render.number_lane import score_writer
from footlights.render.text_lanes import channel_name


@dataclass(frozen=True)
class ContrastRow:
    """One group."""

    name: str
    """What the reader sees."""

    kind: str
    """`segment` or `channel`."""

    journeys: str
    """Journeys in it."""

    share: NumberView
    """Share of all journeys."""

    score: NumberView
    """Its mean score."""

    difference: NumberView
    """Its mean score less that of the others at the same touchpoints."""

    completion: NumberView
    """Its completion less that of the others."""

    repeats: NumberView
    """Its share of repeated touches less that of the others."""


@dataclass(frozen=True)
class ContrastsView:
    """All groups."""

    id: str
    """Id of its root element."""

    picture: Markup
    """Score differences with their intervals; empty if none is known."""

    rows: tuple[ContrastRow, ...]
    """Segments, then channels, as measured."""


def contrasts_view(map_: Map, measured: Measured) -> ContrastsView | None:
    """Show every group against the rest; None if there is none."""
    if not measured.contrasts:
        return None
    names = _names(map_)
    differences = score_differences(map_, measured)
    picture = svg_of(contrast_chart(differences), "contrasts") if differences else ""
    writer = score_writer(measured)
    return ContrastsView(
        id="contrasts",
        picture=inlined(picture),
        rows=tuple(
            _row(names.get((of.kind, of.id), of.id), of, writer)
            for of in measured.contrasts
        ),
    )


def score_differences(map_: Map, measured: Measured) -> list[ScoreDifference]:
    """Give how each group scores against the rest, where that is known."""
    names = _names(map_)
    return [
        ScoreDifference(
            name=names.get((of.kind, of.id), of.id),
            value=of.score_difference.value,
            low=of.score_difference.low,
            high=of.score_difference.high,
            is_few=of.score_difference.n < ENOUGH,
        )
        for of in measured.contrasts
        if of.score_difference.value is not None
        and of.score_difference.low is not None
        and of.score_difference.high is not None
    ]


def _names(map_: Map) -> dict[tuple[str, str], str]:
    names = {("channel", c.id): channel_name(c) for c in map_.channels}
    return names | {("segment", segment.id): segment.name for segment in map_.segments}


def _row(name: str, of: Contrast, writer: ScoreWriter | None) -> ContrastRow:
    return ContrastRow(
        name=name,
        kind=of.kind,
        journeys=f"{of.journeys:,}",
        share=share_view(of.share_of_journeys),
        score=number_view(of.score, writer or difference_number),
        difference=number_view(of.score_difference, difference_number),
        completion=points_view(of.completion_difference),
        repeats=points_view(of.repeat_difference),
    )
