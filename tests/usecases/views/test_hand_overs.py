from datetime import timedelta

import pytest

from footlights.usecases.views import channel_switches, hand_overs, team_times
from support.small_logs import MIDNIGHT, event, map_of
from support.views import cells, log_of


def at(person, name, minute, **more):
    """One touch of two minutes."""
    return event(
        person, name, minute, until=MIDNIGHT + timedelta(minutes=minute + 2), **more
    )


@pytest.fixture
def log(engine):
    events = [
        at("ann", "A", 0, channel="web", team="desk"),
        at("ann", "B", 10, channel="phone", team="desk"),
        at("ann", "A", 20, channel="web", team="field"),
        at("bob", "A", 0, channel="web", team="desk"),
        at("bob", "B", 10, team="field"),
        at("bob", "A", 14, channel="phone", team="desk"),
        at("cat", "A", 0, channel="web"),
        at("cat", "B", 5, channel="web"),
    ]
    return log_of(engine, map_of("AB"), events)


def test_only_touches_in_a_row_that_say_their_channel_are_switches(log):
    view = channel_switches(log)

    assert cells(view, "from", "to", "touches", "journeys", "median_seconds") == [
        ("web", "phone", 1, 1, 480),
        ("phone", "web", 1, 1, 480),
    ]
    assert view.notes[0].startswith("1 journey of 3")
    # ann's two and cat's one; bob's B has no channel.
    assert view.notes[1].startswith("3 pairs")


def test_teams_hand_over_and_lose_time_between(log):
    assert cells(hand_overs(log), "from", "to", "touches", "journeys", "seconds") == [
        ("desk", "field", 2, 2, 480.0 + 480.0),
        ("field", "desk", 1, 1, 120.0),
    ]


def test_time_with_each_team_counts_touches_whose_end_is_known(log):
    assert cells(team_times(log), "team", "touches", "journeys", "seconds") == [
        ("desk", 4, 2, 480.0),
        ("field", 2, 2, 240.0),
    ]


def test_a_journey_begins_without_a_hand_over(engine):
    events = [
        at("ann", "A", 0, team="desk"),
        at("ann", "A", 24 * 60, team="field"),
    ]

    assert hand_overs(log_of(engine, map_of("A", gap="1h"), events)).rows == ()


def test_nothing_recorded_shows_nothing(engine):
    log = log_of(engine, map_of("A"), {"ann": "A"})

    assert channel_switches(log).rows == hand_overs(log).rows == ()
    assert team_times(log).rows == ()
