"""Measures of each touchpoint, from fetched rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from footlights.events.journeys import positions
from footlights.measures.estimates import (
    Row,
    by_key,
    grouped,
    mean,
    median,
    on_feeling_scale,
    quantiles,
    share,
    unknown,
    within,
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
from footlights.measures.periods import is_whole
from footlights.measures.result import Count, Estimate
from footlights.measures.rows import Fetched
from footlights.model.map import Map
from footlights.model.touchpoint import Touchpoint

NOBODY = "nobody was here"
NO_SCORES = "nobody scored it"
NO_TIMES = "no end is recorded"
NO_CALENDAR = "the map does not declare its calendar"
NO_WAITS = "nothing comes before it"
BETWEEN = "a wait between two touchpoints has no touches of its own"
MOST_NAMES = 20

_PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+|https?://\S+|(?<!\w)\+?\d(?:[\s().\-/]?\d){5,}"
)


def masked(text: str) -> str:
    """Hide e-mail addresses, web addresses, phone and other long numbers."""
    return _PERSONAL.sub("[…]", text.strip())[:400]


def scores_of(
    row: Row | None, counted: Sequence[Row], fetched: Fetched, nobody: str = NO_SCORES
) -> Scores:
    """Give mean, mean on the scale of feelings, and distribution."""
    found = mean(row, nobody)
    if fetched.scale is not None:
        found = within(found, fetched.scale.low, fetched.scale.high)
    return Scores(
        mean=found,
        valence=on_feeling_scale(found, fetched.scale) if fetched.scale else found,
        distribution=tuple(
            ScoreCount(score=r["whole_score"], answers=r["answers"])
            for r in sorted(counted, key=lambda r: r["whole_score"])
        ),
    )


@dataclass(frozen=True)
class _Index:
    """Fetched rows by touchpoint number."""

    totals: dict[int, Row]
    stays: dict[int, Row]
    gaps: dict[int, Row]
    scores: dict[int, Row]
    score_counts: dict[int, list[Row]]
    hours: dict[int, list[Row]]
    weeks: dict[int, list[Row]]
    first_weeks: dict[tuple[int, date], Row]
    week_scores: dict[tuple[int, date], Row]
    week_stays: dict[tuple[int, date], Row]
    out: dict[int, list[Row]]
    into: dict[int, list[Row]]
    channels: dict[int, list[Row]]
    locations: dict[int, list[Row]]
    teams: dict[int, list[Row]]
    texts: dict[int, list[Row]]


def _indexed(fetched: Fetched) -> _Index:
    key = "touchpoint_no"
    return _Index(
        totals=by_key(fetched.totals, key),
        stays=by_key(fetched.stays, key),
        gaps=by_key(fetched.gaps, key),
        scores=by_key(fetched.scores, key),
        score_counts=grouped(fetched.score_counts, key),
        hours=grouped(fetched.hours, key),
        weeks=grouped(fetched.weeks, key),
        first_weeks=by_key(fetched.first_weeks, key, "week_on"),
        week_scores=by_key(fetched.week_scores, key, "week_on"),
        week_stays=by_key(fetched.week_stays, key, "week_on"),
        out=grouped(fetched.transitions, key),
        into=grouped(fetched.transitions, "next_touchpoint_no"),
        channels=grouped(fetched.by_channel, key),
        locations=grouped(fetched.by_location, key),
        teams=grouped(fetched.by_team, key),
        texts=grouped(fetched.texts, key),
    )


def touchpoint_measures(map_: Map, fetched: Fetched) -> tuple[TouchpointMeasures, ...]:
    """Measure every touchpoint of the map, in map order."""
    index = _indexed(fetched)
    return tuple(
        _measured(no, touchpoint, map_, fetched, index)
        for no, touchpoint in enumerate(map_.touchpoints, start=1)
    )


def _measured(
    no: int, touchpoint: Touchpoint, map_: Map, fetched: Fetched, index: _Index
) -> TouchpointMeasures:
    totals = index.totals.get(no)
    is_gap = touchpoint.between is not None and not touchpoint.is_recorded
    seen = fetched.waits.get(no) if is_gap else totals
    touches = seen["touches"] if seen else 0
    journeys = seen["journeys"] if seen else 0
    absent = BETWEEN if is_gap else NOBODY

    def of_touches(column: str, out_of: str) -> Estimate:
        if totals is None:
            return unknown(absent)
        return share(totals[column], totals[out_of], absent)

    departures = totals["touches"] - totals["ends"] if totals else 0
    return TouchpointMeasures(
        id=touchpoint.id,
        stage=map_.stages[map_.stage_no_of[touchpoint.id] - 1].id,
        kind=touchpoint.kind,
        touches=touches,
        journeys=journeys,
        share_of_journeys=_reached(touchpoint, journeys, fetched.journeys),
        touches_per_journey=_per_journey(totals, absent),
        seconds=quantiles(index.stays.get(no), NO_TIMES if touches else NOBODY),
        wait_seconds=quantiles(index.gaps.get(no), NO_WAITS if totals else absent),
        score=scores_of(index.scores.get(no), index.score_counts.get(no, []), fetched),
        expectations=_expectations(no, touchpoint, fetched, map_.calendar_names),
        hours=tuple(
            HourCount(weekday=r["weekday"], hour=r["hour"], touches=r["touches"])
            for r in sorted(
                index.hours.get(no, []), key=lambda r: (r["weekday"], r["hour"])
            )
        ),
        channels=_counts(index.channels.get(no, []), "channel_no", fetched.channels),
        locations=_counts(
            index.locations.get(no, []), "location_no", fetched.locations
        ),
        teams=_counts(index.teams.get(no, []), "team_no", fetched.teams),
        weeks=_weeks(no, index, fetched),
        came_from=_neighbours(
            map_, index.into.get(no, []), "touchpoint_no", totals, "starts"
        ),
        went_to=_neighbours(
            map_, index.out.get(no, []), "next_touchpoint_no", totals, "ends"
        ),
        ends=of_touches("ends", "touches"),
        skipped=_skipped(no, touchpoint, map_, fetched),
        repeated=of_touches("repeated", "journeys"),
        goes_back=share(totals["backward"], departures, "nobody went on from here")
        if totals
        else unknown(absent),
        out_of_order=of_touches("out_of_order", "journeys"),
        other_channel=_other_channel(touchpoint, index.channels.get(no, []), fetched),
        quotes=tuple(
            Quote(on=r["at"].date(), score=r["score"], text=masked(r["text"]))
            for r in index.texts.get(no, [])
        ),
    )


def _reached(touchpoint: Touchpoint, journeys: int, of: int) -> Estimate:
    if not touchpoint.is_measurable:
        return unknown("no event can reach it")
    return share(journeys, of, "no journeys")


def _per_journey(totals: Row | None, absent: str) -> Estimate:
    if totals is None:
        return unknown(absent)
    n = totals["journeys"]
    each = totals["touches"] / n
    spread = max(0.0, totals["squares"] - n * each * each)
    deviation = sqrt(spread / (n - 1)) if n > 1 else None
    return mean({"n": n, "mean": each, "deviation": deviation}, absent)


def _expectations(
    no: int,
    touchpoint: Touchpoint,
    fetched: Fetched,
    calendars: Mapping[str | None, str],
) -> tuple[ExpectationMet, ...]:
    found = []
    for place, expected in enumerate(touchpoint.expects):
        met, known = fetched.expectations.get((no, place), (0, 0))
        nobody = NO_SCORES if expected.what == "score" else NO_TIMES
        if expected.calendar is not None and expected.calendar not in calendars:
            nobody = NO_CALENDAR
        limit = expected.at_most
        found.append(
            ExpectationMet(
                what=expected.what,
                at_most_seconds=limit.total_seconds() if limit is not None else None,
                calendar=calendars.get(expected.calendar, expected.calendar),
                at_least=expected.at_least,
                wanted=expected.for_,
                met=share(met, known, nobody),
            )
        )
    return tuple(found)


def _counts(
    rows: Sequence[Row], column: str, names: Sequence[str]
) -> tuple[Count, ...]:
    known = sum(row["touches"] for row in rows)
    ordered = sorted(rows, key=lambda row: (-row["touches"], row[column]))
    shown = [(names[row[column] - 1], row["touches"]) for row in ordered[:MOST_NAMES]]
    rest = sum(row["touches"] for row in ordered[MOST_NAMES:])
    if rest:
        shown.append(("others", rest))
    return tuple(
        Count(name=name, touches=touches, share=share(touches, known, NOBODY))
        for name, touches in shown
    )


def _other_channel(
    touchpoint: Touchpoint, rows: Sequence[Row], fetched: Fetched
) -> Estimate:
    if touchpoint.channel is None:
        return unknown("no channel is drawn")
    known = sum(row["touches"] for row in rows)
    names = fetched.channels
    drawn = [r for r in rows if names[r["channel_no"] - 1] == touchpoint.channel]
    other = known - sum(row["touches"] for row in drawn)
    return share(other, known, "no channel is recorded")


def _weeks(no: int, index: _Index, fetched: Fetched) -> tuple[WeekMeasures, ...]:
    nobody = {"touches": 0}
    return tuple(
        WeekMeasures(
            week_on=row["week_on"],
            touches=row["touches"],
            journeys=index.first_weeks.get((no, row["week_on"]), nobody)["touches"],
            score=scores_of(
                index.week_scores.get((no, row["week_on"])), (), fetched
            ).mean,
            median_seconds=median(index.week_stays.get((no, row["week_on"])), NO_TIMES),
            is_whole=is_whole(row["week_on"], "week", fetched.span),
        )
        for row in sorted(index.weeks.get(no, []), key=lambda r: r["week_on"])
    )


def _neighbours(
    map_: Map, rows: Sequence[Row], column: str, totals: Row | None, edge: str
) -> tuple[Neighbour, ...]:
    if totals is None:
        return ()
    found: list[tuple[str | None, int]] = [
        (map_.touchpoints[row[column] - 1].id, row["touches"]) for row in rows
    ]
    if totals[edge]:
        found.append((None, totals[edge]))
    found.sort(key=lambda pair: (-pair[1], pair[0] is None, pair[0] or ""))
    return tuple(
        Neighbour(
            touchpoint=name,
            touches=touches,
            share=share(touches, totals["touches"], NOBODY),
        )
        for name, touches in found
    )


def _skipped(no: int, touchpoint: Touchpoint, map_: Map, fetched: Fetched) -> Estimate:
    if not touchpoint.is_recorded:
        return unknown(BETWEEN if touchpoint.between else "no event can reach it")
    stage = map_.stages[map_.stage_no_of[touchpoint.id] - 1]
    if stage.order == "one_of":
        return unknown("another touchpoint of its stage may stand for it")
    place = positions(map_)[no - 1]
    further = sum(n for reached, n in fetched.further.items() if reached > place)
    here = fetched.further_here.get(no, 0)
    return share(further - here, further, "nobody went further on the map")
