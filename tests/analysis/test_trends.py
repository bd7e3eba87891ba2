from datetime import date

import ibis

from footlights.analysis.breakdowns import week_counts, week_of
from footlights.analysis.durations import first_presence, presence
from footlights.analysis.trends import (
    CALENDAR,
    calendar,
    first_periods,
    in_periods,
    journey_periods,
    score_periods,
    touch_periods,
)
from footlights.events.timing import clock_hours
from footlights.measures.periods import days_of
from footlights.measures.rows import Span
from support.small_logs import MIDNIGHT, event, map_of, prepared_from, rows

DAY = 24 * 60
FIRST, SECOND = date(2026, 3, 2), date(2026, 3, 9)


def prepared_weeks(engine):
    events = [
        event("ann", "A", 0, score=2.0),
        event("ann", "B", 8 * DAY, score=4.0),
        event("bob", "A", 6 * DAY + 1439, score=5.0),
        event("cat", "A", 7 * DAY),
        event("cat", "A", 9 * DAY),
    ]
    map_ = map_of("AB", stages=["A", "B"])
    span = Span(MIDNIGHT, MIDNIGHT.replace(day=20), "UTC")
    return map_, prepared_from(engine, map_, events), calendar([*days_of(span, "week")])


def told(table, column="at"):
    hours = clock_hours(table[column], "UTC", MIDNIGHT, MIDNIGHT)
    return table.mutate(clock_hours=hours)


def test_touches_and_journeys_are_counted_by_week(engine):
    map_, prepared, days = prepared_weeks(engine)
    present = told(presence(prepared.touches, prepared.waits, map_))
    first = first_presence(
        prepared.touches, prepared.journeys, prepared.steps, prepared.waits, map_
    )
    order = ("touchpoint_no", "period_on")

    counts = rows(engine, touch_periods(present, days), *order)
    journeys = rows(engine, first_periods(told(first), prepared.journeys, days), *order)

    assert [tuple(row.values()) for row in counts] == [
        (1, FIRST, 2),
        (1, SECOND, 2),
        (2, SECOND, 1),
    ]
    assert [tuple(row.values()) for row in journeys] == [
        (1, FIRST, 2, 1),
        (1, SECOND, 1, 0),
        (2, SECOND, 1, 1),
    ]


def test_weeks_are_those_of_the_measured_map(engine):
    map_, prepared, days = prepared_weeks(engine)
    present = presence(prepared.touches, prepared.waits, map_)
    measured = week_counts(present.mutate(week_on=week_of(present["at"])))

    told_weeks = rows(engine, touch_periods(told(present), days))
    assert sorted(tuple(row.values()) for row in told_weeks) == sorted(
        tuple(row.values()) for row in rows(engine, measured)
    )


def test_journeys_count_where_they_begin(engine):
    _map, prepared, days = prepared_weeks(engine)
    begun = told(prepared.journeys, "start_at")

    found = rows(engine, journey_periods(begun, days), "period_on")

    assert [tuple(row.values()) for row in found] == [(FIRST, 2, 1), (SECOND, 1, 0)]
    assert len(rows(engine, in_periods(begun, days))) == 3


def test_scores_are_summed_by_period(engine):
    _map, prepared, days = prepared_weeks(engine)

    found = rows(engine, score_periods(told(prepared.touches), days, []), "period_on")

    assert [(r["period_on"], r["touches"], r["n"], r["mean"]) for r in found] == [
        (FIRST, 2, 2, 3.5),
        (SECOND, 3, 1, 4),
    ]


def test_a_calendar_keeps_its_contract():
    assert calendar([]).schema() == CALENDAR
    assert calendar([(FIRST, FIRST)]).schema() == CALENDAR
    assert isinstance(calendar([]), ibis.Table)
