"""Hand-counted: every known time that a promise is about."""

import ibis

from footlights.analysis.promised_times import (
    LATE_TIMES,
    PROMISED_TIMES,
    late_times,
    promised_times,
    promises_of,
)
from support.small_logs import event, map_of, prepared_from, rows, touchpoint

MINUTE = 60.0


def promising():
    """Make a map with two waits expected at B, and an activity promised there."""
    cook = {
        "id": "cook",
        "line": "backstage",
        "does": "Cooks",
        "within": "5m",
        "matches": ["K"],
    }
    unheard = {"what": "wait", "at_most": "1h", "calendar": "nowhere", "for": "80%"}
    expected = [
        {"what": "wait", "at_most": "10m", "for": "80%"},
        {"what": "wait", "at_most": "30m", "for": "95%"},
    ]
    stage = {
        "id": "all",
        "name": "All",
        "touchpoints": [
            touchpoint("A", expects=[unheard]),
            touchpoint("B", expects=expected, activities=[cook]),
        ],
    }
    map_ = map_of("A")
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    return type(map_).model_validate(document | {"stages": [stage]})


EVENTS = [
    event("ann", "A", 0),
    event("ann", "B", 20),
    event("ann", "K", 26),
    event("bob", "A", 0),
    event("bob", "B", 10),
]


def test_promises_are_numbered_and_unknown_calendars_left_out():
    assert [(each.no, each.limit) for each in promises_of(promising())] == [
        (1, 10 * MINUTE),
        (2, 30 * MINUTE),
        (3, 5 * MINUTE),
    ]


def test_each_promise_has_its_times_and_exactly_the_limit_is_not_late(engine):
    map_ = promising()
    times = promised_times(prepared_from(engine, map_, EVENTS), map_, {})
    found = [
        (row["promise_no"], row["seconds"] / MINUTE)
        for row in rows(engine, times, "promise_no", "seconds")
    ]
    late = [
        (row["promise_no"], row["late_seconds"] / MINUTE)
        for row in rows(engine, late_times(times, promises_of(map_)), "promise_no")
    ]

    # Bob's wait keeps the first to the second; nothing followed his touch.
    assert found == [(1, 10), (1, 20), (2, 10), (2, 20), (3, 6)]
    assert late == [(1, 10), (3, 1)]
    assert times.schema() == PROMISED_TIMES


def test_a_log_without_touches_has_no_times(engine):
    map_ = promising()

    assert rows(engine, promised_times(prepared_from(engine, map_, []), map_, {})) == []


def test_late_times_keep_their_contract():
    times = ibis.table(PROMISED_TIMES, "times")

    assert late_times(times, promises_of(promising())).schema() == LATE_TIMES
