"""Working calendars: what can be said of them, and what a day has."""

from datetime import date

import pytest
from pydantic import ValidationError

from footlights.model.calendar import (
    Calendar,
    parse_days,
    parse_hours,
    parse_opening,
    parse_weekdays,
)

DESK = {"id": "desk", "name": "Desk hours"}


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("09:00-17:30", ((540, 1050),)),
        ("13:30-17:00, 9:00-12:30", ((540, 750), (810, 1020))),
        ("00:00-24:00", ((0, 1440),)),
        ("08:00-12:00, 12:00-13:00", ((480, 720), (720, 780))),
    ],
)
def test_hours_of_a_day_are_read_in_order(text, ranges):
    assert parse_hours(text) == ranges


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9-17", "is no range of hours"),
        ("09:00-12:60", "is no time of day"),
        ("09:00-25:00", "is no time of day"),
        ("22:00-02:00", "ends before it begins; over midnight"),
        ("09:00-09:00", "ends before it begins"),
        ("09:00-12:00, 11:00-13:00", "ranges overlap"),
        ("", "is no range of hours"),
    ],
)
def test_hours_that_cannot_be_are_refused_with_what_to_write(text, said):
    with pytest.raises(ValueError, match=said):
        parse_hours(text)


def test_days_of_the_week_are_read_as_names_and_ranges():
    assert parse_weekdays("mon-fri") == (0, 1, 2, 3, 4)
    assert parse_weekdays("Sat, sun") == (5, 6)
    assert parse_weekdays("fri-mon") == (4, 5, 6, 0)


@pytest.mark.parametrize("text", ["monday", "mon-wed-fri", "", "mon,,tue"])
def test_other_words_are_no_days_of_the_week(text):
    with pytest.raises(ValueError, match="is no day of the week"):
        parse_weekdays(text)


def test_closed_days_are_single_ones_or_ranges():
    assert parse_days("2026-12-25") == (date(2026, 12, 25), date(2026, 12, 25))
    assert parse_days("2026-12-24 to 2026-12-31")[1] == date(2026, 12, 31)
    for text, said in [
        ("25.12.2026", "is no day"),
        ("2026-12-31 to 2026-12-24", "ends before it begins"),
        ("2026-02-30", "day"),
    ]:
        with pytest.raises(ValueError, match=said):
            parse_days(text)
    with pytest.raises(ValueError, match="is no range of hours"):
        parse_opening("2026-11-29")


def test_a_day_with_hours_of_its_own_opens_even_if_it_is_closed():
    desk = Calendar(
        **DESK,
        hours={"mon-fri": "09:00-17:00"},
        closed=[date(2026, 12, 24), "2026-12-25 to 2026-12-27"],
        opens=["2026-12-24 09:00-12:00", "2026-11-29 13:00-18:00"],
    )

    assert desk.ranges_on(date(2026, 12, 23)) == ((540, 1020),)
    assert desk.ranges_on(date(2026, 12, 24)) == ((540, 720),)
    assert desk.ranges_on(date(2026, 12, 25)) == ()
    assert desk.ranges_on(date(2026, 11, 28)) == ()
    assert desk.ranges_on(date(2026, 11, 29)) == ((780, 1080),)


def test_the_open_part_of_the_week_is_that_of_its_usual_hours():
    desk = Calendar(**DESK, hours={"mon-fri": "09:00-17:00"}, closed=["2026-12-25"])
    once = Calendar(**DESK, opens=["2026-11-29 13:00-18:00"])

    assert desk.open_part_of_week == pytest.approx(40 / 168)
    assert once.open_part_of_week == 0


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, "it never opens; add `hours`"),
        (
            {"hours": {"mon-fri": "09:00-17:00", "fri": "09:00-12:00"}},
            "`hours` say fri twice",
        ),
        (
            {"opens": ["2026-11-29 09:00-10:00", "2026-11-29 12:00-13:00"]},
            "`opens` say 2026-11-29 twice",
        ),
    ],
)
def test_a_calendar_opens_and_says_each_day_once(parts, said):
    with pytest.raises(ValidationError, match=said):
        Calendar(**DESK, **parts)
