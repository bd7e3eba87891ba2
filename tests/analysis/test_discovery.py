from hypothesis import given, settings
from hypothesis import strategies as st

from footlights.analysis.discovery import (
    MEETINGS,
    NAMES,
    PRECEDENCE,
    SILENCES,
    WAYS,
    meeting_counts,
    name_counts,
    precedence_counts,
    silence_counts,
    typical_gap,
    way_gaps,
)
from footlights.engines.duckdb import DuckDBEngine
from support.small_logs import (
    MIDNIGHT,
    event,
    map_of,
    prepared_from,
    rows,
    steps_from,
    table_of,
    walks,
)

A, B, C = 1, 2, 3


def touches_of(engine, journeys):
    return prepared_from(engine, map_of("ABC"), walks(journeys)).touches


def steps_of(engine, journeys):
    return steps_from(engine, map_of("ABC"), walks(journeys))


def events_of(engine, events):
    return engine.load("events", table_of(events))


def tuples(found):
    return [tuple(row.values()) for row in found]


def test_names_come_most_frequent_first_and_ties_by_name(engine):
    events = events_of(engine, walks({"ann": "ABBC", "bob": "C"}))

    found = engine.fetch(name_counts(events)).to_pylist()

    assert tuples(found) == [("B", 2, 1), ("C", 2, 2), ("A", 1, 1)]


def test_a_row_that_closes_another_counts_as_an_event_and_makes_no_silence(engine):
    events = events_of(
        engine,
        [
            event("ann", "A", 0, until=MIDNIGHT.replace(hour=1)),
            event("ann", "A", 60, closes=True),
            event("ann", "B", 70),
        ],
    )

    # From the end of A at 60 to B at 70.
    assert tuples(rows(engine, name_counts(events), "event")) == [
        ("A", 2, 1),
        ("B", 1, 1),
    ]
    assert tuples(rows(engine, silence_counts(events, [599, 600, 601]))) == [(1, 1, 0)]


def test_silences_fall_under_the_shortest_step_that_holds_them(engine):
    events = events_of(
        engine,
        [
            event("ann", "A", 0),
            event("ann", "A", 1),
            event("ann", "A", 3),
            event("ann", "A", 9),
            event("bob", "A", 0),
            event("bob", "A", 0),
        ],
    )

    found = rows(engine, silence_counts(events, [60, 180]), "step")

    # Ann: 1, 2 and 6 minutes; Bob: none at all.
    assert [(row["step"], row["silences"]) for row in found] == [(0, 2), (1, 1), (2, 1)]


def test_silences_before_what_a_person_has_done_before_are_counted_apart(engine):
    events = events_of(engine, walks({"ann": "ABAC", "bob": "BB", "cat": "AB"}))

    # Again: the second A of Ann, the second B of Bob.
    assert tuples(rows(engine, silence_counts(events, [600]))) == [(0, 5, 2)]


def test_an_event_inside_another_makes_the_shortest_silence(engine):
    events = events_of(
        engine,
        [
            event("ann", "A", 0, until=MIDNIGHT.replace(hour=1)),
            event("ann", "B", 30),
        ],
    )

    assert tuples(rows(engine, silence_counts(events, [0, 60]))) == [(0, 1, 0)]


def test_meetings_count_touches_journeys_endings_and_returns(engine):
    steps = steps_of(engine, {"ann": "ABAA", "bob": "AB", "cat": "C"})

    found = rows(engine, meeting_counts(steps), "touchpoint_no")

    assert tuples(found) == [(A, 4, 2, 1, 1), (B, 2, 2, 1, 0), (C, 1, 1, 1, 0)]


def test_precedence_looks_at_first_touches_only(engine):
    steps = steps_of(engine, {"ann": "ABA", "bob": "BAB", "cat": "AC"})

    found = rows(engine, precedence_counts(steps), "touchpoint_no", "other_no")

    # Nobody met both B and C.
    assert tuples(found) == [(A, B, 2, 1), (A, C, 1, 1)]


def test_ways_say_how_often_and_how_long_and_staying_is_one(engine):
    events = [
        event("ann", "A", 0),
        event("ann", "A", 1),
        event("ann", "B", 5),
        event("bob", "A", 0),
        event("bob", "B", 2),
    ]
    touches = prepared_from(engine, map_of("AB"), events).touches

    found = rows(engine, way_gaps(touches), "touchpoint_no", "next_touchpoint_no")

    # From A to B took 4 and 2 minutes.
    assert tuples(found) == [(A, A, 1, 60.0), (A, B, 2, 180.0)]
    assert tuples(rows(engine, typical_gap(touches))) == [(120.0,)]


def test_there_is_no_typical_gap_where_nobody_goes_on(engine):
    touches = touches_of(engine, {"ann": "A"})
    steps = steps_of(engine, {"ann": "A"})

    assert tuples(rows(engine, typical_gap(touches))) == [(None,)]
    assert rows(engine, way_gaps(touches)) == []
    assert rows(engine, precedence_counts(steps)) == []


def test_contracts_are_kept(engine):
    events = events_of(engine, walks({"ann": "AB"}))
    touches = touches_of(engine, {"ann": "AB"})
    steps = steps_of(engine, {"ann": "AB"})

    # The event of the log is never null, which the result need not say again.
    assert name_counts(events).schema().names == NAMES.names
    assert silence_counts(events, [60]).schema() == SILENCES
    assert meeting_counts(steps).schema() == MEETINGS
    assert precedence_counts(steps).schema() == PRECEDENCE
    assert way_gaps(touches).schema() == WAYS


@settings(deadline=None, max_examples=20)
@given(
    st.dictionaries(
        st.sampled_from("pqrstu"), st.text("ABC", max_size=7, min_size=1), min_size=1
    )
)
def test_departures_and_endings_are_all_touches(walked):
    with DuckDBEngine() as engine:
        touches, steps = touches_of(engine, walked), steps_of(engine, walked)
        meetings = rows(engine, meeting_counts(steps))
        ways = rows(engine, way_gaps(touches))
        precedence = rows(engine, precedence_counts(steps))

    for row in meetings:
        left = [w for w in ways if w["touchpoint_no"] == row["touchpoint_no"]]
        assert row["touches"] == row["ends"] + sum(w["touches"] for w in left)
    for row in precedence:
        both = [
            w
            for w in walked.values()
            if {row["touchpoint_no"], row["other_no"]} <= {"_ABC".index(c) for c in w}
        ]
        assert row["journeys"] == len(both)
        assert 0 <= row["before"] <= row["journeys"]
