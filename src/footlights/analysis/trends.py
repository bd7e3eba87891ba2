"""Touches, journeys and scores, period by period."""

from collections.abc import Sequence
from datetime import date

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis import _

from footlights.analysis.heat import cell_sums, cell_totals

CALENDAR = ibis.schema({"day_no": "int64", "period_on": "date"})
"""Each day of a log, counted from 1 January of the year 1 as 0, and its period."""


def calendar(periods: Sequence[tuple[date, date]]) -> ir.Table:
    """Make a small table of days that lives in the expression.

    Args:
        periods: Each day, and the first day of the period in which it lies.

    Returns:
        `CALENDAR`.
    """
    numbers = [day.toordinal() - 1 for day, _period_on in periods]
    begins = [period_on for _day, period_on in periods]
    return ibis.memtable(
        pa.table(
            {
                "day_no": pa.array(numbers, pa.int64()),
                "period_on": pa.array(begins, pa.date32()),
            }
        )
    )


def in_periods(told: ir.Table, days: ir.Table) -> ir.Table:
    """Add the first day of the period in which each row lies.

    Args:
        told: Reads `clock_hours: int64`; see `timing.clock_hours`.
        days: `CALENDAR`. Rows of other days are left out.

    Returns:
        `told` with `day_no: int64` and `period_on: date`.
    """
    return _with_day(told).inner_join(days, "day_no")


def score_periods(told: ir.Table, days: ir.Table, keys: Sequence[str]) -> ir.Table:
    """Count touches, and sum up their scores, by period.

    Args:
        told: Reads `clock_hours`, `score` and the keys.
        days: `CALENDAR`.
        keys: More columns that name a cell, or none.

    Returns:
        One row per cell that has any: the keys, `period_on`, `heat.CELL_TOTALS`.
    """
    # Days first: they are few, and putting them together costs nothing.
    daily = cell_sums(_with_day(told), [*keys, "day_no"])
    return cell_totals(daily.inner_join(days, "day_no"), [*keys, "period_on"])


def journey_periods(told: ir.Table, days: ir.Table) -> ir.Table:
    """Count journeys by the period in which they begin.

    Args:
        told: Reads `is_completed` and `clock_hours`, that of `start_at`.
        days: `CALENDAR`.

    Returns:
        One row per period that has any: `period_on`, `journeys`, `completed: int64`.
    """
    daily = (
        _with_day(told)
        .group_by("day_no")
        .aggregate(journeys=_.count(), completed=_.count(where=_.is_completed))
    )
    return _added(daily, days, [], ["journeys", "completed"])


def touch_periods(told: ir.Table, days: ir.Table) -> ir.Table:
    """Count touches by touchpoint and period.

    Args:
        told: `durations.STAYS` with `clock_hours`.
        days: `CALENDAR`.

    Returns:
        One row per touchpoint and period that has any: `touchpoint_no`, `period_on`,
        `touches: int64`.
    """
    daily = (
        _with_day(told).group_by("touchpoint_no", "day_no").aggregate(touches=_.count())
    )
    return _added(daily, days, ["touchpoint_no"], ["touches"])


def first_periods(told: ir.Table, journeys: ir.Table, days: ir.Table) -> ir.Table:
    """Count journeys by touchpoint and the period of their first touch here.

    Args:
        told: `durations.first_presence` with `clock_hours`.
        journeys: Reads `journey_key`, `is_completed`.
        days: `CALENDAR`.

    Returns:
        One row per touchpoint and period that has any: `touchpoint_no`, `period_on`,
        `journeys`, `completed: int64`; over the periods they sum up to those of the
        touchpoint.
    """
    known = journeys.select("journey_key", "is_completed")
    daily = (
        _with_day(told.inner_join(known, "journey_key"))
        .group_by("touchpoint_no", "day_no")
        .aggregate(journeys=_.count(), completed=_.count(where=_.is_completed))
    )
    return _added(daily, days, ["touchpoint_no"], ["journeys", "completed"])


def _with_day(told: ir.Table) -> ir.Table:
    return told.mutate(day_no=_.clock_hours // 24)


def _added(
    daily: ir.Table, days: ir.Table, keys: Sequence[str], counts: Sequence[str]
) -> ir.Table:
    """Add up counts of days to those of their periods."""
    sums = {name: _[name].sum().cast("int64") for name in counts}
    return (
        daily.inner_join(days, "day_no").group_by(*keys, "period_on").aggregate(**sums)
    )
