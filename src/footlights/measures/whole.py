"""The experience as a whole: coverage, outcomes, activities, contrasts, identities."""

from footlights.measures.estimates import (
    Row,
    by_key,
    difference_of_means,
    difference_of_shares,
    mean,
    quantiles,
    share,
    unknown,
)
from footlights.measures.measured import (
    ActivityMeasures,
    Contrast,
    OutcomeMeasures,
    Whole,
)
from footlights.measures.measured_log import Coverage, UnexplainedEvent
from footlights.measures.result import Estimate
from footlights.measures.rows import Fetched
from footlights.measures.touchpoints import NO_CALENDAR, scores_of
from footlights.model.map import Map

ONE_SIDE = "nobody is on one of the two sides"


def coverage_of(map_: Map, fetched: Fetched) -> Coverage:
    """Say how much of the log the map explains, and what it does not."""
    total = sum(row["events"] for row in fetched.events)
    off = sorted(
        (row for row in fetched.events if not row["is_explained"]),
        key=lambda row: (-row["events"], row["event"]),
    )
    off_map = sum(row["events"] for row in off)
    met = {row["touchpoint_no"] for row in fetched.totals}
    return Coverage(
        events_on_map=total - off_map,
        events_off_map=off_map,
        share_on_map=share(total - off_map, total, "no events"),
        off_map=tuple(
            UnexplainedEvent(
                event=row["event"],
                events=row["events"],
                persons=fetched.strangers.get(row["event"], 0),
                share=share(row["events"], total, "no events"),
            )
            for row in off
        ),
        never_seen=tuple(
            t.id
            for no, t in enumerate(map_.touchpoints, start=1)
            if t.is_recorded and no not in met
        ),
        not_measured=tuple(t.id for t in map_.touchpoints if not t.is_measurable),
    )


def whole_of(map_: Map, fetched: Fetched) -> Whole:
    """Measure all journeys together."""
    counts: dict[int, int] = {}
    for row in fetched.score_counts:
        counts[row["whole_score"]] = counts.get(row["whole_score"], 0) + row["answers"]
    return Whole(
        journeys=fetched.journeys,
        touches=sum(row["touches"] for row in fetched.totals),
        completion=share(fetched.completed, fetched.journeys, "no journeys"),
        touches_per_journey=mean(fetched.lengths, "no journeys"),
        seconds=quantiles(fetched.lasting, "no journeys"),
        score=scores_of(
            fetched.all_scores,
            [{"whole_score": s, "answers": n} for s, n in counts.items()],
            fetched,
        ),
        outcomes=tuple(
            _outcome(outcome.id, fetched.outcomes.get(no), fetched.journeys)
            for no, outcome in enumerate(map_.outcomes, start=1)
        ),
    )


def _outcome(
    outcome_id: str, found: tuple[int, int] | None, journeys: int
) -> OutcomeMeasures:
    shown, decided = found or (0, 0)
    return OutcomeMeasures(
        id=outcome_id,
        share=share(shown, decided, "no journey's time was over when the log ended"),
        undecided=journeys - decided,
    )


def activity_measures(map_: Map, fetched: Fetched) -> tuple[ActivityMeasures, ...]:
    """Hold every activity that events can show against its promise."""
    found, no = [], 0
    for touchpoint in map_.touchpoints:
        for activity in touchpoint.activities:
            no += 1
            if not activity.matches:
                continue
            row = fetched.follows.get(no)
            triggered = row["triggered"] if row else 0
            followed = row["followed"] if row else 0
            kept = row["kept"] if row else None
            found.append(
                ActivityMeasures(
                    id=activity.id,
                    touchpoint=touchpoint.id,
                    happened=fetched.occurrences.get(no, 0),
                    triggered=triggered,
                    followed=share(followed, triggered, "nothing set it off"),
                    delay_seconds=quantiles(
                        fetched.delays.get(no), "it followed nothing"
                    ),
                    promised_seconds=activity.within.total_seconds()
                    if activity.within
                    else None,
                    calendar=map_.calendar_names.get(
                        activity.calendar, activity.calendar
                    ),
                    kept=share(kept, followed, "it followed nothing")
                    if kept is not None
                    else unknown(
                        NO_CALENDAR if activity.within else "nothing is promised"
                    ),
                )
            )
    return tuple(found)


def contrasts_of(map_: Map, fetched: Fetched) -> tuple[Contrast, ...]:
    """Hold each segment and each channel against all the others."""
    return (*_segments(map_, fetched), *_channels(fetched))


def _segments(map_: Map, fetched: Fetched) -> list[Contrast]:
    found = []
    for segment in map_.segments:
        sides = fetched.segments.get(segment.id, {})
        inside, outside = sides.get(True), sides.get(False)
        journeys = inside["journeys"] if inside else 0
        known = journeys + (outside["journeys"] if outside else 0)
        found.append(
            Contrast(
                kind="segment",
                id=segment.id,
                journeys=journeys,
                share_of_journeys=share(journeys, known, "the log does not say"),
                score=mean(_raw(inside), "nobody scored"),
                score_difference=difference_of_means(inside, outside, ONE_SIDE),
                completion_difference=_completion(inside, outside),
                repeat_difference=unknown("compared for channels only"),
            )
        )
    return found


def _raw(side: Row | None) -> Row | None:
    return side and {
        "n": side["n"],
        "mean": side["score_mean"],
        "deviation": side["score_deviation"],
    }


def _completion(inside: Row | None, outside: Row | None) -> Estimate:
    if inside is None or outside is None:
        return unknown(ONE_SIDE)
    return difference_of_shares(
        (inside["completed"], inside["journeys"]),
        (outside["completed"], outside["journeys"]),
        ONE_SIDE,
    )


def _channels(fetched: Fetched) -> list[Contrast]:
    scores = by_key(fetched.channel_scores, "channel_no")
    touches = sum(row["touches"] for row in fetched.channel_touches)
    repeats = sum(row["repeats"] for row in fetched.channel_touches)
    found = []
    for row in sorted(fetched.channel_touches, key=lambda r: r["channel_no"]):
        score = scores.get(row["channel_no"])
        others = score and {
            "n": score["other_n"],
            "mean": score["other_mean"],
            "deviation": score["other_deviation"],
        }
        found.append(
            Contrast(
                kind="channel",
                id=fetched.channels[row["channel_no"] - 1],
                journeys=row["journeys"],
                share_of_journeys=share(
                    row["journeys"], fetched.journeys, "no journeys"
                ),
                score=mean(score, "nobody scored"),
                score_difference=difference_of_means(score, others, ONE_SIDE),
                completion_difference=unknown("compared for segments only"),
                repeat_difference=difference_of_shares(
                    (row["repeats"], row["touches"]),
                    (repeats - row["repeats"], touches - row["touches"]),
                    ONE_SIDE,
                ),
            )
        )
    return found
