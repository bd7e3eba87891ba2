from hypothesis import given
from hypothesis import strategies as st

from footlights.usecases.discovered_facts import Way
from footlights.usecases.discovered_order import (
    crossing_seconds,
    in_order,
    precedence,
    stage_cuts,
)


def pair(touchpoint_no, other_no, journeys, before):
    return {
        "touchpoint_no": touchpoint_no,
        "other_no": other_no,
        "journeys": journeys,
        "before": before,
    }


def places(cuts):
    return [cut.place for cut in cuts]


def test_each_share_is_drawn_to_one_half_by_two_journeys():
    found = precedence([pair(1, 2, 8, 8), pair(1, 3, 2, 1)])

    # 9 of 10 before the one, 2 of 4 before the other.
    assert found == {1: (0.9 + 0.5) / 2, 2: 1 - 0.9, 3: 0.5}


def test_where_many_drop_out_early_the_order_is_still_that_of_those_who_go_on():
    # Nine of ten people do A B and leave; one does A B C D.
    rows = [
        *(pair(1, 2, 100, 100), pair(1, 3, 10, 10), pair(1, 4, 10, 10)),
        *(pair(2, 3, 10, 10), pair(2, 4, 10, 10), pair(3, 4, 10, 10)),
    ]
    names = dict(enumerate("ABCD", start=1))

    assert in_order(names, precedence(rows), dict.fromkeys(names, 9)) == [1, 2, 3, 4]


def test_ties_are_in_the_order_of_names():
    assert in_order({1: "b", 2: "a", 3: "c"}, {}, {1: 1, 2: 1, 3: 1}) == [2, 1, 3]


def test_what_no_journey_met_comes_last():
    assert in_order({1: "a", 2: "b"}, {}, {2: 1}) == [2, 1]


def test_time_is_counted_at_every_place_that_a_way_passes():
    ways = {
        (7, 8): Way(3, 10.0),
        (7, 9): Way(1, 50.0),
        (9, 7): Way(9, 99.0),
        (8, 8): Way(9, 99.0),
    }

    # Between 7 and 8: three times 10 s and once 50 s; between 8 and 9 only the latter.
    assert crossing_seconds([7, 8, 9], ways) == [20.0, 50.0]


def test_no_time_passes_where_nobody_does():
    assert crossing_seconds([1, 2, 3], {}) == [0.0, 0.0]


def test_stages_begin_where_most_time_passes():
    cuts = stage_cuts([1, 90, 1, 1, 50], long=10)

    assert places(cuts) == [0, 2, 5]
    assert [cut.seconds for cut in cuts] == [None, 90, 50]


def test_without_long_times_stages_are_even():
    assert places(stage_cuts([1, 1, 1, 1, 1], long=10)) == [0, 2, 3]
    assert places(stage_cuts([0] * 8, long=0)) == [0, 3, 5]


def test_two_stages_do_not_begin_side_by_side():
    # Twelve touchpoints make three stages of four: two cuts are two places apart.
    cuts = stage_cuts([1, 1, 1, 90, 80, 1, 1, 1, 1, 1, 1], long=10)

    assert places(cuts) == [0, 4, 8]


def test_the_last_touchpoint_may_be_a_stage_of_its_own():
    assert 11 in places(stage_cuts([1] * 10 + [90], long=10))


def test_fewer_touchpoints_than_three_make_fewer_stages():
    assert places(stage_cuts([], long=0)) == [0]
    assert places(stage_cuts([5], long=0)) == [0, 1]


@given(st.lists(st.floats(0, 1e6), max_size=80), st.floats(0, 1e6))
def test_there_are_three_to_six_stages_and_none_is_empty(crossing, long):
    found = places(stage_cuts(crossing, long))

    assert found[0] == 0
    assert found == sorted(set(found))
    assert found[-1] <= len(crossing)
    assert min(3, len(crossing) + 1) <= len(found) <= 6
