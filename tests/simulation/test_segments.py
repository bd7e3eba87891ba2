import numpy as np
import pytest

from footlights.errors import UndrawableSegmentError
from footlights.simulation.segments import (
    LOCATIONS,
    check_drawable,
    drawn_segments,
    segment_columns,
)
from support.small_logs import map_of

N = 20_000


def map_with(*wheres, **parts):
    segments = [
        {"id": f"s{no}", "name": f"S{no}", "where": where}
        for no, where in enumerate(wheres)
    ]
    return map_of("AB", segments=segments, **parts)


def test_segments_have_their_shares_and_share_nobody(random):
    map_ = map_with(
        {"plan": "trial"},
        {"plan": ["year", "life"]},
        simulation={"shares": {"s0": "20%"}},
    )

    drawn = drawn_segments(map_, N, random)
    first, second = drawn.members
    assert first.mean() == pytest.approx(0.2, abs=0.01)
    assert second.mean() == pytest.approx(0.3, abs=0.01)
    assert not (first & second).any()
    assert drawn.words["plan"] == ("other", "trial", "year", "life")


def test_shares_over_the_whole_are_cut_down_to_it(random):
    shares = {f"s{no}": "80%" for no in range(2)}
    map_ = map_with({"plan": "a"}, {"plan": "b"}, simulation={"shares": shares})

    first, second = drawn_segments(map_, N, random).members
    assert (first | second).all()


def test_a_segment_of_two_columns_has_its_share(random):
    drawn = drawn_segments(map_with({"bike": True, "shift": "night"}), N, random)

    assert drawn.members[0].mean() == pytest.approx(0.3, abs=0.01)
    assert drawn.words["bike"] == ("false", "true")


def test_the_word_for_the_others_is_no_word_of_a_segment(random):
    drawn = drawn_segments(map_with({"plan": "other"}), N, random)

    assert drawn.words["plan"] == ("another", "other")
    assert drawn.members[0].mean() == pytest.approx(0.3, abs=0.01)


def test_a_segment_by_location_takes_one_of_them(random):
    drawn = drawn_segments(map_with({"location": LOCATIONS[0]}), N, random)

    at_it = np.array(drawn.words["location"])[drawn.places["location"]] == LOCATIONS[0]
    assert at_it.mean() == pytest.approx(0.3, abs=0.01)
    assert at_it.tolist() == drawn.members[0].tolist()


def test_columns_that_the_walk_decides_are_not_drawn(random):
    map_ = map_with({"channel": "web"})

    assert segment_columns(map_) == []
    assert not drawn_segments(map_, N, random).members[0].any()


def test_no_effect_is_planted_in_a_segment_that_cannot_be_drawn():
    effect = {"id": "x", "kind": "segment-suffers", "segment": "s0"}
    map_ = map_with({"channel": "web"}, simulation={"effects": [effect]})

    with pytest.raises(UndrawableSegmentError, match=r"'s0'.*'channel'"):
        check_drawable(map_)
