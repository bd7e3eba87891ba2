from footlights.analysis.flow import (
    FLOW,
    GAPS_AROUND,
    TOUCHES_NEAR,
    WAYS_AROUND,
    flow_counts,
    gaps_after,
    gaps_before,
    touches_near,
    ways_after,
    ways_before,
)
from footlights.analysis.transitions import (
    TRANSITIONS,
    WAY,
    others_together,
    transition_counts,
)
from support.small_logs import (
    event,
    map_of,
    prepared_from,
    rows,
    steps_from,
    walks,
)

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


def touches_of(engine, events):
    return prepared_from(engine, map_of("ABCD"), events).touches


def gaps(engine, expression):
    found = [tuple(row.values()) for row in rows(engine, expression)]
    return sorted(found)


def test_ways_are_timed_from_every_touch_of_the_anchor(engine):
    events = [
        event("ann", "A", 0),
        event("ann", "B", 5),
        event("ann", "A", 6),
        event("ann", "C", 9),
    ]
    touches = touches_of(engine, events)

    assert gaps(engine, gaps_after(touches_near(touches, 1, 2))) == [
        (1, 1, 2, 300.0),
        (1, 1, 3, 180.0),
        (2, 2, 1, 60.0),
    ]
    assert gaps(engine, gaps_before(touches_near(touches, 1, 2))) == [
        (-2, 2, 1, 300.0),
        (-1, 1, 2, 60.0),
    ]


def test_each_way_has_as_many_times_as_touches(engine):
    journeys = {"ann": "ABACAD", "bob": "AB", "cat": "ADA", "dan": "AA"}
    touches = touches_of(engine, walks(journeys))
    steps = steps_of(engine, journeys)

    for follow, time in ((ways_after, gaps_after), (ways_before, gaps_before)):
        timed = {}
        for level, here, there, _ in gaps(engine, time(touches_near(touches, 1, 3))):
            timed[level, here, there] = timed.get((level, here, there), 0) + 1
        went = {
            (row["level"], row["touchpoint_no"], row["next_touchpoint_no"]): row[
                "touches"
            ]
            for row in rows(engine, flow_counts(follow(steps, 1, 3)))
            if row["next_touchpoint_no"] is not None
        }
        assert timed == went


def test_contracts_are_kept(engine):
    touches = touches_of(engine, walks({"ann": "A"}))
    near = touches_near(touches, 1, 1)

    assert near.schema() == TOUCHES_NEAR
    assert gaps_after(near).schema() == GAPS_AROUND
    assert gaps_before(near).schema() == GAPS_AROUND
    steps = steps_of(engine, {"ann": "A"})
    ways = ways_after(steps, 1, 1)

    assert ways.schema() == WAYS_AROUND
    assert ways_before(steps, 1, 1).schema() == WAYS_AROUND
    assert flow_counts(ways).schema() == FLOW
    assert transition_counts(steps).schema() == TRANSITIONS
    assert others_together(ways, ORDER, []).schema() == WAYS_AROUND
