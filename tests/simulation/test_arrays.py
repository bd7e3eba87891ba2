import numpy as np

from footlights.simulation.arrays import (
    NOTHING,
    first_row_of,
    is_first_of_run,
    is_last_of_run,
    row_after,
    row_before,
    sum_so_far,
)

OWNER = np.array([0, 0, 0, 1, 2, 2])


def test_runs_begin_and_end_where_the_owner_changes():
    assert is_first_of_run(OWNER).tolist() == [True, False, False, True, True, False]
    assert is_last_of_run(OWNER).tolist() == [False, False, True, True, False, True]
    assert first_row_of(OWNER).tolist() == [0, 0, 0, 3, 4, 4]


def test_sums_start_anew_with_each_owner():
    values = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])

    assert sum_so_far(values, OWNER).tolist() == [0, 1, 3, 0, 0, 5]


def test_the_row_before_is_the_latest_marked_one_of_the_same_owner():
    marked = np.array([True, False, True, True, False, True])

    assert row_before(OWNER, marked).tolist() == [
        NOTHING,
        0,
        0,
        NOTHING,
        NOTHING,
        NOTHING,
    ]
    assert row_after(OWNER, marked).tolist() == [2, 2, NOTHING, NOTHING, 5, NOTHING]


def test_no_rows_have_no_runs():
    none = np.array([], dtype=np.int64)

    assert is_first_of_run(none).tolist() == []
    assert row_before(none, none.astype(bool)).tolist() == []
