"""Results made by hand for the tests of this folder."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from footlights.measures.measured import (
    ActivityMeasures,
    Contrast,
    Finding,
    Measured,
    OutcomeMeasures,
    Whole,
)
from footlights.measures.measured_log import (
    Coverage,
    Identity,
    LogSummary,
    UnexplainedEvent,
)
from footlights.measures.measured_order import (
    LostTo,
    StageMeasures,
    Transition,
    Variant,
    Variants,
)
from footlights.measures.measured_touchpoint import (
    ExpectationMet,
    HourCount,
    Neighbour,
    Quote,
    ScoreCount,
    Scores,
    TouchpointMeasures,
    WeekMeasures,
)
from footlights.measures.result import Count, Estimate, Quantiles

JOURNEYS = 655

VALENCES = (0.9, 1.2, -0.4, 1.4, -1.1, 0.2, 1.3, 1.7, 0.9, -0.2, 0.5)


def estimate(value, margin, n=412, reason=None):
    """An estimate with a symmetric interval; unknown where the value is None."""
    if value is None:
        return Estimate(
            value=None, low=None, high=None, n=n, reason=reason or "none recorded"
        )
    return Estimate(
        value=value,
        low=value - margin,
        high=value + margin,
        n=n,
        reason=reason or ("too few" if n < 30 else None),
    )


def share_of(value, n=JOURNEYS, margin=0.03):
    """A share with an interval that stays inside 0 to 1."""
    return Estimate(
        value=value,
        low=max(0.0, value - margin),
        high=min(1.0, value + margin),
        n=n,
        reason="too few" if n < 30 else None,
    )


def quantiles(median, n=412):
    """Durations around a median, in seconds; unknown where it is None."""
    if median is None:
        unknown = estimate(None, 0, 0, "no duration recorded")
        return Quantiles(median=unknown, p90=unknown, p95=unknown)
    return Quantiles(
        median=estimate(median, median / 12, n),
        p90=estimate(median * 2.2, median / 6, n),
        p95=estimate(median * 2.9, median / 4, n),
    )


def scores_of(valence, n, margin=0.2):
    """Scores from 1 to 5 around a feeling from -2 to +2."""
    if valence is None:
        unknown = estimate(None, 0, 0, "no scores")
        return Scores(mean=unknown, valence=unknown, distribution=())
    each = n // 5
    return Scores(
        mean=estimate(valence + 3, margin, n),
        valence=estimate(valence, margin, n),
        distribution=tuple(
            ScoreCount(score=float(score), answers=each + score * 3)
            for score in range(1, 6)
        ),
    )


def touchpoint_measures(map_, no, **changes):
    """What was measured at one touchpoint; field by field changeable."""
    here = map_.touchpoints[no - 1]
    ids = [t.id for t in map_.touchpoints]
    turn = (no - 1) % 11
    journeys = max(20, JOURNEYS - 29 * (no % 17))
    touches = journeys + 40
    n = 22 if turn == 8 else 398
    margin = 0.6 if n < 30 else 0.2
    before = ids[no - 2] if no > 1 else None
    after = ids[no] if no < len(ids) else None
    values = {
        "id": here.id,
        "stage": map_.stages[map_.stage_no_of[here.id] - 1].id,
        "kind": here.kind,
        "touches": touches,
        "journeys": journeys,
        "share_of_journeys": share_of(journeys / JOURNEYS),
        "touches_per_journey": estimate(1.08, 0.02, journeys),
        "seconds": quantiles(
            (130, 100, 240, 50, 560, 90, 1320, 2880, 180, 450, None)[turn]
        ),
        "wait_seconds": quantiles(
            None if here.kind == "wait" else 40 + turn * 37, 22 if turn == 8 else 300
        ),
        "score": scores_of(VALENCES[turn], n, margin),
        "expectations": (
            ExpectationMet(
                calendar=None,
                what="wait",
                at_most_seconds=180,
                at_least=None,
                wanted=0.9,
                met=share_of(0.31 if turn == 4 else 0.93, 640),
            ),
        ),
        "hours": tuple(
            HourCount(weekday=weekday, hour=hour, touches=(weekday * hour) % 23 + 1)
            for weekday in range(1, 8)
            for hour in range(10, 22)
        ),
        "channels": (
            Count(name="in-person", touches=touches - 30, share=share_of(0.93)),
            Count(name="web", touches=30, share=share_of(0.07)),
        ),
        "locations": (Count(name="North hall", touches=touches, share=share_of(1.0)),),
        "teams": (Count(name="guides", touches=touches, share=share_of(1.0)),),
        "weeks": tuple(
            WeekMeasures(
                week_on=date(2026, 8, 31) + timedelta(weeks=week),
                touches=60 + week * 7 % 31,
                journeys=50 + week * 7 % 31,
                score=estimate(
                    VALENCES[turn] + 3 + (week % 3 - 1) * 0.15, 0.3, 40 if week else 12
                ),
                median_seconds=estimate(120 + week * 4, 20, 60),
                is_whole=0 < week < 8,
            )
            for week in range(9)
        ),
        "came_from": (
            Neighbour(touchpoint=before, touches=touches - 35, share=share_of(0.95)),
            Neighbour(touchpoint=ids[-1], touches=35, share=share_of(0.05)),
        ),
        "went_to": (
            Neighbour(touchpoint=after, touches=touches - 60, share=share_of(0.91)),
            Neighbour(touchpoint=None, touches=60, share=share_of(0.09)),
        )
        if after
        else (Neighbour(touchpoint=None, touches=touches, share=share_of(1.0)),),
        "ends": share_of(0.09 if after else 1.0),
        "skipped": share_of(0.12 if turn == 5 else 0.02),
        "repeated": share_of(0.07 if turn == 8 else 0.01),
        "goes_back": share_of(0.0),
        "out_of_order": share_of(0.02),
        "other_channel": share_of(0.08 if turn == 3 else 0.0),
        "quotes": (
            Quote(on=date(2026, 9, 12), score=2.0, text="We stood for half an hour."),
            Quote(on=date(2026, 9, 20), score=5.0, text="The guide was a delight."),
        ),
    }
    return TouchpointMeasures.model_validate(values | changes)


def activity_measures(map_):
    """The measured chain of every recorded activity."""
    owner = {a.id: t.id for t in map_.touchpoints for a in t.activities}
    return tuple(
        ActivityMeasures(
            id=activity.id,
            touchpoint=owner[activity.id],
            happened=600,
            triggered=640,
            followed=share_of(0.94, 640),
            delay_seconds=quantiles(22, 600),
            calendar=None,
            promised_seconds=30.0 if activity.within else None,
            kept=share_of(0.82, 600) if activity.within else estimate(None, 0, 0),
        )
        for activity in map_.activities
        if activity.matches
    )


def finding(code, touchpoint, journeys, text, **changes):
    """One finding."""
    values = {
        "code": code,
        "text": text,
        "look_at": "Who is on the desk at that hour.",
        "touchpoint": touchpoint,
        "stage": None,
        "activity": None,
        "group": None,
        "journeys": journeys,
        "estimate": share_of(0.31, 464),
        "p": 0.0004,
    }
    return Finding.model_validate(values | changes)


def findings_of(map_):
    """Findings about some of the touchpoints that the map has."""
    ids = [t.id for t in map_.touchpoints]
    wait, pays, finds = ids[4 % len(ids)], ids[9 % len(ids)], ids[2 % len(ids)]
    return (
        finding(
            "slower-than-expected",
            wait,
            464,
            "464 people waited a median 9 m 20 s (8 m 50 s to 9 m 55 s); 31 % met the"
            " expected 3 m.",
        ),
        finding(
            "worse-than-drawn",
            pays,
            390,
            "Drawn as at ease (+1), measured −0.2 (−0.5 to 0.1), n 612.",
        ),
        finding("hurts", finds, 120, "Score 3.2 (2.8 to 3.6), n 120."),
        finding(
            "off-the-map", None, 61, "61 events of tour_cancelled are off the map."
        ),
    )


def whole_of(map_):
    """The experience as a whole."""
    return Whole(
        journeys=JOURNEYS,
        touches=5432,
        completion=share_of(0.71),
        touches_per_journey=estimate(8.3, 0.2, JOURNEYS),
        seconds=quantiles(9400, JOURNEYS),
        score=scores_of(0.9, 3800, 0.05),
        outcomes=tuple(
            OutcomeMeasures(id=outcome.id, share=share_of(0.22, 420), undecided=235)
            for outcome in map_.outcomes
        ),
    )


def stages_of(map_):
    """Every stage: fewer reach each one than the one before."""
    ids = [stage.id for stage in map_.stages]
    return tuple(
        StageMeasures(
            id=stage.id,
            reached=JOURNEYS - 40 * i,
            share_of_journeys=share_of((JOURNEYS - 40 * i) / JOURNEYS),
            lost=31,
            share_lost=share_of(31 / JOURNEYS),
            lost_to=(
                LostTo(stage=None, journeys=24),
                LostTo(stage=ids[0], journeys=7),
            ),
            funnel=JOURNEYS - 55 * i,
            seconds=quantiles(1200),
            score=scores_of(0.8, 700),
        )
        for i, stage in enumerate(map_.stages)
    )


def way(origin, target, journeys, **changes):
    """One way from touchpoint to touchpoint."""
    values = {
        "from": origin,
        "to": target,
        "touches": journeys + 5,
        "journeys": journeys,
        "share_of_departures": share_of(0.5),
        "median_seconds": estimate(60, 5),
    }
    return Transition.model_validate(values | changes)


def transitions_of(map_):
    """Ways along the map, some that leap, some that go back."""
    ids = [t.id for t in map_.touchpoints]
    ways = [way(a, b, 590 - 13 * i % 300) for i, (a, b) in enumerate(pairwise(ids))]
    ways += [
        way(a, b, 60 + i % 50)
        for i, (a, b) in enumerate(zip(ids, ids[2:], strict=False))
    ]
    ways += [
        way(b, a, 40 + i % 30)
        for i, (a, b) in enumerate(zip(ids, ids[3:], strict=False))
    ]
    ways += [
        way(a, b, 1 + i % 3) for i, (a, b) in enumerate(zip(ids, ids[5:], strict=False))
    ]
    return tuple(sorted(ways, key=lambda w: -w.journeys))


def sample_measured(map_, **changes):
    """A whole result for a map; field by field changeable."""
    ids = tuple(t.id for t in map_.touchpoints)
    values = {
        "footlights": "0.1.0",
        "map": map_.id,
        "log": LogSummary.model_validate(
            {"from": datetime(2026, 9, 1, 8, tzinfo=UTC)}
            | {
                "events": 8412,
                "persons": 610,
                "journeys": JOURNEYS,
                "to": datetime(2026, 10, 31, 22, tzinfo=UTC),
                "rejected": 3,
                "values_dropped": 1,
                "duplicates": 12,
                "score_scale": (1.0, 5.0),
                "zone": "Europe/Rome",
            }
        ),
        "coverage": Coverage(
            events_on_map=8160,
            events_off_map=252,
            share_on_map=share_of(0.97, 8412, 0.004),
            off_map=(
                UnexplainedEvent(
                    event="tour_cancelled",
                    events=190,
                    persons=150,
                    share=share_of(0.022),
                ),
                UnexplainedEvent(
                    event="<script>alert(1)</script>",
                    events=62,
                    persons=61,
                    share=share_of(0.008),
                ),
            ),
            never_seen=(),
            not_measured=(),
        ),
        "whole": whole_of(map_),
        "stages": stages_of(map_),
        "touchpoints": tuple(
            touchpoint_measures(map_, no) for no in range(1, len(ids) + 1)
        ),
        "transitions": transitions_of(map_),
        "variants": Variants(
            distinct=80,
            rows=(
                Variant(
                    touchpoints=ids[:4],
                    journeys=120,
                    share_of_journeys=share_of(120 / JOURNEYS),
                    coverage=120 / JOURNEYS,
                ),
            ),
            others=JOURNEYS - 120,
        ),
        "activities": activity_measures(map_),
        "contrasts": (
            Contrast(
                kind="segment",
                id="members",
                journeys=210,
                share_of_journeys=share_of(0.32),
                score=estimate(3.4, 0.1, 500),
                score_difference=estimate(-0.42, 0.12, 1700),
                completion_difference=estimate(0.04, 0.05, JOURNEYS),
                repeat_difference=estimate(None, 0, 0),
            ),
            Contrast(
                kind="channel",
                id="web",
                journeys=400,
                share_of_journeys=share_of(0.61),
                score=estimate(4.0, 0.1, 700),
                score_difference=estimate(0.1, 0.14, 1900),
                completion_difference=estimate(None, 0, 0),
                repeat_difference=estimate(0.01, 0.02, 900),
            ),
        ),
        "findings": findings_of(map_),
        "identities": (
            Identity(
                name="events on and off the map are all events",
                holds=True,
                left=8412,
                right=8412,
            ),
        ),
    }
    return Measured.model_validate(values | changes)
