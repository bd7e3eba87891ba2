from datetime import timedelta

import pytest

from footlights.analysis.selection import (
    SHARED,
    is_begun,
    is_in_segment,
    is_on_channel,
    not_of_journeys,
    of_journeys,
    of_persons,
    shared_between,
)
from support.small_logs import MIDNIGHT, event, map_of, prepared_from, rows

SEGMENT = {"id": "trial", "name": "Trial", "where": {"plan": "trial"}}


@pytest.fixture
def prepared(engine):
    """Ann has two journeys, bob and cat one each."""
    events = [
        event("ann", "A", 0, plan="trial", channel="web"),
        event("ann", "A", 500, plan="full", channel="web"),
        event("ann", "B", 510, plan="full", channel="phone"),
        event("bob", "A", 10, plan="full", channel="web"),
        event("cat", "A", 20),
    ]
    return prepared_from(engine, map_of("AB", gap="1h", segments=[SEGMENT]), events)


def chosen(prepared, says, *args, **options):
    return prepared.journeys.filter(says(prepared.journeys, *args, **options))


def test_a_segment_and_its_outside_leave_out_what_is_unknown(engine, prepared):
    inside = chosen(prepared, is_in_segment, "trial", inside=True)
    outside = chosen(prepared, is_in_segment, "trial", inside=False)

    assert (len(rows(engine, inside)), len(rows(engine, outside))) == (1, 2)


def test_a_journey_that_begins_at_the_bound_is_in_the_later_period(engine, prepared):
    bound = MIDNIGHT + timedelta(minutes=10)

    before = rows(engine, chosen(prepared, is_begun, None, bound))
    since = rows(engine, chosen(prepared, is_begun, bound, None))

    assert (len(before), len(since)) == (1, 3)


def test_a_channel_used_once_is_enough_and_counts_once(engine, prepared):
    web = chosen(prepared, is_on_channel, prepared.channels.index("web") + 1)

    assert len(rows(engine, web)) == 3
    assert len(rows(engine, of_journeys(prepared.touches, web))) == 4
    assert len(rows(engine, not_of_journeys(prepared.touches, web))) == 1
    assert len(rows(engine, of_persons(prepared.touches, web))) == 4


def test_what_two_groups_share_is_counted(engine, prepared):
    inside = chosen(prepared, is_in_segment, "trial", inside=True)
    outside = chosen(prepared, is_in_segment, "trial", inside=False)

    apart, same = shared_between(inside, outside), shared_between(outside, outside)

    assert apart.schema() == SHARED
    assert rows(engine, apart) == [{"journeys": 0, "persons": 1}]
    assert rows(engine, same) == [{"journeys": 2, "persons": 2}]
