"""Touches by hour, week, channel, team, location."""

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.binding import touchpoint_no_of
from footlights.events.touches import journey_column
from footlights.model.map import Map


def value_counts(touches: ir.Table, column: str) -> ir.Table:
    """Count touches by touchpoint and one more column; null is no value.

    Returns:
        One row per touchpoint and value: `touchpoint_no`, the column, `touches: int64`.
    """
    return (
        touches.filter(_[column].notnull())
        .group_by("touchpoint_no", column)
        .aggregate(touches=_.count())
    )


def hour_counts(local: ir.Table) -> ir.Table:
    """Count touches by touchpoint, weekday and hour.

    Args:
        local: Reads `touchpoint_no` and `local_at: timestamp` on the map's clock.

    Returns:
        One row per touchpoint, weekday and hour that has any: `touchpoint_no`,
        `weekday: int64` (1 is Monday), `hour: int64` (0 to 23), `touches: int64`.
    """
    return local.group_by(
        "touchpoint_no",
        weekday=weekday_of(_.local_at),
        hour=_.local_at.hour().cast("int64"),
    ).aggregate(touches=_.count())


def weekday_of(local_at: ir.TimestampValue) -> ir.IntegerValue:
    """Give the day of the week, 1 for Monday to 7 for Sunday."""
    return local_at.day_of_week.index().cast("int64") + 1


def week_counts(local: ir.Table) -> ir.Table:
    """Count touches by touchpoint and calendar week.

    Args:
        local: Reads `touchpoint_no` and `week_on: date`, the Monday.

    Returns:
        One row per touchpoint and week that has any: `touchpoint_no`, `week_on`,
        `touches: int64`.
    """
    return local.group_by("touchpoint_no", "week_on").aggregate(touches=_.count())


def week_scores(local: ir.Table) -> ir.Table:
    """Sum up scores by touchpoint and calendar week.

    Returns:
        One row per touchpoint and week with any score: `touchpoint_no`, `week_on`,
        `n: int64`, `mean: float64`, `deviation: float64`.
    """
    return (
        local.filter(_.score.notnull())
        .group_by("touchpoint_no", "week_on")
        .aggregate(
            n=_.count(), mean=_.score.mean(), deviation=_.score.std(how="sample")
        )
    )


def week_of(local_at: ir.TimestampValue) -> ir.DateValue:
    """Give the Monday of a moment's week."""
    return local_at.truncate("W").date()


def lowest_texts(events: ir.Table, map_: Map, most: int) -> ir.Table:
    """Take what people wrote at each touchpoint, lowest scores first.

    Texts without a score come after all others; at the same score the latest comes
    first, then the one read first.

    Args:
        events: Rows in the shape of `contract.EVENTS`, with attributes.
        map_: The map.
        most: Texts to take at each touchpoint.

    Returns:
        One row per text: `touchpoint_no`, `at`, `score`, `text: string`, in order.
    """
    column = journey_column(map_)
    written = events.filter(
        _.text.notnull(),
        _.text.strip() != "",
        ~_.closes,
        *([_[column].notnull()] if column else []),
    )
    placed = written.select(
        "at", "score", "text", "row_no", touchpoint_no=touchpoint_no_of(written, map_)
    ).filter(_.touchpoint_no.notnull())
    place = ibis.row_number().over(
        ibis.window(
            group_by="touchpoint_no",
            order_by=[
                ibis.asc(placed.score, nulls_first=False),
                ibis.desc(placed.at),
                ibis.asc(placed.row_no),
            ],
        )
    )
    return (
        placed.mutate(place=place)
        .filter(_.place < most)
        .order_by("touchpoint_no", "place")
        .select("touchpoint_no", "at", "score", "text")
    )
