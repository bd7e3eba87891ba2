"""Touches, journeys and scores, period by period."""

from typing import Literal

import ibis.expr.types as ir
from ibis import _

Unit = Literal["D", "W", "M"]
"""Day, week from Monday, month; as Ibis truncates."""


def in_periods(local: ir.Table, unit: Unit) -> ir.Table:
    """Add the first day of the period in which each row lies.

    Args:
        local: Reads `local_at: timestamp` on the map's clock.
        unit: Which periods.

    Returns:
        `local` with `period_on: date`.
    """
    return local.mutate(period_on=_.local_at.truncate(unit).date())


def journey_periods(begun: ir.Table) -> ir.Table:
    """Count journeys by the period in which they begin.

    Args:
        begun: `prepared.JOURNEYS` with `period_on`, that of `start_at`.

    Returns:
        One row per period that has any: `period_on`, `journeys`, `completed: int64`.
    """
    return begun.group_by("period_on").aggregate(
        journeys=_.count(), completed=_.count(where=_.is_completed)
    )


def touch_periods(present: ir.Table) -> ir.Table:
    """Count touches by touchpoint and period.

    Args:
        present: `durations.STAYS` with `period_on`.

    Returns:
        One row per touchpoint and period that has any: `touchpoint_no`, `period_on`,
        `touches: int64`.
    """
    return present.group_by("touchpoint_no", "period_on").aggregate(touches=_.count())


def first_periods(firsts: ir.Table, journeys: ir.Table) -> ir.Table:
    """Count journeys by touchpoint and the period of their first touch here.

    Args:
        firsts: `durations.first_presence` with `period_on`.
        journeys: Reads `journey_key`, `is_completed`.

    Returns:
        One row per touchpoint and period that has any: `touchpoint_no`, `period_on`,
        `journeys`, `completed: int64`; over the periods they sum up to those of the
        touchpoint.
    """
    told = firsts.inner_join(
        journeys.select("journey_key", "is_completed"), "journey_key"
    )
    return told.group_by("touchpoint_no", "period_on").aggregate(
        journeys=_.count(), completed=_.count(where=_.is_completed)
    )
