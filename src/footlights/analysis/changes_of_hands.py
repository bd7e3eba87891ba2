"""From channel to channel and from team to team, touch by touch."""

import ibis
import ibis.expr.types as ir
from ibis import _

CHANGES = ibis.schema({"from_no": "int16", "to_no": "int16"})
"""From which channel or team to which; the rest stands in the functions."""


def changes(touches: ir.Table, column: str) -> ir.Table:
    """Keep the touches whose channel or team is another than that of the touch before.

    Only touches that follow each other directly count, and only where both say what
    they are on.

    Args:
        touches: `prepared.TOUCHES`.
        column: `channel_no` or `team_no`.

    Returns:
        One row per change: `journey_key`, `from_no`, `to_no: int16`,
        `wait_seconds: float64`, the time between the two.
    """
    before, here = touches[f"previous_{column}"], touches[column]
    return touches.filter(before.notnull(), here.notnull(), before != here).select(
        "journey_key", from_no=before, to_no=here, wait_seconds=touches.wait_seconds
    )


def change_counts(changed: ir.Table) -> ir.Table:
    """Count changes, and the journeys in which they come.

    Args:
        changed: As `changes` gives them.

    Returns:
        One row per way: `from_no`, `to_no`, `touches: int64` (how often), `journeys:
        int64` (distinct), `seconds: float64` (all time between).
    """
    return changed.group_by("from_no", "to_no").aggregate(
        touches=_.count(),
        journeys=_.journey_key.nunique(),
        seconds=_.wait_seconds.sum(),
    )


def journeys_changing(changed: ir.Table) -> ir.Table:
    """Count the journeys with any change.

    Returns:
        One row: `journeys: int64`.
    """
    return changed.aggregate(journeys=_.journey_key.nunique())


def told_twice(touches: ir.Table, column: str) -> ir.Table:
    """Count pairs of touches in a row of which both say what they are on.

    Returns:
        One row: `pairs: int64`.
    """
    return touches.aggregate(
        pairs=_.count(
            where=touches[f"previous_{column}"].notnull() & touches[column].notnull()
        )
    )


def teams_met(touches: ir.Table) -> ir.Table:
    """Sum up what each journey has to do with each team.

    Returns:
        One row per journey and team: `journey_key: int64`, `team_no: int16`, `touches`,
        `timed: int64` (touches whose end is known), `seconds: float64` spent in these.
    """
    return (
        touches.filter(_.team_no.notnull())
        .group_by("journey_key", "team_no")
        .aggregate(touches=_.count(), timed=_.seconds.count(), seconds=_.seconds.sum())
    )


def team_totals(met: ir.Table) -> ir.Table:
    """Sum up what each team has to do with.

    Args:
        met: As `teams_met` gives it.

    Returns:
        One row per team: `team_no: int16`, `touches`, `journeys: int64`, `timed:
        int64` (touches whose end is known), `seconds: float64` spent in these.
    """
    return met.group_by("team_no").aggregate(
        touches=_.touches.sum().cast("int64"),
        journeys=_.count(),
        timed=_.timed.sum().cast("int64"),
        seconds=_.seconds.sum(),
    )
