"""Ways from touchpoint to touchpoint."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.journeys import NUMBERS

TRANSITIONS = ibis.schema(
    {
        "touchpoint_no": "int16",
        "next_touchpoint_no": "int16",
        "touches": "int64",
        "journeys": "int64",
    }
)

WAY = ("touchpoint_no", "next_touchpoint_no")
"""What names a way."""

OTHERS_NO = 0
"""Stands in `next_touchpoint_no` for all touchpoints not told apart."""


def transition_counts(steps: ir.Table) -> ir.Table:
    """Count every way from a touchpoint to the next one met.

    Staying counts too: a touch followed by another at the same touchpoint. The last
    touch of a journey is no departure.

    Args:
        steps: `prepared.STEPS`.

    Returns:
        One row per way that was gone, `TRANSITIONS`: `touches` (how often) and
        `journeys` (distinct), no order, no way left out.
    """
    return way_counts(steps.filter(_.next_touchpoint_no.notnull()), WAY)


def way_counts(ways: ir.Table, keys: Sequence[str]) -> ir.Table:
    """Count how often, and by how many journeys, each way was gone.

    Args:
        ways: One row per way gone in a variant. Reads `variant_no`, `journeys` and
            the keys.
        keys: Columns that name a way.

    Returns:
        One row per way: the keys, `touches: int64`, `journeys: int64` (distinct).
    """
    by_variant = ways.group_by("variant_no", *keys).aggregate(
        journeys=_.journeys.min(), times=_.count()
    )
    return by_variant.group_by(*keys).aggregate(
        touches=(_.journeys * _.times).sum().cast("int64"),
        journeys=_.journeys.sum().cast("int64"),
    )


def others_together(
    table: ir.Table, keys: Sequence[str], apart: Iterable[Mapping[str, Any]]
) -> ir.Table:
    """Put together all the ways out of a touchpoint that are not told apart.

    Args:
        table: Steps, touches or ways. Reads the keys.
        keys: Columns that name a way; the last is `next_touchpoint_no`.
        apart: Rows with the keys: ways that stay as they are. So does a way that
            leads nowhere, where `next_touchpoint_no` is null.

    Returns:
        The table, with `OTHERS_NO` in `next_touchpoint_no` of all other ways.
    """
    number = ibis.literal(0, "int64")
    for key in keys:
        number = number * NUMBERS + table[key].cast("int64")
    stays = number.isin([_number(row, keys) for row in apart])
    to = table.next_touchpoint_no
    return table.mutate(
        next_touchpoint_no=ibis.ifelse(
            to.isnull() | stays, to, ibis.literal(OTHERS_NO, "int16")
        )
    )


def _number(row: Mapping[str, Any], keys: Sequence[str]) -> int:
    number = 0
    for key in keys:
        number = number * NUMBERS + int(row[key])
    return number
