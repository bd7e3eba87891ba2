import sys
from datetime import timedelta

import pytest

from footlights.errors import NotPositiveError, UnknownAboutError
from footlights.usecases.views import repeat_contacts
from support.small_logs import event, map_of
from support.views import cells, log_of

DAY = 24 * 60
COUNTED = ("touches", "repeated", "persons", "share_of_persons")


@pytest.fixture
def contacts(engine):
    events = [
        event("ann", "A", 0),
        event("ann", "A", 7 * DAY),
        event("ann", "A", 15 * DAY),
        event("ann", "B", 16 * DAY),
        event("bob", "A", 0),
        event("bob", "A", 1),
    ]
    map_ = map_of("AB", stages=["AB"], gap="1d")
    return log_of(engine, map_, events)


@pytest.fixture
def subjects(engine):
    said = [
        ("ann", 0, "bill"),
        ("ann", 1, "move"),
        ("ann", 2, "bill"),  # two days after her first about the bill
        ("ann", 20, "bill"),  # too late
        ("bob", 0, "bill"),
        ("bob", 1, None),
        ("bob", 2, None),  # about nothing, like the one before: no repeat
        ("cat", 0, "move"),
        ("cat", 1, "move"),
        ("cat", 2, "move"),
        ("dan", 0, "fee"),
    ]
    events = [
        # Two touchpoints in turn: what is the same is the subject alone.
        event(person, "AB"[n % 2], day * DAY, subject=subject, team="desk")
        for n, (person, day, subject) in enumerate(said)
    ]
    return log_of(engine, map_of("AB", gap="12h"), events)


def test_exactly_the_time_is_within_it_in_any_journey(contacts):
    view = repeat_contacts(contacts)

    # ann after 7 days is again, after 8 more is not; bob in the same journey is.
    assert cells(view, "touchpoint", *COUNTED) == [
        ("a", 5, 2, 2, 1.0),
        ("b", 1, 0, 1, 0.0),
    ]


def test_what_is_the_same_may_be_a_stage(contacts):
    view = repeat_contacts(contacts, about="stage", within=timedelta(days=1))

    # ann's B comes one day after her A; bob's A one minute.
    assert cells(view, "stage", "touches", "repeated", "persons") == [
        ("stage-1", 6, 2, 2)
    ]


def test_what_is_the_same_may_be_a_column_of_the_log(subjects):
    view = repeat_contacts(subjects, about="subject")

    assert cells(view, "value", *COUNTED) == [
        ("bill", 4, 1, 2, 0.5),
        ("move", 4, 2, 2, 0.5),
        ("fee", 1, 0, 1, 0.0),
    ]
    assert view.rows[0]["median_seconds"].value == timedelta(days=2).total_seconds()
    assert view.rows[2]["median_seconds"].value is None


def test_a_touch_without_a_subject_is_about_nothing_and_it_is_said(subjects):
    notes = " ".join(repeat_contacts(subjects, about="subject").notes)

    assert "with the same subject" in notes
    assert "2 touches without a value of subject: about nothing" in notes


def test_a_team_may_be_what_is_the_same(subjects):
    (row,) = repeat_contacts(subjects, about="team").rows

    # ann after 1 and 2 days, bob after 1 and 2, cat after 1 and 2.
    assert row["value"] == "desk"
    assert (row["touches"], row["repeated"], row["persons"]) == (11, 6, 4)


def test_rare_values_stand_together_and_each_person_once(subjects, monkeypatch):
    monkeypatch.setattr(sys.modules[repeat_contacts.__module__], "MOST_VALUES", 1)

    view = repeat_contacts(subjects, about="subject")

    # The others are about moving and the fee: ann, cat and dan.
    assert [row["value"] for row in view.rows] == ["bill", "(others)"]
    assert cells(view, *COUNTED)[1] == (5, 2, 3, pytest.approx(1 / 3))
    assert view.rows[1]["median_seconds"].value == timedelta(days=1).total_seconds()
    assert "Only the 1 most frequent values" in " ".join(view.notes)


def test_a_value_that_reads_like_the_others_stays_its_own(engine):
    events = [event("ann", "A", n, subject="(others)") for n in range(2)]

    view = repeat_contacts(log_of(engine, map_of("A"), events), about="subject")

    assert cells(view, "value", "touches", "repeated") == [("(others)", 2, 1)]


def test_a_column_with_nothing_in_it_has_no_rows(engine):
    events = [event("ann", "A", n, subject=None) for n in range(2)]
    log = log_of(engine, map_of("A"), events)

    assert repeat_contacts(log, about="subject").rows == ()


def test_no_time_and_no_such_column_are_refused(subjects):
    with pytest.raises(NotPositiveError):
        repeat_contacts(subjects, within=timedelta(0))
    with pytest.raises(UnknownAboutError, match="Did you mean 'subject'"):
        repeat_contacts(subjects, about="subjct")
    with pytest.raises(UnknownAboutError, match="Did you mean 'touchpoint'"):
        repeat_contacts(subjects, about="touchpoints")


def test_an_empty_log_has_no_repeats(engine):
    log = log_of(engine, map_of("A"), [])

    assert repeat_contacts(log).rows == repeat_contacts(log, about="event").rows == ()
