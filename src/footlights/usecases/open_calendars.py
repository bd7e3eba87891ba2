"""The calendars of a map, over the days of a log."""

from datetime import date, timedelta

import ibis.expr.types as ir
from ibis import _

from footlights.analysis.conformance import check_totals, touch_checks
from footlights.analysis.open_time import OpenCalendars, open_days
from footlights.usecases.prepared_log import PreparedLog

LONGEST = timedelta(days=366 * 100)
"""Calendars reach so far beyond the first touch; what ends later is not known."""

_FIRST, _LAST = date(2, 1, 1), date(9998, 12, 31)  # clocks can be set one day further


def open_calendars(log: PreparedLog) -> OpenCalendars:
    """Give each calendar of the map, over all days on which the log has touches.

    Args:
        log: A prepared log.

    Returns:
        Days of each calendar by its id; a single day if the log has no touch.
    """
    if not log.map.calendars:
        return {}
    tables = log.prepared
    spans = [
        log.row(tables.touches.aggregate(first=_.at.min(), last=_.ends_at.max())),
        log.row(tables.occurrences.aggregate(first=_.at.min(), last=_.at.max())),
    ]
    known = [row for row in spans if row and row["first"] is not None]
    if not known:
        first = last = _FIRST
    else:
        first = max(min(row["first"] for row in known).date(), _FIRST)
        last = min(max(row["last"] for row in known).date(), first + LONGEST, _LAST)
    zone = log.map.zone or "UTC"
    return {
        calendar.id: open_days(calendar, zone, first, last)
        for calendar in log.map.calendars
    }


def journey_checks(log: PreparedLog) -> ir.Table:
    """Count what of each journey is held against the map, and what deviates.

    Returns:
        As `conformance.check_totals` by `journey_key`.
    """
    return log.once(
        "journey_checks",
        lambda every: check_totals(held_against_map(every), "journey_key"),
    )


def held_against_map(log: PreparedLog) -> ir.Table:
    """Hold the channel and the time of every touch of a log against its map.

    Returns:
        As `conformance.touch_checks`.
    """
    tables = log.prepared
    return touch_checks(
        tables.touches, tables.waits, log.map, tables.channels, open_calendars(log)
    )
