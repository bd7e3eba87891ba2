from datetime import date, timedelta

import numpy as np
import pytest

from footlights.usecases.selected import selected
from footlights.usecases.selection import Selection
from footlights.usecases.views.trends import trends
from support.small_logs import MIDNIGHT, event, map_of
from support.views import cells, log_of, row_of

HOUR = 60
DAY = 24 * HOUR
MONDAY = date(2026, 3, 2)


def timed(person, name, minute, lasts, **more):
    until = MIDNIGHT + timedelta(minutes=minute + lasts)
    return event(person, name, minute, until=until, **more)


@pytest.fixture
def fortnight(engine):
    # Two weeks from a Monday to a Sunday; ann is there in both.
    events = [
        timed("ann", "A", 0, 1, score=2.0),
        timed("ann", "B", 10, 5),
        timed("bob", "A", DAY, 3, score=4.0),
        timed("ann", "A", 8 * DAY, 7, score=5.0),
        timed("cat", "A", 13 * DAY, 9),
        timed("cat", "B", 13 * DAY + HOUR, 0),
    ]
    return log_of(engine, map_of("AB", gap="1d", stages=["A", "B"]), events)


def test_weeks_are_counted_by_hand(fortnight):
    view = trends(fortnight)

    assert cells(
        view, "period_on", "touches", "journeys", "share_completed", "score", "is_whole"
    ) == [
        (MONDAY, 3, 2, 0.5, 3, True),
        (date(2026, 3, 9), 3, 2, 0.5, 5, True),
    ]
    # 15 and 3 minutes; 7 and 60 minutes.
    assert cells(view, "median_seconds") == [(9 * 60,), (33.5 * 60,)]


def test_each_touchpoint_has_its_own_weeks(fortnight):
    view = trends(fortnight, over="touchpoint")

    assert cells(view, "touchpoint", "touches", "journeys", "share_completed") == [
        ("a", 2, 2, 0.5),
        ("a", 2, 2, 0.5),
        ("b", 1, 1, 1),
        ("b", 1, 1, 1),
    ]
    assert cells(view, "median_seconds") == [(120,), (480,), (300,), (0,)]


def test_a_day_without_anything_counts_0_and_means_nothing(fortnight):
    view = trends(fortnight, period="day")

    assert len(view.rows) == 14
    silent = row_of(view, period_on=date(2026, 3, 5))
    assert (silent["touches"], silent["journeys"]) == (0, 0)
    assert silent["score"].reason == "nobody was here"
    assert silent["share_completed"].value is None
    assert silent["median_seconds"].value is None


@pytest.mark.parametrize("over", ["all", "touchpoint"])
@pytest.mark.parametrize("period", ["day", "week", "month"])
def test_periods_sum_up_to_the_log(fortnight, period, over):
    view = trends(fortnight, period=period, over=over)

    assert sum(row["touches"] for row in view.rows) == 6
    assert sum(row["journeys"] for row in view.rows) == (4 if over == "all" else 6)


def test_days_are_those_of_the_maps_clock(engine):
    # In Rome the clock shows 1 h more in winter, 2 h more from 29 March on.
    events = [
        event("ann", "A", 22 * HOUR + 59),
        event("ann", "A", 23 * HOUR),
        event("bob", "A", 28 * DAY + 22 * HOUR),
    ]
    view = trends(log_of(engine, map_of("A", zone="Europe/Rome"), events), period="day")

    touched = [row["period_on"] for row in view.rows if row["touches"]]
    assert touched == [MONDAY, date(2026, 3, 3), date(2026, 3, 31)]


def test_periods_cut_off_at_the_ends_are_marked_and_not_judged(engine):
    rng = np.random.default_rng(0)
    events = [
        event(f"p{day}-{n}", "A", day * DAY + n)
        for day in range(2, 143)
        for n in range(int(rng.poisson(20)))
    ]
    view = trends(log_of(engine, map_of("A"), events))

    assert [row["is_whole"] for row in view.rows] == [False, *[True] * 19, False]
    assert view.rows[0]["touches_is_anomaly"] is None
    assert view.rows[0]["touches_usual"] is None
    assert view.rows[1]["touches_is_anomaly"] is False
    assert any("2026-03-02, 2026-07-20" in note for note in view.notes)


def test_a_planted_outage_and_a_planted_change_are_pointed_at(engine):
    rng = np.random.default_rng(7)
    events = []
    for day in range(84):
        usual = 20 if day < 56 else 40
        many = 0 if day == 30 else int(rng.poisson(usual * (2 if day % 7 > 4 else 1)))
        events += [event(f"p{day}-{n}", "A", day * DAY + n) for n in range(many)]

    view = trends(log_of(engine, map_of("A"), events), period="day")

    def days(column):
        return [(r["period_on"] - MONDAY).days for r in view.rows if r[column]]

    assert days("touches_is_anomaly") == [30]
    assert days("touches_is_change") == [56]
    assert days("journeys_is_anomaly") == [30]
    assert view.rows[56]["touches_usual"] == pytest.approx(40, abs=5)


def test_a_planted_fall_in_scores_is_pointed_at(engine):
    rng = np.random.default_rng(3)
    events = [
        event(f"p{day}-{n}", "A", day * DAY + n, score=float(rng.integers(3, 6)) - low)
        for day in range(40)
        for low in [2.0 * (day >= 20)]
        for n in range(10)
    ]
    view = trends(log_of(engine, map_of("A"), events), period="day")

    changes = [row["period_on"] for row in view.rows if row["score_is_change"]]
    assert changes == [MONDAY + timedelta(days=20)]
    assert not any(row["score_is_anomaly"] for row in view.rows)
    assert not any(row["touches_is_change"] for row in view.rows)


def test_short_logs_are_not_judged(fortnight):
    view = trends(fortnight)

    assert {row["touches_is_change"] for row in view.rows} == {None}


def test_an_empty_log_has_no_periods(engine):
    assert trends(log_of(engine, map_of("A"), [])).rows == ()


def test_journeys_of_a_period_have_rows_where_they_may_begin(fortnight):
    part = selected(fortnight, Selection(to_on=date(2026, 3, 6)))

    view = trends(part)

    assert cells(view, "period_on", "period_no", "journeys", "is_whole") == [
        (MONDAY, 1, 2, False)
    ]
    assert any("by the end of 2026-03-06" in note for note in view.notes)
