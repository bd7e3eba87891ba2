"""The order in which people meet touchpoints, and where stages begin."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt
from typing import Any

from footlights.usecases.discovered_facts import Way

FEWEST_STAGES, MOST_STAGES = 3, 6


def precedence(rows: Iterable[Mapping[str, Any]]) -> dict[int, float]:
    """Say how early each touchpoint is met: the share of others it comes before.

    The mean over all touchpoints that any journey also met of the share of journeys
    that met this one first. Each share is drawn to one half by two journeys more, one
    for each order, so that two touchpoints that hardly ever meet decide little. Those
    that nobody met both of say nothing, so that where some people end is not called
    early because others went on elsewhere.

    Args:
        rows: `analysis.discovery.PRECEDENCE`.

    Returns:
        By touchpoint number, 0 (last) to 1 (first); one never met with another is
        left out.

    Source:
        Own definition; counted by hand in `tests/usecases/test_discovered_order.py`.
    """
    shares: dict[int, list[float]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: (r["touchpoint_no"], r["other_no"])):
        share = (row["before"] + 1) / (row["journeys"] + 2)
        shares[row["touchpoint_no"]].append(share)
        shares[row["other_no"]].append(1 - share)
    return {no: sum(found) / len(found) for no, found in shares.items()}


def in_order(
    names: Mapping[int, str], early: Mapping[int, float], met: Mapping[int, int]
) -> list[int]:
    """Put touchpoints in the order in which people meet them; ties by name.

    Args:
        names: Event name by touchpoint number.
        early: As `precedence` gives it; a touchpoint without is in the middle.
        met: Touches by touchpoint number; one that no journey met comes last.
    """
    return sorted(
        names,
        key=lambda no: (not met.get(no), -round(early.get(no, 0.5), 9), names[no]),
    )


@dataclass(frozen=True)
class Cut:
    """Where a stage begins."""

    place: int
    """Place in the order of its first touchpoint, from 0."""

    seconds: float | None
    """Usual time that passes here; None if the cut is merely even."""


def crossing_seconds(
    order: Sequence[int], ways: Mapping[tuple[int, int], Way]
) -> list[float]:
    """Say how much time usually passes at each place between two touchpoints.

    Args:
        order: Touchpoint numbers in order.
        ways: Ways by the touchpoints they lead from and to.

    Returns:
        For each place but the first: over all ways that lead from before it to it or
        beyond it, the mean of their median seconds, each as often as it was gone; 0
        where nobody passes.
    """
    place = {no: at for at, no in enumerate(order)}
    touches, seconds = [0] * (len(order) + 1), [0.0] * (len(order) + 1)
    for (before, after), way in ways.items():
        begin, end = place[before] + 1, place[after] + 1
        if begin < end:
            touches[begin] += way.touches
            touches[end] -= way.touches
            seconds[begin] += way.touches * way.seconds
            seconds[end] -= way.touches * way.seconds
    passing = zip(accumulate(seconds), accumulate(touches), strict=True)
    # Sums that go up and down again end a little off what they began with.
    means = [round(total / n, 6) if n else 0.0 for total, n in passing]
    return means[1 : len(order)]


def stage_cuts(crossing: Sequence[float], long: float) -> tuple[Cut, ...]:
    """Divide touchpoints into stages.

    As many stages as the square root of the touchpoints, at least 3 and at most 6,
    never more than touchpoints. Stages begin where the most time passes, if that is
    long and no other cut is within half an even stage; then the stage of most
    touchpoints is halved, the earlier of two, until there are enough.

    Args:
        crossing: As `crossing_seconds` gives it.
        long: Seconds that a time must exceed to divide stages.

    Returns:
        The begin of each stage, first to last; the first is 0.
    """
    places = len(crossing) + 1
    stages = min(places, MOST_STAGES, max(FEWEST_STAGES, round(sqrt(places))))
    apart = max(1, round(places / stages / 2))
    cuts: dict[int, float | None] = {0: None}
    for place in sorted(range(1, places), key=lambda at: (-crossing[at - 1], at)):
        is_free = place == places - 1 or all(abs(place - cut) >= apart for cut in cuts)
        is_free = is_free and place not in cuts
        if len(cuts) < stages and crossing[place - 1] > long and is_free:
            cuts[place] = crossing[place - 1]
    while len(cuts) < stages:
        begins = sorted(cuts)
        ends = [*begins[1:], places]
        begin, end = max(
            zip(begins, ends, strict=True), key=lambda s: (s[1] - s[0], -s[0])
        )
        cuts[(begin + end + 1) // 2] = None
    return tuple(Cut(place, cuts[place]) for place in sorted(cuts))
