"""Events become touches: journey, place in it, what came before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.binding import (
    activity_no_of,
    asked_names,
    outcome_no_of,
    segment_of,
    touchpoint_no_of,
)
from footlights.events.prepared import TOUCHES, WAITS
from footlights.events.timing import seconds_between
from footlights.events.uniting import united
from footlights.model.map import JourneysByColumn, Map

TOUCHES_PER_PERSON = 1 << 31
"""Touch numbers that fit below a person's number in the key of a journey."""

_CARRIED = (
    "row_no",
    "person",
    "at",
    "until",
    "channel",
    "team",
    "location",
    "score",
)


@dataclass(frozen=True)
class Dictionaries:
    """Tables that turn the log's words into numbers."""

    persons: ir.Table
    """`person: string`, `person_key: int64`."""

    journeys: ir.Table | None
    """`journey: string`, `journey_key: int64`; None if journeys are by person."""

    channels: ir.Table
    """`channel: string`, `channel_no: int16`."""

    teams: ir.Table
    """`team: string`, `team_no: int16`."""

    locations: ir.Table
    """`location: string`, `location_no: int32`."""


def journey_column(map_: Map) -> str | None:
    """Name the column that names journeys; None if they are by person."""
    rule = map_.journeys
    return rule.column if isinstance(rule, JourneysByColumn) else None


def bound_events(events: ir.Table, map_: Map, dictionaries: Dictionaries) -> ir.Table:
    """Keep the events that the map asks for, with words turned into numbers.

    One event may show a touchpoint, an activity and an outcome at once, or none of
    them if only its name fits. A row that only closes an earlier one is left out:
    its time stands there already.

    Args:
        events: Rows in the shape of `contract.EVENTS`, with attributes.
        map_: The map.
        dictionaries: Numbers for the log's words.

    Returns:
        One row per event: `row_no`, `person_key`, `journey_key` (only where a column
        names journeys; null where it is empty), `touchpoint_no`, `activity_no`,
        `outcome_no` (null where it shows none), `at`, `until`, `channel_no`,
        `team_no`, `location_no`, `score`, and `segment_<id>: boolean` for each
        segment.
    """
    column = journey_column(map_)
    # Looking at names alone is quick, and lets few through that no rule fits.
    named = events.filter(_.event.isin(asked_names(map_)), ~_.closes)
    segments = {f"segment_{s.id}": segment_of(named, s.where) for s in map_.segments}
    shows = {
        "touchpoint_no": touchpoint_no_of(named, map_),
        "activity_no": activity_no_of(named, map_),
        "outcome_no": outcome_no_of(named, map_),
    }
    keys = {"journey_name": named[column].cast("string")} if column else {}
    taken = named.select(*_CARRIED, **shows, **keys, **segments)
    numbered = (
        taken.inner_join(dictionaries.persons, "person")
        .left_join(dictionaries.channels, "channel")
        .left_join(dictionaries.teams, "team")
        .left_join(dictionaries.locations, "location")
    )
    if dictionaries.journeys is not None:
        numbered = numbered.left_join(
            dictionaries.journeys, [("journey_name", "journey")]
        )
    return numbered.select(
        "row_no",
        "person_key",
        *(["journey_key"] if column else []),
        *shows,
        "at",
        "until",
        "channel_no",
        "team_no",
        "location_no",
        "score",
        *segments,
    )


def touches(bound: ir.Table, map_: Map) -> ir.Table:
    """Place every touch in its journey.

    Journeys by column are what they are; an event without a value in that column is
    no touch. Where journeys are by person, a new one begins where nothing happened
    for longer than `gap` since the end of the person's touch before; exactly `gap`
    still belongs together. Without a gap a person has one journey.

    Args:
        bound: As `bound_events` gives them.
        map_: The map.

    Returns:
        `prepared.TOUCHES`, and the segment columns of `bound`.
    """
    rule = map_.journeys
    touching = bound.filter(_.touchpoint_no.notnull())
    if isinstance(rule, JourneysByColumn):
        named = touching.filter(_.journey_key.notnull())
        return _finished(_walked(named, "journey_key"), map_)
    if rule.gap is None:
        one_each = touching.mutate(journey_key=_.person_key * TOUCHES_PER_PERSON + 1)
        return _finished(_walked(one_each, "journey_key"), map_)
    return _finished(_split(_walked(touching, "person_key"), rule.gap), map_)


def _walked(bound: ir.Table, owner: str) -> ir.Table:
    """Number each owner's touches, and put the touch before and after beside each."""
    by_time = ibis.window(group_by=owner, order_by=["at", "row_no"])
    return bound.mutate(
        touch_no=(ibis.row_number().over(by_time) + 1).cast("int32"),
        previous_touchpoint_no=_.touchpoint_no.lag().over(by_time),
        next_touchpoint_no=_.touchpoint_no.lead().over(by_time),
        previous_channel_no=_.channel_no.lag().over(by_time),
        previous_team_no=_.team_no.lag().over(by_time),
        silent_before=seconds_between(_ends_at().lag().over(by_time), _.at),
        silent_after=seconds_between(_ends_at(), _.at.lead().over(by_time)),
    )


def _split(walked: ir.Table, gap: timedelta) -> ir.Table:
    """Cut a person's touches into journeys wherever a gap is too long."""
    longest = gap.total_seconds()
    so_far = ibis.window(
        group_by="person_key", order_by="touch_no", preceding=None, following=0
    )
    nothing = ibis.null()
    begins = (_.silent_before > longest).fill_null(True)  # noqa: FBT003
    ends = (_.silent_after > longest).fill_null(True)  # noqa: FBT003
    return (
        walked.mutate(first_no=ibis.ifelse(begins, _.touch_no, nothing))
        .mutate(
            first_no=_.first_no.max().over(so_far),
            previous_touchpoint_no=ibis.ifelse(
                begins, nothing, _.previous_touchpoint_no
            ),
            next_touchpoint_no=ibis.ifelse(ends, nothing, _.next_touchpoint_no),
            previous_channel_no=ibis.ifelse(begins, nothing, _.previous_channel_no),
            previous_team_no=ibis.ifelse(begins, nothing, _.previous_team_no),
            silent_before=ibis.ifelse(begins, nothing, _.silent_before),
            silent_after=ibis.ifelse(ends, nothing, _.silent_after),
        )
        .mutate(
            journey_key=_.person_key * TOUCHES_PER_PERSON + _.first_no,
            touch_no=(_.touch_no - _.first_no + 1).cast("int32"),
        )
    )


def _finished(walked: ir.Table, map_: Map) -> ir.Table:
    """Add what follows from a single row, after all sorting: wide rows sort slowly."""
    numbers = range(1, len(map_.touchpoints) + 1)
    stages = [map_.stage_no_of[t.id] for t in map_.touchpoints]
    return walked.mutate(
        stage_no=looked_up(_.touchpoint_no, numbers, stages),
        ends_at=_ends_at(),
        seconds=seconds_between(_.at, _.until),
        wait_seconds=_not_negative(_.silent_before),
        seconds_to_next=_not_negative(_.silent_after),
    ).select(*TOUCHES.names, *(f"segment_{s.id}" for s in map_.segments))


def _ends_at() -> ibis.Deferred:
    return _.until.coalesce(_.at)


def _not_negative(seconds: ir.FloatingValue) -> ir.FloatingValue:
    return ibis.ifelse(seconds < 0, ibis.literal(0.0), seconds)


def looked_up(
    key: ir.IntegerValue, keys: Iterable[int], values: Iterable[int]
) -> ir.IntegerValue:
    """Turn small numbers into others, such as touchpoint numbers into stages."""
    branches = [
        (key == ibis.literal(no, "int16"), ibis.literal(value, "int16"))
        for no, value in zip(keys, values, strict=True)
    ]
    return ibis.cases(*branches)


def waits(touches_: ir.Table, map_: Map) -> ir.Table:
    """Measure every wait that the map draws between two recorded touchpoints.

    Args:
        touches_: `prepared.TOUCHES`.
        map_: The map.

    Returns:
        `prepared.WAITS`; no rows if the map draws no such wait.
    """
    found = [
        _waits_between(touches_, map_, touchpoint.id, *touchpoint.between)
        for touchpoint in map_.touchpoints
        if touchpoint.kind == "wait" and touchpoint.between
    ]
    if not found:
        nothing = {name: ibis.literal(None, kind) for name, kind in WAITS.items()}
        return touches_.limit(0).select(**nothing)
    return united(found)


def _waits_between(
    touches_: ir.Table, map_: Map, wait: str, before: str, after: str
) -> ir.Table:
    first, second = map_.touchpoint_no[before], map_.touchpoint_no[after]
    in_order = ibis.window(group_by="journey_key", order_by="touch_no")
    return (
        touches_.filter(_.touchpoint_no.isin([first, second]))
        .select("journey_key", "touchpoint_no", "touch_no", "at", "ends_at")
        .mutate(
            from_no=_.touchpoint_no.lag().over(in_order),
            begins_at=_.ends_at.lag().over(in_order),
        )
        .filter(_.touchpoint_no == second, _.from_no == first)
        .mutate(
            waited=_not_negative(seconds_between(_.begins_at, _.at)),
            wait_no=ibis.literal(map_.touchpoint_no[wait], "int16"),
            wait_stage_no=ibis.literal(map_.stage_no_of[wait], "int16"),
            visit_no=(ibis.row_number().over(in_order) + 1).cast("int32"),
        )
        .select(
            "journey_key",
            touchpoint_no="wait_no",
            stage_no="wait_stage_no",
            visit_no="visit_no",
            at="begins_at",
            seconds="waited",
        )
    )
