import numpy as np
import pytest

from footlights.model.map import Map
from footlights.simulation.plan import Plan
from footlights.simulation.times import timed
from footlights.simulation.walk import Visits, walked
from support.small_logs import touchpoint

N = 3000


def map_with(*touchpoints, **parts):
    stage = {"id": "s", "name": "S", "touchpoints": list(touchpoints)}
    document = {"footlights": 1, "id": "m", "name": "M", "stages": [stage]}
    return Map.model_validate(document | parts)


def wait(letter, *between, at_most="10m", share="90%", **parts):
    expected = [{"what": "wait", "at_most": at_most, "for": share}]
    return touchpoint(letter, kind="wait", between=between, expects=expected) | parts


def gaps(map_, random, before, after, *, with_effects=False):
    """Give the silences from each visit of one touchpoint to the next of another."""
    plan = Plan.of(map_, with_effects=with_effects)
    visits = walked(plan, N, random)
    times = timed(plan, visits, random)
    kept = plan.is_recorded[visits.touchpoint]
    names = np.array([t.id for t in map_.touchpoints])[visits.touchpoint][kept]
    journey, begin, end = visits.journey[kept], times.begin[kept], times.end[kept]
    pair = (names[:-1] == before) & (names[1:] == after) & (np.diff(journey) == 0)
    return (begin[1:] - end[:-1])[pair]


def test_a_wait_is_the_whole_gap_and_meets_its_expectation(random):
    map_ = map_with(touchpoint("A"), wait("W", "a", "b", matches=[]), touchpoint("B"))

    found = gaps(map_, random, "a", "b")
    assert np.mean(found <= 600) == pytest.approx(0.96, abs=0.015)
    assert np.median(found) == pytest.approx(210, rel=0.1)


def test_a_wait_over_other_touchpoints_is_still_the_whole_gap(random):
    map_ = map_with(
        touchpoint("A"),
        touchpoint("X", matches=[]),
        wait("W", "a", "b", matches=[], at_most="5m"),
        touchpoint("Y", matches=[]),
        touchpoint("B"),
    )

    assert np.mean(gaps(map_, random, "a", "b") <= 300) == pytest.approx(
        0.96, abs=0.015
    )


def test_a_wait_that_hurts_is_so_many_times_longer(random):
    hurts = {"id": "x", "kind": "wait-hurts", "touchpoint": "w", "times": 4}
    map_ = map_with(
        touchpoint("A"),
        wait("W", "a", "b", matches=[]),
        touchpoint("B"),
        simulation={"effects": [hurts]},
    )

    usual = np.median(gaps(map_, random, "a", "b"))
    planted = gaps(map_, random, "a", "b", with_effects=True)
    assert np.median(planted) == pytest.approx(4 * usual, rel=0.1)
    assert np.mean(planted <= 600) < 0.4


def test_a_recorded_wait_without_ends_lasts_as_expected_itself(random):
    map_ = map_with(
        touchpoint("A"), touchpoint("B") | wait("B", at_most="8m") | {"between": None}
    )
    plan = Plan.of(map_, with_effects=False)
    visits = walked(plan, N, random)

    times = timed(plan, visits, random)
    lasted = (times.end - times.begin)[visits.touchpoint == 1]
    assert np.mean(lasted <= 480) == pytest.approx(0.96, abs=0.015)


def test_people_wait_before_a_touchpoint_as_they_expect(random):
    expected = [{"what": "wait", "at_most": "20m", "for": "80%"}]
    map_ = map_with(
        touchpoint("A"), touchpoint("X", matches=[]), touchpoint("B", expects=expected)
    )

    assert np.mean(gaps(map_, random, "a", "b") <= 1200) == pytest.approx(
        0.92, abs=0.02
    )


def test_a_wait_in_open_hours_takes_the_nights_between_them_too(random):
    desk = {"id": "desk", "name": "Desk", "hours": {"mon-sun": "08:00-20:00"}}
    expected = [{"what": "wait", "at_most": "6h", "calendar": "desk", "for": "80%"}]
    map_ = map_with(
        touchpoint("A"), touchpoint("B", expects=expected), calendars=[desk]
    )

    kept_at_all_hours = np.mean(gaps(map_, random, "a", "b") <= 12 * 3600)
    assert kept_at_all_hours == pytest.approx(0.92, abs=0.02)


@pytest.mark.parametrize("with_effects", [False, True])
def test_no_silence_comes_near_the_gap_that_ends_a_journey(random, with_effects):
    hurts = {"id": "x", "kind": "wait-hurts", "touchpoint": "w", "times": 50}
    map_ = map_with(
        touchpoint("A"),
        wait("W", "a", "b", matches=[], at_most="25m"),
        touchpoint("B"),
        touchpoint("X", matches=[]),
        touchpoint("C"),
        journeys={"by": "person", "gap": "30m"},
        simulation={"effects": [hurts]},
    )

    waited = gaps(map_, random, "a", "b", with_effects=with_effects)
    assert waited.max() <= (0.9 if with_effects else 1 / 3) * 1800 + 1e-6
    assert gaps(map_, random, "b", "c", with_effects=with_effects).max() <= 600 + 1e-6


def test_times_never_run_backwards_and_a_journey_begins_at_zero(ferry, random):
    plan = Plan.of(ferry, with_effects=True)
    visits = walked(plan, N, random)

    times = timed(plan, visits, random)
    same = np.diff(visits.journey) == 0
    first = np.append(True, ~same)
    assert (times.end >= times.begin - 1e-6).all()
    assert (np.diff(times.begin)[same] >= -1e-6).all()
    assert times.begin[first] == pytest.approx(0, abs=1e-6)


def test_one_visit_alone_has_times(random):
    plan = Plan.of(map_with(touchpoint("A")), with_effects=False)
    zero = np.array([0])

    times = timed(plan, Visits(zero, zero, zero - 1, zero > 0), random)
    assert times.begin.tolist() == [0]
    assert times.end[0] > 0
