import pytest

from footlights.analysis.touch_totals import touch_totals
from footlights.errors import (
    NotPositiveError,
    UnknownChoiceError,
    UnknownTouchpointError,
)
from footlights.events.journeys import positions
from footlights.usecases.views.transitions import flow, transitions
from support.small_logs import map_of, rows
from support.views import cells, log_of

MAP = map_of("ABCD")
JOURNEYS = {"ann": "ABACAD", "bob": "AB", "cat": "AD", "dan": "AA"}


def test_every_way_is_counted_and_timed(engine):
    view = transitions(log_of(engine, MAP, {"ann": "ABA", "bob": "AB", "cat": "C"}))

    assert cells(
        view,
        "from",
        "to",
        "touches",
        "journeys",
        "share_of_departures",
        "median_seconds",
    ) == [("a", "b", 2, 2, 1.0, 600), ("b", "a", 1, 1, 1.0, 600)]
    assert "Of 6 touches 3 were followed by another; 3 ended a journey." in view.notes


def test_arrivals_are_departures_and_endings(engine):
    log = log_of(engine, MAP, JOURNEYS)
    totals = rows(engine, touch_totals(log.prepared.steps, positions(MAP)))

    ways = transitions(log).rows

    for row in totals:
        name = MAP.touchpoints[row["touchpoint_no"] - 1].id
        out = sum(way["touches"] for way in ways if way["from"] == name)
        into = sum(way["touches"] for way in ways if way["to"] == name)
        assert row["starts"] + into == out + row["ends"] == row["touches"]


def test_all_ways_are_shown_unless_asked_and_then_the_others_together(engine):
    log = log_of(engine, MAP, JOURNEYS)

    assert cells(transitions(log, most=1), "from", "to", "touches", "journeys") == [
        ("a", "b", 2, 2),
        ("b", "a", 1, 1),
        ("c", "a", 1, 1),
        ("a", "(others)", 4, 3),
    ]
    assert "(others)" not in [row["to"] for row in transitions(log, most=4).rows]


def test_a_flow_looks_both_ways(engine):
    view = flow(log_of(engine, MAP, {"ann": "ABC", "bob": "B"}), around="b", levels=2)

    assert cells(view, "level", "from", "to", "touches", "share_of_touches") == [
        (-2, "(began)", "a", 1, 1.0),
        (-1, "(began)", "b", 1, 0.5),
        (-1, "a", "b", 1, 0.5),
        (1, "b", "(ended)", 1, 0.5),
        (1, "b", "c", 1, 0.5),
        (2, "c", "(ended)", 1, 1.0),
    ]


def test_each_level_begins_with_what_came_there_on_the_level_before(engine):
    view = flow(log_of(engine, MAP, JOURNEYS), around="a", levels=4)

    for level in (1, 2, 3):
        for name in "abcd":
            came = [r for r in view.rows if (r["level"], r["to"]) == (level, name)]
            went = [
                r for r in view.rows if (r["level"], r["from"]) == (level + 1, name)
            ]
            assert sum(r["touches"] for r in came) == sum(r["touches"] for r in went)


def test_a_flow_looks_one_way_if_asked(engine):
    log = log_of(engine, MAP, JOURNEYS)

    after = flow(log, around="a", direction="forwards")
    before = flow(log, around="a", direction="backwards")

    assert min(row["level"] for row in after.rows) == 1
    assert max(row["level"] for row in before.rows) == -1


def test_others_of_a_flow_stand_together_and_endings_stay(engine):
    log = log_of(engine, MAP, JOURNEYS)

    view = flow(log, around="a", levels=1, direction="forwards", most=1)

    assert cells(view, "from", "to", "touches", "journeys") == [
        ("a", "b", 2, 2),
        ("a", "(ended)", 1, 1),
        ("a", "(others)", 4, 3),
    ]


def test_a_flow_times_its_ways_and_says_where_there_is_none(engine):
    view = flow(log_of(engine, MAP, {"ann": "AAB", "bob": "AB"}), around="b", levels=2)

    assert cells(view, "level", "from", "to", "touches", "median_seconds") == [
        (-2, "(began)", "a", 1, None),
        (-2, "a", "a", 1, 600),
        (-1, "a", "b", 2, 600),
        (1, "b", "(ended)", 2, None),
    ]
    began, *_, ended = view.rows
    assert began["p90_seconds"].reason == "the journey began here"
    assert ended["median_seconds"].reason == "the journey ended here"
    for row in view.rows[1:-1]:
        assert row["median_seconds"].n == row["touches"]


def test_others_of_a_flow_are_timed_together(engine):
    view = flow(log_of(engine, MAP, JOURNEYS), around="a", levels=1, most=1)

    for row in view.rows:
        if row["median_seconds"].value is not None:
            assert row["median_seconds"].n == row["touches"]
    assert [r["p90_seconds"].value for r in view.rows if r["to"] == "(others)"] == [600]


def test_an_empty_log_has_no_ways(engine):
    log = log_of(engine, MAP, {})

    assert transitions(log).rows == ()
    assert transitions(log, most=1).rows == ()
    assert flow(log, around="a").rows == ()


def test_what_cannot_be_asked_is_refused(engine):
    log = log_of(engine, map_of("AB", stages=["AB"]), {"ann": "A"})

    with pytest.raises(UnknownTouchpointError, match="touchpoints are: a, b"):
        flow(log, around="q")
    with pytest.raises(NotPositiveError, match="'levels' must be more than 0"):
        flow(log, around="a", levels=0)
    with pytest.raises(NotPositiveError, match="'most' must be more than 0"):
        transitions(log, most=0)
    with pytest.raises(UnknownChoiceError, match="Did you mean 'forwards'"):
        flow(log, around="a", direction="forward")
