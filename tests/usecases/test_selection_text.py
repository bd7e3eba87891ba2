from datetime import date

import pytest

from footlights.errors import (
    BackwardsPeriodError,
    ContradictorySelectionError,
    UnreadableSelectionError,
)
from footlights.usecases.selection import Selection
from footlights.usecases.selection_text import selection_of


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("segment:regulars", Selection(segment="regulars")),
        ("persona:nurse, completed", Selection(persona="nurse", is_completed=True)),
        ("not  segment: regulars", Selection(outside="regulars")),
        ("channel:web, completed", Selection(channel="web", is_completed=True)),
        ("not completed", Selection(is_completed=False)),
        (
            "period:2026-01-01..2026-02-01",
            Selection(from_on=date(2026, 1, 1), to_on=date(2026, 2, 1)),
        ),
        ("period:..2026-02-01", Selection(to_on=date(2026, 2, 1))),
        ("segment:regulars,segment:large", Selection(segment=("regulars", "large"))),
        ("not segment:a, not segment:b", Selection(outside=["a", "b"])),
        ("channel:web,channel:email", Selection(channel=("web", "email"))),
        (
            'channel:"Phone, desk",completed',
            Selection(channel="Phone, desk", is_completed=True),
        ),
        (
            "period:2026-01-01..2026-02-28,period:2026-02-01..",
            Selection(from_on=date(2026, 2, 1), to_on=date(2026, 2, 28)),
        ),
        ("segment:a,segment:a", Selection(segment="a")),
        (
            "pattern:order ->> pay within 3h",
            Selection(pattern="order ->> pay within 3h"),
        ),
        ("not pattern : order", Selection(not_pattern="order")),
        (
            "pattern:order{2,5} -> (a, b), completed",
            Selection(pattern="order{2,5} -> (a, b)", is_completed=True),
        ),
        (
            'pattern:team:"Floor, bar (out" -> pay, pattern:order',
            Selection(pattern=('team:"Floor, bar (out" -> pay', "order")),
        ),
        (
            'pattern:"order -> pay",completed',
            Selection(pattern="order -> pay", is_completed=True),
        ),
    ],
)
def test_selections_are_read_as_people_type_them(text, meant):
    assert selection_of(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "regulars",
        "segment:",
        "not channel:web",
        "period:2026",
        "period:x..y",
        "pattern:",
        "segment:a,",
        "completed:yes",
    ],
)
def test_what_chooses_no_journeys_is_said_with_what_would(text):
    with pytest.raises(UnreadableSelectionError, match="segment:ID"):
        selection_of(text)


def test_a_period_that_runs_backwards_is_refused():
    with pytest.raises(BackwardsPeriodError):
        selection_of("period:2026-02-01..2026-01-01")


@pytest.mark.parametrize(
    "text",
    [
        "completed,not completed",
        "segment:a, not segment:a",
        "pattern:order, not pattern:order",
        "period:..2026-01-31,period:2026-02-01..",
    ],
)
def test_what_excludes_itself_is_refused(text):
    with pytest.raises(ContradictorySelectionError, match="No journey is both"):
        selection_of(text)


def test_a_comma_that_cuts_a_pattern_is_said_with_where_it_may_stand():
    with pytest.raises(UnreadableSelectionError, match="quotes, brackets or braces"):
        selection_of("pattern:order -> pay, put-right")
