"""Hand-counted: activities, outcomes, coverage."""

from datetime import timedelta

import pytest

from footlights.analysis.activities import (
    FOLLOWS,
    activity_follows,
    follow_totals,
    triggers,
)
from footlights.analysis.coverage import event_counts, unexplained_persons
from footlights.analysis.outcomes import outcome_after, outcome_inside
from support.small_logs import MIDNIGHT, event, map_of, prepared_from, rows

DAY = 24 * 60


def chain_map():
    map_ = map_of("A")
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    document["stages"][0]["touchpoints"][0]["activities"] = [
        {
            "id": "look-up",
            "line": "backstage",
            "does": "Looks up",
            "matches": ["looked"],
            "within": "30s",
        },
        {"id": "think", "line": "backstage", "does": "Thinks", "after": ["look-up"]},
        {
            "id": "answer",
            "line": "frontstage",
            "does": "Answers",
            "after": ["think"],
            "matches": ["answered"],
        },
    ]
    return type(map_).model_validate(document)


def test_an_activity_is_set_off_by_the_nearest_recorded_one_before_it():
    by_touchpoint, by_activity = triggers(chain_map())

    assert (by_touchpoint.activity_no, by_touchpoint.by_touchpoint_no) == (1, 1)
    assert (by_activity.activity_no, by_activity.by_activity_no) == (3, 1)


def test_activities_in_a_loop_have_no_endless_search():
    document = chain_map().model_dump(by_alias=True, mode="json", exclude_defaults=True)
    first, second, _third = document["stages"][0]["touchpoints"][0]["activities"]
    first["matches"], first["after"], second["after"] = [], ["think"], ["look-up"]

    (found,) = triggers(type(chain_map()).model_validate(document))

    assert found.by_touchpoint_no == 1


def test_an_activity_follows_before_the_next_trigger_or_not_at_all(engine):
    events = [
        event("ann", "A", 0),
        event("ann", "looked", 0),
        event("ann", "A", 10),
        event("ann", "A", 20),
        event("ann", "looked", 21),
        event("bob", "A", 0),
    ]
    map_ = chain_map()
    prepared = prepared_from(engine, map_, events)
    follows = activity_follows(
        prepared.touches, prepared.occurrences, triggers(map_)[0]
    )

    assert follows.schema() == FOLLOWS
    assert rows(engine, follow_totals(follows, 30)) == [
        {"triggered": 4, "followed": 2, "kept": 1}
    ]
    seconds = [row["seconds"] for row in rows(engine, follows, "seconds")]
    assert seconds == [0, 60, None, None]


def outcome_map(within=None):
    matches = {"event": "booking"} | ({"within": within} if within else {})
    return map_of(
        "A",
        gap="12h",
        outcomes=[{"id": "back", "name": "Back", "good": True, "matches": matches}],
    )


def test_journeys_whose_time_is_not_over_are_undecided(engine):
    events = [
        event("ann", "A", 0),
        event("ann", "booking", 3 * DAY),
        event("bob", "A", 0),
        event("bob", "booking", 11 * DAY),
        event("cat", "A", 5 * DAY),
        event("dan", "A", 15 * DAY),
    ]
    prepared = prepared_from(engine, outcome_map("10d"), events)

    found = outcome_after(
        prepared.journeys,
        prepared.outcomes,
        timedelta(days=10),
        MIDNIGHT + timedelta(days=15),
    )

    # Ann came back in time, Bob too late, Cat not; Dan may still come.
    assert rows(engine, found) == [{"decided": 3, "shown": 1}]


def test_without_a_time_the_outcome_must_lie_in_the_journey(engine):
    events = [event("ann", "A", 0), event("ann", "booking", 5), event("bob", "A", 0)]
    prepared = prepared_from(engine, outcome_map(), events)

    assert rows(engine, outcome_inside(prepared.journeys, prepared.outcomes)) == [
        {"decided": 2, "shown": 1}
    ]


@pytest.mark.parametrize("name", ["A", "looked"])
def test_events_of_touchpoints_and_activities_are_explained(engine, name):
    events = [event("ann", name, 0), event("ann", name, 1, closes=True)]
    prepared = prepared_from(engine, chain_map(), events)

    (found,) = rows(engine, event_counts(prepared.alike))

    assert (found["is_explained"], found["events"]) == (True, 2)


def test_persons_are_counted_for_what_the_map_does_not_explain(engine):
    events = [event("ann", "X", 0), event("ann", "X", 1), event("bob", "A", 0)]
    prepared_from(engine, chain_map(), events)
    log = engine._connection.table("events")

    assert rows(engine, unexplained_persons(log, chain_map())) == [
        {"event": "X", "persons": 1}
    ]
