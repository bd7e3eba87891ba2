from datetime import date, datetime

import pytest

from footlights.measures.periods import (
    is_over,
    is_whole,
    local_day,
    period_after,
    period_of,
    periods_apart,
    periods_of,
)
from footlights.measures.rows import Span


def utc(*parts):
    return datetime(*parts)


@pytest.mark.parametrize(
    ("period", "begins", "follows"),
    [
        ("day", date(2026, 3, 4), date(2026, 3, 5)),
        ("week", date(2026, 3, 2), date(2026, 3, 9)),
        ("month", date(2026, 3, 1), date(2026, 4, 1)),
    ],
)
def test_a_day_lies_in_a_period_and_another_follows(period, begins, follows):
    # 4 March 2026 is a Wednesday.
    assert period_of(date(2026, 3, 4), period) == begins
    assert period_after(begins, period) == follows
    assert periods_apart(begins, follows, period) == 1


def test_months_are_counted_over_the_turn_of_a_year():
    assert periods_apart(date(2025, 11, 1), date(2026, 2, 1), "month") == 3
    assert period_after(date(2025, 12, 1), "month") == date(2026, 1, 1)


def test_periods_without_events_are_among_the_periods_of_a_log():
    span = Span(utc(2026, 1, 30), utc(2026, 3, 1), "UTC")

    assert list(periods_of(span, "month")) == [
        date(2026, 1, 1),
        date(2026, 2, 1),
        date(2026, 3, 1),
    ]
    assert list(periods_of(Span(None, None, "UTC"), "day")) == []


def test_a_period_cut_off_at_either_end_is_not_whole():
    span = Span(utc(2026, 3, 3), utc(2026, 3, 22, 9), "UTC")

    wholes = {on.day: is_whole(on, "week", span) for on in periods_of(span, "week")}

    assert wholes == {2: False, 9: True, 16: True}
    assert is_over(date(2026, 3, 2), "week", span)
    assert not is_over(date(2026, 3, 23), "week", span)


def test_days_change_at_midnight_of_the_clock():
    assert local_day(utc(2026, 3, 1, 23, 30), "Europe/Rome") == date(2026, 3, 2)


def test_nothing_is_whole_without_a_log():
    assert not is_whole(date(2026, 3, 2), "week", Span(None, None, "UTC"))
    assert not is_over(date(2026, 3, 2), "week", Span(None, None, "UTC"))
