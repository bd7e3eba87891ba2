import pytest

from footlights.errors import EffectOnNoWaitError, UnknownEffectTargetError
from footlights.simulation.effects import (
    check_effects,
    planted_into,
    said_of_effects,
)


def test_without_effects_nothing_is_planted(tea):
    planted = planted_into(tea, with_effects=False)

    assert set(planted.wait_times) == {1}
    assert not planted.drop.any()
    assert not planted.lost_share.any()
    assert planted.segment_drops == planted.broken == ()
    assert planted.named == {}


def test_a_wait_without_events_is_felt_at_the_touchpoint_after_it(tea):
    planted = planted_into(tea, with_effects=True)

    assert planted.wait_times.tolist() == [1, 1, 1, 1, 1, 3, 1, 1, 1]
    assert planted.drop.tolist() == [0, 0, 0, 0, 0, 0, 1.5, 0, 0]
    assert planted.lost_share == pytest.approx([0, 0.2, 0])
    assert planted.named[6] == "Waits"


def test_a_wait_with_events_is_felt_there_and_half_of_it_after(ferry):
    drop = planted_into(ferry, with_effects=True).drop
    number = ferry.touchpoint_no

    assert drop[number["queue"] - 1] == 1.5
    assert drop[number["checked"] - 1] == 0.75
    assert drop.sum() == 2.25


@pytest.mark.parametrize(
    ("effect", "part"),
    [
        ({"kind": "wait-hurts", "touchpoint": "wate"}, "touchpoint 'wate'"),
        ({"kind": "stage-loses", "stage": "ordr", "share": "9%"}, "stage 'ordr'"),
        ({"kind": "segment-suffers", "segment": "bulk"}, "segment 'bulk'"),
        ({"kind": "channel-broken", "channel": "fax"}, "channel 'fax'"),
    ],
)
def test_an_effect_on_what_is_not_there_is_named(tea, changed, effect, part):
    map_ = changed(tea, simulation={"effects": [{"id": "x", **effect}]})

    with pytest.raises(UnknownEffectTargetError, match=f"'x' names the {part}"):
        check_effects(map_)


def test_a_wait_that_hurts_must_be_a_wait(tea, changed):
    effect = {"id": "x", "kind": "wait-hurts", "touchpoint": "menu"}
    map_ = changed(tea, simulation={"effects": [effect]})

    with pytest.raises(EffectOnNoWaitError, match="'menu' is of kind interaction"):
        check_effects(map_)


def test_effects_are_said_in_words(tea):
    assert said_of_effects(tea) == (
        (
            "slow: the wait 'Waits' takes 3 times as long, and people feel 1.5 lower"
            " for it (The courier is late.)"
        ),
        "lost: 20 % of those who reach 'Order' leave there",
        "big: 'Large orders' feel 1.5 lower everywhere",
        (
            "web: on the channel 'web' 30 % of visits must be repeated, and people"
            " feel 1.5 lower there"
        ),
    )
