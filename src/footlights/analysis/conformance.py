"""What conformance asks of single touches and journeys: channel, time, names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis import _

from footlights.analysis.durations import (
    Bound,
    bounds_of,
    gap_waits,
    on_calendars,
)
from footlights.analysis.open_time import OpenCalendars
from footlights.analysis.variants import variant_counts
from footlights.events.touches import journey_column
from footlights.model.map import Map

CHECKS = ibis.schema(
    {
        "journey_key": "int64",
        "touchpoint_no": "int16",
        "is_other_channel": "boolean",
        "is_late": "boolean",
    }
)
CHECK_COUNTS = ibis.schema(
    {
        "channels_known": "int64",
        "other_channel": "int64",
        "times_known": "int64",
        "late": "int64",
    }
)
NUMBERED_VARIANTS = ibis.schema(
    {
        "variant_no": "int64",
        "prepared_no": "int64",
        "variant": "array<int16>",
        "journeys": "int64",
    }
)
JOURNEYS_OF_VARIANTS = ibis.schema(
    {
        "variant_no": "int64",
        "journey_key": "int64",
        "start_at": "timestamp(6)",
        "seconds": "float64",
    }
)
NAMED_JOURNEYS = ibis.schema(
    {
        **JOURNEYS_OF_VARIANTS,
        "person_key": "int64",
        "person": "string",
        "journey": "string",
    }
)

NOTHING = -1
"""Stands for null in a small table on its way to an engine: not all take nulls."""


def touch_checks(
    touches: ir.Table,
    waits: ir.Table,
    map_: Map,
    channels: Sequence[str],
    calendars: OpenCalendars = MappingProxyType({}),
) -> ir.Table:
    """Hold the channel and the time of every touch against the map.

    Time spent and time waited are late if they are longer than any expectation of the
    touchpoint allows; exactly as long is in time. An expectation with a calendar
    counts open hours only. A wait between two touchpoints is the gap, as in
    `durations.stays`.

    Args:
        touches: `prepared.TOUCHES`.
        waits: `prepared.WAITS`.
        map_: The map.
        channels: `Prepared.channels`.
        calendars: Those that expectations name.

    Returns:
        One row per touch, and per wait between two touchpoints, where the map draws
        a channel or expects a time, `CHECKS`:

        - `is_other_channel`: null where no channel is drawn or none is recorded.
        - `is_late`: null where no time is expected or none is recorded.
    """
    table = ibis.memtable(_asked(map_, channels))
    asked = table.mutate(
        **{name: table[name].nullif(NOTHING) for name in table.columns[1:]}
    )
    in_hours = [b for b in bounds_of(map_) if b.is_upper and b.calendar]
    gaps = gap_waits(map_)
    at_touches = [b for b in in_hours if b.touchpoint_no not in gaps]
    at_gaps = [b for b in in_hours if b.touchpoint_no in gaps]
    of_touches = on_calendars(
        touches.inner_join(asked, "touchpoint_no"), at_touches, calendars
    )
    of_waits = on_calendars(
        waits.inner_join(asked, "touchpoint_no"), at_gaps, calendars
    )
    return ibis.union(
        of_touches.select(
            "journey_key",
            "touchpoint_no",
            is_other_channel=of_touches.channel_no != of_touches.drawn_channel_no,
            is_late=_any_of(
                of_touches.seconds > of_touches.most_seconds,
                of_touches.wait_seconds > of_touches.most_wait_seconds,
                *_too_long(of_touches, at_touches),
            ),
        ),
        of_waits.select(
            "journey_key",
            "touchpoint_no",
            is_other_channel=ibis.null("boolean"),
            is_late=_any_of(
                of_waits.seconds > of_waits.most_gap_seconds,
                *_too_long(of_waits, at_gaps),
            ),
        ),
    )


def _asked(map_: Map, channels: Sequence[str]) -> pa.Table:
    """List what the map asks of each touch: a small table, by touchpoint."""
    number = {name: no for no, name in enumerate(channels, start=1)}
    spent, waited = _limits(map_, "seconds"), _limits(map_, "wait_seconds")
    gaps = {no: spent.pop(no) for no in gap_waits(map_) if no in spent}
    drawn = {
        no: number[touchpoint.channel]
        for no, touchpoint in enumerate(map_.touchpoints, start=1)
        if touchpoint.channel in number
    }
    in_hours = [b.touchpoint_no for b in bounds_of(map_) if b.is_upper and b.calendar]
    asked = sorted({*drawn, *spent, *waited, *gaps, *in_hours})

    def column(values: Mapping[int, float], kind: pa.DataType) -> pa.Array:
        return pa.array([values.get(no, NOTHING) for no in asked], kind)

    return pa.table(
        {
            "touchpoint_no": pa.array(asked, pa.int16()),
            "drawn_channel_no": column(drawn, pa.int16()),
            "most_seconds": column(spent, pa.float64()),
            "most_wait_seconds": column(waited, pa.float64()),
            "most_gap_seconds": column(gaps, pa.float64()),
        }
    )


def _limits(map_: Map, column: str) -> dict[int, float]:
    """Give the shortest time that is expected at most at all hours, by touchpoint."""
    found: dict[int, float] = {}
    for bound in bounds_of(map_):
        if bound.is_upper and bound.column == column and not bound.calendar:
            no = bound.touchpoint_no
            found[no] = min(bound.limit, found.get(no, bound.limit))
    return found


def _too_long(table: ir.Table, bounds: Sequence[Bound]) -> Iterator[ir.BooleanValue]:
    for bound in bounds:
        here = table.touchpoint_no == bound.touchpoint_no
        late = table[bound.judged] > bound.limit
        yield ibis.ifelse(here, late, ibis.null("boolean"))


def _any_of(first: ir.BooleanValue, *others: ir.BooleanValue) -> ir.BooleanValue:
    """Tell whether any holds; null only where none is known."""
    found = first
    for other in others:
        found = (found | other).fill_null(found).fill_null(other)
    return found


def check_totals(checks: ir.Table, key: str) -> ir.Table:
    """Count what is known and what deviates.

    Args:
        checks: `CHECKS`.
        key: `touchpoint_no` or `journey_key`.

    Returns:
        One row per touchpoint or journey in `checks`: the key, and `CHECK_COUNTS`.
    """
    return checks.group_by(key).aggregate(
        channels_known=_.is_other_channel.count(),
        other_channel=_.count(where=_.is_other_channel),
        times_known=_.is_late.count(),
        late=_.count(where=_.is_late),
    )


def journeys_checked(totals: ir.Table) -> ir.Table:
    """Count the journeys in which anything is known, and anything deviates.

    Args:
        totals: As `check_totals` gives them by `journey_key`.

    Returns:
        One row, `CHECK_COUNTS`: here each counts journeys.
    """
    return totals.aggregate(
        **{name: totals.count(where=totals[name] > 0) for name in CHECK_COUNTS.names}
    )


def numbered_variants(journeys: ir.Table) -> ir.Table:
    """Number the variants, from 1: the most frequent first, ties in map order.

    Args:
        journeys: `prepared.JOURNEYS`. Reads `variant_no` and `variant`.

    Returns:
        One row per variant, `NUMBERED_VARIANTS`; `prepared_no` is its number in
        `prepared.VARIANTS`.
    """
    frequent_first = ibis.window(order_by=[ibis.desc("journeys"), "variant"])
    number = ibis.row_number().over(frequent_first) + 1
    return (
        variant_counts(journeys)
        .rename(prepared_no="variant_no")
        .mutate(variant_no=number.cast("int64"))
        .select(*NUMBERED_VARIANTS.names)
    )


def journeys_of_variants(
    journeys: ir.Table, variants: ir.Table, variant_nos: Iterable[int]
) -> ir.Table:
    """Give the journeys of some variants.

    Args:
        journeys: `prepared.JOURNEYS`.
        variants: `NUMBERED_VARIANTS`, kept.
        variant_nos: Which; at least one.

    Returns:
        One row per journey, `JOURNEYS_OF_VARIANTS`.
    """
    wanted = variants.filter(_.variant_no.isin(list(variant_nos)))
    # Variants are numbered by how frequent they are here, not as in the prepared log.
    found = journeys.rename(prepared_no="variant_no").inner_join(
        wanted.select("prepared_no", "variant_no"), "prepared_no"
    )
    return found.select(*JOURNEYS_OF_VARIANTS.names)


def earliest(journeys: ir.Table, most: int) -> ir.Table:
    """Keep of each variant the journeys that began first; ties by `journey_key`."""
    by_start = ibis.window(group_by="variant_no", order_by=["start_at", "journey_key"])
    return (
        journeys.mutate(place=ibis.row_number().over(by_start))
        .filter(_.place < most)
        .drop("place")
    )


def of_middle_duration(journeys: ir.Table) -> ir.Table:
    """Keep of each variant the journey of middle duration, the shorter of two.

    Ties by `journey_key`.
    """
    by_seconds = ibis.window(group_by="variant_no", order_by=["seconds", "journey_key"])
    alike = ibis.window(group_by="variant_no")
    return (
        journeys.mutate(
            place=ibis.row_number().over(by_seconds), journeys=_.count().over(alike)
        )
        .filter(_.place == (_.journeys - 1) // 2)
        .drop("place", "journeys")
    )


def named_journeys(
    chosen: ir.Table, touches: ir.Table, events: ir.Table, map_: Map
) -> ir.Table:
    """Say whose journeys they are, and what the log calls them.

    Args:
        chosen: `JOURNEYS_OF_VARIANTS`; few.
        touches: `prepared.TOUCHES`.
        events: `contract.EVENTS` with attributes.
        map_: The map.

    Returns:
        `NAMED_JOURNEYS`; `journey` is null where journeys are by person.
    """
    column = journey_column(map_)
    said = events[column].cast("string") if column else ibis.null("string")
    first = touches.filter(_.touch_no == 1).select(
        "journey_key", "row_no", "person_key"
    )
    return (
        chosen.inner_join(first, "journey_key")
        .inner_join(events.select("row_no", "person", journey=said), "row_no")
        .select(*NAMED_JOURNEYS.names)
    )
