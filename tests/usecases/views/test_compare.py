from datetime import date

import numpy as np
import pytest

from footlights.errors import (
    EmptySelectionError,
    NotComparableError,
    OverlappingGroupsError,
)
from footlights.measures.estimates import estimate, share, unknown
from footlights.measures.view import View, ViewColumn
from footlights.statistics.intervals import Interval, share_difference
from footlights.usecases.selection import Selection
from footlights.usecases.views.compare import compare
from footlights.usecases.views.heat import hour_heat, value_heat
from footlights.usecases.views.person_journey import one_journey
from footlights.usecases.views.trends import trends
from support.small_logs import event, map_of
from support.views import log_of, row_of

TRIAL = {"id": "trial", "name": "Trial", "where": {"plan": "trial"}}
IN, OUT = Selection(segment="trial"), Selection(outside="trial")


@pytest.fixture
def log(engine):
    """Of 70 trials 56 go on to B, of 80 others 48."""
    events = []
    for n in range(150):
        plan = "trial" if n < 70 else "full"
        events.append(event(f"p{n}", "A", 0, plan=plan, location="Oslo"))
        if n < 56 or 70 <= n < 118:
            events.append(event(f"p{n}", "B", 1, plan=plan))
    map_ = map_of("AB", stages=["A", "B"], segments=[TRIAL])
    return log_of(engine, map_, events)


def view_of(rows, **notes):
    return View(
        name="small",
        columns=(
            ViewColumn(name="place", about="Where.", role="key"),
            ViewColumn(name="touches", about="Touches.", role="count"),
            ViewColumn(name="late", about="Share late.", role="estimate"),
            ViewColumn(name="word", about="A word."),
        ),
        rows=tuple(rows),
        **notes,
    )


def asked(*views):
    """Make a view that gives one answer after another."""
    answers = iter(views)
    return lambda _log: next(answers)


def row(place, late, word="same"):
    return {"place": place, "touches": late.n, "late": late, "word": word}


def test_a_difference_of_shares_is_newcombes(log):
    view = compare(trends, log, IN, OUT)

    (found,) = view.rows
    difference = found["share_completed_difference"]
    expected = share_difference(56, 70, 48, 80)
    assert (difference.value, difference.low, difference.high) == (
        expected.value,
        expected.low,
        expected.high,
    )
    assert difference.n == 150
    assert found["share_completed_one"].value == 0.8
    assert found["share_completed_other"].value == 0.6
    assert found["share_completed_is_different"] is True
    assert (found["journeys_one"], found["journeys_other"]) == (70, 80)


def test_the_notes_say_who_is_compared_and_how(log):
    notes = compare(trends, log, IN, OUT).notes

    assert notes[0] == "One: in the segment 'trial' (70 journeys)."
    assert notes[1] == "Other: outside the segment 'trial' (80 journeys)."
    assert "Zou and Donner" in notes[2]
    assert "Benjamini and Hochberg" in notes[2]


def test_options_reach_the_view(log):
    view = compare(value_heat, log, IN, OUT, by="location")

    assert [r["value"] for r in view.rows] == ["Oslo"]
    assert view.name == "value_heat_compared"


def test_the_columns_say_what_each_row_holds(log):
    view = compare(hour_heat, log, IN, OUT)

    assert view.keys == ("weekday", "hour")
    assert all(set(r) == {c.name for c in view.columns} for r in view.rows)
    assert view.to_table().num_rows == 168


def test_rows_of_one_side_have_numbers_there_and_no_difference(log):
    view = compare(
        asked(
            view_of([row("x", share(20, 40, "")), row("y", share(1, 40, ""))]),
            view_of([row("x", share(10, 40, "")), row("z", share(5, 40, ""))]),
        ),
        log,
        IN,
        OUT,
    )

    assert [r["place"] for r in view.rows] == ["x", "y", "z"]
    here = row_of(view, place="y")
    assert (here["touches_one"], here["touches_other"]) == (40, None)
    assert here["late_one"].value == 1 / 40
    assert here["late_other"].reason == "the other group has no such row"
    assert here["late_difference"].value is None
    assert (here["late_p"], here["late_is_different"]) == (None, None)


def test_too_few_are_said_and_not_tested(log):
    view = compare(
        asked(
            view_of([row("x", share(29, 29, ""))]),
            view_of([row("x", share(0, 900, ""))]),
        ),
        log,
        IN,
        OUT,
    )

    (found,) = view.rows
    assert found["late_difference"].reason == "too few"
    assert found["late_difference"].value == 1
    assert found["late_is_different"] is None
    assert "0 differences tested." in view.notes


def test_what_is_unknown_on_a_side_keeps_its_reason(log):
    view = compare(
        asked(
            view_of([row("x", unknown("nobody scored it"))]),
            view_of([row("x", share(5, 40, ""))]),
        ),
        log,
        IN,
        OUT,
    )

    assert view.rows[0]["late_difference"].reason == "nobody scored it"


def test_details_stand_on_the_side_that_they_are_of(log):
    few = share(1, 40, "")
    view = compare(
        asked(
            view_of([row("x", few), row("y", few, "here"), row("z", few, "only")]),
            view_of([row("x", few), row("y", few, "there")]),
        ),
        log,
        IN,
        OUT,
    )

    assert [(r["word_one"], r["word_other"]) for r in view.rows] == [
        ("same", "same"),
        ("here", "there"),
        ("only", None),
    ]


def test_what_is_cut_off_is_compared_with_nothing(log):
    view = compare(
        asked(
            view_of([row("x", share(20, 40, "")), row("(others)", share(9, 40, ""))]),
            view_of([row("y", share(10, 40, "")), row("(others)", share(8, 40, ""))]),
        ),
        log,
        IN,
        OUT,
    )

    others, here = row_of(view, place="(others)"), row_of(view, place="x")
    assert others["late_one"].value == 9 / 40
    assert others["late_difference"].reason == "each group has (others) of its own"
    assert others["late_is_different"] is None
    assert here["late_other"].reason.endswith("or has it among its (others)")


def test_a_note_that_one_group_alone_has_says_so(log):
    one, other = view_of([], notes=("Both.", "Mine.")), view_of([], notes=("Both.",))

    notes = compare(asked(one, other), log, IN, OUT).notes

    assert notes[-2:] == ("Both.", "One: Mine.")


def test_a_question_about_one_journey_compares_no_groups(log):
    with pytest.raises(NotComparableError, match="'one-journey' looks at a single"):
        compare(one_journey, log, IN, OUT, journey_key=1)


def test_false_discoveries_are_paid_for_over_all_rows(log):
    rng = np.random.default_rng(11)

    def side():
        values = rng.normal(size=400)
        return view_of(
            row(str(n), estimate(Interval(v, v - 1.96, v + 1.96), 100))
            for n, v in enumerate(values)
        )

    view = compare(asked(side(), side()), log, IN, OUT)

    alone = sum(
        r["late_difference"].low * r["late_difference"].high > 0 for r in view.rows
    )
    assert alone > 5
    assert not any(r["late_is_different"] for r in view.rows)


def test_groups_that_share_journeys_are_refused(log):
    with pytest.raises(OverlappingGroupsError, match="70 journeys are in both"):
        compare(trends, log, IN, Selection())


def test_persons_in_both_groups_are_said(engine):
    events = [
        event("ann", "A", 0, plan="trial"),
        event("ann", "A", 2000, plan="full"),
        event("bob", "A", 0, plan="full"),
    ]
    log = log_of(engine, map_of("A", gap="1h", segments=[TRIAL]), events)

    notes = compare(trends, log, IN, OUT).notes

    assert any(note.startswith("1 person has journeys in both") for note in notes)


def test_nobody_in_a_group_is_an_error(log):
    with pytest.raises(EmptySelectionError):
        compare(trends, log, IN, Selection(from_on=date(2030, 1, 1)))
