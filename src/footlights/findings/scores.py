"""Findings about what people answered."""

from collections.abc import Iterator
from typing import ClassVar

from footlights.findings.finding_rule import (
    Candidate,
    Evidence,
    estimate_text,
    how_much_lower,
    less_than,
    more_than,
)
from footlights.measures.estimate_wording import score_writer
from footlights.measures.estimates import difference_of_means
from footlights.measures.measured_touchpoint import TouchpointMeasures
from footlights.measures.result import Estimate
from footlights.measures.score_wording import SignedWriter, distance_number, felt_number
from footlights.measures.wording import counted, feeling_number

MARGIN = 0.5
"""Least difference that matters, on the scale of feelings from -2 to +2."""

FULL_STEP = 1.0
"""One step of the scale of feelings: as much as a map can be drawn wrong."""


def _valence_row(touchpoint: TouchpointMeasures) -> dict[str, float] | None:
    found = touchpoint.score.valence
    if found.value is None or found.low is None or found.high is None or found.n < 2:
        return None
    # Half the interval over 1.96 is the standard error; exact enough from 30 on.
    error = (found.high - found.low) / 2 / 1.96
    return {"n": found.n, "mean": found.value, "deviation": error * found.n**0.5}


def _rest(rows: list[dict[str, float]]) -> dict[str, float] | None:
    n = sum(row["n"] for row in rows)
    if not n:
        return None
    mean = sum(row["n"] * row["mean"] for row in rows) / n
    squares = sum(
        row["n"] * (row["deviation"] ** 2 + (row["mean"] - mean) ** 2) for row in rows
    )
    return {"n": n, "mean": mean, "deviation": (squares / n) ** 0.5}


class Hurts:
    """The score is clearly lower than at all other touchpoints together."""

    code: ClassVar[str] = "hurts"

    def candidates(self, evidence: Evidence) -> Iterator[Candidate]:
        """Yield each touchpoint with a score, held against the others."""
        write = score_writer(evidence.measured)
        rows = {
            t.id: row
            for t in evidence.measured.touchpoints
            if (row := _valence_row(t)) is not None
        }
        for touchpoint in evidence.measured.touchpoints:
            row = rows.get(touchpoint.id)
            rest = _rest([r for name, r in rows.items() if name != touchpoint.id])
            difference = difference_of_means(row, rest, "nothing to compare with")
            if row is None or difference.value is None:
                continue
            mean = touchpoint.score.mean
            yield Candidate(
                text=(
                    f"{evidence.name(touchpoint.id)}: scored"
                    f" {estimate_text(mean, write)}, n {mean.n:,}; on the scale of"
                    f" feelings that is {_lower(difference)} lower than elsewhere."
                ),
                look_at=_look_at(touchpoint),
                journeys=touchpoint.journeys,
                estimate=difference,
                p=less_than(difference, -MARGIN) if mean.is_firm else 1.0,
                touchpoint=touchpoint.id,
                stage=touchpoint.stage,
            )


def _lower(difference: Estimate) -> str:
    return estimate_text(how_much_lower(difference), distance_number)


def _look_at(touchpoint: TouchpointMeasures) -> str:
    if touchpoint.quotes:
        return "Read what people wrote there, then its time and channels."
    return "Look at its time, its channels and the week when it began."


class WorseThanDrawn:
    """People feel at least a full step worse than the map draws."""

    code: ClassVar[str] = "worse-than-drawn"

    def candidates(self, evidence: Evidence) -> Iterator[Candidate]:
        """Yield each touchpoint with a drawn feeling and a measured score."""
        for touchpoint in evidence.measured.touchpoints:
            drawn = evidence.map.touchpoint(touchpoint.id).feeling
            felt = touchpoint.score.valence
            if drawn is None or felt.value is None or felt.low is None:
                continue
            yield Candidate(
                text=(
                    f"{evidence.name(touchpoint.id)}: drawn as {drawn.word}"
                    f" ({feeling_number(drawn.valence)}), measured"
                    f" {estimate_text(felt, felt_number)} on the same scale, n {felt.n:,}."
                ),
                look_at="Redraw it, or find out what people meet that was not planned.",
                journeys=touchpoint.journeys,
                estimate=felt,
                p=less_than(felt, drawn.valence - FULL_STEP),
                touchpoint=touchpoint.id,
                stage=touchpoint.stage,
            )


class SegmentSuffers:
    """A segment scores clearly lower than all others at the same touchpoints."""

    code: ClassVar[str] = "segment-suffers"

    def candidates(self, evidence: Evidence) -> Iterator[Candidate]:
        """Yield each segment whose scores can be compared."""
        names = {segment.id: segment.name for segment in evidence.map.segments}
        step = _score_step(evidence)
        for contrast in evidence.measured.contrasts:
            difference = contrast.score_difference
            if contrast.kind != "segment" or difference.value is None:
                continue
            yield Candidate(
                text=(
                    f"{names[contrast.id]}: score {_lower(difference)} points lower"
                    f" than others at the same touchpoints,"
                    f" {counted(contrast.journeys, 'journey')}."
                ),
                look_at="Compare where this segment waits, repeats and leaves.",
                journeys=contrast.journeys,
                estimate=difference,
                p=less_than(difference, -MARGIN * step),
                group=contrast.id,
            )


class ChannelFails:
    """A channel is scored clearly lower, or must be tried again, more than others."""

    code: ClassVar[str] = "channel-fails"

    def candidates(self, evidence: Evidence) -> Iterator[Candidate]:
        """Yield each channel, by the stronger of its two kinds of evidence."""
        names = {channel.id: channel.name for channel in evidence.map.channels}
        margin = -MARGIN * _score_step(evidence)
        for contrast in evidence.measured.contrasts:
            if contrast.kind != "channel":
                continue
            score, repeats = contrast.score_difference, contrast.repeat_difference
            p_score = less_than(score, margin)
            p_repeat = _more(repeats)
            is_repeat = p_repeat < p_score
            said = []
            if score.value is not None and score.value < 0:
                said.append(f"scored {_lower(score)} points lower than other channels")
            if repeats.value is not None and repeats.value > 0:
                said.append(
                    f"{estimate_text(repeats, _points_more)} percentage points more"
                    " of its visits repeat the one before than of others"
                )
            if not said:
                continue
            yield Candidate(
                text=(
                    f"Channel {names.get(contrast.id) or contrast.id}:"
                    f" {' and '.join(said)}, {counted(contrast.journeys, 'journey')}."
                ),
                look_at="Try the channel yourself, at the hour when most people do.",
                journeys=contrast.journeys,
                estimate=repeats if is_repeat else score,
                # Two chances to be found are paid for.
                p=min(1.0, 2 * min(p_score, p_repeat)),
                group=contrast.id,
            )


def _points_more(share: float) -> str:
    return SignedWriter("", decimals=1)(share * 100)


REPEATS = 0.05
"""Least excess of repeated visits that matters, as a share."""


def _more(estimate: Estimate) -> float:
    return more_than(estimate, REPEATS)


def _score_step(evidence: Evidence) -> float:
    """Give how many points of the log's scale one step of feeling is."""
    scale = evidence.measured.log.score_scale
    return (scale[1] - scale[0]) / 4 if scale else 1.0
