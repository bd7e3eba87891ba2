from footlights.analysis.flow import (
    FLOW,
    WAYS_AROUND,
    flow_counts,
    ways_after,
    ways_before,
)
from footlights.analysis.transitions import (
    TRANSITIONS,
    WAY,
    others_together,
    transition_counts,
)
from support.small_logs import map_of, rows, steps_from, walks

ORDER = ("level", "touchpoint_no", "next_touchpoint_no")


def steps_of(engine, journeys):
    return steps_from(engine, map_of("ABCD"), walks(journeys))


def counted(engine, ways):
    return [tuple(row.values()) for row in rows(engine, flow_counts(ways), *ORDER)]


def test_a_flow_follows_every_touch_of_the_anchor_forwards(engine):
    steps = steps_of(engine, {"ann": "ABC", "bob": "ABAB", "cat": "CA"})

    assert counted(engine, ways_after(steps, 1, 2)) == [
        (1, 1, 2, 3, 2),
        (1, 1, None, 1, 1),
        (2, 2, 1, 1, 1),
        (2, 2, 3, 1, 1),
        (2, 2, None, 1, 1),
    ]


def test_a_flow_follows_every_touch_of_the_anchor_backwards(engine):
    steps = steps_of(engine, {"ann": "ABC", "bob": "CB"})

    assert counted(engine, ways_before(steps, 2, 2)) == [
        (-2, 1, None, 1, 1),
        (-2, 3, None, 1, 1),
        (-1, 2, 1, 1, 1),
        (-1, 2, 3, 1, 1),
    ]


def test_ways_not_told_apart_stand_together_and_a_journey_counts_once(engine):
    steps = steps_of(engine, {"ann": "ABACAD", "bob": "AB", "cat": "AD"})
    apart = [{"touchpoint_no": 1, "next_touchpoint_no": 2}]

    found = rows(engine, transition_counts(others_together(steps, WAY, apart)), *WAY)

    assert [tuple(row.values()) for row in found] == [
        (1, 0, 3, 2),
        (1, 2, 2, 2),
        (2, 0, 1, 1),
        (3, 0, 1, 1),
    ]


def test_an_ending_is_never_put_together_with_others(engine):
    ways = ways_after(steps_of(engine, {"ann": "AB"}), 2, 1)

    assert counted(engine, others_together(ways, ORDER, [])) == [(1, 2, None, 1, 1)]


def test_levels_are_told_apart_on_both_sides(engine):
    steps = steps_of(engine, {"ann": "AAA"})
    ways = ways_before(steps, 1, 2)
    apart = [{"level": -1, "touchpoint_no": 1, "next_touchpoint_no": 1}]

    assert counted(engine, others_together(ways, ORDER, apart)) == [
        (-2, 1, 0, 1, 1),
        (-2, 1, None, 1, 1),
        (-1, 1, 1, 2, 1),
        (-1, 1, None, 1, 1),
    ]


def test_contracts_are_kept(engine):
    steps = steps_of(engine, {"ann": "A"})
    ways = ways_after(steps, 1, 1)

    assert ways.schema() == WAYS_AROUND
    assert ways_before(steps, 1, 1).schema() == WAYS_AROUND
    assert flow_counts(ways).schema() == FLOW
    assert transition_counts(steps).schema() == TRANSITIONS
    assert others_together(ways, ORDER, []).schema() == WAYS_AROUND
