"""How often an outcome comes in or after a journey."""

from datetime import datetime, timedelta

import ibis
import ibis.expr.types as ir
from ibis import _

OUTCOME_TOTALS = ibis.schema({"decided": "int64", "shown": "int64"})


def outcome_inside(journeys: ir.Table, outcomes: ir.Table) -> ir.Table:
    """Count journeys that have an event of the outcome in them.

    Args:
        journeys: `prepared.JOURNEYS`.
        outcomes: Events of one outcome. Reads `journey_key`.

    Returns:
        One row, `OUTCOME_TOTALS`; every journey is decided.
    """
    shown = outcomes.filter(_.journey_key.notnull()).select("journey_key").distinct()
    return journeys.aggregate(
        decided=_.count(),
        shown=journeys.count(where=_.journey_key.isin(shown.journey_key)),
    )


def outcome_after(
    journeys: ir.Table, outcomes: ir.Table, within: timedelta, log_ends_at: datetime
) -> ir.Table:
    """Count journeys that an event of the outcome follows soon enough.

    It follows if it comes after the journey's end, at most `within` later, by the
    same person. A journey is decided if that time was over when the log ended.

    Args:
        journeys: `prepared.JOURNEYS`.
        outcomes: Events of one outcome. Reads `person_key`, `at`.
        within: How soon it must come.
        log_ends_at: Time of the last event, naive UTC.

    Returns:
        One row, `OUTCOME_TOTALS`.
    """
    seconds = round(within.total_seconds())
    latest = log_ends_at - within
    decided = journeys.filter(_.end_at <= ibis.literal(latest)).select(
        "journey_key", "person_key", "end_at"
    )
    later = outcomes.select(owner_key="person_key", shown_at="at")
    shown = (
        decided.inner_join(
            later,
            [decided.person_key == later.owner_key, later.shown_at > decided.end_at],
        )
        .filter(_.shown_at <= _.end_at + ibis.interval(seconds=seconds))
        .select("journey_key")
        .distinct()
    )
    return decided.aggregate(decided=_.count()).cross_join(
        shown.aggregate(shown=_.count())
    )
