"""A prepared log narrowed to some of its journeys; every view runs on it unchanged."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import ibis.expr.types as ir
from ibis import _

from footlights.analysis.selection import (
    journeys_begun,
    journeys_in_segment,
    journeys_on_channel,
    of_journeys,
    of_persons,
)
from footlights.analysis.variants import variant_counts
from footlights.errors import (
    BackwardsPeriodError,
    EmptySelectionError,
    UnknownChannelError,
    UnknownSegmentError,
)
from footlights.events.steps import variant_steps
from footlights.model.spelling import plain
from footlights.usecases.prepared_log import PreparedLog


@dataclass(frozen=True)
class Selection:
    """Which journeys are meant; all that is said must hold.

    Raises:
        BackwardsPeriodError: `to_on` lies before `from_on`.
    """

    segment: str | None = None
    """A segment of the map."""

    inside: bool = True
    """Whether journeys in the segment are meant, or those that are not."""

    from_on: date | None = None
    """First day on which a journey begins, on the map's clock."""

    to_on: date | None = None
    """Last day on which a journey begins, itself included."""

    channel: str | None = None
    """A channel that the journey used at least once."""

    is_completed: bool | None = None
    """Whether the journey was completed."""

    def __post_init__(self) -> None:
        if self.from_on and self.to_on and self.to_on < self.from_on:
            raise BackwardsPeriodError(self.from_on, self.to_on)

    def __str__(self) -> str:
        """Say in words which journeys are meant."""
        said = []
        if self.segment is not None:
            where = "in" if self.inside else "outside"
            said.append(f"{where} the segment {self.segment!r}")
        if self.from_on is not None:
            said.append(f"begun from {self.from_on} on")
        if self.to_on is not None:
            said.append(f"begun by the end of {self.to_on}")
        if self.channel is not None:
            said.append(f"with the channel {self.channel!r}")
        if self.is_completed is not None:
            said.append("completed" if self.is_completed else "not completed")
        return ", ".join(said) or "all journeys"


def selected(log: PreparedLog, selection: Selection) -> PreparedLog:
    """Narrow a prepared log to the journeys of a selection.

    The result answers every question as if only these journeys had been; numbers for
    touchpoints, channels, persons and journeys stay those of the whole log, so that
    rows of two selections can be held side by side. `events` stay all events.

    Raises:
        UnknownSegmentError: The map has no such segment.
        UnknownChannelError: Neither map nor log has such a channel.
        EmptySelectionError: No journey fits.
    """
    journeys = log.prepared.journeys
    if selection.segment is not None:
        known = [segment.id for segment in log.map.segments]
        if selection.segment not in known:
            raise UnknownSegmentError(selection.segment, known)
        journeys = journeys_in_segment(
            journeys, selection.segment, inside=selection.inside
        )
    journeys = journeys_begun(journeys, *_bounds(selection, log.map.zone or "UTC"))
    if selection.channel is not None:
        number = _channel_no(selection.channel, log.prepared.channels)
        journeys = journeys_on_channel(journeys, log.prepared.touches, number)
    if selection.is_completed is not None:
        journeys = journeys.filter(_.is_completed == selection.is_completed)
    found = narrowed(log, journeys)
    if not found.prepared.persons:
        forget(found)
        everyone = log.row(log.prepared.journeys.aggregate(n=_.count()))
        raise EmptySelectionError(str(selection), everyone["n"] if everyone else 0)
    return found


def narrowed(log: PreparedLog, journeys: ir.Table) -> PreparedLog:
    """Narrow a prepared log to some journeys, however they were chosen.

    The journeys are kept in the engine under a name of their own until `forget`;
    their touches are looked up when they are read, which is quicker than copying
    them.

    Args:
        log: The log.
        journeys: Rows of its journeys, `prepared.JOURNEYS`.
    """
    name = f"selected_{uuid4().hex}"
    kept = log.engine.keep(name, journeys)
    variants = log.engine.keep(f"{name}_variants", variant_counts(kept))
    steps = log.engine.keep(f"{name}_steps", variant_steps(variants, log.map))
    persons = log.row(kept.aggregate(n=_.person_key.nunique()))
    tables = log.prepared
    return replace(
        log,
        prepared=replace(
            tables,
            touches=of_journeys(tables.touches, kept),
            journeys=kept,
            waits=of_journeys(tables.waits, kept),
            variants=variants,
            steps=steps,
            occurrences=of_journeys(tables.occurrences, kept),
            # An outcome after one journey may belong to a later one of the person.
            outcomes=of_persons(tables.outcomes, kept),
            persons=persons["n"] if persons else 0,
        ),
    )


def forget(log: PreparedLog) -> None:
    """Let go of what `selected` or `narrowed` kept."""
    for table in (log.prepared.journeys, log.prepared.variants, log.prepared.steps):
        log.engine.drop(table)


def _bounds(selection: Selection, zone: str) -> tuple[datetime | None, datetime | None]:
    day = timedelta(days=1)
    since = _midnight(selection.from_on, zone) if selection.from_on else None
    before = _midnight(selection.to_on + day, zone) if selection.to_on else None
    return since, before


def _midnight(on: date, zone: str) -> datetime:
    """Give the naive UTC time at which a day begins on the clock of a zone."""
    begin = datetime.combine(on, time(), ZoneInfo(zone))
    return begin.astimezone(UTC).replace(tzinfo=None)


def _channel_no(channel: str, known: tuple[str, ...]) -> int:
    for number, name in enumerate(known, start=1):
        if plain(name) == plain(channel):
            return number
    raise UnknownChannelError(channel, known)
