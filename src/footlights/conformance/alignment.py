"""The best alignment of sequences of touches with the order that a map draws."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from footlights.conformance.endings import Endings, endings_of
from footlights.conformance.plan import Bools, Plan
from footlights.conformance.runs import runs_of
from footlights.conformance.sequences import Sequences

CELLS = 1 << 26
"""Touches times touchpoints that are looked at at once: bounds memory."""


def in_step(plan: Plan, sequences: Sequences) -> Bools:
    """Tell for each touch whether it is in step with the plan.

    An alignment keeps some touches *in step*, in their order, so that they follow
    the plan but for places left empty. It costs 1 for every touch that is not in
    step, which is *extra*, and 1 for every required place that is left empty, which
    is *skipped*; a touch in step and a place left empty that need not be filled cost
    nothing. The cheapest alignment is taken. Of several, it is the one that keeps the
    first touch in step if any of them does, then the second if any of those does, and
    so on: so there is exactly one. A touch of a touchpoint that is no part of the
    plan is neither kept nor counted; it is never in step.

    What a cheapest alignment saves, of a sequence that ends alike and after the same
    touchpoint in step, is the same. It is found ending by ending, from the shortest:

        saved(ending, after t) = the larger of
            saved(rest, after t)                        the first touch is extra,
            worth of its place + saved(rest, after it)  it is in step, if its rank
                                                        is higher than that of t,
        or 1 + saved(rest, after t) if it is t itself, and t repeats.

    So the state of the automaton is no more than the touchpoint last in step. Only a
    stage met in any order needs to know more: which of its touchpoints were met. A
    set of k of them has 2 to the k states; but what a run of touches saves in such a
    stage does not depend on their order, so where the run ends is chosen instead of
    what it met. `runs.Runs` says why no more than 2 k + 1 ends need to be kept, so
    that this is exact for any number of touchpoints.

    Time grows with the number of distinct endings times touchpoints; never faster.

    Args:
        plan: What the map asks.
        sequences: Touchpoint numbers in order.

    Returns:
        For each touch of `sequences`, whether it is in step.

    Source:
        Own definition; costs are those of Adriansyah 2014 for alignments with unit
        costs. Checked in `tests/conformance` against a shortest path through all
        states, and against all choices of touches.
    """
    found = np.zeros(len(sequences.touchpoint_no), np.bool_)
    is_planned = plan.rank[sequences.touchpoint_no] > 0
    planned = sequences.only(is_planned)
    kept = np.zeros(len(planned.touchpoint_no), np.bool_)
    for chosen in planned.blocks(CELLS // len(plan.rank)):
        endings = endings_of(planned, chosen)
        flags = _read(plan, endings, _best(plan, endings))
        rows, columns = np.nonzero(endings.touchpoint_no)
        last = planned.starts[endings.rows + 1] - 1
        kept[last[rows] - columns] = flags[rows, columns]
    found[is_planned] = kept
    return found


@dataclass(frozen=True)
class _Choices:
    """What to do with the first touch of every ending."""

    takes: Bools
    """By ending and touchpoint last in step: whether the touch is in step."""

    until: NDArray[np.int32]
    """Length of the ending with which a run in any order is over that begins here."""


def _best(plan: Plan, endings: Endings) -> _Choices:
    """Choose, for every ending and every touchpoint last in step before it."""
    takes = np.empty((endings.nodes, len(plan.rank)), np.bool_)
    until = np.zeros(endings.nodes, np.int32)
    comes_later = plan.rank[:, None] > plan.rank
    worth = plan.worth
    repeats = plan.repeats & ~plan.is_any
    saved = np.zeros((1, len(plan.rank)), np.int32)
    runs = runs_of(plan)
    for d in range(endings.longest):
        level = endings.level(d)
        touchpoint = level.touchpoint_no
        each = np.arange(len(touchpoint))
        saved = saved[level.shorter]
        gain = saved[each, touchpoint] + worth[touchpoint]
        for rank, run in runs.items():
            run.begin_with(touchpoint, level.again, level.shorter)
            here = np.flatnonzero(plan.rank[touchpoint] == rank)
            gain[here], until[level.nodes.start + here] = run.best(here)
        taken = comes_later[touchpoint] & (gain[:, None] >= saved)
        saved = np.where(taken, gain[:, None], saved)
        again = repeats[touchpoint]
        taken[each, touchpoint] |= again
        saved[each, touchpoint] += again
        takes[level.nodes] = taken
        for run in runs.values():
            run.end_at(d + 1, saved)
    return _Choices(takes, until)


def _read(plan: Plan, endings: Endings, choices: _Choices) -> Bools:
    """Follow the choices from the first touch of each sequence to the last."""
    flags = np.zeros(endings.touchpoint_no.shape, np.bool_)
    longest_first = np.argsort(-endings.lengths, kind="stable")
    so_long = np.bincount(endings.lengths, minlength=endings.longest + 1)
    at_least = np.cumsum(so_long[::-1])[::-1]
    state = np.zeros(len(endings.rows), np.int16)
    begun = np.zeros(len(endings.rows), np.int32)
    over = np.full(len(endings.rows), endings.longest + 1, np.int32)
    for length in range(endings.longest, 0, -1):
        rows = longest_first[: at_least[length]]
        touchpoint = endings.touchpoint_no[rows, length - 1]
        node = endings.node[rows, length - 1]
        last = state[rows]
        is_inside = length > over[rows]
        # Inside a run, what belongs to the stage is in step but for what comes again.
        belongs = plan.is_any[touchpoint] & (plan.rank[touchpoint] == plan.rank[last])
        is_new = endings.before[rows, length - 1] > begun[rows]
        goes_on = belongs & (is_new | plan.repeats[touchpoint])
        taken = np.where(is_inside, goes_on, choices.takes[node, last])
        begins = taken & ~is_inside & plan.is_any[touchpoint]
        begun[rows] = np.where(begins, length, begun[rows])
        over[rows] = np.where(begins, choices.until[node], over[rows])
        state[rows] = np.where(taken, touchpoint, last)
        flags[rows, length - 1] = taken
    return flags
