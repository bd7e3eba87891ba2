"""The designed chain of activities held against the logged one."""

from collections.abc import Collection
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis.open_time import (
    OpenDays,
    seconds_since_1970,
    with_open_seconds,
)
from footlights.events.timing import YEAR_ONE
from footlights.model.activity import Activity
from footlights.model.map import Map

FOLLOWS = ibis.schema(
    {
        "journey_key": "int64",
        "activity_no": "int16",
        "is_followed": "boolean",
        "at": "timestamp(6)",
        "seconds": "float64",
    }
)


@dataclass(frozen=True)
class Trigger:
    """What sets an activity off: another activity, or the touchpoint it belongs to."""

    activity_no: int
    """The activity set off."""

    by_activity_no: int | None
    """The activity that sets it off; None for a touchpoint."""

    by_touchpoint_no: int | None
    """The touchpoint that sets it off; None for an activity."""


def triggers(map_: Map) -> tuple[Trigger, ...]:
    """Say what sets off each activity that events can show.

    The recorded activity in its `after` that is drawn last; if none of them is
    recorded, those that they follow are looked at in turn; if none is left, the begin
    of its touchpoint. An activity whose touchpoint no event reaches has no trigger.
    """
    number = {a.id: no for no, a in enumerate(map_.activities, start=1)}
    by_id = {a.id: a for a in map_.activities}
    found = []
    for no, touchpoint in enumerate(map_.touchpoints, start=1):
        for activity in touchpoint.activities:
            if not activity.matches:
                continue
            before = _recorded_before(activity, by_id)
            if before:
                last = max(number[name] for name in before)
                found.append(Trigger(number[activity.id], last, None))
            elif touchpoint.is_recorded:
                found.append(Trigger(number[activity.id], None, no))
    return tuple(found)


def _recorded_before(activity: Activity, by_id: dict[str, Activity]) -> set[str]:
    found: set[str] = set()
    seen = {activity.id}
    look_at = list(activity.after)
    while look_at:
        name = look_at.pop()
        if name in seen or name not in by_id:
            continue
        seen.add(name)
        if by_id[name].matches:
            found.add(name)
        else:
            look_at.extend(by_id[name].after)
    return found


def occurrence_counts(occurrences: ir.Table) -> ir.Table:
    """Count the events of each activity.

    Returns:
        One row per activity that happened: `activity_no: int16`, `events: int64`.
    """
    return occurrences.group_by("activity_no").aggregate(events=_.count())


def activity_follows(
    touches: ir.Table, occurrences: ir.Table, trigger: Trigger
) -> ir.Table:
    """Say for each trigger whether its activity followed, and how long after.

    It followed if, in the same journey, its next event comes at or after the trigger
    and before the next trigger.

    Args:
        touches: `prepared.TOUCHES`.
        occurrences: `prepared.OCCURRENCES`.
        trigger: What sets the activity off.

    Returns:
        One row per trigger, `FOLLOWS`: when it came, and how long after it the
        activity; `seconds` null where it did not follow.
    """
    if trigger.by_activity_no is not None:
        source = occurrences.filter(_.activity_no == trigger.by_activity_no)
    else:
        source = touches.filter(_.touchpoint_no == trigger.by_touchpoint_no)
    happens = occurrences.filter(_.activity_no == trigger.activity_no)
    events = [_marked(source, 0), _marked(happens, 1)]
    in_order = ibis.window(group_by="journey_key", order_by="instant")
    is_followed = (_.next % 2 == 1).fill_null(False)  # noqa: FBT003 - Ibis takes it so
    return (
        ibis.union(*events)
        .mutate(next=_.instant.lead().over(in_order))
        .filter(_.instant % 2 == 0)
        .select(
            "journey_key",
            activity_no=ibis.literal(trigger.activity_no, "int16"),
            is_followed=is_followed,
            at=_.at,
            seconds=ibis.ifelse(
                is_followed, (_.next - _.instant - 1) / 2_000_000, ibis.null()
            ),
        )
    )


def _marked(events: ir.Table, is_activity: int) -> ir.Table:
    """Give the instant of each event as one number, which sorts fast.

    Microseconds twice, and one more for an activity: it is odd then, and at the same
    instant the trigger comes first. Among triggers of one instant the order does not
    matter, as the last of them is followed either way.
    """
    micro = events.at.delta(ibis.literal(YEAR_ONE), unit="microsecond")
    return events.filter(events.journey_key.notnull()).select(
        "journey_key", "at", instant=micro * 2 + is_activity
    )


def promised_seconds(
    activity: Activity, calendars: Collection[str | None]
) -> float | None:
    """Give the promised time; None without one, or if nobody knows its calendar.

    Args:
        activity: The activity.
        calendars: Ids of the calendars that are known.
    """
    if activity.within is None or activity.calendar not in {None, *calendars}:
        return None
    return activity.within.total_seconds()


def follow_totals(
    follows: ir.Table,
    promised_seconds: float | None,
    open_days: OpenDays | None = None,
) -> ir.Table:
    """Count triggers, those followed, and those followed within the promised time.

    Exactly the promised time still keeps it.

    Args:
        follows: `FOLLOWS`.
        promised_seconds: The promised time; None if nothing is promised.
        open_days: The calendar in whose open hours it runs; None at all hours.

    Returns:
        One row: `triggered`, `followed`, `kept: int64`; `kept` null without a promise.
    """
    return with_judged_seconds(follows, open_days).aggregate(
        triggered=_.count(),
        followed=_.count(where=_.is_followed),
        kept=_.count(where=_.judged_seconds <= promised_seconds)
        if promised_seconds is not None
        else ibis.literal(None, "int64"),
    )


def with_judged_seconds(follows: ir.Table, open_days: OpenDays | None) -> ir.Table:
    """Add how long each activity took to follow as its promise counts it.

    Args:
        follows: `FOLLOWS`.
        open_days: The calendar in whose open hours that runs; None at all hours.

    Returns:
        `follows` with `judged_seconds: float64`.
    """
    if open_days is None:
        return follows.mutate(judged_seconds=_.seconds)
    return with_open_seconds(
        follows,
        seconds_since_1970(follows.at),
        follows.seconds,
        open_days,
        "judged_seconds",
    )
