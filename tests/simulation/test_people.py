from datetime import UTC, datetime

import numpy as np
import pytest

from footlights.simulation.people import peopled
from footlights.simulation.plan import Plan
from support.small_logs import map_of

N = 5000
HOUR, DAY = 3600.0, 86400.0


def people_of(map_, random, lasting=HOUR):
    return peopled(Plan.of(map_, with_effects=False), np.full(N, lasting), random)


def returning(**parts):
    outcome = {"event": "A", "within": "60d"}
    outcomes = [{"id": "back", "name": "Back", "good": True, "matches": outcome}]
    return map_of("AB", gap="12h", outcomes=outcomes, **parts)


def apart(people, lasting=HOUR):
    """Give the time from the end of a journey to the person's next."""
    same = np.diff(people.person) == 0
    return (np.diff(people.start) - lasting)[same]


def test_without_a_gap_everybody_has_one_journey(random):
    people = people_of(map_of("AB"), random)

    assert people.person.tolist() == list(range(N))
    assert people.is_last.all()


def test_journeys_of_a_person_lie_further_apart_than_the_gap(random):
    people = people_of(map_of("AB", gap="12h"), random)

    assert people.person.max() < N - 1
    assert apart(people).min() > 12 * HOUR


def test_people_come_back_as_often_and_as_soon_as_an_outcome_says(random):
    people = people_of(returning(), random)

    found = apart(people)
    # Some would come back only after the log's time is over.
    assert len(found) / N == pytest.approx(0.5, abs=0.06)
    assert found.max() < 60 * DAY
    assert found.min() > 12 * HOUR


def test_all_journeys_begin_in_the_time_of_the_log(random):
    map_ = returning(simulation={"starts": "2026-03-02", "lasts": "90d"})
    people = people_of(map_, random, lasting=3 * DAY)

    first = datetime(2026, 3, 2, tzinfo=UTC).timestamp()
    assert people.start.min() >= first
    assert people.start.max() <= first + 91 * DAY


def test_days_are_fuller_than_nights_on_the_clock_of_the_map(random):
    map_ = map_of("AB", zone="Asia/Tokyo", simulation={"starts": "2026-03-02"})
    start = people_of(map_, random).start

    hour = (start / HOUR + 9) % 24
    assert np.mean((hour >= 8) & (hour < 20)) > 0.7
    assert np.mean((hour >= 1) & (hour < 5)) < 0.03


def test_weekends_are_quieter(random):
    start = people_of(map_of("AB"), random).start

    weekday = (start // DAY + 3) % 7
    assert np.mean(weekday >= 5) < 0.23


def test_clocks_put_forward_move_later_journeys_by_an_hour(random):
    zoned = {"simulation": {"starts": "2026-03-28", "lasts": "3d"}}
    plain = people_of(map_of("AB", **zoned), np.random.default_rng(1))
    rome = people_of(map_of("AB", zone="Europe/Rome", **zoned), random)

    change = datetime(2026, 3, 29, 1, tzinfo=UTC).timestamp()
    moved = plain.start - rome.start
    assert set(moved[rome.start < change]) == {HOUR}
    # The hour that does not happen counts from the hour before.
    assert set(moved[rome.start >= change + HOUR]) == {2 * HOUR}


def test_a_log_of_no_time_begins_all_at_once(random):
    people = people_of(map_of("AB", simulation={"lasts": "0s"}), random)

    assert len(set(people.start)) == 1
