"""Sequences that end alike, so that what they share is looked at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from footlights.conformance.sequences import Sequences

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Level:
    """All distinct endings of one length."""

    nodes: slice
    """Their numbers."""

    touchpoint_no: NDArray[np.int16]
    """The touch with which each begins."""

    again: NDArray[np.int32]
    """As in `Endings`, for these touches."""

    shorter: NDArray[np.intp]
    """What follows that touch: its place among the endings one touch shorter."""


@dataclass(frozen=True)
class Endings:
    """A block of sequences as a rectangle, read from the last touch to the first.

    Column `d` holds the touch with which an ending of `d + 1` touches begins. Rows
    are sorted, so that those that end alike lie together; each distinct ending is a
    *node* of a tree, numbered by length.
    """

    rows: Numbers
    """Of each row, the sequence it comes from."""

    lengths: Numbers
    """Of each row, its touches; at least 1."""

    touchpoint_no: NDArray[np.int16]
    """The touches; 0 beyond the first of a sequence."""

    again: NDArray[np.int32]
    """Length of the ending with which the same touchpoint comes next; 0 if never."""

    before: NDArray[np.int32]
    """Length of the ending with which it came before; beyond all if it did not."""

    is_first: NDArray[np.bool_]
    """Whether the row is the first with this ending."""

    node: NDArray[np.int32]
    """Number of the ending; only where there is a touch."""

    @property
    def longest(self) -> int:
        """Touches of the longest sequence."""
        return int(self.touchpoint_no.shape[1])

    @property
    def nodes(self) -> int:
        """How many distinct endings there are."""
        return int(np.count_nonzero(self.is_first))

    def level(self, d: int) -> Level:
        """Give the endings of `d + 1` touches; at least one has so many."""
        rows = np.flatnonzero(self.is_first[:, d])
        first = int(self.node[rows[0], d])
        shorter = np.zeros_like(rows)
        if d:
            first_shorter = np.argmax(self.is_first[:, d - 1])
            shorter = self.node[rows, d - 1] - self.node[first_shorter, d - 1]
        return Level(
            slice(first, first + len(rows)),
            self.touchpoint_no[rows, d],
            self.again[rows, d],
            shorter,
        )


def endings_of(sequences: Sequences, chosen: Numbers) -> Endings:
    """Lay out some sequences, none of them empty."""
    lengths = sequences.lengths[chosen]
    rows = np.repeat(np.arange(len(chosen)), lengths)
    columns = np.arange(len(rows)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    touches = np.zeros((len(chosen), int(lengths.max())), np.int16)
    last = np.repeat(sequences.starts[chosen + 1] - 1, lengths)
    touches[rows, columns] = sequences.touchpoint_no[last - columns]
    # As bytes, highest first, whole rows are compared at once.
    order = np.argsort(touches.astype(">i2").view(f"S{2 * touches.shape[1]}")[:, 0])
    touches, lengths = touches[order], lengths[order]
    again, before = _neighbours(touches)
    is_first = touches != 0
    differs = np.logical_or.accumulate(touches[1:] != touches[:-1], axis=1)
    is_first[1:] &= differs
    is_first = np.asfortranarray(is_first)
    by_length = is_first.sum(axis=0)
    node = np.cumsum(is_first, axis=0, dtype=np.int32)
    node += (np.cumsum(by_length) - by_length - 1).astype(np.int32)
    return Endings(chosen[order], lengths, touches, again, before, is_first, node)


def _neighbours(
    touches: NDArray[np.int16],
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Find where each touch's touchpoint comes next, and where it came before."""
    width = touches.shape[1]
    again = np.zeros(touches.shape, np.int32)
    before = np.full(touches.shape, width + 1, np.int32)
    rows, columns = np.nonzero(touches)
    key = rows * (int(touches.max(initial=0)) + 1) + touches[rows, columns]
    order = np.argsort(key, kind="stable")
    rows, columns, key = rows[order], columns[order], key[order]
    same = np.flatnonzero(key[1:] == key[:-1])
    again[rows[same + 1], columns[same + 1]] = columns[same] + 1
    before[rows[same], columns[same]] = columns[same + 1] + 1
    return again, before
