import ibis
import pytest

from footlights.analysis.heat import (
    CELL_SUMS,
    CELL_TOTALS,
    cell_sums,
    cell_totals,
    frequent_values,
    gathered,
    hour_totals,
)
from support.small_logs import rows

# Hour 0 is the first of a Monday.
TOLD = ibis.memtable(
    {
        "value": ["x", "x", "y", "z", "x"],
        "score": [2.0, 4.0, None, 5.0, None],
        "clock_hours": [0, 168, 23, 24, 167],
    },
    schema={"value": "string", "score": "float64", "clock_hours": "int64"},
)


def test_small_cells_put_together_give_what_their_rows_give(engine):
    whole = TOLD.mutate(whole=ibis.literal(1))
    at_once = cell_totals(cell_sums(whole, ["whole"]), ["whole"])
    in_steps = cell_totals(cell_sums(whole, ["whole", "value"]), ["whole"])

    (found,) = rows(engine, at_once)
    assert rows(engine, in_steps) == [found]
    assert (found["touches"], found["n"]) == (5, 3)
    # 2, 4 and 5: mean 11/3, squares 45, variance (45 - 121/3) / 2.
    assert found["mean"] == pytest.approx(11 / 3)
    assert found["deviation"] == pytest.approx((7 / 3) ** 0.5)


def test_too_few_scores_have_no_mean_or_no_spread(engine):
    found = rows(engine, cell_totals(cell_sums(TOLD, ["value"]), ["value"]), "value")

    assert [(r["n"], r["mean"], r["deviation"]) for r in found] == [
        (2, 3, pytest.approx(2**0.5)),
        (0, None, None),
        (1, 5, None),
    ]


def test_hours_of_the_week_begin_on_monday(engine):
    found = rows(engine, hour_totals(TOLD, []), "weekday", "hour")

    assert [(r["weekday"], r["hour"], r["touches"]) for r in found] == [
        (1, 0, 2),
        (1, 23, 1),
        (2, 0, 1),
        (7, 23, 1),
    ]


def test_frequent_values_come_first_and_the_rest_is_gathered(engine):
    sums = cell_sums(TOLD, ["value", "clock_hours"])
    found = rows(engine, frequent_values(sums, 2))
    left = rows(engine, frequent_values(gathered(sums, ["x"]), 9))

    assert [(r["value"], r["touches"]) for r in found] == [("x", 3), ("y", 1)]
    assert [(r["value"], r["touches"]) for r in left] == [("x", 3), (None, 2)]


def test_cells_keep_their_contract():
    sums = cell_sums(TOLD, ["value"])

    assert sums.drop("value").schema() == CELL_SUMS
    assert cell_totals(sums, ["value"]).drop("value").schema() == CELL_TOTALS
