"""The stage funnel: who reaches what, in which order, and where the lost went."""

from dataclasses import dataclass

from footlights.measures.estimate_wording import score_writer, share_writer
from footlights.measures.measured import Measured
from footlights.measures.measured_order import LostTo, StageMeasures
from footlights.measures.wording import counted, duration, share_of
from footlights.model.map import Map
from footlights.render.number import NumberView, number_view, share_view


@dataclass(frozen=True)
class FunnelStage:
    """One stage of the funnel."""

    name: str
    """What the reader sees."""

    reached: str
    """Journeys that reached it: `616`."""

    reached_share: NumberView
    """Their share of all journeys."""

    reached_percent: float
    """Length of the bar of those that reached it, 0 to 100."""

    in_order: str
    """Journeys that reached it after every recorded stage before it."""

    in_order_share: str
    """Their share of all journeys."""

    in_order_percent: float
    """Length of their bar, 0 to 100."""

    lost: str
    """Journeys lost in it."""

    lost_share: NumberView
    """Share of those that reached it."""

    lost_percent: float
    """Length of the bar of the lost, 0 to 100 of all journeys."""

    lost_to: tuple[str, ...]
    """Where the lost went: `24 ended here`, `7 went back to Arrive`."""

    time: NumberView
    """Median time in it."""

    score: NumberView | None
    """Mean score of its touchpoints; None where the log has no scores."""


@dataclass(frozen=True)
class FunnelView:
    """All stages."""

    id: str
    """Id of its root element."""

    population: str
    """What all bars are a share of: `655 journeys`."""

    stages: tuple[FunnelStage, ...]
    """First to last."""

    has_scores: bool
    """Whether the log has scores."""


def funnel_view(map_: Map, measured: Measured) -> FunnelView:
    """Show the funnel of a measured map."""
    names = {stage.id: stage.name for stage in map_.stages}
    return FunnelView(
        id="funnel",
        population=counted(measured.whole.journeys, "journey"),
        stages=tuple(_stage(names, of, measured) for of in measured.stages),
        has_scores=measured.log.score_scale is not None,
    )


def _stage(names: dict[str, str], of: StageMeasures, measured: Measured) -> FunnelStage:
    whole = measured.whole.journeys
    writer = score_writer(measured)
    return FunnelStage(
        name=names.get(of.id, of.id),
        reached=f"{of.reached:,}",
        reached_share=number_view(of.share_of_journeys, share_writer(measured)),
        reached_percent=_percent(of.reached, whole),
        in_order=f"{of.funnel:,}",
        in_order_share=share_of(of.funnel, whole),
        in_order_percent=_percent(of.funnel, whole),
        lost=f"{of.lost:,}",
        lost_share=share_view(of.share_lost),
        lost_percent=_percent(of.lost, whole),
        lost_to=tuple(_lost_words(names, lost) for lost in of.lost_to),
        time=number_view(of.seconds.median, duration),
        score=number_view(of.score.mean, writer) if writer else None,
    )


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _lost_words(names: dict[str, str], lost: LostTo) -> str:
    if lost.stage is None:
        return f"{lost.journeys:,} ended here"
    return f"{lost.journeys:,} went back to {names.get(lost.stage, lost.stage)}"
