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
    """Count touches and journeys by touchpoint and period.

    Args:
        present: `durations.STAYS` with `period_on`.

    Returns:
        One row per touchpoint and period that has any: `touchpoint_no`, `period_on`,
        `touches: int64`, `journeys: int64` whose first touch here lies in that
        period; over the periods they sum up to the touchpoint's journeys.
    """
    return present.group_by("touchpoint_no", "period_on").aggregate(
        touches=_.count(), journeys=_.count(where=_.visit_no == 1)
    )


def completed_periods(present: ir.Table, journeys: ir.Table) -> ir.Table:
    """Count the completed ones among the journeys of `touch_periods`.

    Args:
        present: `durations.STAYS` with `period_on`.
        journeys: Reads `journey_key`, `is_completed`.

    Returns:
        One row per touchpoint and period that has any: `touchpoint_no`, `period_on`,
        `completed: int64`.
    """
    completed = journeys.filter(_.is_completed).select("journey_key")
    return (
        present.filter(_.visit_no == 1)
        .semi_join(completed, "journey_key")
        .group_by("touchpoint_no", "period_on")
        .aggregate(completed=_.count())
    )
