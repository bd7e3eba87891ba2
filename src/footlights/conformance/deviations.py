"""Where sequences deviate from the order that a map draws, counted."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from footlights.conformance.plan import Bools, Plan
from footlights.conformance.sequences import Sequences

Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]

CELLS = 1 << 22
"""Sequences times touchpoints that are counted at once: bounds memory."""


@dataclass(frozen=True)
class BySequence:
    """What each sequence does; arrays in their order.

    Touches are in step, moved or extra. A touchpoint is *moved* in a sequence that
    meets it, but never in step, and whose place stays empty: one of its touches is
    then out of order, and the others are extra. Where touchpoints share a place, as
    in a stage that is `one_of`, only the one drawn first of those met is moved.

    A required place is filled, or a touchpoint of it is moved, or it is *skipped*: a
    touch of a later rank is in step; or *not reached*: there is none.

    So a touchpoint that is moved counts once, though it costs 2 where it is required:
    its touch is extra, and its place is empty.
    """

    touches: Numbers
    """Touches of planned touchpoints: `in_step + moved + extra`."""

    in_step: Numbers
    """Touches in step."""

    moved: Numbers
    """Touches that are moved."""

    extra: Numbers
    """Touches that are extra."""

    skipped: Numbers
    """Required places that are skipped."""

    not_reached: Numbers
    """Required places that are not reached."""

    cost: Numbers
    """What the alignment costs: touches not in step, and required places empty."""

    fitness: Shares
    """1 less the cost as a share of the worst, where no touch is in step; 0 to 1."""


@dataclass(frozen=True)
class Totals:
    """What all journeys do at each touchpoint and place, sequences by their weight.

    Touches and journeys by `touchpoint_no`, the last two by `place_no`.
    """

    touches: Numbers
    """Touches, those of touchpoints that are not planned too."""

    in_step: Numbers
    """Touches in step."""

    moved: Numbers
    """Touches that are moved, and journeys in which they are: once in each."""

    extra: Numbers
    """Touches that are extra."""

    journeys: Numbers
    """Journeys that were here."""

    journeys_in_step: Numbers
    """Journeys that were here in step."""

    journeys_extra: Numbers
    """Journeys with a touch here that is extra."""

    skipped: Numbers
    """Of each place, journeys that skipped it."""

    not_reached: Numbers
    """Of each place, journeys that did not reach it."""


def deviations(
    plan: Plan, sequences: Sequences, flags: Bools, weights: Numbers
) -> tuple[BySequence, Totals]:
    """Count where sequences deviate from a plan.

    Args:
        plan: What the map asks.
        sequences: Touchpoint numbers in order.
        flags: Of each touch, whether it is in step: as `alignment.in_step` gives it.
        weights: How many journeys share each sequence.

    Returns:
        Counts of each sequence, and totals over journeys.
    """
    parts = [
        _counted(plan, part, flags[touches], weights[rows])
        for rows, part, touches in _parts(plan, sequences)
    ]
    by_sequence = zip(*(vars(part).values() for part, _ in parts), strict=True)
    totals = zip(*(vars(part).values() for _, part in parts), strict=True)
    return (
        BySequence(*(np.concatenate(each) for each in by_sequence)),
        Totals(*(np.sum(each, axis=0) for each in totals)),
    )


def _parts(
    plan: Plan, sequences: Sequences
) -> Iterator[tuple[slice, Sequences, slice]]:
    most = max(1, CELLS // len(plan.rank))
    for first in range(0, max(1, len(sequences)), most):
        starts = sequences.starts[first : first + most + 1]
        touches = slice(starts[0], starts[-1])
        part = Sequences(sequences.touchpoint_no[touches], starts - starts[0])
        yield slice(first, first + most), part, touches


def _counted(
    plan: Plan, sequences: Sequences, flags: Bools, weights: Numbers
) -> tuple[BySequence, Totals]:
    kept = _by_touchpoint(plan, sequences, flags)
    others = _by_touchpoint(plan, sequences, ~flags)
    touches = kept + others
    planned = plan.rank > 0
    filled = _by_place(plan, kept > 0)
    moved = (others > 0) & planned & ~filled[:, plan.place]
    moved &= _first_of_place(plan, moved)
    extra = np.where(planned, others - moved, 0)
    empty = plan.is_required & ~filled
    missing = empty & ~_by_place(plan, moved)
    furthest = np.where(kept > 0, plan.rank, 0).max(axis=1)
    is_passed = plan.place_rank < furthest[:, None]
    skipped, not_reached = missing & is_passed, missing & ~is_passed
    length = touches[:, planned].sum(axis=1)
    cost = length - kept.sum(axis=1) + empty.sum(axis=1)
    worst = length + plan.required
    by_sequence = BySequence(
        touches=length,
        in_step=kept.sum(axis=1),
        moved=moved.sum(axis=1),
        extra=extra.sum(axis=1),
        skipped=skipped.sum(axis=1),
        not_reached=not_reached.sum(axis=1),
        cost=cost,
        fitness=1 - cost / np.maximum(worst, 1),
    )
    counted = (touches, kept, moved, extra, touches > 0, kept > 0, extra > 0)
    places = (skipped, not_reached)
    return by_sequence, Totals(*(weights @ each for each in (*counted, *places)))


def _by_touchpoint(plan: Plan, sequences: Sequences, flags: Bools) -> Numbers:
    """Count flagged touches, sequence by touchpoint."""
    width = len(plan.rank)
    cells = sequences.sequence_no[flags] * width + sequences.touchpoint_no[flags]
    counted = np.bincount(cells, minlength=len(sequences) * width)
    return counted.reshape(len(sequences), width)


def _by_place(plan: Plan, is_met: Bools) -> Bools:
    """Tell for each sequence and place whether any of its touchpoints is met."""
    found = np.zeros((len(is_met), len(plan.is_required)), np.bool_)
    for touchpoint_no in np.flatnonzero(plan.rank):
        found[:, plan.place[touchpoint_no]] |= is_met[:, touchpoint_no]
    return found


def _first_of_place(plan: Plan, is_met: Bools) -> Bools:
    """Keep, of the touchpoints met that share a place, the one drawn first."""
    found = is_met.copy()
    taken = np.zeros((len(is_met), len(plan.is_required)), np.bool_)
    for touchpoint_no in np.flatnonzero(plan.rank):
        place = plan.place[touchpoint_no]
        found[:, touchpoint_no] &= ~taken[:, place]
        taken[:, place] |= is_met[:, touchpoint_no]
    return found
