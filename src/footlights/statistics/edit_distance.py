"""How unlike sequences are, and which is the most like all others."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Distances = npt.NDArray[np.float64]
"""One number for each sequence compared with, 0 to 1."""


def edit_distances(one: Sequence[int], others: Sequence[Sequence[int]]) -> Distances:
    """Count the changes that turn one sequence into each of the others, as shares.

    A change adds, removes or replaces one place. The fewest possible are divided by
    the length of the longer of the two: 0 is the same, 1 has nothing in common. Two
    empty sequences are the same.

    Args:
        one: Numbers from 0.
        others: Sequences of numbers from 0.

    Source:
        Levenshtein 1966, by the table of Wagner and Fischer 1974, all others at once.
    """
    lengths = np.array([len(other) for other in others], dtype=np.int64)
    if not len(lengths):
        return np.zeros(0)
    width = int(lengths.max())
    padded = np.full((len(others), width), -1, dtype=np.int32)
    for row, other in zip(padded, others, strict=True):
        row[: len(other)] = other
    places = np.arange(width + 1, dtype=np.int32)
    row = np.broadcast_to(places, (len(others), width + 1))
    for done, number in enumerate(one, start=1):
        replaced = row[:, :-1] + (padded != number)
        best = np.minimum(replaced, row[:, 1:] + 1)
        first = np.full((len(others), 1), done, dtype=np.int32)
        # Adding places one after another: each costs one more than the place before.
        reached = np.concatenate([first, best], axis=1) - places
        row = np.minimum.accumulate(reached, axis=1) + places
    changes = row[np.arange(len(others)), lengths]
    found: Distances = changes / np.maximum(np.maximum(lengths, len(one)), 1)
    return found


def medoid(sequences: Sequence[Sequence[int]], weights: Sequence[int]) -> int:
    """Give the place of the sequence with the least distance to all, by weight.

    Of several, the first given is taken.

    Args:
        sequences: At least one.
        weights: How often each occurs.
    """
    shares = np.array(weights, dtype=float)
    sums = [float(edit_distances(one, sequences) @ shares) for one in sequences]
    return int(np.argmin(sums))
