"""The order in which people meet touchpoints, and where stages begin."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any

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
    """Median time from the touchpoint before; None if the cut is merely even."""


def stage_cuts(
    places: int, gap_before: Callable[[int], float | None]
) -> tuple[Cut, ...]:
    """Divide touchpoints into stages.

    As many stages as the square root of the touchpoints, at least 3 and at most 6,
    never more than touchpoints. Each begins near where it would if all were equally
    long, there where the time from the touchpoint before is the longest.

    Args:
        places: Touchpoints in order, at least one.
        gap_before: Median seconds from the touchpoint before a place to it; None
            where too few went that way.

    Returns:
        The begin of each stage, first to last; the first is 0.
    """
    stages = min(places, MOST_STAGES, max(FEWEST_STAGES, round(sqrt(places))))
    slack = max(0, (ceil(places / stages) - 1) // 2)
    cuts = [Cut(0, None)]
    for stage in range(1, stages):
        even = round(stage * places / stages)
        last = min(places - (stages - stage), even + slack)
        near = range(max(cuts[-1].place + 1, even - slack), last + 1)
        cuts.append(_cut(near, even, gap_before))
    return tuple(cuts)


def _cut(
    near: Sequence[int], even: int, gap_before: Callable[[int], float | None]
) -> Cut:
    found = {place: gap_before(place) for place in near}
    longest = max((gap for gap in found.values() if gap), default=None)
    # Of equal gaps the one nearest to an even cut, of these the earlier.
    place = min(
        (place for place, gap in found.items() if longest is None or gap == longest),
        key=lambda place: (abs(place - even), place),
    )
    return Cut(place, longest)
