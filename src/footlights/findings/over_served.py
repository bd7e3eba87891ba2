"""The finding that effort is spent where nothing is gained."""

from collections.abc import Iterator
from statistics import median
from typing import ClassVar

from footlights.findings.finding_rule import (
    Candidate,
    Evidence,
    estimate_text,
    less_than,
)
from footlights.findings.scores import MARGIN
from footlights.measures.estimate_wording import score_writer
from footlights.measures.measured_touchpoint import TouchpointMeasures
from footlights.measures.wording import duration

MUCH = 3.0
"""How many times the usual effort a touchpoint must take to be much."""


class OverServed:
    """Far more work goes into a touchpoint than into others, and nothing is gained."""

    code: ClassVar[str] = "over-served"

    def candidates(self, evidence: Evidence) -> Iterator[Candidate]:
        """Yield each touchpoint that takes more than three times the usual work.

        The work is what the map says its activities in sight and behind the scenes
        take; the evidence is the score: nothing is gained if its whole interval lies
        under half a step above the usual score of the others.
        """
        served = [t for t in evidence.measured.touchpoints if _is_served(evidence, t)]
        for touchpoint in served:
            others = [t for t in served if t.id != touchpoint.id]
            if len(others) < 2:
                continue
            work = _work(evidence, touchpoint)
            usual = median(_work(evidence, t) for t in others)
            if work <= MUCH * usual:
                continue
            mean = touchpoint.score.mean
            usual_valence = median(t.score.valence.value or 0 for t in others)
            yield Candidate(
                text=(
                    f"{evidence.name(touchpoint.id)}: takes {duration(work)} of work"
                    f" each time, the usual touchpoint {duration(usual)}, and is scored"
                    f" {estimate_text(mean, score_writer(evidence.measured))}, no better"
                    f" than the others, n {mean.n:,}."
                ),
                look_at="Ask what of it people would miss; move the effort elsewhere.",
                journeys=touchpoint.journeys,
                estimate=mean,
                p=less_than(touchpoint.score.valence, usual_valence + MARGIN),
                touchpoint=touchpoint.id,
                stage=touchpoint.stage,
            )


def _work(evidence: Evidence, touchpoint: TouchpointMeasures) -> float:
    """Sum up what its activities take, in seconds; support is not for one visit."""
    return sum(
        activity.takes.total_seconds()
        for activity in evidence.map.touchpoint(touchpoint.id).activities
        if activity.takes is not None and activity.line != "support"
    )


def _is_served(evidence: Evidence, touchpoint: TouchpointMeasures) -> bool:
    is_meeting = touchpoint.kind == "interaction"
    has_work = _work(evidence, touchpoint) > 0
    return is_meeting and has_work and touchpoint.score.valence.is_firm
