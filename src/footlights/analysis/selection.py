"""Some of the journeys, and what belongs to them."""

from datetime import datetime

import ibis
import ibis.expr.types as ir
from ibis import _

SHARED = ibis.schema({"journeys": "int64", "persons": "int64"})


def is_in_segment(
    journeys: ir.Table, segment_id: str, *, inside: bool
) -> ir.BooleanValue:
    """Say of each journey whether it belongs to a segment, or lies outside it.

    Null for journeys of which the log does not tell: they are in neither.

    Args:
        journeys: `prepared.JOURNEYS` with its segment columns.
        segment_id: The segment.
        inside: Which of the two is meant.
    """
    belongs = journeys[f"segment_{segment_id}"]
    return belongs if inside else ~belongs


def is_begun(
    journeys: ir.Table, since: datetime | None, before: datetime | None
) -> ir.BooleanValue:
    """Say of each journey whether it begins in a period.

    Args:
        journeys: Reads `start_at`.
        since: Naive UTC time; a journey that begins exactly then is in it. None for
            no bound.
        before: Naive UTC time; a journey that begins exactly then is not in it.
    """
    bounds = []
    if since is not None:
        bounds.append(journeys.start_at >= ibis.literal(since))
    if before is not None:
        bounds.append(journeys.start_at < ibis.literal(before))
    return ibis.and_(*bounds)


def is_on_channel(journeys: ir.Table, channel_no: int) -> ir.BooleanValue:
    """Say of each journey whether any of its touches is on a channel."""
    return journeys.channel_nos.contains(ibis.literal(channel_no, "int16"))


def of_journeys(table: ir.Table, journeys: ir.Table) -> ir.Table:
    """Keep the rows that belong to some journeys; those of no journey are left out.

    Args:
        table: Reads `journey_key`.
        journeys: Reads `journey_key`; it may stand there more than once.
    """
    # Closed by a projection: an open join takes no window functions on top of it.
    return table.semi_join(journeys, "journey_key").select(*table.columns)


def not_of_journeys(table: ir.Table, journeys: ir.Table) -> ir.Table:
    """Keep the rows that belong to a journey, but to none of some.

    Args:
        table: Reads `journey_key`.
        journeys: Reads `journey_key`.
    """
    known = of_any_journey(table)
    return known.anti_join(journeys, "journey_key").select(*table.columns)


def of_any_journey(table: ir.Table) -> ir.Table:
    """Keep the rows that belong to a journey.

    Args:
        table: Reads `journey_key`.
    """
    return table.filter(_.journey_key.notnull())


def of_persons(table: ir.Table, journeys: ir.Table) -> ir.Table:
    """Keep the rows of persons who have any of some journeys.

    Args:
        table: Reads `person_key`.
        journeys: Reads `person_key`.
    """
    return table.semi_join(journeys, "person_key").select(*table.columns)


def shared_between(one: ir.Table, other: ir.Table) -> ir.Table:
    """Count what two groups of journeys have in common.

    Returns:
        One row, `SHARED`: `journeys` in both, distinct `persons` with journeys in
        both.
    """
    return (
        of_journeys(one, other)
        .aggregate(journeys=_.count())
        .cross_join(of_persons(one, other).aggregate(persons=_.person_key.nunique()))
    )
