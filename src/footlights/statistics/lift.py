"""How much more often two things come together than chance would bring them."""

from dataclasses import dataclass
from math import exp, log, sqrt

from footlights.statistics.intervals import Interval, Z


@dataclass(frozen=True)
class Together:
    """Counts of two events, of both, and of both in the way that is asked about."""

    n: int
    """How many were looked at."""

    first: int
    """How many have the first."""

    second: int
    """How many have the second."""

    both: int
    """How many have the first and the second, in any way."""

    asked: int
    """How many of `both` have them in the way that is asked about."""


def lift(counts: Together) -> Interval:
    """Give the lift: the share of the asked, over the product of the two shares.

    The interval is 95 % on the logarithm, by the delta method for counts of one sample:
    the variance of log(asked n / (first second)) is
    (1 / asked - 1 / first - 1 / second - 1 / n + 2 both / (first second)).

    Args:
        counts: `first` and `second` at least 1; `asked` at most `both`.

    Returns:
        0 without an upper bound if `asked` is 0, where a logarithm has no spread.

    Source:
        Own derivation; where `asked` is `both`, the known variance of the log of an
        observed over an expected count. Checked against resampling in
        `tests/statistics/test_lift.py`.
    """
    if counts.asked == 0:
        return Interval(0.0, 0.0, None)
    product = counts.first * counts.second
    value = counts.asked * counts.n / product
    spread = (
        1 / counts.asked
        - 1 / counts.first
        - 1 / counts.second
        - 1 / counts.n
        + 2 * counts.both / product
    )
    half = Z * sqrt(max(spread, 0.0))
    return Interval(value, exp(log(value) - half), exp(log(value) + half))
