"""Open time, held against a clock that is read every minute."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import ibis
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from footlights.analysis.open_time import (
    open_days,
    seconds_since_1970,
    with_open_seconds,
)
from footlights.model.calendar import Calendar

MINUTE = timedelta(minutes=1)
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC")
DESK = {
    "id": "desk",
    "name": "Desk hours",
    "hours": {"mon-fri": "09:00-12:30, 13:30-17:00", "sun": "01:30-03:30"},
    "closed": ["2026-04-03 to 2026-04-06"],
    "opens": ["2026-04-05 10:00-24:00"],
}


def read_by_the_minute(calendar, zone, begin, end):
    """Count the open minutes between two naive UTC times, one after the other."""
    clock, found, at = ZoneInfo(calendar.zone or zone), 0, begin
    while at < end:
        shown = at.replace(tzinfo=UTC).astimezone(clock)
        minute = shown.hour * 60 + shown.minute
        ranges = calendar.ranges_on(shown.date())
        found += any(opens <= minute < closes for opens, closes in ranges)
        at += MINUTE
    return found * 60.0


def open_seconds(engine, calendar, zone, times, days=None):
    """Measure the open time from each begin and for so many seconds."""
    known = [begin for begin, _ in times if begin is not None]
    first, last = days or (min(known).date(), max(known).date() + timedelta(days=60))
    table = ibis.memtable(
        pa.table(
            {
                "no": pa.array(range(len(times)), pa.int64()),
                "at": pa.array([begin for begin, _ in times], pa.timestamp("us")),
                "seconds": pa.array([length for _, length in times], pa.float64()),
            }
        )
    )
    told = with_open_seconds(
        table,
        seconds_since_1970(table.at),
        table.seconds,
        open_days(calendar, zone, first, last),
        "opened",
    )
    fetched = engine.fetch(told.order_by("no"))
    assert fetched.column_names == ["no", "at", "seconds", "opened"]
    return fetched["opened"].to_pylist()


def test_nights_weekends_holidays_and_lunch_do_not_count(engine):
    desk = Calendar(**DESK, zone="Europe/Berlin")
    friday = datetime(2026, 3, 20, 15, 0)  # 16:00 in Berlin

    found = open_seconds(
        engine,
        desk,
        "UTC",
        [
            (friday, 1800.0),
            (friday, 65 * 3600.0),
            (datetime(2026, 3, 19, 11, 0), 7200.0),
            (datetime(2026, 4, 3, 7, 0), 8 * 3600.0),
            (datetime(2026, 4, 5, 8, 0), 24 * 3600.0),
            (friday, 0.0),
        ],
    )

    # An hour of Friday, two of Sunday night, and none of Monday until 09:00;
    # over lunch half an hour before and half an hour after; a holiday; a holiday that
    # opens from 10:00 to midnight; no time at all.
    assert found == [1800.0, 3600.0 + 7200.0, 3600.0, 0.0, 14 * 3600.0, 0.0]


def test_an_hour_left_out_has_no_time_and_an_hour_shown_twice_has_two(engine):
    nights = Calendar(
        id="nights", name="Nights", zone="Europe/Berlin", hours={"sun": "02:00-03:00"}
    )

    found = open_seconds(
        engine,
        nights,
        "UTC",
        [
            (datetime(2026, 3, 28, 12, 0), 86_400.0),
            (datetime(2026, 10, 24, 12, 0), 86_400.0),
            (datetime(2026, 6, 20, 12, 0), 86_400.0),
        ],
        (date(2026, 3, 1), date(2026, 11, 1)),
    )

    assert found == [0.0, 7200.0, 3600.0]


def test_what_is_not_known_stays_unknown(engine):
    desk = Calendar(**DESK)

    found = open_seconds(
        engine,
        desk,
        "UTC",
        [
            (None, 60.0),
            (datetime(2026, 3, 20, 10, 0), None),
            (datetime(2026, 3, 20, 10, 0), 90.5),
            (datetime(2031, 3, 20, 10, 0), 60.0),
        ],
        (date(2026, 3, 1), date(2026, 4, 1)),
    )

    assert found == [None, None, 90.5, None]


def test_a_calendar_that_never_opens_in_the_days_of_a_log_has_no_open_time(engine):
    once = Calendar(id="once", name="Once", opens=["2020-01-01 09:00-10:00"])

    assert open_seconds(
        engine, once, "UTC", [(datetime(2026, 3, 20, 10, 0), 86_400.0)]
    ) == [0.0]


_MINUTES = st.integers(0, 24 * 60)


@st.composite
def hours(draw):
    edges = sorted(draw(st.lists(_MINUTES, min_size=2, max_size=6, unique=True)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    return ", ".join(
        f"{begin // 60:02}:{begin % 60:02}-{end // 60:02}:{end % 60:02}"
        for begin, end in pairs
    )


DAYS = st.dates(date(2026, 3, 20), date(2026, 4, 10))


@st.composite
def calendars(draw):
    days = draw(
        st.lists(
            st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
            min_size=1,
            max_size=7,
            unique=True,
        )
    )
    return Calendar(
        id="any",
        name="Any",
        zone=draw(st.none() | st.sampled_from(ZONES)),
        hours={day: draw(hours()) for day in days},
        closed=[day.isoformat() for day in draw(st.lists(DAYS, max_size=3))],
        opens=[
            f"{day} {draw(hours())}"
            for day in draw(st.lists(DAYS, max_size=2, unique=True))
        ],
    )


_SPRING = datetime(2026, 3, 6)
BEGINS = st.integers(0, 40 * 24 * 60).map(lambda minutes: _SPRING + minutes * MINUTE)
AUTUMN = st.integers(0, 15 * 24 * 60).map(
    lambda minutes: datetime(2026, 10, 20) + minutes * MINUTE
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    calendar=calendars(),
    zone=st.sampled_from(ZONES),
    times=st.lists(
        st.tuples(BEGINS | AUTUMN, st.integers(0, 4 * 24 * 60)), min_size=1, max_size=4
    ),
)
def test_open_time_is_what_a_clock_shows_minute_by_minute(
    engine, calendar, zone, times
):
    asked = [(begin, minutes * 60.0) for begin, minutes in times]

    found = open_seconds(engine, calendar, zone, asked)

    assert found == [
        pytest.approx(
            read_by_the_minute(
                calendar, zone, begin, begin + timedelta(seconds=seconds)
            )
        )
        for begin, seconds in asked
    ]
