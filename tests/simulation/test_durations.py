import math

import numpy as np
import pytest

from footlights.model.touchpoint import Touchpoint
from footlights.simulation.durations import draw, stay_at, wait_before


def touchpoint(**parts):
    return Touchpoint.model_validate({"id": "door", "name": "Door"} | parts)


def expects(what, at_most, share):
    return [{"what": what, "at_most": at_most, "for": share}]


@pytest.mark.parametrize(("share", "met"), [("90%", 0.96), ("50%", 0.8)])
def test_an_expected_time_is_met_more_often_than_it_must_be(random, share, met):
    stay = stay_at(touchpoint(expects=expects("time", "10m", share)))

    drawn = draw(random, np.full(20_000, stay.median), np.full(20_000, stay.longest))
    assert np.mean(drawn <= 600) == pytest.approx(met, abs=0.01)


def test_a_time_that_must_always_be_kept_is_never_longer():
    assert stay_at(touchpoint(expects=expects("time", "10m", "100%"))).longest == 600


def test_of_two_expectations_the_stricter_one_counts():
    both = expects("time", "10m", "90%") + expects("time", "2m", "80%")

    only = stay_at(touchpoint(expects=expects("time", "2m", "80%")))
    assert stay_at(touchpoint(expects=both)) == only


def test_an_interaction_takes_two_to_six_minutes_by_its_name():
    medians = {stay_at(touchpoint(id=f"t{no}")).median for no in range(50)}

    assert medians == {120, 180, 240, 300, 360}


def test_without_expectations_a_wait_takes_ten_minutes_and_an_action_five():
    assert stay_at(touchpoint(kind="wait")).median == 600
    assert stay_at(touchpoint(kind="action")).median == 300


def test_an_action_that_an_event_shows_is_a_moment():
    assert stay_at(touchpoint(kind="action", matches=["x"])).median == 0


def test_a_wait_before_is_expected_of_anything_but_a_wait():
    expected = expects("wait", "5m", "90%")

    assert wait_before(touchpoint(expects=expected)).median == pytest.approx(105, abs=1)
    assert wait_before(touchpoint(kind="wait", expects=expected)) is None
    assert wait_before(touchpoint()) is None


def test_a_longer_wait_has_no_bound():
    stay = stay_at(touchpoint(kind="wait", expects=expects("wait", "5m", "100%")))

    assert stay.times(3).median == 3 * stay.median
    assert math.isinf(stay.times(3).longest)
