"""Runs of touches through a stage whose touchpoints are met in any order."""

from typing import Self

import numpy as np
from numpy.typing import NDArray

from footlights.conformance.plan import Bools, Ints, Plan

Numbers = NDArray[np.int32]
Places = NDArray[np.intp]

NEVER = -(1 << 30)
"""Saved by a run that there is not: less than any can save."""


class Runs:
    """What runs through one stage of any order save together with what follows them.

    A run begins with a touch of the stage and ends before some later touch, or with
    the sequence. Each touchpoint of the stage that it meets is worth its place once,
    and 1 each further time if it repeats, whatever the order; so all that is to
    choose is where the run ends.

    Few ends are worth keeping. Put a touch before two runs that differ in their ends:
    the sooner to end gains no less, and it gains more at most once for each
    touchpoint, namely where that touchpoint is new to it and not to the other. So an
    end is given up if a sooner one saves as much, and if a later one saves more by
    more than all that can still be gained on it. What is left saves the more the
    later it ends, and differs by no more than that: never more ends than twice the
    touchpoints of the stage, and one.

    One row per ending that is looked at, one column per end that is kept, latest
    first.
    """

    def __init__(self, state: int, first: Ints, more: Ints) -> None:
        self._state = state
        self._first = first
        self._more = more
        self._slack = int((first - more).sum())
        self._saved = np.zeros((1, 1), np.int32)
        self._over = np.zeros((1, 1), np.int32)

    @classmethod
    def of(cls, plan: Plan, rank: int) -> Self:
        """Begin with the ending of no touches."""
        is_here = plan.is_any & (plan.rank == rank)
        return cls(
            state=int(np.flatnonzero(is_here)[0]),
            first=np.where(is_here, plan.worth, 0).astype(np.int16),
            more=(is_here & plan.repeats).astype(np.int16),
        )

    def begin_with(self, touchpoint: Ints, again: Numbers, shorter: Places) -> None:
        """Put a touch before every run.

        Args:
            touchpoint: The touch, by ending.
            again: Length of the ending with which its touchpoint comes next, or 0.
            shorter: Which of the endings so far follows it.
        """
        self._over = self._over[shorter]
        # It is the first of its touchpoint in the run if the next comes after the end.
        is_first = again[:, None] <= self._over
        first, more = self._first[touchpoint], self._more[touchpoint]
        self._saved = self._saved[shorter] + np.where(
            is_first, first[:, None], more[:, None]
        )

    def best(self, endings: Places) -> tuple[Numbers, Numbers]:
        """Give what the best run saves that begins there, and where it ends.

        Of equally good ones it is the soonest to end.
        """
        saved = self._saved[endings]
        soonest = saved.shape[1] - 1 - np.argmax(saved[:, ::-1], axis=1)
        each = np.arange(len(endings))
        return saved[each, soonest], self._over[endings, soonest]

    def end_at(self, length: int, saved: NDArray[np.int32]) -> None:
        """Let runs be over before the endings of that length.

        Args:
            length: Touches that follow the run.
            saved: What they save, by ending and touchpoint last in step.
        """
        self._saved = np.column_stack((self._saved, saved[:, self._state]))
        over = np.full(len(saved), length, np.int32)
        self._over = np.column_stack((self._over, over))
        if self._saved.shape[1] > 3 * (self._slack + 1):
            self._keep_few()

    def _keep_few(self) -> None:
        best_from_here = np.maximum.accumulate(self._saved[:, ::-1], axis=1)[:, ::-1]
        is_kept = self._saved + self._slack >= best_from_here[:, :1]
        is_kept[:, :-1] &= self._saved[:, :-1] > best_from_here[:, 1:]
        kept = np.argsort(~is_kept, axis=1, kind="stable")[:, : self._slack + 1]
        self._over = np.take_along_axis(self._over, kept, axis=1)
        self._saved = np.where(
            np.take_along_axis(is_kept, kept, axis=1),
            np.take_along_axis(self._saved, kept, axis=1),
            NEVER,
        )


def runs_of(plan: Plan) -> dict[int, Runs]:
    """Give the runs of every stage of any order, by its rank."""
    is_any: Bools = plan.is_any
    return {int(rank): Runs.of(plan, rank) for rank in np.unique(plan.rank[is_any])}
