from hypothesis import given, settings
from hypothesis import strategies as st
from ibis import _

from footlights.analysis.stages import (
    LOST,
    REACH,
    STAGE_VISITS,
    stage_losses,
    stage_reach,
    stage_visits,
)
from footlights.engines.duckdb import DuckDBEngine
from footlights.events.touches import looked_up
from support.small_logs import map_of, prepared_from, rows, steps_from, walks


def three_stages(engine, journeys):
    return prepared_from(engine, map_of("ABC", stages=["A", "B", "C"]), walks(journeys))


def three_steps(engine, journeys):
    map_ = map_of("ABC", stages=["A", "B", "C"])
    return steps_from(engine, map_, walks(journeys))


def losses_of(engine, journeys):
    stage_of = looked_up(_.next_touchpoint_no, [1, 2, 3], [1, 2, 3])
    lost = stage_losses(three_steps(engine, journeys), [3], stage_of)
    return [
        tuple(row.values()) for row in rows(engine, lost, "stage_no", "to_stage_no")
    ]


def test_the_lost_end_there_or_go_back(engine):
    journeys = {"ann": "ABC", "bob": "AB", "cat": "ABA", "dan": "A", "eve": "ABAB"}

    assert losses_of(engine, journeys) == [(1, None, 1), (2, 1, 1), (2, None, 2)]


def test_reach_counts_journeys_once(engine):
    steps = three_steps(engine, {"ann": "ABAB", "bob": "A"})

    assert [
        tuple(r.values()) for r in rows(engine, stage_reach(steps), "stage_no")
    ] == [
        (1, 2),
        (2, 1),
    ]


def test_time_in_a_stage_runs_from_first_to_last_touch(engine):
    visits = stage_visits(three_stages(engine, {"ann": "ABAB"}).touches)

    found = rows(engine, visits, "stage_no")

    assert [row["seconds"] for row in found] == [1200, 1200]


def test_contracts_are_kept(engine):
    prepared = three_stages(engine, {"ann": "A"})
    visits = stage_visits(prepared.touches)
    stage_of = looked_up(_.next_touchpoint_no, [1, 2, 3], [1, 2, 3])

    assert visits.schema() == STAGE_VISITS
    steps = three_steps(engine, {"ann": "A"})
    assert stage_reach(steps).schema() == REACH
    assert stage_losses(steps, [3], stage_of).schema() == LOST


@settings(deadline=None, max_examples=15)
@given(
    st.dictionaries(st.sampled_from("pqrst"), st.text("ABC", max_size=6), min_size=1)
)
def test_the_lost_and_completed_are_all(journeys):
    walked = {name: letters for name, letters in journeys.items() if letters}
    with DuckDBEngine() as engine:
        lost = sum(row[2] for row in losses_of(engine, walked))

    assert lost == sum("C" not in letters for letters in walked.values())
