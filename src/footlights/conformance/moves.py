"""One sequence of touches beside the map, move by move."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from footlights.conformance.plan import Plan

Kind = Literal["in_step", "moved", "extra", "skipped", "not_reached"]


@dataclass(frozen=True)
class Move:
    """A touch of a planned touchpoint, or a required place that stayed empty."""

    kind: Kind
    """As in `deviations.BySequence`."""

    touchpoint_no: int
    """The touchpoint; of an empty place, the one drawn first of those that share it."""


def moves(
    plan: Plan, touchpoint_nos: Sequence[int], is_in_step: Sequence[bool]
) -> list[Move]:
    """Tell what a sequence does, in its order.

    Of a touchpoint that is moved, the first touch is. A place that was skipped stands
    before the first touch in step of a later rank, and places not reached at the end.

    Args:
        plan: What the map asks.
        touchpoint_nos: The sequence.
        is_in_step: As `alignment.in_step` gives it for this sequence.

    Returns:
        One move per touch of a planned touchpoint and per required place that no
        touch fills or was moved from.
    """
    touches = list(zip(touchpoint_nos, is_in_step, strict=True))
    filled = {int(plan.place[no]) for no, kept in touches if kept}
    moved = _moved(plan, touchpoint_nos, filled)
    met = filled | {int(plan.place[no]) for no in moved}
    missing = [
        no
        for no in _first_drawn(plan)
        if plan.is_required[plan.place[no]] and int(plan.place[no]) not in met
    ]
    found: list[Move] = []
    for no, kept in touches:
        if kept:
            passed = [m for m in missing if plan.rank[m] < plan.rank[no]]
            found += [Move("skipped", m) for m in passed]
            missing = missing[len(passed) :]
            found.append(Move("in_step", no))
        elif no in moved:
            moved.remove(no)
            found.append(Move("moved", no))
        elif plan.rank[no]:
            found.append(Move("extra", no))
    return found + [Move("not_reached", m) for m in missing]


def _first_drawn(plan: Plan) -> list[int]:
    """Give the touchpoint drawn first of each place, in map order."""
    places, first = np.unique(plan.place, return_index=True)
    return [int(no) for place, no in zip(places, first, strict=True) if place]


def _moved(plan: Plan, touchpoint_nos: Sequence[int], filled: set[int]) -> set[int]:
    by_place: dict[int, int] = {}
    for no in sorted(set(touchpoint_nos)):
        place = int(plan.place[no])
        if place and place not in filled:
            by_place.setdefault(place, no)
    return set(by_place.values())
