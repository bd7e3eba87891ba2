"""Hand-counted: stays, expectations, hours, scores, texts, quantiles."""

from datetime import date, timedelta

import pytest

from footlights.analysis import breakdowns, durations, scores
from footlights.analysis.contrasts import (
    CHANNEL_VISITS,
    channel_scores,
    channel_touches,
    channel_visits,
    segment_totals,
)
from footlights.analysis.quantiles import group_quantiles, group_sizes
from support.small_logs import MIDNIGHT, event, map_of, prepared_from, rows, table_of


def with_touchpoint(map_, **changes):
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    for point in document["stages"][0]["touchpoints"]:
        point.update(changes.get(point["id"], {}))
    document["stages"][0]["touchpoints"] += changes.get("more", [])
    return type(map_).model_validate(document)


def timed(person, name, minute, lasts, **more):
    until = MIDNIGHT + timedelta(minutes=minute + lasts)
    return event(person, name, minute, until=until, **more)


def test_exactly_the_expected_time_still_meets_it(engine):
    map_ = with_touchpoint(
        map_of("A"), a={"expects": [{"what": "time", "at_most": "5m", "for": "90%"}]}
    )
    events = [timed("ann", "A", 0, 5), timed("bob", "A", 0, 6), event("cat", "A", 0)]
    prepared = prepared_from(engine, map_, events)
    bounds = durations.bounds_of(map_)

    met = durations.expectations_met(
        durations.stays(prepared.touches, prepared.waits, map_), bounds
    )

    assert rows(engine, met) == [{"known_0": 2, "met_0": 1}]


def test_a_wait_without_events_is_present_through_its_gap(engine):
    wait = {"id": "w", "name": "W", "kind": "wait", "between": ["a", "b"]}
    map_ = with_touchpoint(map_of("AB"), more=[wait])
    prepared = prepared_from(engine, map_, [event("ann", "A", 0), event("ann", "B", 7)])

    stays = rows(engine, durations.stays(prepared.touches, prepared.waits, map_))
    seen = rows(engine, durations.presence(prepared.touches, prepared.waits, map_))

    assert [s["seconds"] for s in stays if s["touchpoint_no"] == 3] == [420]
    assert len(seen) == 3


def test_the_time_of_a_wait_with_events_is_its_gap_and_counts_once(engine):
    wait = {
        "id": "w",
        "name": "W",
        "kind": "wait",
        "between": ["a", "b"],
        "matches": ["W"],
    }
    map_ = with_touchpoint(map_of("AB"), more=[wait])
    events = [event("ann", "A", 0), event("ann", "W", 1), event("ann", "B", 7)]
    prepared = prepared_from(engine, map_, events)

    stays = rows(engine, durations.stays(prepared.touches, prepared.waits, map_))
    seen = rows(engine, durations.presence(prepared.touches, prepared.waits, map_))

    assert [s["seconds"] for s in stays if s["touchpoint_no"] == 3] == [420]
    assert len(seen) == 3


def test_hours_and_weeks_are_counted_on_the_clock_given(engine):
    # Monday 2 March 2026; the second is Sunday 8 March, 23 h.
    events = [event("ann", "A", 9 * 60), event("bob", "A", (6 * 24 + 23) * 60)]
    touches = prepared_from(engine, map_of("A"), events).touches
    local = touches.mutate(local_at=touches.at)
    local = local.mutate(week_on=breakdowns.week_of(local.local_at))

    hours = rows(engine, breakdowns.hour_counts(local), "weekday")
    weeks = rows(engine, breakdowns.week_counts(local))

    assert [(h["weekday"], h["hour"], h["touches"]) for h in hours] == [
        (1, 9, 1),
        (7, 23, 1),
    ]
    assert [(w["week_on"], w["touches"]) for w in weeks] == [(date(2026, 3, 2), 2)]


def test_a_journey_counts_in_the_week_of_its_first_touch_only(engine):
    day = 24 * 60
    events = [event("ann", "A", 0), event("ann", "A", 8 * day), event("bob", "A", day)]
    map_ = map_of("A")
    prepared = prepared_from(engine, map_, events)

    firsts = durations.first_presence(
        prepared.touches, prepared.journeys, prepared.steps, prepared.waits, map_
    )

    assert sorted(row["at"] for row in rows(engine, firsts)) == [
        MIDNIGHT,
        MIDNIGHT + timedelta(minutes=day),
    ]


def test_lowest_scores_are_quoted_first_and_unscored_last(engine):
    events = [
        event("ann", "A", 0, score=5.0, text="fine"),
        event("bob", "A", 1, text="no score"),
        event("cat", "A", 2, score=1.0, text="bad"),
        event("dan", "A", 3, score=1.0, text="worse, later"),
        event("eve", "A", 4, score=1.0, text="   "),
    ]
    log = engine.load("events", table_of(events))

    found = rows(engine, breakdowns.lowest_texts(log, map_of("A"), 3))

    assert [row["text"] for row in found] == ["worse, later", "bad", "fine"]


def test_scores_are_summed_by_touchpoint(engine):
    events = [
        event("ann", "A", 0, score=2.0),
        event("bob", "A", 0, score=5.0),
        event("cat", "A", 0),
        event("dan", "B", 0),
    ]
    touches = prepared_from(engine, map_of("AB"), events).touches

    totals = rows(engine, scores.score_totals(touches, "touchpoint_no"))
    counts = rows(engine, scores.score_counts(touches, "touchpoint_no"), "whole_score")

    assert [(t["touchpoint_no"], t["n"], t["mean"]) for t in totals] == [(1, 2, 3.5)]
    assert totals[0]["deviation"] == pytest.approx(2.1213203)
    assert [(c["whole_score"], c["answers"]) for c in counts] == [(2, 1), (5, 1)]


def test_a_segment_is_compared_at_the_same_touchpoints(engine):
    # Big parties go to B, where everybody scores 2 lower: that is not their doing.
    events = [
        event("ann", "A", 0, score=5.0, size="small"),
        event("ann", "B", 1, score=3.0, size="small"),
        event("bob", "B", 0, score=3.0, size="big"),
    ]
    map_ = map_of(
        "AB", segments=[{"id": "big", "name": "Big", "where": {"size": "big"}}]
    )
    prepared = prepared_from(engine, map_, events)
    residuals = scores.journey_residuals(prepared.touches, {1: 5.0, 2: 3.0})

    found = rows(
        engine,
        segment_totals(prepared.journeys, residuals, "segment_big"),
        "is_inside",
    )

    assert [(f["is_inside"], f["n"], f["mean"], f["score_mean"]) for f in found] == [
        (False, 1, 0.0, 4.0),
        (True, 1, 0.0, 3.0),
    ]


def test_a_channel_is_held_against_all_others_by_journey(engine):
    events = [
        event("ann", "A", 0, channel="web", score=1.0),
        event("ann", "A", 1, channel="web"),
        event("ann", "B", 2, channel="phone", score=4.0),
        event("bob", "A", 0, channel="web", score=3.0),
        event("cat", "A", 0, channel="phone", score=5.0),
    ]
    prepared = prepared_from(engine, map_of("AB"), events)
    visits = channel_visits(prepared.touches, [])

    touched = rows(engine, channel_touches(visits), "channel_no")
    scored = rows(engine, channel_scores(visits), "channel_no")

    web = prepared.channels.index("web")
    assert visits.schema() == CHANNEL_VISITS
    assert touched[web] == {
        "channel_no": web + 1,
        "touches": 3,
        "repeats": 1,
        "journeys": 2,
    }
    assert (scored[web]["n"], scored[web]["mean"]) == (2, 2.0)
    assert (scored[web]["other_n"], scored[web]["other_mean"]) == (2, 4.5)
    assert scored[web]["other_deviation"] == pytest.approx(0.7071068)


def test_quantiles_are_interpolated_and_leave_nulls_out(engine):
    events = [timed(f"p{k}", "A", 0, k) for k in range(1, 6)]
    events.append(event("none", "A", 0))
    touches = prepared_from(engine, map_of("A"), events).touches

    sizes = rows(engine, group_sizes(touches, ["touchpoint_no"], "seconds"))
    found = rows(
        engine, group_quantiles(touches, ["touchpoint_no"], "seconds", [0.5, 0.9])
    )

    assert sizes == [{"touchpoint_no": 1, "n": 5}]
    assert found[0]["grid"] == pytest.approx([180, 276])
    assert (
        rows(engine, group_sizes(touches.filter(touches.row_no < 0), [], "seconds"))
        == []
    )
