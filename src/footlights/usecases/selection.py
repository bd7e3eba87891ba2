"""A prepared log narrowed to some of its journeys; every view runs on it unchanged."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
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
    """A segment of the map that the journey is in."""

    outside: str | None = None
    """A segment of the map that the journey is not in."""

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
            said.append(f"in the segment {self.segment!r}")
        if self.outside is not None:
            said.append(f"outside the segment {self.outside!r}")
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
    for segment, inside in ((selection.segment, True), (selection.outside, False)):
        if segment is not None:
            known = [one.id for one in log.map.segments]
            if segment not in known:
                raise UnknownSegmentError(segment, known)
            journeys = journeys_in_segment(journeys, segment, inside=inside)
    journeys = journeys_begun(journeys, *_bounds(selection, log.map.zone or "UTC"))
    if selection.channel is not None:
        number = _channel_no(selection.channel, log.prepared.channels)
        journeys = journeys_on_channel(journeys, log.prepared.touches, number)
    if selection.is_completed is not None:
        journeys = journeys.filter(_.is_completed == selection.is_completed)
    found = narrowed(log, journeys)
    if not found.prepared.persons:
        everyone = log.row(log.prepared.journeys.aggregate(n=_.count()))
        raise EmptySelectionError(str(selection), everyone["n"] if everyone else 0)
    return found


def narrowed(log: PreparedLog, journeys: ir.Table) -> PreparedLog:
    """Narrow a prepared log to some journeys, however they were chosen.

    Nothing is copied: which journeys are meant is looked up when a view reads them,
    which is quicker and leaves nothing behind.

    Args:
        log: The log.
        journeys: Rows of its journeys, `prepared.JOURNEYS`.
    """
    tables, variants = log.prepared, variant_counts(journeys)
    persons = log.row(journeys.aggregate(n=_.person_key.nunique()))
    return replace(
        log,
        prepared=replace(
            tables,
            touches=of_journeys(tables.touches, journeys),
            journeys=journeys,
            waits=of_journeys(tables.waits, journeys),
            variants=variants,
            steps=variant_steps(variants, log.map),
            occurrences=of_journeys(tables.occurrences, journeys),
            # An outcome after one journey may belong to a later one of the person.
            outcomes=of_persons(tables.outcomes, journeys),
            persons=persons["n"] if persons else 0,
        ),
    )


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
