from datetime import timedelta
from itertools import product

import pytest

from footlights.analysis.attempt_times import (
    STEP_SECONDS,
    attempt_times,
    reached_within,
    step_seconds,
    times_schema,
)
from footlights.analysis.attempts import (
    attempts_schema,
    every_start,
    first_start,
    furthest,
    loose_attempts,
    strict_attempts,
)
from footlights.analysis.stage_funnel import (
    FUNNEL,
    LOST,
    REACHED_COUNTS,
    funnel_counts,
    funnel_losses,
    reached_in_order,
    reached_in_time,
    recorded_stages,
    stage_touchpoints,
)
from footlights.engines.duckdb import DuckDBEngine
from footlights.events.prepared import STEPS
from support.small_logs import (
    map_of,
    prepared_from,
    rows,
    steps_from,
    touchpoint,
    walks,
)

ABC = [[1], [2], [3]]


def stage_funnel(steps, funnel):
    """Count journeys as `measure` does: loose order, first touch, any time."""
    attempts = loose_attempts(steps, first_start(steps, funnel), funnel)
    return funnel_counts(reached_in_order(attempts, len(funnel)), len(funnel))


def steps_of(engine, journeys, letters="ABCD"):
    return steps_from(engine, map_of(letters), walks(journeys))


def counts_in(engine, reached, steps=3):
    found = rows(engine, funnel_counts(reached, steps), "step_no")
    return [row["journeys"] for row in found]


def funnel_of(engine, journeys, funnel=ABC):
    found = rows(engine, stage_funnel(steps_of(engine, journeys), funnel), "step_no")
    return [row["journeys"] for row in found]


def strict_funnel_of(engine, journeys, start=first_start, funnel=ABC):
    steps = steps_of(engine, journeys)
    found = strict_attempts(steps, start(steps, funnel), funnel)
    best = furthest(found, ["variant_no", "journeys"], len(funnel))
    return counts_in(engine, reached_in_order(best, len(funnel)), len(funnel))


def times_of(engine, journeys, start, minutes):
    prepared = prepared_from(engine, map_of("ABCD"), walks(journeys))
    attempts = loose_attempts(prepared.steps, start(prepared.steps, ABC), ABC)
    kept = engine.keep("attempts", attempts)
    times = attempt_times(kept, prepared.journeys, 3)
    return reached_within(times, timedelta(minutes=minutes), 3)


def funnel_within(engine, journeys, start, minutes):
    times = times_of(engine, journeys, start, minutes)
    best = furthest(times, ["journey_key", "variant_no"], 3)
    return counts_in(engine, reached_in_time(best, 3))


def test_the_funnel_counts_steps_reached_in_order(engine):
    journeys = {"ann": "ABC", "bob": "AB", "cat": "BA", "dan": "C"}

    assert funnel_of(engine, journeys) == [3, 2, 1]


def test_going_back_does_not_lose_a_step_already_reached(engine):
    assert funnel_of(engine, {"ann": "ABCA"}) == [1, 1, 1]


def test_a_step_met_only_too_early_is_not_reached_in_order(engine):
    assert funnel_of(engine, {"ann": "BAC"}) == [1, 0, 0]


def test_a_step_of_several_touchpoints_is_reached_by_any_of_them(engine):
    journeys = {"ann": "AC", "bob": "BC", "cat": "BD"}

    assert funnel_of(engine, journeys, [[1, 2], [3]]) == [3, 2]


def test_a_step_named_twice_must_be_met_twice(engine):
    assert funnel_of(engine, {"ann": "ABA", "bob": "AB"}, [[1], [2], [1]]) == [2, 2, 1]


def test_in_strict_order_another_step_between_ends_the_attempt(engine):
    journeys = {"ann": "ACBC", "bob": "ABAC", "cat": "ABC"}

    assert strict_funnel_of(engine, journeys) == [3, 2, 1]
    assert funnel_of(engine, journeys) == [3, 3, 3]


def test_in_strict_order_repeats_and_strangers_may_lie_between(engine):
    assert strict_funnel_of(engine, {"ann": "AADBBDC"}) == [1, 1, 1]


def test_a_touch_that_is_of_both_steps_goes_on(engine):
    journeys = {"ann": "AB", "bob": "AA"}

    assert strict_funnel_of(engine, journeys, funnel=[[1, 2], [2]]) == [2, 1]


def test_the_best_try_in_strict_order_may_begin_later(engine):
    journeys = {"ann": "ACABC", "bob": "ABAC"}

    assert strict_funnel_of(engine, journeys) == [2, 1, 0]
    assert strict_funnel_of(engine, journeys, every_start) == [2, 2, 1]


def test_exactly_the_window_is_in_time(engine):
    journeys = {"ann": "ABC", "bob": "ADBDC"}

    assert funnel_within(engine, journeys, first_start, 20) == [2, 2, 1]
    assert funnel_within(engine, journeys, first_start, 19) == [2, 1, 0]


def test_the_best_try_in_a_window_may_begin_later(engine):
    journeys = {"ann": "ADDABC"}

    assert funnel_within(engine, journeys, first_start, 20) == [1, 0, 0]
    assert funnel_within(engine, journeys, every_start, 20) == [1, 1, 1]


def test_of_tries_that_get_equally_far_the_first_counts(engine):
    times = times_of(engine, {"ann": "ABAB"}, every_start, 60)

    best = rows(engine, furthest(times, ["journey_key", "variant_no"], 3))

    assert [row["attempt_no"] for row in best] == [1]


def test_seconds_run_from_step_to_step(engine):
    times = engine.keep("times", times_of(engine, {"ann": "ADBC"}, first_start, 60))

    found = rows(engine, step_seconds(times, 3), "step_no")

    assert [tuple(row.values()) for row in found] == [(2, 1200), (3, 600)]


def test_the_lost_go_to_the_next_touchpoint_outside_the_step_or_end(engine):
    steps = steps_of(engine, {"ann": "AADA", "bob": "AB", "cat": "ABA", "dan": "A"})
    attempts = engine.keep(
        "attempts", loose_attempts(steps, first_start(steps, ABC), ABC)
    )

    lost = funnel_losses(steps, attempts, reached_in_order(attempts, 3), ABC)

    found = rows(engine, lost, "step_no", "to_touchpoint_no")
    assert [tuple(row.values()) for row in found] == [
        (1, 4, 1),
        (1, None, 1),
        (2, 1, 1),
        (2, None, 1),
    ]


def test_nobody_reaches_anything_in_an_empty_log(engine):
    assert funnel_of(engine, {}) == [0, 0, 0]


def test_stages_that_no_event_can_reach_are_no_steps():
    stages = [
        {"id": "one", "name": "One", "touchpoints": [touchpoint("A"), touchpoint("B")]},
        {"id": "two", "name": "Two", "touchpoints": [{"id": "c", "name": "C"}]},
        {"id": "three", "name": "Three", "touchpoints": [touchpoint("D")]},
    ]
    map_ = map_of("A").model_validate(
        map_of("A").model_dump(exclude_unset=True) | {"stages": stages}
    )

    assert recorded_stages(map_) == [1, 3]
    assert stage_touchpoints(map_, 1) == [1, 2]


def test_contracts_are_kept(engine):
    prepared = prepared_from(engine, map_of("ABC"), walks({"ann": "ABC"}))
    steps = prepared.steps
    assert steps.schema() == STEPS
    attempts = loose_attempts(steps, every_start(steps, ABC), ABC)
    times = attempt_times(attempts, prepared.journeys, 3)
    reached = reached_in_order(attempts, 3)
    best = furthest(attempts, ["variant_no", "journeys"], 3)

    assert attempts.schema() == attempts_schema(3)
    assert strict_attempts(steps, first_start(steps, ABC), ABC).schema() == (
        attempts_schema(3)
    )
    assert best.schema() == attempts_schema(3)
    assert times.schema() == times_schema(3)
    assert reached_within(times, timedelta(hours=1), 3).schema() == times_schema(3)
    assert step_seconds(times, 3).schema() == STEP_SECONDS
    assert reached.schema() == REACHED_COUNTS
    assert reached_in_time(times, 3).schema() == REACHED_COUNTS
    assert funnel_counts(reached, 3).schema() == FUNNEL
    assert stage_funnel(steps, ABC).schema() == FUNNEL
    assert set(funnel_losses(steps, attempts, reached, ABC).schema().items()) == set(
        LOST.items()
    )


def by_hand(letters, funnel, *, strict, again, window):
    """Follow one journey step by step; its touches are ten minutes apart."""
    starts = [no for no, letter in enumerate(letters) if letter == funnel[0]]
    best = 0
    for start in starts if again else starts[:1]:
        reached = 1
        for no in range(start + 1, len(letters)):
            if reached == len(funnel) or 10 * (no - start) > window:
                break
            if letters[no] == funnel[reached]:
                reached += 1
            elif (
                strict and letters[no] in funnel and letters[no] != funnel[reached - 1]
            ):
                break
        best = max(best, reached)
    return best


@pytest.fixture(scope="module")
def all_walks():
    """Every walk of up to four touches over four touchpoints, prepared once."""
    words = ["".join(w) for n in range(1, 5) for w in product("ABCD", repeat=n)]
    with DuckDBEngine() as engine:
        yield (
            engine,
            words,
            prepared_from(engine, map_of("ABCD"), walks({w: w for w in words})),
        )


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("window", [10, 20, 1000])
def test_the_funnel_is_what_following_each_journey_gives(
    all_walks, strict, again, window
):
    engine, words, prepared = all_walks
    follow = strict_attempts if strict else loose_attempts
    start = every_start if again else first_start
    found = follow(prepared.steps, start(prepared.steps, ABC), ABC)
    kept = engine.keep("attempts", found)
    times = attempt_times(kept, prepared.journeys, 3)
    in_time = reached_within(times, timedelta(minutes=window), 3)
    best = furthest(in_time, ["journey_key", "variant_no"], 3)

    reached = [
        by_hand(word, "ABC", strict=strict, again=again, window=window)
        for word in words
    ]
    assert counts_in(engine, reached_in_time(best, 3)) == [
        sum(r >= step for r in reached) for step in (1, 2, 3)
    ]
