from datetime import timedelta

import pytest

from footlights.errors import NotPositiveError, UnknownChoiceError
from footlights.usecases.views import loops, ping_pong, repeat_contacts
from support.small_logs import event, map_of
from support.views import cells, log_of

DAY = 24 * 60


def test_a_loop_has_another_touchpoint_in_between(engine):
    log = log_of(engine, map_of("ABC"), {"ann": "AABAC", "bob": "ABABA", "cat": "AC"})

    view = loops(log)

    assert cells(view, "touchpoint", "journeys", "returning", "returns", "again") == [
        ("a", 3, 2, 3, 1),
        ("b", 2, 1, 1, 0),
        ("c", 2, 0, 0, 0),
    ]
    assert view.rows[0]["share_returning"].n == 3


def test_ping_pong_goes_there_and_straight_back(engine):
    log = log_of(engine, map_of("ABC"), {"ann": "ABAB", "bob": "ABCA", "cat": "BAB"})

    # ann: A over B, then B over A; cat: B over A.
    assert cells(ping_pong(log), "from", "over", "touches", "journeys") == [
        ("b", "a", 2, 2),
        ("a", "b", 1, 1),
    ]


def test_staying_is_no_ping_pong(engine):
    assert ping_pong(log_of(engine, map_of("A"), {"ann": "AAA"})).rows == ()


@pytest.fixture
def contacts(engine):
    events = [
        event("ann", "A", 0),
        event("ann", "A", 7 * DAY),
        event("ann", "A", 15 * DAY),
        event("ann", "B", 16 * DAY),
        event("bob", "A", 0),
        event("bob", "A", 1),
    ]
    map_ = map_of("AB", stages=["AB"], gap="1d")
    return log_of(engine, map_, events)


def test_exactly_the_time_is_within_it_in_any_journey(contacts):
    view = repeat_contacts(contacts)

    # ann after 7 days is again, after 8 more is not; bob in the same journey is.
    names = ("touchpoint", "touches", "repeated", "persons", "share_of_persons")
    assert cells(view, *names) == [("a", 5, 2, 2, 1.0), ("b", 1, 0, 1, 0.0)]


def test_what_is_the_same_may_be_a_stage(contacts):
    view = repeat_contacts(contacts, about="stage", within=timedelta(days=1))

    # ann's B comes one day after her A; bob's A one minute.
    assert cells(view, "stage", "touches", "repeated", "persons") == [
        ("stage-1", 6, 2, 2)
    ]


def test_no_time_and_no_such_thing_are_refused(contacts):
    with pytest.raises(NotPositiveError):
        repeat_contacts(contacts, within=timedelta(0))
    with pytest.raises(UnknownChoiceError):
        repeat_contacts(contacts, about="subject")


def test_an_empty_log_has_no_returns(engine):
    log = log_of(engine, map_of("A"), [])

    assert loops(log).rows == ping_pong(log).rows == repeat_contacts(log).rows == ()
