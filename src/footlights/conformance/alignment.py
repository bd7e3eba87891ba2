"""The best alignment of sequences of touches with the order that a map draws."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from footlights.conformance.endings import Endings, endings_of
from footlights.conformance.plan import Bools, Plan
from footlights.conformance.runs import runs_of
from footlights.conformance.sequences import Sequences

CELLS = 1 << 22
"""Touches that are laid out at once, empty ones counted: bounds memory."""


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
    set of k of them has 2 to the k states; but what a whole run of touches saves in
    such a stage follows from the run itself, whatever the order: each touchpoint in
    it is worth its place once, and 1 each further time if it repeats. So instead of
    the touchpoints met, the end of the run is chosen, for which there are no more
    ways than touches: exact for any number of touchpoints.

    Time grows with the number of distinct endings times touchpoints, and in stages
    of any order times touches.

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
    for chosen in planned.blocks(CELLS):
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
    shorter_first = 0
    for d in range(endings.longest):
        rows, nodes = endings.level(d)
        touchpoint = endings.touchpoint_no[rows, d]
        shorter = (
            endings.node[rows, d - 1] - shorter_first if d else np.zeros_like(rows)
        )
        shorter_first = nodes.start
        each = np.arange(len(rows))
        saved = saved[shorter]
        gain = saved[each, touchpoint] + worth[touchpoint]
        rank_met = np.where(plan.is_any, plan.rank, 0)[touchpoint]
        for rank, run in runs.items():
            run.begin_with(touchpoint, endings.again[rows, d], shorter)
            here = np.flatnonzero(rank_met == rank)
            gain[here], until[nodes.start + here] = run.best(here)
        taken = comes_later[touchpoint] & (gain[:, None] >= saved)
        saved = np.where(taken, gain[:, None], saved)
        again = repeats[touchpoint]
        taken[each, touchpoint] |= again
        saved[each, touchpoint] += again
        takes[nodes] = taken
        for run in runs.values():
            run.end_at(d + 1, saved)
    return _Choices(takes, until)


def _read(plan: Plan, endings: Endings, choices: _Choices) -> Bools:
    """Follow the choices from the first touch of each sequence to the last."""
    flags = np.zeros(endings.touchpoint_no.shape, np.bool_)
    longest_first = np.argsort(-endings.lengths, kind="stable")
    reaching = np.cumsum(
        np.bincount(endings.lengths, minlength=endings.longest + 1)[::-1]
    )[::-1]
    state = np.zeros(len(endings.rows), np.int16)
    over = np.full(len(endings.rows), endings.longest + 1)
    begun = np.zeros(len(endings.rows), np.int64)
    for d in range(endings.longest - 1, -1, -1):
        rows = longest_first[: reaching[d + 1]]
        touchpoint = endings.touchpoint_no[rows, d]
        node = endings.node[rows, d]
        taken = choices.takes[node, state[rows]]
        is_inside = d + 1 > over[rows]
        is_new = endings.before[rows, d] > begun[rows]
        is_here = plan.is_any[touchpoint] & (
            plan.rank[touchpoint] == plan.rank[state[rows]]
        )
        taken = np.where(
            is_inside, is_here & (is_new | plan.repeats[touchpoint]), taken
        )
        begins = taken & ~is_inside & plan.is_any[touchpoint]
        over[rows] = np.where(begins, choices.until[node], over[rows])
        begun[rows] = np.where(begins, d + 1, begun[rows])
        state[rows] = np.where(taken, touchpoint, state[rows])
        flags[rows, d] = taken
    return flags
