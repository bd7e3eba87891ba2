"""Hand-counted: waits, durations and activities held against what is promised.

Midnight of the small logs is that of Monday, 2 March 2026, UTC.
"""

import pytest

from footlights.measures.touchpoints import NO_CALENDAR
from footlights.usecases import views
from footlights.usecases.fetch_measures import fetch_measures
from support.small_logs import event, map_of, touchpoint
from support.views import cells, log_of, row_of

HOUR, DAY = 60, 24 * 60
FRIDAY = 4 * DAY
DESK = {
    "id": "desk",
    "name": "Desk hours",
    "hours": {"mon-fri": "09:00-17:00"},
    "closed": ["2026-03-10"],
}
EIGHT_HOURS = {"what": "wait", "at_most": "8h", "for": "80%"}


def promised(*touchpoints, calendars=(DESK,), **parts):
    """Make a map of one stage from touchpoints."""
    stage = {"id": "all", "name": "All", "touchpoints": list(touchpoints)}
    map_ = map_of("A", calendars=list(calendars), **parts)
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    return type(map_).model_validate(document | {"stages": [stage]})


def waits(*expected):
    """Make a map where B has expectations of the wait before it."""
    return promised(touchpoint("A"), touchpoint("B", expects=list(expected)))


def pair(person, begin, end):
    """Meet A and then B, minutes after Monday's midnight."""
    return [event(person, "A", begin), event(person, "B", end)]


WAITED = [
    # Friday 16:00 to Monday 10:00: an hour and an hour.
    *pair("ann", FRIDAY + 16 * HOUR, 7 * DAY + 10 * HOUR),
    # Monday 9:00 to 17:00 the same day: exactly eight hours, which keeps it.
    *pair("bob", 9 * HOUR, 17 * HOUR),
    # Monday 9:00 to Tuesday 9:30: eight and a half.
    *pair("cat", 9 * HOUR, DAY + 9 * HOUR + 30),
    # Monday 9 March, 16:00, to Wednesday 10:00: Tuesday is closed, so two hours.
    *pair("dan", 7 * DAY + 16 * HOUR, 9 * DAY + 10 * HOUR),
    # Nobody waits for the first touch of a journey.
    event("eve", "B", 0),
]


def test_only_open_hours_count_where_a_calendar_is_named(engine):
    view = views.promises(
        log_of(engine, waits(EIGHT_HOURS | {"calendar": "desk"}), WAITED)
    )

    (row,) = view.rows
    assert cells(view, "touchpoint", "promise", "limit_seconds", "calendar") == [
        ("b", "wait", 8 * 3600.0, "desk")
    ]
    assert (row["times"], row["kept"], row["share_wanted"]) == (4, 3, 0.8)
    assert row["share_kept"].value == pytest.approx(0.75)
    # 2, 2, 8 and 8.5 hours.
    assert row["median_seconds"].value == pytest.approx(5 * 3600)
    assert row["p90_seconds"].value == pytest.approx(8.35 * 3600)
    assert row["median_late_seconds"].value == pytest.approx(1800)
    assert view.notes[0].startswith("desk is Desk hours, on the clock of UTC")


def test_at_all_hours_nights_and_weekends_count(engine):
    view = views.promises(log_of(engine, waits(EIGHT_HOURS), WAITED))

    # 66, 8, 24.5 and 42 hours.
    assert cells(view, "calendar", "times", "kept", "median_seconds") == [
        (None, 4, 1, pytest.approx(33.25 * 3600))
    ]


def test_one_wait_may_be_held_against_several_promises(engine):
    view = views.promises(
        log_of(
            engine,
            waits(
                EIGHT_HOURS | {"calendar": "desk"},
                EIGHT_HOURS | {"for": "50%"},
                {"what": "wait", "at_most": "2h", "calendar": "desk", "for": "60%"},
            ),
            WAITED,
        )
    )

    assert cells(view, "limit_seconds", "calendar", "kept") == [
        (8 * 3600, "desk", 3),
        (8 * 3600, None, 1),
        (2 * 3600, "desk", 2),
    ]


def test_a_clock_of_its_own_moves_the_open_hours(engine):
    rome = DESK | {"zone": "Europe/Rome"}
    map_ = promised(
        touchpoint("A"),
        touchpoint("B", expects=[EIGHT_HOURS | {"calendar": "desk"}]),
        calendars=[rome],
    )

    # 8:00 to 16:00 UTC is the whole day in Rome, so an hour is left out on each side.
    view = views.promises(log_of(engine, map_, pair("ann", 7 * HOUR, 17 * HOUR)))

    assert cells(view, "times", "kept", "median_seconds") == [(1, 1, 8 * 3600.0)]


def test_a_wait_between_two_touchpoints_counts_open_hours_too(engine):
    wait = {
        "id": "w",
        "name": "W",
        "kind": "wait",
        "between": ["a", "b"],
        "expects": [EIGHT_HOURS | {"calendar": "desk"}],
    }
    map_ = promised(touchpoint("A"), wait, touchpoint("B"))

    view = views.promises(log_of(engine, map_, WAITED))

    assert cells(view, "touchpoint", "times", "kept") == [("w", 4, 3)]


CHAIN = {
    "id": "answer",
    "line": "backstage",
    "does": "Answers",
    "matches": ["answered"],
    "within": "2h",
}


def answered(begin, end):
    return [event("ann", "A", begin), event("ann", "answered", end)]


@pytest.mark.parametrize(
    ("calendar", "kept", "late"), [("desk", 1, 6 * 3600.0), (None, 0, 19 * 3600.0)]
)
def test_activities_are_held_against_their_promise(engine, calendar, kept, late):
    activity = CHAIN | ({"calendar": calendar} if calendar else {})
    events = [
        # Monday 16:00 to Tuesday 10:00: two open hours of eighteen, sixteen of them late.
        *answered(16 * HOUR, DAY + 10 * HOUR),
        # Tuesday 16:00 to Wednesday 16:00: eight of twenty-four.
        *answered(DAY + 16 * HOUR, 2 * DAY + 16 * HOUR),
        # Followed by nothing: it counts neither way.
        event("bob", "A", 0),
    ]
    map_ = promised(touchpoint("A", activities=[activity]))

    view = views.promises(log_of(engine, map_, events))

    row = row_of(view, touchpoint="a", promise="answer")
    assert (row["times"], row["kept"], row["share_wanted"]) == (2, kept, None)
    assert row["median_late_seconds"].value == pytest.approx(late)


def test_a_calendar_that_is_not_there_keeps_its_promise_unjudged(engine):
    expected = EIGHT_HOURS | {"calendar": "nights"}
    activity = CHAIN | {"calendar": "nights"}
    map_ = promised(
        touchpoint("A", activities=[activity]), touchpoint("B", expects=[expected])
    )

    view = views.promises(
        log_of(engine, map_, WAITED + answered(20 * DAY, 20 * DAY + 1))
    )

    for row in view.rows:
        assert (row["times"], row["share_kept"].reason) == (0, NO_CALENDAR)


def test_times_that_no_event_shows_are_not_known(engine):
    expected = {"what": "time", "at_most": "5m"}

    view = views.promises(
        log_of(engine, promised(touchpoint("A", expects=[expected])), {"ann": "A"})
    )

    (row,) = view.rows
    assert (row["times"], row["kept"]) == (0, 0)
    assert row["share_kept"].value is None
    assert row["share_kept"].reason == "no such time is recorded"


def test_a_map_without_promises_has_nothing_to_hold_against(engine):
    assert views.promises(log_of(engine, map_of("AB"), {"ann": "AB"})).rows == ()


def test_an_empty_log_has_no_times(engine):
    log = log_of(engine, waits(EIGHT_HOURS | {"calendar": "desk"}), [])

    assert cells(views.promises(log), "times", "kept") == [(0, 0)]


def test_the_measured_map_and_conformance_count_the_same_waits(engine):
    log = log_of(engine, waits(EIGHT_HOURS | {"calendar": "desk"}), WAITED)

    assert fetch_measures(log, None).expectations[2, 0] == (3, 4)
    late = row_of(views.conformance(log), touchpoint="b")["share_too_late"]
    assert (late.value, late.n) == (pytest.approx(1 / 4), 4)
