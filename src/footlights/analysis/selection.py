"""Some of the journeys, and what belongs to them."""

from datetime import datetime

import ibis
import ibis.expr.types as ir
from ibis import _

SHARED = ibis.schema({"journeys": "int64", "persons": "int64"})


def journeys_in_segment(
    journeys: ir.Table, segment_id: str, *, inside: bool
) -> ir.Table:
    """Keep the journeys of a segment, or those outside it.

    Journeys of which the log does not tell are in neither.

    Args:
        journeys: `prepared.JOURNEYS` with its segment columns.
        segment_id: The segment.
        inside: Which of the two to keep.
    """
    belongs = journeys[f"segment_{segment_id}"]
    return journeys.filter(belongs if inside else ~belongs)


def journeys_begun(
    journeys: ir.Table, since: datetime | None, before: datetime | None
) -> ir.Table:
    """Keep the journeys that begin in a period.

    Args:
        journeys: Reads `start_at`.
        since: Naive UTC time; a journey that begins exactly then is kept. None for
            no bound.
        before: Naive UTC time; a journey that begins exactly then is left out.
    """
    if since is not None:
        journeys = journeys.filter(_.start_at >= ibis.literal(since))
    if before is not None:
        journeys = journeys.filter(_.start_at < ibis.literal(before))
    return journeys


def journeys_on_channel(
    journeys: ir.Table, touches: ir.Table, channel_no: int
) -> ir.Table:
    """Keep the journeys with at least one touch on a channel."""
    return of_journeys(journeys, touches.filter(_.channel_no == channel_no))


def of_journeys(table: ir.Table, journeys: ir.Table) -> ir.Table:
    """Keep the rows that belong to some journeys; those of no journey are left out.

    Args:
        table: Reads `journey_key`.
        journeys: Reads `journey_key`; it may stand there more than once.
    """
    # Closed by a projection: an open join takes no window functions on top of it.
    return table.semi_join(journeys, "journey_key").select(*table.columns)


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
