import numpy as np
import pytest

from footlights.model.map import Map
from footlights.simulation.plan import Plan
from footlights.simulation.walk import walked
from support.small_logs import map_of, touchpoint

N = 4000


def walks(map_, random, *, with_effects=False):
    """Give each journey as the letters of its touchpoints."""
    visits = walked(Plan.of(map_, with_effects=with_effects), N, random)
    letters = np.array([t.name for t in map_.touchpoints])[visits.touchpoint]
    cuts = np.flatnonzero(np.diff(visits.journey)) + 1
    return ["".join(part) for part in np.split(letters, cuts)]


def stage(no, *touchpoints, **parts):
    return {"id": f"s{no}", "name": f"S{no}", "touchpoints": list(touchpoints)} | parts


def map_with(*stages, **parts):
    document = {"footlights": 1, "id": "m", "name": "M", "stages": list(stages)}
    return Map.model_validate(document | parts)


def share_of(journeys, fits):
    return sum(map(fits, journeys)) / len(journeys)


def test_most_journeys_go_through_all_touchpoints_in_order(random):
    journeys = walks(map_of("ABCD", stages=["AB", "CD"]), random)

    assert len(journeys) == N
    assert share_of(journeys, lambda j: j == "ABCD") > 0.9


def test_a_few_journeys_end_early_and_a_few_go_back(random):
    journeys = walks(map_of("ABCD", stages=["AB", "CD"]), random)

    assert share_of(journeys, lambda j: j == "A") == 0
    assert share_of(journeys, lambda j: j == "AB") == pytest.approx(0.01, abs=0.007)
    assert share_of(journeys, lambda j: "BAB" in j) == pytest.approx(0.02, abs=0.01)


def test_nobody_goes_back_from_where_the_journey_ends(random):
    journeys = walks(map_of("AB"), random)

    assert set(journeys) == {"A", "AB"} or set(journeys) == {"AB"}


def test_an_optional_touchpoint_happens_half_the_time(random):
    optional = touchpoint("B", optional=True)
    journeys = walks(
        map_with(stage(1, touchpoint("A"), optional, touchpoint("C"))), random
    )

    assert share_of(journeys, lambda j: "B" in j) == pytest.approx(0.5, abs=0.03)


def test_a_stage_of_optional_touchpoints_still_shows(random):
    last = [touchpoint(letter, optional=True) for letter in "BC"]
    journeys = walks(map_with(stage(1, touchpoint("A")), stage(2, *last)), random)

    assert share_of(journeys, lambda j: "B" in j or "C" in j) == 1


def test_one_of_is_one_and_any_is_every_order(random):
    one_of = stage(1, *map(touchpoint, "ABC"), order="one_of")
    free = stage(2, *map(touchpoint, "XY"), order="any")
    journeys = walks(map_with(one_of, free), random)

    firsts = [j[0] for j in journeys]
    assert all(len(set(j) & set("ABC")) == 1 for j in journeys)
    assert firsts.count("B") / N == pytest.approx(1 / 3, abs=0.03)
    assert share_of(journeys, lambda j: j.endswith("XY")) == pytest.approx(
        0.5, abs=0.05
    )
    assert share_of(journeys, lambda j: j.endswith("YX")) == pytest.approx(
        0.5, abs=0.05
    )


def test_one_that_no_event_shows_is_never_the_one_of(random):
    unseen = touchpoint("B", matches=[])
    journeys = walks(
        map_with(stage(1, touchpoint("A"), unseen, order="one_of")), random
    )

    assert set(journeys) == {"A"}


def test_what_is_meant_to_repeat_repeats(random):
    repeats = touchpoint("A", repeats=True)
    journeys = walks(map_with(stage(1, repeats, touchpoint("B"))), random)

    assert share_of(journeys, lambda j: j.count("A") > 1) > 0.4


def test_a_stage_loses_the_planted_share_of_those_who_reach_it(random):
    loses = {"id": "x", "kind": "stage-loses", "stage": "stage-2", "share": "30%"}
    map_ = map_of("ABCDE", stages=["AB", "CD", "E"], simulation={"effects": [loses]})

    journeys = walks(map_, random, with_effects=True)
    reached = [j for j in journeys if "C" in j]
    lost = [j for j in reached if "E" not in j]
    assert len(lost) / len(reached) == pytest.approx(0.31, abs=0.03)
    assert {j[-1] for j in lost} == {"C", "D"}
    assert share_of(walks(map_, random), lambda j: "E" in j) > 0.9


def test_who_is_lost_leaves_before_the_touchpoint_that_completes_the_journey(random):
    loses = {"id": "x", "kind": "stage-loses", "stage": "stage-1", "share": "30%"}
    map_ = map_of(
        "ABC",
        stages=["AB", "C"],
        journeys={"by": "person", "completed_by": ["b"]},
        simulation={"effects": [loses]},
    )

    journeys = walks(map_, random, with_effects=True)
    assert share_of(journeys, lambda j: j == "A") == pytest.approx(0.3, abs=0.03)


def test_visits_on_a_broken_channel_are_repeated_at_most_three_times(random):
    breaks = {"id": "x", "kind": "channel-broken", "channel": "web", "share": "50%"}
    map_ = map_with(
        stage(1, touchpoint("A", channel="web"), touchpoint("B", channel="phone")),
        channels=[{"id": "web", "form": "digital"}, {"id": "phone", "form": "human"}],
        simulation={"effects": [breaks]},
    )

    visits = walked(Plan.of(map_, with_effects=True), N, random)
    journeys = walks(map_, random, with_effects=True)
    assert share_of(journeys, lambda j: j.startswith("AA")) == pytest.approx(
        0.5, abs=0.03
    )
    assert max(j.count("A") for j in journeys) == 4
    assert not any("BB" in j for j in journeys)
    other = visits.channel[visits.is_retry] == 1
    assert other.mean() == pytest.approx(0.25, abs=0.03)


def test_a_wait_is_walked_only_between_its_two_touchpoints(random):
    wait = touchpoint("W", kind="wait", between=["a", "c"], matches=["W"])
    skipped = touchpoint("C", optional=True)
    map_ = map_with(stage(1, touchpoint("A"), wait, skipped, touchpoint("D")))

    journeys = walks(map_, random)
    assert share_of(journeys, lambda j: ("W" in j) == ("C" in j)) > 0.98
