from datetime import date, datetime

import pytest

from footlights.measures.cell_wording import cell_text, rests_on
from footlights.measures.result import Estimate


def estimate(value, low, high, n=100):
    return Estimate(value=value, low=low, high=high, n=n)


@pytest.mark.parametrize(
    ("name", "cell", "said"),
    [
        ("share_of_journeys", estimate(0.314, 0.27, 0.36), "31.4 % (27.0 to 36.0)"),
        ("share_of_journeys", estimate(-0.05, -0.1, 0.01), "−5.0 % (−10.0 to 1.0)"),
        (
            "share_of_journeys_difference",
            estimate(-0.05, -0.1, 0.01),
            "−5.0 points (−10.0 to +1.0)",
        ),
        (
            "median_seconds",
            estimate(560.0, 530.0, 595.0),
            "9 m 20 s (8 m 50 s to 9 m 55 s)",
        ),
        ("score", estimate(4.1, 3.9, 4.3), "4.10 (3.90 to 4.30)"),
        ("score", Estimate(value=None, low=None, high=None, n=0, reason="x"), "–"),
        ("share", estimate(0.0123, 0.0112, 0.0134), "1.2 % (1.1 to 1.3)"),
        ("score_p", 0.0312, "0.031"),
        ("share_completed_p", 0.00004, "<0.001"),
        ("touches_usual", 715.0, "715"),
        ("coverage", 0.18, "18.0 %"),
        ("share_wanted", 0.9, "90 %"),
        ("weekday", 7, "Sun"),
        ("journeys", 12345, "12,345"),
        ("is_first", True, "yes"),
        ("touchpoint", "greeting", "greeting"),
        ("on", date(2026, 3, 2), "2 Mar 2026"),
        ("at", datetime(2026, 3, 2, 9, 5), "2 Mar 2026 09:05"),
        ("touchpoint", None, "–"),
    ],
)
def test_cells_are_written_in_the_unit_of_their_column(name, cell, said):
    assert cell_text(name, cell) == said


@pytest.mark.parametrize(
    ("n", "is_counted", "said"),
    [
        (400, False, ", n 400"),
        (400, True, ""),
        (25, False, ", n 25, too few"),
        (25, True, ", too few"),
    ],
)
def test_a_number_says_what_it_rests_on(n, is_counted, said):
    assert rests_on(estimate(1.0, 0.5, 2.0, n), is_counted=is_counted) == said


def test_what_is_not_known_rests_on_nothing():
    assert rests_on(estimate(None, None, None, 0), is_counted=False) == ""
