"""The numbers that a finding rests on, beside those it was held against."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from math import ceil, floor, log10

from footlights.findings.walks import can_go_on
from footlights.measures.measured import Finding, Measured
from footlights.measures.measured_touchpoint import TouchpointMeasures
from footlights.measures.result import ENOUGH, Estimate
from footlights.measures.wording import (
    difference_number,
    felt_number,
    share,
    text_of,
)
from footlights.model.map import Map
from footlights.render.number import number_view, points_view, share_view
from footlights.render.number_lane import expectation_label, score_writer
from footlights.render.slides.views import Scale
from footlights.render.text_lanes import channel_name

MOST_BARS = 7
"""Numbers beside which a finding's own stands, at most."""

PER_CENT = Scale(0, 1, 0.25, "0 %")

Writer = Callable[[Estimate], str]


@dataclass(frozen=True)
class EvidenceRow:
    """One number and what it is about."""

    name: str
    """Touchpoint, stage, activity, channel, segment or event."""

    estimate: Estimate
    """The number."""

    said: str
    """The number in words, with interval and n."""

    is_subject: bool
    """Whether the finding is about it."""

    @property
    def is_few(self) -> bool:
        """Whether it rests on too few."""
        return self.estimate.n < ENOUGH


@dataclass(frozen=True)
class Evidence:
    """Numbers of one kind, in one unit."""

    heading: str
    """What they are, and in which unit."""

    rows: tuple[EvidenceRow, ...]
    """The numbers, in the order of the map."""

    scale: Scale
    """Their axis."""


def evidence_of(map_: Map, measured: Measured, finding: Finding) -> Evidence | None:
    """Give the numbers behind a finding; None where it rests on none that compare."""
    source = _SOURCES.get(finding.code)
    if source is None:
        return None
    heading, rows, scale = source(_Known(map_, measured), finding)
    known = [row for row in rows if row.estimate.is_known]
    if not any(row.is_subject for row in known):
        return None
    shown = tuple(_nearest(known))
    if len(shown) < len(known):
        heading = f"{heading}; {len(shown)} of {len(known)} that are known"
    axis = _scale_of(shown, scale) if isinstance(scale, str) else scale
    return Evidence(heading, shown, axis)


class _Known:
    """Map and measures, by name."""

    def __init__(self, map_: Map, measured: Measured) -> None:
        self.map = map_
        self.measured = measured
        self.writer = score_writer(measured)
        self.names = {t.id: t.name for t in map_.touchpoints}
        self.stages = {stage.id: stage.name for stage in map_.stages}
        self.activities = {a.id: a.does for a in map_.activities}
        self.groups = {of.id: channel_name(of) for of in map_.channels}
        self.groups |= {segment.id: segment.name for segment in map_.segments}

    def touchpoints(
        self,
        finding: Finding,
        number: Callable[[TouchpointMeasures], Estimate],
        compared: Container[str] | None = None,
    ) -> Iterator[tuple[str, Estimate, bool]]:
        """Yield a number of each touchpoint that is compared; of all if None."""
        for of in self.measured.touchpoints:
            if compared is None or of.id in compared:
                yield self.names[of.id], number(of), of.id == finding.touchpoint


Found = tuple[str, Iterable[EvidenceRow], Scale | str]
"""Heading, numbers, and their axis: the axis itself, or how its numbers are written."""


def _rows(
    numbers: Iterable[tuple[str, Estimate, bool]], said: Writer
) -> Iterator[EvidenceRow]:
    for name, estimate, is_subject in numbers:
        yield EvidenceRow(name, estimate, said(estimate), is_subject)


def _share_words(estimate: Estimate) -> str:
    return share_view(estimate).full


def _difference_words(estimate: Estimate) -> str:
    return text_of(estimate, difference_number)


def _points_words(estimate: Estimate) -> str:
    return points_view(estimate).full


def _number_words(estimate: Estimate) -> str:
    return text_of(estimate, felt_number)


def _scores(known: _Known, finding: Finding) -> Found:
    writer = known.writer
    if writer is None:
        return "", (), ""
    numbers = known.touchpoints(finding, lambda of: of.score.mean)
    rows = _rows(numbers, lambda e: number_view(e, writer).full)
    step = _step(writer.high - writer.low)
    heading = f"Mean score, {writer.words}"
    return heading, rows, Scale(writer.low, writer.high, step, "General")


def _feelings(known: _Known, finding: Finding) -> Found:
    numbers = known.touchpoints(finding, lambda of: of.score.valence)
    heading = "Measured feeling, −2 to +2"
    return heading, _rows(numbers, _number_words), Scale(-2, 2, 1, '+0;"−"0;0')


def _expectations(known: _Known, finding: Finding) -> Found:
    rows = []
    for of in known.measured.touchpoints:
        for expected in of.expectations:
            label = expectation_label(expected, known.writer)
            is_own = of.id == finding.touchpoint and expected.met == finding.estimate
            if expected.at_most_seconds is not None:
                said = _share_words(expected.met)
                rows.append(
                    EvidenceRow(
                        f"{known.names[of.id]}: {label}",
                        expected.met,
                        f"{said}; wanted {share(expected.wanted)}",
                        is_own,
                    )
                )
    return "Share of times that the expectation was met", rows, PER_CENT


def _lost(known: _Known, finding: Finding) -> Found:
    # In the last stage nobody can be lost, so it is held against nothing.
    numbers = [
        (known.stages[of.id], of.share_lost, of.id == finding.stage)
        for of in known.measured.stages[:-1]
    ]
    heading = "Share of journeys lost, of those that reach the stage"
    return heading, _rows(numbers, _share_words), PER_CENT


def _back(known: _Known, finding: Finding) -> Found:
    numbers = known.touchpoints(finding, lambda of: of.goes_back, can_go_on(known.map))
    heading = "Share of departures that go back"
    return heading, _rows(numbers, _share_words), PER_CENT


def _off_map(known: _Known, finding: Finding) -> Found:
    numbers = [
        (of.event, of.share, of.share == finding.estimate)
        for of in known.measured.coverage.off_map
    ]
    heading = "Share of all events, of names off the map"
    return heading, _rows(numbers, _share_words), "0.0 %"


def _kept(known: _Known, finding: Finding) -> Found:
    numbers = [
        (known.activities.get(of.id, of.id), of.kept, of.id == finding.activity)
        for of in known.measured.activities
    ]
    heading = "Share that came within the promised time"
    return heading, _rows(numbers, _share_words), PER_CENT


def _contrasts(known: _Known, finding: Finding) -> Found:
    kind = "segment" if finding.code == "segment-suffers" else "channel"
    of_kind = [of for of in known.measured.contrasts if of.kind == kind]
    is_repeat = any(
        of.id == finding.group and of.repeat_difference == finding.estimate
        for of in of_kind
    )
    numbers = [
        (
            known.groups.get(of.id, of.id),
            of.repeat_difference if is_repeat else of.score_difference,
            of.id == finding.group,
        )
        for of in of_kind
    ]
    if is_repeat:
        heading = "Visits that repeat the one before, less those of other channels"
        return heading, _rows(numbers, _points_words), '+0 %;"−"0 %;0'
    return (
        "Score less that of all others",
        _rows(numbers, _difference_words),
        '+0.0;"−"0.0;0',
    )


_SOURCES: dict[str, Callable[[_Known, Finding], Found]] = {
    "hurts": _scores,
    "over-served": _scores,
    "worse-than-drawn": _feelings,
    "slower-than-expected": _expectations,
    "loses-people": _lost,
    "sends-people-back": _back,
    "off-the-map": _off_map,
    "activity-late": _kept,
    "segment-suffers": _contrasts,
    "channel-fails": _contrasts,
}


def _nearest(rows: list[EvidenceRow]) -> list[EvidenceRow]:
    """Choose the finding's own number and those around it, in the order given."""
    if len(rows) <= MOST_BARS:
        return rows
    own = next(no for no, row in enumerate(rows) if row.is_subject)
    begin = min(max(0, own - MOST_BARS // 2), len(rows) - MOST_BARS)
    return rows[begin : begin + MOST_BARS]


def _scale_of(rows: Iterable[EvidenceRow], written: str) -> Scale:
    """Choose an axis that holds every interval, and 0."""
    ends = [0.0]
    for row in rows:
        of = row.estimate
        ends += [end for end in (of.value, of.low, of.high) if end is not None]
    low, high = min(ends), max(ends)
    step = _step((high - low) or 1.0)
    return Scale(floor(low / step) * step, ceil(high / step) * step, step, written)


def _step(width: float) -> float:
    """Choose the distance of grid lines: 1, 2 or 5 of some power of ten."""
    power = 10.0 ** floor(log10(width / 4))
    return next(power * each for each in (1, 2, 5, 10) if power * each >= width / 4)
