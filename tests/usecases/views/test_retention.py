from datetime import date

import pytest

from footlights.usecases.selected import selected
from footlights.usecases.selection import Selection
from footlights.usecases.views.retention import cohorts, retention
from support.small_logs import event, map_of
from support.views import cells, log_of, row_of

DAY = 24 * 60
FIRST, SECOND, THIRD = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)


@pytest.fixture
def log(engine):
    """Three weeks, of which the last ends on its Thursday; ann is there in each."""
    on = {"ann": [0, 7, 14], "bob": [1], "cat": [2, 4, 17], "dan": [8, 15]}
    events = [
        event(person, "A", day * DAY) for person, days in on.items() for day in days
    ]
    return log_of(engine, map_of("A", gap="1h"), events)


def test_who_comes_back_is_counted_by_hand(log):
    view = retention(log)

    assert cells(view, "start_on", "period_no", "persons", "returned") == [
        (FIRST, 0, 3, 1),
        (FIRST, 1, 3, 1),
        (FIRST, 2, 3, None),
        (SECOND, 0, 1, 0),
        (SECOND, 1, 1, None),
    ]
    assert row_of(view, start_on=FIRST, period_no=1)["share_of_persons"].value == 1 / 3


def test_a_period_that_is_not_over_is_unknown_and_not_0(log):
    cell = row_of(retention(log), start_on=FIRST, period_no=2)["share_of_persons"]

    assert cell.value is None
    assert cell.reason == "the period is not over in this log"
    assert cell.n == 3


def test_one_curve_holds_those_for_whom_the_period_is_over(log):
    view = retention(log, over="all")

    assert cells(view, "period_no", "persons", "returned", "share_of_persons") == [
        (0, 4, 1, 0.25),
        (1, 3, 1, 1 / 3),
        (2, 0, None, None),
    ]


@pytest.mark.parametrize("period", ["day", "week", "month"])
def test_nobody_and_no_journey_is_lost(log, period):
    view = cohorts(log, period=period)

    assert sum(row["persons"] for row in view.rows) == 4
    assert sum(row["journeys"] for row in view.rows) == 9


def test_cohorts_are_counted_by_hand(log):
    view = cohorts(log)

    assert cells(
        view,
        "start_on",
        "persons",
        "share_returned",
        "median_seconds_to_return",
        "is_whole",
    ) == [
        (FIRST, 3, 2 / 3, 4.5 * DAY * 60, True),
        (SECOND, 1, 1, 7 * DAY * 60, True),
        (THIRD, 0, None, None, False),
    ]


def test_where_everybody_has_one_journey_the_view_says_so(engine):
    events = [event("ann", "A", 0), event("ann", "A", 20 * DAY)]
    log = log_of(engine, map_of("A"), events)

    assert any("nobody can come back" in note for note in retention(log).notes)
    assert {row["returned"] for row in retention(log).rows} == {0}


def test_periods_begin_on_the_maps_clock(engine):
    # In Rome, Monday begins at 23:00 UTC on Sunday.
    events = [event("ann", "A", 7 * DAY - 61), event("bob", "A", 7 * DAY - 60)]
    log = log_of(engine, map_of("A", gap="1h", zone="Europe/Rome"), events)

    assert cells(cohorts(log), "start_on", "persons") == [(FIRST, 1), (SECOND, 1)]


@pytest.mark.parametrize("view", [cohorts, retention])
def test_an_empty_log_has_no_cohorts(engine, view):
    assert view(log_of(engine, map_of("A"), [])).rows == ()


def test_who_could_not_come_back_within_a_selected_period_is_unknown(log):
    part = selected(log, Selection(to_on=date(2026, 3, 10)))

    assert cells(retention(part), "start_no", "period_no", "persons", "returned") == [
        (1, 0, 3, 1),
        (1, 1, 3, None),
        (2, 0, 1, None),
    ]
    assert [row["start_no"] for row in cohorts(part).rows] == [1, 2]


def test_a_selected_period_that_begins_later_is_counted_from_its_own_begin(log):
    part = selected(log, Selection(from_on=SECOND))

    assert cells(cohorts(part), "start_on", "start_no", "persons") == [
        (SECOND, 1, 2),
        (THIRD, 2, 1),
    ]
    assert any("begin from 2026-03-09 on" in note for note in cohorts(part).notes)


def test_cohorts_of_selected_channels_and_patterns_are_counted(log):
    part = selected(log, Selection(pattern="a"))

    assert cohorts(part).rows == cohorts(log).rows
