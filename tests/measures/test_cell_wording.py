from datetime import date, datetime

import pytest

from footlights.measures.cell_wording import cell_text
from footlights.measures.result import Estimate


def estimate(value, low, high, n=100):
    return Estimate(value=value, low=low, high=high, n=n)


@pytest.mark.parametrize(
    ("name", "cell", "said"),
    [
        ("share_of_journeys", estimate(0.314, 0.27, 0.36), "31 % (27 % to 36 %)"),
        ("share_of_journeys", estimate(-0.05, -0.1, 0.01), "−5 % (−10 % to 1 %)"),
        (
            "median_seconds",
            estimate(560.0, 530.0, 595.0),
            "9 m 20 s (8 m 50 s to 9 m 55 s)",
        ),
        ("score", estimate(4.1, 3.9, 4.3), "4.10 (3.90 to 4.30)"),
        ("score", Estimate(value=None, low=None, high=None, n=0, reason="x"), "–"),
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
