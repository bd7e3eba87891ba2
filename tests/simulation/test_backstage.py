import numpy as np
import pytest

from footlights.model.map import Map
from footlights.simulation.backstage import activity_rows, outcome_rows
from footlights.simulation.journeys import walked_journeys
from footlights.simulation.plan import Plan
from support.small_logs import touchpoint

N = 4000


def activity(name, **parts):
    return {"id": name, "line": "backstage", "does": name, "matches": [name]} | parts


def map_with(*activities, **parts):
    stage = {
        "id": "s",
        "name": "S",
        "touchpoints": [
            touchpoint("A", activities=activities, repeats=True),
            touchpoint("B"),
        ],
    }
    document = {"footlights": 1, "id": "m", "name": "M", "stages": [stage]}
    return Map.model_validate(document | parts)


@pytest.fixture
def left(random):
    """Walk a map; give its journeys, and the rows of activities by their id."""

    def walk(map_):
        plan = Plan.of(map_, with_effects=False)
        journeys = walked_journeys(plan, N, random)
        first = len(map_.touchpoints)
        rows = {
            map_.activities[part.emission[0] - first].id: part
            for part in activity_rows(plan, journeys, random)
        }
        return journeys, rows

    return walk


def test_an_activity_comes_within_its_promise_mostly(left):
    journeys, rows = left(map_with(activity("cook", within="10m")))

    trigger = journeys.begin[journeys.visits.touchpoint == 0]
    delay = rows["cook"].at - trigger
    assert 0.965 < np.mean(delay <= 600) < 0.99
    assert delay.min() > 0


def test_without_a_promise_it_comes_within_half_a_minute(left):
    journeys, rows = left(map_with(activity("cook")))

    delay = rows["cook"].at - journeys.begin[journeys.visits.touchpoint == 0]
    assert np.mean(delay <= 30) == pytest.approx(0.97, abs=0.01)


def test_an_activity_follows_the_one_before_it_even_past_one_without_events(left):
    unseen = activity("taste", after=["cook"], matches=[])
    last = activity("serve", after=["taste"], within="2m")
    _, rows = left(map_with(last, unseen, activity("cook", within="2m")))

    delay = rows["serve"].at - rows["cook"].at
    assert delay.min() >= 0
    assert np.mean(delay <= 120) >= 0.96


def test_an_activity_comes_before_the_next_visit_of_its_touchpoint(left):
    journeys, rows = left(map_with(activity("cook", within="1d")))

    here = np.flatnonzero(journeys.visits.touchpoint == 0)
    journey, begin = journeys.visits.journey[here], journeys.begin[here]
    again = journey[1:] == journey[:-1]
    assert (rows["cook"].at[:-1][again] < begin[1:][again]).all()


def test_an_activity_that_takes_time_says_when_it_was_over(left):
    _, rows = left(map_with(activity("cook", takes="5m"), activity("ring")))

    lasted = rows["cook"].until - rows["cook"].at
    assert np.median(lasted) == pytest.approx(300, rel=0.1)
    assert np.isnan(rows["ring"].until).all()


def test_activities_in_a_circle_still_come(left):
    _, rows = left(map_with(activity("a", after=["b"]), activity("b", after=["a"])))

    assert set(rows) == {"a", "b"}


@pytest.mark.parametrize(("good", "share"), [(True, 0.6), (False, 0.1)])
def test_an_outcome_comes_after_the_journey_in_its_time(random, good, share):
    outcome = {"id": "o", "name": "O", "good": good, "value": "50 EUR"}
    outcome["matches"] = {"event": "paid", "within": "10d"}
    plan = Plan.of(map_with(outcomes=[outcome]), with_effects=False)
    journeys = walked_journeys(plan, N, random)

    [rows] = outcome_rows(plan, journeys, random)
    ends = (journeys.people.start + journeys.lasting)[rows.journey]
    assert len(rows.at) / N == pytest.approx(share, abs=0.03)
    assert (rows.at > ends).all()
    assert (rows.at <= ends + 10 * 86400).all()
    assert rows.value.min() >= 40
    assert rows.value.max() <= 60


def test_an_outcome_that_a_touchpoint_shows_leaves_no_row_of_its_own(random):
    outcome = {"id": "o", "name": "O", "good": True, "matches": {"event": "B"}}
    plan = Plan.of(map_with(outcomes=[outcome]), with_effects=False)
    journeys = walked_journeys(plan, 10, random)

    assert list(outcome_rows(plan, journeys, random)) == []
