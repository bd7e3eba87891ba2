from datetime import date

import pytest

from footlights.errors import BackwardsPeriodError, UnreadableSelectionError
from footlights.usecases.selection import Selection
from footlights.usecases.selection_text import selection_of


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("segment:regulars", Selection(segment="regulars")),
        ("not  segment: regulars", Selection(outside="regulars")),
        ("channel:web, completed", Selection(channel="web", is_completed=True)),
        ("not completed", Selection(is_completed=False)),
        (
            "period:2026-01-01..2026-02-01",
            Selection(from_on=date(2026, 1, 1), to_on=date(2026, 2, 1)),
        ),
        ("period:..2026-02-01", Selection(to_on=date(2026, 2, 1))),
    ],
)
def test_selections_are_read_as_people_type_them(text, meant):
    assert selection_of(text) == meant


@pytest.mark.parametrize(
    "text",
    ["", "regulars", "segment:", "not channel:web", "period:2026", "period:x..y"],
)
def test_what_chooses_no_journeys_is_said_with_what_would(text):
    with pytest.raises(UnreadableSelectionError, match="segment:ID"):
        selection_of(text)


def test_a_period_that_runs_backwards_is_refused():
    with pytest.raises(BackwardsPeriodError):
        selection_of("period:2026-02-01..2026-01-01")
