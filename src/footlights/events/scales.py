"""Which scale scores stand on, seen from the scores."""

from footlights.events.contract import Scale

STANDARD_SCALES = (
    Scale(1, 5),
    Scale(0, 5),
    Scale(1, 7),
    Scale(1, 10),
    Scale(0, 10),
    Scale(-2, 2),
    Scale(0, 100),
    Scale(-100, 100),
)
"""Scales in use, smallest first among those that people choose between."""


def smallest_scale(low: float, high: float) -> Scale:
    """Give the smallest standard scale that holds all scores.

    Scores from 0 to 1 could be shares or a thumb up or down: the scale is 0-1. Where
    no standard scale holds them, it goes from the lowest to the highest score.

    Args:
        low: Lowest score.
        high: Highest score.
    """
    if low >= 0 and high <= 1 and low < 1:
        return Scale(0, 1)
    for scale in STANDARD_SCALES:
        if scale.low <= low and high <= scale.high:
            return scale
    return Scale(low, high)
