"""The finding that effort is spent where nothing is gained."""

from collections.abc import Iterator
from statistics import median
from typing import ClassVar

from footlights.findings.finding_rule import (
    Candidate,
    Evidence,
    more_than,
    number_text,
    time_text,
)
from footlights.findings.scores import MARGIN
from footlights.measures.measured import TouchpointMeasures

LONG = 3.0
"""How many times the usual time a touchpoint must take to be long."""


class OverServed:
    """A touchpoint takes far longer than others and is scored no better for it."""

    code: ClassVar[str] = "over-served"

    def candidates(self, evidence: Evidence) -> Iterator[Candidate]:
        """Yield each touchpoint with people's work behind it, a time and a score.

        Long is evidence only if the whole interval of the median lies beyond three
        times the usual median, and nothing gained only if the whole interval of the
        score lies under half a step above the usual score.
        """
        served = [t for t in evidence.measured.touchpoints if _is_served(evidence, t)]
        for touchpoint in served:
            others = [t for t in served if t.id != touchpoint.id]
            if len(others) < 2:
                continue
            usual = median(t.seconds.median.value or 0 for t in others)
            usual_valence = median(t.score.valence.value or 0 for t in others)
            time, felt = touchpoint.seconds.median, touchpoint.score.valence
            gains = felt.high is None or felt.high >= usual_valence + MARGIN
            yield Candidate(
                text=(
                    f"{evidence.name(touchpoint.id)}: takes a median {time_text(time)},"
                    f" more than three times as long as the usual touchpoint, and is"
                    f" scored {number_text(touchpoint.score.mean)}, no better than the"
                    f" others, n {touchpoint.score.mean.n:,}."
                ),
                look_at="Ask what of it people would miss; move the effort elsewhere.",
                journeys=touchpoint.journeys,
                estimate=time,
                p=1.0 if gains else more_than(time, LONG * usual),
                touchpoint=touchpoint.id,
                stage=touchpoint.stage,
            )


def _is_served(evidence: Evidence, touchpoint: TouchpointMeasures) -> bool:
    drawn = evidence.map.touchpoint(touchpoint.id)
    has_work = any(activity.line != "support" for activity in drawn.activities)
    return (
        drawn.kind == "interaction"
        and has_work
        and touchpoint.seconds.median.is_firm
        and touchpoint.score.valence.is_firm
    )
