import pytest

from footlights.events.contract import Scale
from footlights.events.scales import smallest_scale


@pytest.mark.parametrize(
    ("low", "high", "scale"),
    [
        (1, 5, Scale(1, 5)),
        (2, 4, Scale(1, 5)),
        (0, 5, Scale(0, 5)),
        (1, 7, Scale(1, 7)),
        (1, 9, Scale(1, 10)),
        (0, 9, Scale(0, 10)),
        (0, 1, Scale(0, 1)),
        (1, 1, Scale(1, 5)),
        (-2, 1, Scale(-2, 2)),
        (0, 88, Scale(0, 100)),
        (-5000, 7, Scale(-5000, 7)),
    ],
)
def test_the_smallest_standard_scale_that_holds_all_is_taken(low, high, scale):
    assert smallest_scale(low, high) == scale
