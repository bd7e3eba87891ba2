from datetime import timedelta

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from footlights.events.answers import (
    ANSWERS,
    answered_touches,
    judged_answers,
    with_answers,
)
from support.small_logs import MIDNIGHT, event, map_of, rows, table_of

A_MONTH = timedelta(days=30)


def answer(person, minute, score=5.0, **more):
    """Make one answer, some minutes after midnight."""
    at = MIDNIGHT + timedelta(minutes=minute)
    return {"person": person, "at": at, "score": score} | more


def answers_of(engine, given_):
    schema = ANSWERS.to_pyarrow()
    columns = [
        pa.array(
            [no if name == "answer_no" else one.get(name) for no, one in numbered],
            schema.field(name).type,
        )
        for name in ANSWERS.names
        for numbered in [list(enumerate(given_, start=1))]
    ]
    return engine.load("answers", pa.table(columns, schema=schema))


def judged(engine, events, given_, *, map_=None, within=A_MONTH, about=None):
    """Say of each answer to which event it belongs, by its number, or why to none."""
    log = engine.load("events", table_of(events))
    touches = answered_touches(log, map_)
    if about:
        touches = touches.filter(touches.event == about)
    found = judged_answers(
        answers_of(engine, given_), touches, log.select("person").distinct(), within
    )
    return [
        row["reason"] or row["touch_no"] for row in rows(engine, found, "answer_no")
    ]


VISITS = [event("ann", "V", 0), event("ann", "V", 60), event("ann", "C", 90)]


def test_an_answer_belongs_to_the_latest_touch_before_it(engine):
    assert judged(engine, VISITS, [answer("ann", 70)]) == [2]
    assert judged(engine, VISITS, [answer("ann", 59)]) == [1]
    assert judged(engine, VISITS, [answer("ann", 200)]) == [3]


def test_a_touch_at_the_very_moment_of_the_answer_is_before_it(engine):
    assert judged(engine, VISITS, [answer("ann", 60)]) == [2]


def test_only_touches_of_what_was_asked_about_count(engine):
    assert judged(engine, VISITS, [answer("ann", 200)], about="V") == [2]


def test_an_answer_may_say_itself_what_it_is_about(engine):
    map_ = map_of("VC")
    given_ = [
        answer("ann", 200, about="V"),
        answer("ann", 201, about="c"),
        answer("ann", 202, about="C"),
        answer("ann", 203, about="w"),
    ]

    # By the event, by the touchpoint's id, by the event again, and by neither.
    found = judged(engine, VISITS, given_, map_=map_)

    assert found == [2, 3, "touch-answered", "no-touch"]


def test_of_touches_at_one_instant_the_one_read_last_is_the_latest(engine):
    events = [event("ann", "V", 0), event("ann", "V", 0)]

    assert judged(engine, events, [answer("ann", 1)]) == [2]


def test_the_window_includes_its_end(engine):
    hour = timedelta(hours=1)
    given_ = [answer("ann", 60)]

    assert judged(engine, [event("ann", "V", 0)], given_, within=hour) == [1]
    assert judged(engine, [event("ann", "V", 0)], [answer("ann", 61)], within=hour) == [
        "touch-too-long-before"
    ]


def test_the_window_opens_when_the_touch_ends(engine):
    lasting = event("ann", "V", 0, until=MIDNIGHT + timedelta(minutes=100))
    hour = timedelta(hours=1)

    assert judged(engine, [lasting], [answer("ann", 160)], within=hour) == [1]
    assert judged(engine, [lasting], [answer("ann", 50)], within=hour) == [1]


def test_why_an_answer_belongs_to_no_touch(engine):
    events = [event("ann", "V", 10), event("bob", "C", 0)]
    given_ = [
        answer("ann", 5),
        answer("bob", 5),
        answer("cat", 5),
        answer("1.23457E+11", 5),
        answer("ann", 20, score=None),
        answer("ann", 20, left_out="preview"),
        answer("ann", 20),
    ]

    assert judged(engine, events, given_, about="V") == [
        "no-touch-before",
        "no-touch",
        "unknown-person",
        "rounded-person",
        "no-answer",
        "preview",
        1,
    ]


def test_a_response_counts_once_the_first_that_is_finished(engine):
    given_ = [
        answer("ann", 70, response="R1", left_out="unfinished"),
        answer("ann", 70, response="R1"),
        answer("ann", 5, response="R1"),
        answer("ann", 95, response=None),
        answer("ann", 10, response=None),
    ]

    assert judged(engine, VISITS, given_) == [
        "unfinished",
        2,
        "repeated-response",
        3,
        1,
    ]


def test_the_earliest_answer_about_a_touch_is_joined(engine):
    given_ = [answer("ann", 80), answer("ann", 70), answer("ann", 70), answer("ann", 5)]

    assert judged(engine, VISITS, given_) == ["touch-answered", 2, "touch-answered", 1]


def test_a_touch_with_a_score_of_its_own_keeps_it(engine):
    scored = [event("ann", "V", 0, score=2.0)]

    assert judged(engine, scored, [answer("ann", 5)]) == ["touch-has-score"]
    # Words alone take nothing from it.
    assert judged(engine, scored, [answer("ann", 5, None, text="Fine")]) == [1]


def test_answers_can_name_the_journey_instead_of_the_person(engine):
    events = [
        event("ann", "V", 0, journey="T1"),
        event("ann", "V", 10, journey="T2"),
        event("ann", "V", 20, journey="T1"),
    ]
    given_ = [
        answer(None, 30, journey="T2"),
        answer("ann", 15, journey="T1"),
        answer("ann", 30, journey="T3"),
    ]

    assert judged(engine, events, given_) == [2, 1, "no-touch"]


def test_an_event_that_the_map_does_not_explain_takes_no_answer(engine):
    assert judged(engine, VISITS, [answer("ann", 200)], map_=map_of("V")) == [2]


def test_a_row_that_only_closes_another_takes_no_answer(engine):
    events = [event("ann", "V", 0), event("ann", "V", 30, closes=True)]

    assert judged(engine, events, [answer("ann", 40)]) == [1]


def test_joined_answers_fill_the_event_and_change_nothing_else(engine):
    events = [
        event("ann", "V", 0, text="Came early"),
        event("bob", "V", 0, score=3.0, plan="gold"),
    ]
    log = engine.load("events", table_of(events))
    given_ = answers_of(engine, [answer("ann", 5, 4.0, text="Fine")])
    persons = log.select("person").distinct()
    found = judged_answers(given_, answered_touches(log, None), persons, A_MONTH)

    filled = rows(engine, with_answers(log, found, ()), "row_no")

    assert filled == [
        rows(engine, log, "row_no")[0] | {"score": 4.0, "text": "Came early\nFine"},
        rows(engine, log, "row_no")[1],
    ]


PERSONS = st.sampled_from(["ann", "bob"])
MINUTES = st.integers(0, 9)


@given(
    st.lists(st.tuples(PERSONS, st.sampled_from("VC"), MINUTES), max_size=8),
    st.lists(st.tuples(PERSONS, MINUTES), max_size=8),
    st.integers(0, 9),
)
@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_answers_are_joined_as_a_slow_search_would(engine, touched, answered, limit):
    events = [event(*one) for one in touched]
    given_ = [answer(*one) for one in answered]

    found = judged(engine, events, given_, within=timedelta(minutes=limit), about="V")

    assert [one if isinstance(one, int) else None for one in found] == _slowly(
        touched, answered, limit
    )


def _slowly(touched, answered, limit):
    belongs = []
    for person, minute in answered:
        before = [
            (at, no)
            for no, (who, what, at) in enumerate(touched, start=1)
            if who == person and what == "V" and at <= minute
        ]
        at, no = max(before, default=(None, None))
        belongs.append(no if no and minute - at <= limit else None)
    for no in {one for one in belongs if one}:
        rivals = [k for k, one in enumerate(belongs) if one == no]
        first = min(rivals, key=lambda k: (answered[k][1], k))
        for k in rivals:
            if k != first:
                belongs[k] = None
    return belongs
