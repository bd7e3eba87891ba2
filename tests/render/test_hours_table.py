from footlights.measures.measured_touchpoint import HourCount
from footlights.render.hours_table import hours_view, spoken_hours


def test_hours_run_from_the_first_to_the_last_in_which_anybody_came():
    view = hours_view(
        [
            HourCount(weekday=1, hour=9, touches=4),
            HourCount(weekday=7, hour=12, touches=1200),
        ],
        "Europe/Rome",
    )

    assert view.hours == (9, 10, 11, 12)
    assert [row.short for row in view.rows][::6] == ["Mon", "Sun"]
    assert view.rows[0].cells[0].touches == "4"
    assert view.rows[6].cells[3].touches == "1.2k"
    assert view.rows[6].cells[3].level == 5


def test_an_hour_in_which_nobody_came_is_empty_and_level_nought():
    view = hours_view([HourCount(weekday=2, hour=9, touches=4)], "UTC")

    assert (view.rows[0].cells[0].touches, view.rows[0].cells[0].level) == ("", 0)
    assert view.rows[0].cells[0].title == "Monday 9:00: 0 touches"


def test_one_touch_in_a_busy_week_still_shows():
    view = hours_view(
        [
            HourCount(weekday=1, hour=9, touches=1),
            HourCount(weekday=1, hour=10, touches=100_000),
        ],
        "UTC",
    )

    assert view.rows[0].cells[0].level == 1


def test_nobody_came():
    assert hours_view([], "UTC") is None


def test_the_hours_are_told_day_by_day_and_not_hour_by_hour():
    view = hours_view(
        [
            HourCount(weekday=1, hour=9, touches=4),
            HourCount(weekday=1, hour=10, touches=4),
            HourCount(weekday=7, hour=12, touches=1200),
        ],
        "Europe/Rome",
    )

    said = spoken_hours(view)

    assert said.startswith("Monday 8 touches, most at 9:00: 4; Tuesday 0 touches; ")
    assert said.endswith(
        "Sunday 1,200 touches, most at 12:00: 1,200. Hours in Europe/Rome."
    )
