from datetime import date, timedelta

import pytest

from footlights.errors import (
    BackwardsPeriodError,
    ContradictorySelectionError,
)
from footlights.usecases.selection import Selection
from support.small_logs import MIDNIGHT


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(BackwardsPeriodError):
        Selection(from_on=date(2026, 3, 2), to_on=date(2026, 3, 1))


def test_a_selection_says_what_it_means():
    begun = MIDNIGHT.date()

    assert str(Selection()) == "all journeys"
    assert (
        str(
            Selection(
                outside="trial",
                from_on=begun,
                to_on=begun + timedelta(days=1),
                channel="web",
                is_completed=True,
            )
        )
        == "outside the segment 'trial', begun from 2026-03-02 on, begun by the end of"
        " 2026-03-03, with the channel 'web', completed"
    )


def test_one_text_and_one_in_a_list_are_the_same():
    assert Selection(segment="a") == Selection(segment=["a"]) == Selection(("a", "a"))
    assert Selection(channel=None) == Selection()
    assert hash(Selection(pattern="a")) == hash(Selection(pattern=("a",)))


@pytest.mark.parametrize(
    "said",
    [{"segment": ("b", "a"), "outside": "a"}, {"pattern": "a", "not_pattern": "a"}],
)
def test_what_excludes_itself_is_refused(said):
    with pytest.raises(ContradictorySelectionError, match="'a'"):
        Selection(**said)


def test_a_pattern_in_words():
    said = Selection(segment=("a", "b"), pattern="x", not_pattern="y")

    assert str(said) == (
        "in the segment 'a', in the segment 'b', matching the pattern 'x', not matching"
        " the pattern 'y'"
    )
