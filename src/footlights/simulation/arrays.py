"""Arrays of the simulation, and runs of equal values in them."""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

NOTHING = -1
"""Stands for no row, no channel, no value."""


def is_first_of_run(owner: Ints) -> Bools:
    """Say which rows begin a run of equal owners."""
    first = np.ones(len(owner), dtype=np.bool_)
    first[1:] = owner[1:] != owner[:-1]
    return first


def is_last_of_run(owner: Ints) -> Bools:
    """Say which rows end a run of equal owners."""
    last = np.ones(len(owner), dtype=np.bool_)
    last[:-1] = owner[1:] != owner[:-1]
    return last


def first_row_of(owner: Ints) -> Ints:
    """Give each row the first row of its run of equal owners."""
    rows = np.arange(len(owner), dtype=np.int64)
    return np.maximum.accumulate(np.where(is_first_of_run(owner), rows, 0))


def sum_so_far(values: Floats | Ints, owner: Ints) -> Floats:
    """Add up the rows before each row in its run, itself left out."""
    total = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    before: Floats = total[:-1] - total[first_row_of(owner)]
    return before


def row_before(owner: Ints, marked: Bools) -> Ints:
    """Give each row the latest marked row before it in its run; else `NOTHING`."""
    rows = np.arange(len(owner), dtype=np.int64)
    latest = np.maximum.accumulate(np.where(marked, rows, NOTHING))
    before = np.append(NOTHING, latest)[:-1]
    before[before < first_row_of(owner)] = NOTHING
    return before


def row_after(owner: Ints, marked: Bools) -> Ints:
    """Give each row the next marked row after it in its run; else `NOTHING`."""
    found = row_before(owner[::-1], marked[::-1])[::-1]
    return np.where(found == NOTHING, NOTHING, len(owner) - 1 - found)
