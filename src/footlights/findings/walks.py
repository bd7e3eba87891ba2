"""Findings about time, leaving, going back, and what the map does not know."""

from collections.abc import Iterator
from typing import ClassVar

from footlights.events.journeys import positions
from footlights.findings.finding_rule import (
    Candidate,
    Evidence,
    estimate_text,
    less_than,
    more_than,
)
from footlights.measures.estimate_wording import share_writer
from footlights.measures.estimates import difference_of_shares
from footlights.measures.measured import Measured
from footlights.measures.measured_touchpoint import TouchpointMeasures
from footlights.measures.result import Estimate
from footlights.measures.wording import (
    counted,
    duration,
    open_time,
    share,
    share_of,
)
from footlights.model.map import Map

POINTS = 0.05
"""Least difference of two shares that matters: five points of a hundred."""

NOTICEABLE = 0.01
"""Least share of all events for which a name off the map is worth a finding."""


class SlowerThanExpected:
    """An expectation of time is met less often than the map says it must be."""

    code: ClassVar[str] = "slower-than-expected"

    def candidates(self, evidence: Evidence) -> Iterator[Candidate]:
        """Yield each expectation of time that could be told."""
        write_share = share_writer(evidence.measured)
        for touchpoint in evidence.measured.touchpoints:
            for expected in touchpoint.expectations:
                met = expected.met
                if expected.at_most_seconds is None or met.value is None:
                    continue
                own = expected.what == "time" or touchpoint.kind == "wait"
                time = touchpoint.seconds if own else touchpoint.wait_seconds
                limit = open_time(expected.at_most_seconds, expected.calendar)
                verb = "take" if expected.what == "time" else "wait"
                clock = "" if expected.calendar is None else " by the clock"
                yield Candidate(
                    text=(
                        f"{evidence.name(touchpoint.id)}: people {verb} a median"
                        f" {estimate_text(time.median, duration)}{clock};"
                        f" {estimate_text(met, write_share)} meet the expected {limit},"
                        f" wanted {share(expected.wanted)}, n {met.n:,}."
                    ),
                    look_at="Look at the hours of the week and the activities behind.",
                    journeys=touchpoint.journeys,
                    estimate=met,
                    p=less_than(met, expected.wanted),
                    touchpoint=touchpoint.id,
                    stage=touchpoint.stage,
                )


def _others_lost(measured: Measured, but: str) -> tuple[int, int]:
    rest = [s for s in measured.stages[:-1] if s.id != but]
    return sum(s.lost for s in rest), sum(s.reached for s in rest)


class LosesPeople:
    """Clearly more journeys are lost in a stage than in the other stages."""

    code: ClassVar[str] = "loses-people"

    def candidates(self, evidence: Evidence) -> Iterator[Candidate]:
        """Yield each stage but the last, held against the other stages but the last."""
        for stage in evidence.measured.stages[:-1]:
            others = _others_lost(evidence.measured, stage.id)
            difference = difference_of_shares(
                (stage.lost, stage.reached), others, "no other stage"
            )
            if difference.value is None:
                continue
            name = next(s.name for s in evidence.map.stages if s.id == stage.id)
            ended = sum(way.journeys for way in stage.lost_to if way.stage is None)
            yield Candidate(
                text=(
                    f"Stage {name}: {estimate_text(stage.share_lost, share)} of the"
                    f" {counted(stage.reached, 'journey')} that reach it are lost there,"
                    f" against {share_of(*others)} in the other stages;"
                    f" {_way_out(ended, stage.lost)}."
                ),
                look_at="Look at its last touchpoints and where the lost went next.",
                journeys=stage.lost,
                estimate=stage.share_lost,
                p=more_than(difference, POINTS),
                stage=stage.id,
            )


def _way_out(ended: int, lost: int) -> str:
    if ended == lost:
        return "their journey ends there"
    if not ended:
        return "they go back to an earlier stage"
    return f"{ended:,} of {lost:,} end there, the others go back to an earlier stage"


def _departures(touchpoint: TouchpointMeasures) -> int:
    return touchpoint.goes_back.n


def can_go_on(map_: Map) -> set[str]:
    """Name the touchpoints from which people can go on as well as back.

    From those drawn last, whoever goes anywhere goes back: they are not compared.
    """
    places = positions(map_)
    drawn = zip(map_.touchpoints, places, strict=True)
    return {touchpoint.id for touchpoint, place in drawn if place < max(places)}


class SendsPeopleBack:
    """Clearly more departures go back on the map than from other touchpoints."""

    code: ClassVar[str] = "sends-people-back"

    def candidates(self, evidence: Evidence) -> Iterator[Candidate]:
        """Yield each touchpoint from which people can go on as well as back."""
        compared = can_go_on(evidence.map)
        found = [
            t
            for t in evidence.measured.touchpoints
            if t.goes_back.value is not None and t.id in compared
        ]
        back = {t.id: _times(t.goes_back) for t in found}
        for touchpoint in found:
            others = [t for t in found if t.id != touchpoint.id]
            difference = difference_of_shares(
                (back[touchpoint.id], _departures(touchpoint)),
                (sum(back[t.id] for t in others), sum(_departures(t) for t in others)),
                "no other touchpoint",
            )
            if difference.value is None:
                continue
            yield Candidate(
                text=(
                    f"{evidence.name(touchpoint.id)}: {estimate_text(touchpoint.goes_back, share)}"
                    f" of departures go back to a touchpoint drawn earlier,"
                    f" n {touchpoint.goes_back.n:,}."
                ),
                look_at="Look at where they go: what did they not get the first time?",
                journeys=min(touchpoint.journeys, back[touchpoint.id]),
                estimate=touchpoint.goes_back,
                p=more_than(difference, POINTS),
                touchpoint=touchpoint.id,
                stage=touchpoint.stage,
            )


def _times(estimate: Estimate) -> int:
    return round((estimate.value or 0) * estimate.n)


class OffTheMap:
    """Events of one name are common, and the map does not know them."""

    code: ClassVar[str] = "off-the-map"

    def candidates(self, evidence: Evidence) -> Iterator[Candidate]:
        """Yield each event name that the map does not explain."""
        for unknown in evidence.measured.coverage.off_map:
            yield Candidate(
                text=(
                    f"Off the map: {unknown.event!r} is {estimate_text(unknown.share, share)} of"
                    f" all events ({unknown.events:,}, from {unknown.persons:,}"
                    " persons), and no touchpoint explains it."
                ),
                look_at="Draw it as a touchpoint, or bind it to one that is there.",
                journeys=unknown.persons,
                estimate=unknown.share,
                p=more_than(unknown.share, NOTICEABLE),
            )


class NeverHappens:
    """A touchpoint is drawn and recorded, and no event ever landed on it."""

    code: ClassVar[str] = "never-happens"

    def candidates(self, evidence: Evidence) -> Iterator[Candidate]:
        """Yield each touchpoint that was never seen in enough journeys."""
        n = evidence.measured.whole.journeys
        for touchpoint in evidence.measured.touchpoints:
            if touchpoint.id not in evidence.measured.coverage.never_seen:
                continue
            at_most = touchpoint.share_of_journeys.high or 0
            yield Candidate(
                text=(
                    f"{evidence.name(touchpoint.id)}: none of {counted(n, 'journey')} was"
                    f" here; at most {share(at_most)} are."
                ),
                look_at="Check the event's name first, then whether it still exists.",
                journeys=n,
                estimate=touchpoint.share_of_journeys,
                p=less_than(touchpoint.share_of_journeys, POINTS),
                touchpoint=touchpoint.id,
                stage=touchpoint.stage,
            )


class NotMeasured:
    """A touchpoint stands on the map and nothing can be measured there."""

    code: ClassVar[str] = "not-measured"

    def candidates(self, evidence: Evidence) -> Iterator[Candidate]:
        """Yield each touchpoint that no event can reach; a fact, not an estimate."""
        for name in evidence.measured.coverage.not_measured:
            touchpoint = evidence.map.touchpoint(name)
            yield Candidate(
                text=f"{touchpoint.name}: nothing is recorded here, so nothing is known.",
                look_at="Record an event, or ask people about it.",
                journeys=0,
                touchpoint=name,
                stage=evidence.map.stages[evidence.map.stage_no_of[name] - 1].id,
            )


class ActivityLate:
    """An activity comes later than promised more often than one time in ten."""

    code: ClassVar[str] = "activity-late"

    def candidates(self, evidence: Evidence) -> Iterator[Candidate]:
        """Yield each activity with a promised time that could be told."""
        by_id = {a.id: a for a in evidence.map.activities}
        for activity in evidence.measured.activities:
            if activity.promised_seconds is None or activity.kept.value is None:
                continue
            late = activity.kept.n - _times(activity.kept)
            promised = open_time(activity.promised_seconds, activity.calendar)
            clock = "" if activity.calendar is None else " by the clock"
            yield Candidate(
                text=(
                    f"{by_id[activity.id].does}: {estimate_text(activity.kept, share)} come within"
                    f" the promised {promised}; median"
                    f" {estimate_text(activity.delay_seconds.median, duration)}{clock},"
                    f" n {activity.kept.n:,}."
                ),
                look_at="Look at the team's load at the hours when it is late.",
                journeys=late,
                estimate=activity.kept,
                p=less_than(activity.kept, 0.9),
                touchpoint=activity.touchpoint,
                activity=activity.id,
            )
