"""Many sequences of touchpoint numbers, held as two arrays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Sequences:
    """Sequences one after the other, and where each begins."""

    touchpoint_no: NDArray[np.int16]
    """The touches of all sequences, in order."""

    starts: NDArray[np.int64]
    """Where each sequence begins, and at last where the last one ends."""

    @classmethod
    def of(cls, sequences: Iterable[Sequence[int]]) -> "Sequences":
        """Hold sequences of touchpoint numbers."""
        kept = list(sequences)
        starts = list(accumulate(map(len, kept), initial=0))
        touches = np.fromiter(chain.from_iterable(kept), np.int16, starts[-1])
        return cls(touches, np.array(starts, np.int64))

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Touches of each sequence."""
        return np.diff(self.starts)

    @property
    def sequence_no(self) -> NDArray[np.int64]:
        """Of each touch, the sequence it belongs to, from 0."""
        return np.repeat(np.arange(len(self)), self.lengths)

    def slice_of(self, place: int) -> slice:
        """Say where one sequence stands."""
        return slice(int(self.starts[place]), int(self.starts[place + 1]))

    def touches_of(self, place: int) -> list[int]:
        """Give one sequence."""
        found: list[int] = self.touchpoint_no[self.slice_of(place)].tolist()
        return found

    def only(self, is_kept: NDArray[np.bool_]) -> "Sequences":
        """Leave touches out; the sequences stay, some perhaps empty."""
        kept = np.concatenate(([0], np.cumsum(is_kept)))
        return Sequences(self.touchpoint_no[is_kept], kept[self.starts])

    def blocks(self, cells: int) -> Iterator[NDArray[np.int64]]:
        """Yield the sequences in blocks of alike length that fill no more cells.

        A block is a rectangle as wide as its longest sequence; a sequence longer than
        `cells` has a block of its own. Empty sequences are in none.
        """
        order = np.argsort(self.lengths, kind="stable")
        order = order[self.lengths[order] > 0]
        while len(order):
            rows = max(1, cells // int(self.lengths[order[-1]]))
            yield order[-rows:]
            order = order[:-rows]
