from datetime import timedelta

import pytest

from footlights.errors import (
    AmbiguousStepError,
    NoStepsError,
    NotPositiveError,
    UnknownChoiceError,
    UnknownStepError,
)
from footlights.usecases.fetch_measures import fetch_measures
from footlights.usecases.views.stage_funnel import (
    stage_funnel,
    stage_funnel_losses,
    stage_funnel_times,
)
from support.small_logs import map_of, walks
from support.views import cells, log_of

THREE = map_of("ABC", stages=["A", "B", "C"])
JOURNEYS = {"ann": "ABC", "bob": "AB", "cat": "ABA", "dan": "ACB", "eve": "BC"}


def test_a_funnel_of_stages_counts_those_who_reach_each_in_order(engine):
    view = stage_funnel(log_of(engine, THREE, JOURNEYS))

    assert cells(view, "step_no", "step", "journeys", "lost", "share_of_journeys") == [
        (1, "stage-1", 4, 0, 0.8),
        (2, "stage-2", 4, 3, 0.8),
        (3, "stage-3", 1, 0, 0.2),
    ]
    assert cells(view, "share_of_previous") == [(None,), (1.0,), (0.25,)]
    assert view.rows[0]["share_of_previous"].reason == "first step"
    assert view.keys == ("step_no", "step")


def test_times_run_from_step_to_step(engine):
    view = stage_funnel_times(log_of(engine, THREE, JOURNEYS))

    assert cells(view, "median_seconds") == [(None,), (600,), (600,)]
    assert [row["p90_seconds"].n for row in view.rows] == [0, 4, 1]


def test_the_lost_sum_up_to_those_who_got_no_further(engine):
    log = log_of(engine, THREE, JOURNEYS)

    lost = stage_funnel_losses(log)

    assert cells(lost, "step", "to", "journeys") == [
        ("stage-2", "(ended)", 2),
        ("stage-2", "a", 1),
    ]
    for asked in ({}, {"order": "strict"}, {"within": timedelta(minutes=10)}):
        funnel, away = stage_funnel(log, **asked), stage_funnel_losses(log, **asked)
        for row in funnel.rows:
            ways = [r["journeys"] for r in away.rows if r["step"] == row["step"]]
            assert sum(ways) == row["lost"]


def test_who_comes_too_late_is_lost_where_they_were(engine):
    log = log_of(engine, THREE, {"ann": "ABC", "bob": "AABC"})

    view = stage_funnel(log, within=timedelta(minutes=20))
    lost = stage_funnel_losses(log, within=timedelta(minutes=20))

    assert cells(view, "journeys") == [(2,), (2,), (1,)]
    assert cells(lost, "step", "to", "journeys") == [("stage-2", "c", 1)]


def test_the_best_try_gets_at_least_as_far_as_the_first(engine):
    log = log_of(engine, THREE, {"ann": "ACABC"})

    first = stage_funnel(log, order="strict")
    best = stage_funnel(log, order="strict", attempt="best try")

    assert cells(first, "journeys") == [(1,), (0,), (0,)]
    assert cells(best, "journeys") == [(1,), (1,), (1,)]
    times = stage_funnel_times(log, order="strict", attempt="best try")
    assert cells(times, "median_seconds") == [(None,), (600,), (600,)]


def test_the_best_try_within_a_window_times_that_try(engine):
    log = log_of(engine, THREE, {"ann": "AAAABC"})
    asked = {"within": timedelta(minutes=20), "attempt": "best try"}

    times = stage_funnel_times(log, **asked)

    assert cells(stage_funnel(log, **asked), "journeys") == [(1,), (1,), (1,)]
    assert cells(times, "median_seconds") == [(None,), (600,), (600,)]
    assert stage_funnel_losses(log, **asked).rows == ()


def test_the_first_step_counts_all_journeys_that_reach_it(engine):
    log = log_of(engine, THREE, JOURNEYS)
    reach = fetch_measures(log, None).reach

    for order in ("loose", "strict"):
        for attempt in ("first touch", "best try"):
            view = stage_funnel(log, order=order, attempt=attempt)
            assert view.rows[0]["journeys"] == reach[1]


def test_the_loose_funnel_is_that_of_the_measured_map(engine):
    log = log_of(engine, THREE, JOURNEYS)

    for attempt in ("first touch", "best try"):
        counts = [r["journeys"] for r in stage_funnel(log, attempt=attempt).rows]
        assert dict(enumerate(counts, start=1)) == fetch_measures(log, None).funnel


def test_a_window_that_nobody_misses_changes_nothing(engine):
    log = log_of(engine, THREE, JOURNEYS)

    for order in ("loose", "strict"):
        for attempt in ("first touch", "best try"):
            asked = {"order": order, "attempt": attempt}
            views = [
                view(log, **asked, **window).rows
                for view in (stage_funnel, stage_funnel_losses, stage_funnel_times)
                for window in ({}, {"within": timedelta(days=9)})
            ]
            assert views[0::2] == views[1::2]


def test_steps_may_be_stages_and_touchpoints_and_come_twice(engine):
    log = log_of(engine, map_of("ABC", stages=["AB", "C"]), {"ann": "ACA", "bob": "BC"})

    view = stage_funnel(log, steps=["stage-1", "c", "stage-1"])

    assert cells(view, "step", "journeys") == [
        ("stage-1", 2),
        ("c", 2),
        ("stage-1 (2)", 1),
    ]


def test_stages_that_no_event_reaches_are_left_out_and_named(engine):
    stages = [
        {"id": "one", "name": "One", "touchpoints": [{"id": "x", "name": "X"}]},
        {
            "id": "two",
            "name": "Two",
            "touchpoints": [{"id": "a", "name": "A", "matches": ["A"]}],
        },
    ]
    map_ = type(THREE).model_validate(
        {"footlights": 1, "id": "small", "name": "Small", "stages": stages}
    )
    log = log_of(engine, map_, {"ann": "A"})

    view = stage_funnel(log)

    assert cells(view, "step", "journeys") == [("two", 1)]
    assert "Left out, as no event can reach them: one." in view.notes
    assert "No event can reach 'x', so nobody is counted there." in (
        stage_funnel(log, steps=["x", "a"]).notes
    )
    silent = stage_funnel(log, steps=["a", "x", "a"]).rows[1:]
    assert [row["share_of_journeys"].reason for row in silent] == [
        "no event can reach x",
        "no event can reach x",
    ]


def test_an_empty_log_has_no_shares(engine):
    log = log_of(engine, THREE, {})

    view = stage_funnel(log)

    assert cells(view, "journeys", "share_of_journeys") == [(0, None)] * 3
    assert view.rows[0]["share_of_journeys"].reason == "no journeys"
    assert stage_funnel_losses(log).rows == ()
    assert cells(stage_funnel_times(log), "p90_seconds") == [(None,)] * 3
    assert view.to_table().num_rows == 3


def test_one_step_is_enough(engine):
    log = log_of(engine, THREE, {"ann": "AB"})

    assert cells(stage_funnel(log, steps=["a"]), "journeys", "lost") == [(1, 0)]
    assert stage_funnel_losses(log, steps=["a"]).rows == ()
    assert len(stage_funnel_times(log, steps=["a"]).rows) == 1


def test_what_cannot_be_asked_is_refused(engine):
    log = log_of(engine, THREE, {"ann": "A"})

    with pytest.raises(UnknownStepError, match="Did you mean 'stage-1'"):
        stage_funnel(log, steps=["stag-1"])
    with pytest.raises(NoStepsError):
        stage_funnel(log, steps=[])
    with pytest.raises(NotPositiveError, match="'within' must be more than 0"):
        stage_funnel(log, within=timedelta(0))
    with pytest.raises(UnknownChoiceError, match="Did you mean 'strict'"):
        stage_funnel(log, order="strickt")


def test_an_id_of_a_stage_and_a_touchpoint_must_say_which(engine):
    stages = [
        {
            "id": "a",
            "name": "One",
            "touchpoints": [
                {"id": "a", "name": "A", "matches": ["A"]},
                {"id": "b", "name": "B", "matches": ["B"]},
            ],
        }
    ]
    map_ = type(THREE).model_validate(
        {"footlights": 1, "id": "small", "name": "Small", "stages": stages}
    )
    log = log_of(engine, map_, walks({"ann": "A", "bob": "B"}))

    with pytest.raises(AmbiguousStepError, match="'stage:a' or 'touchpoint:a'"):
        stage_funnel(log, steps=["a"])
    both = (
        stage_funnel(log, steps=["stage:a"]),
        stage_funnel(log, steps=["touchpoint:a"]),
    )
    assert [cells(view, "journeys") for view in both] == [[(2,)], [(1,)]]
