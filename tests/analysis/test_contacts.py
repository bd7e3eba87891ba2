"""Hand-counted: who comes again soon, and how many come."""

from datetime import timedelta

import ibis

from footlights.analysis.contacts import (
    MET,
    REPEATS,
    met_counts,
    near_contacts,
    persons_met,
    repeat_counts,
    soon_again,
)
from footlights.events.prepared import JOURNEYS, STEPS
from support.small_logs import event, map_of, prepared_from, rows, walks

DAY = 24 * 60


def told(tables):
    return tables.touches.select(
        "journey_key", "person_key", "at", value=tables.touches.touchpoint_no
    )


def test_of_a_chain_any_part_can_be_left_out(engine):
    days = (0, 3, 6, 20)
    events = [event("ann", "A", day * DAY) for day in days]
    week = timedelta(days=7)
    near = near_contacts(
        told(prepared_from(engine, map_of("A", gap="1d"), events)), week
    )
    in_order = engine.fetch(near.order_by("at"))["journey_key"].to_pylist()

    without = near.filter(near.journey_key != in_order[1])
    seconds = [row["since_seconds"] for row in rows(engine, soon_again(without, week))]

    # The fourth is near none. Without the second, the third comes six days later.
    assert len(in_order) == 3
    assert seconds == [timedelta(days=6).total_seconds()]


def test_touches_of_one_instant_are_all_but_one_again(engine):
    events = [event("ann", "A", 0), event("ann", "A", 0), event("ann", "A", 0)]
    hour = timedelta(hours=1)
    near = near_contacts(told(prepared_from(engine, map_of("A"), events)), hour)

    assert rows(engine, repeat_counts(soon_again(near, hour))) == [
        {"value": 1, "repeated": 2, "repeating": 1}
    ]


def test_a_person_in_two_journeys_counts_once_beyond_one_number_of_bits(engine):
    letters = [f"T{no}" for no in range(1, 71)]
    map_ = map_of(letters, gap="1d")
    events = [
        *walks({"ann": ["T1", "T70"], "bob": ["T70"]}),
        event("ann", "T70", 9 * DAY),
        event("ann", "T63", 9 * DAY + 1),
    ]
    tables = prepared_from(engine, map_, events)

    (found,) = rows(
        engine, persons_met(tables.steps, tables.journeys, "touchpoint_no", 70)
    )

    met = {name: persons for name, persons in found.items() if persons}
    assert met == {"persons_1": 1, "persons_63": 1, "persons_70": 2}


def test_contacts_keep_their_contracts():
    near = ibis.table(
        {
            "journey_key": "int64",
            "person_key": "int64",
            "at": "timestamp(6)",
            "value": "string",
        },
        "near",
    )
    met = ibis.table({"person_key": "int64", "value": "string", "touches": "int64"})
    persons = persons_met(
        ibis.table(STEPS, "steps"), ibis.table(JOURNEYS, "journeys"), "stage_no", 2
    )

    counted = repeat_counts(soon_again(near, timedelta(days=1)))
    assert counted.drop("value").schema() == REPEATS
    assert met_counts(met).drop("value").schema() == MET
    assert persons.schema() == ibis.schema({"persons_1": "int64", "persons_2": "int64"})
