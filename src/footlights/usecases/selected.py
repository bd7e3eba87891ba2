"""A prepared log narrowed to some of its journeys; every view runs on it unchanged."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis.patterns import journeys_matching, pattern_plan
from footlights.analysis.selection import (
    is_begun,
    is_in_segment,
    is_on_channel,
    not_of_journeys,
    of_any_journey,
    of_journeys,
    of_persons,
)
from footlights.analysis.variants import variant_counts
from footlights.errors import (
    EmptySelectionError,
    PersonaWithoutSegmentError,
    UnknownChannelError,
    UnknownPersonaError,
    UnknownSegmentError,
)
from footlights.events.steps import variant_steps
from footlights.measures.periods import midnight
from footlights.model.patterns.parsing import parse_pattern
from footlights.model.spelling import plain
from footlights.usecases.prepared_log import PreparedLog, everything
from footlights.usecases.selection import Selection, both

Narrow = Callable[[ir.Table], ir.Table]
"""Keeps what belongs to some journeys of any table with a `journey_key`."""


def selected(log: PreparedLog, selection: Selection) -> PreparedLog:
    """Narrow a prepared log to the journeys of a selection.

    The result answers every question as if only these journeys had been; numbers for
    touchpoints, channels, persons and journeys stay those of the whole log, so that
    rows of two selections can be held side by side. `events` stay all events.

    Raises:
        UnknownSegmentError: The map has no such segment.
        UnknownPersonaError: The map has no such persona.
        PersonaWithoutSegmentError: The map does not say which journeys are theirs.
        UnknownChannelError: Neither map nor log has such a channel.
        PatternSyntaxError: A pattern cannot be read; others as of the view `pattern`.
        EmptySelectionError: No journey fits.
    """
    journeys, chosen = log.prepared.journeys, []
    meant = (*selection.all("segment"), *_segments_of(log, selection))
    for segments, inside in ((meant, True), (selection.all("outside"), False)):
        for segment in segments:
            known = [one.id for one in log.map.segments]
            if segment not in known:
                raise UnknownSegmentError(segment, known)
            chosen.append(is_in_segment(journeys, segment, inside=inside))
    chosen.append(is_begun(journeys, *_bounds(selection, log.map.zone or "UTC")))
    for channel in selection.all("channel"):
        number = _channel_no(channel, log.prepared.channels)
        chosen.append(is_on_channel(journeys, number))
    if selection.is_completed is not None:
        chosen.append(journeys.is_completed == selection.is_completed)
    found = _matching(narrowed(log, ibis.and_(*chosen)), selection)
    found = replace(found, begun=_begun(log, selection))
    if not found.chosen:
        raise EmptySelectionError(str(selection), _count(log, log.prepared.journeys))
    return found


def share_chosen(log: PreparedLog) -> tuple[int, int] | None:
    """Give how many journeys a log holds, and of how many; None where it holds all."""
    if log.whole is None or log.chosen is None:
        return None
    return log.chosen, _count(log, log.whole.journeys)


def narrowed(log: PreparedLog, is_chosen: ir.BooleanValue) -> PreparedLog:
    """Narrow a prepared log to some journeys, however they were chosen.

    Nothing is copied: which journeys are meant is looked up when a view reads them,
    which is quicker and leaves nothing behind. Where most are meant, the others are
    left out instead: what is looked up is the fewer of the two.

    Args:
        log: The log.
        is_chosen: Of its journeys, `prepared.JOURNEYS`; null is not chosen.
    """
    is_chosen = is_chosen.fill_null(False)  # noqa: FBT003 - Ibis takes it so
    everyone = log.prepared.journeys
    journeys = everyone.filter(is_chosen)
    total, chosen = (_count(log, table) for table in (everyone, journeys))
    narrow: Narrow = partial(of_journeys, journeys=journeys)
    if chosen == total:
        narrow = of_any_journey
    elif 2 * chosen > total:
        narrow = partial(not_of_journeys, journeys=everyone.filter(~is_chosen))
    return _narrowed(log, journeys, narrow)


def _count(log: PreparedLog, table: ir.Table) -> int:
    row = log.row(table.aggregate(n=_.count()))
    return row["n"] if row else 0


def with_kept_keys(log: PreparedLog) -> PreparedLog:
    """Look up once which journeys match the patterns of a selection, and keep that.

    A view reads several tables, and would look for a pattern again in each of them.

    Args:
        log: A log narrowed by `selected`, whose engine lets go of what it keeps.
    """
    if log.whole is None or not log.is_by_pattern:
        return log
    keys = log.engine.keep("chosen", log.prepared.journeys.select("journey_key"))
    whole, narrow = (
        replace(log, prepared=log.whole, narrow=everything),
        partial(of_journeys, journeys=keys),
    )
    return _narrowed(whole, narrow(log.whole.journeys), narrow)


def _matching(log: PreparedLog, selection: Selection) -> PreparedLog:
    journeys = log.prepared.journeys
    for name, inside in (("pattern", True), ("not_pattern", False)):
        for text in selection.all(name):
            journeys = of_journeys(journeys, _of_pattern(log, text, inside=inside))
    if not (selection.pattern or selection.not_pattern):
        return log
    narrow = partial(of_journeys, journeys=journeys)
    return replace(_narrowed(log, journeys, narrow), is_by_pattern=True)


def _narrowed(log: PreparedLog, journeys: ir.Table, narrow: Narrow) -> PreparedLog:
    """Narrow every table of a log.

    Args:
        log: The log.
        journeys: What is left of its journeys.
        narrow: Keeps what belongs to these of any table.
    """
    tables, variants = log.prepared, variant_counts(journeys)
    row = log.row(journeys.aggregate(n=_.count(), persons=_.person_key.nunique()))
    sizes, earlier = row or {"n": 0, "persons": 0}, log.narrow
    return replace(
        log,
        prepared=replace(
            tables,
            touches=narrow(tables.touches),
            journeys=journeys,
            waits=narrow(tables.waits),
            variants=variants,
            steps=variant_steps(variants, log.map),
            occurrences=narrow(tables.occurrences),
            # An outcome after one journey may belong to a later one of the person.
            outcomes=of_persons(tables.outcomes, journeys),
            persons=sizes["persons"],
        ),
        whole=log.whole or tables,
        chosen=sizes["n"],
        narrow=lambda table: narrow(earlier(table)),
    )


def _segments_of(log: PreparedLog, selection: Selection) -> Iterator[str]:
    """Give the segments that stand for the personas of a selection."""
    known = {persona.id: persona for persona in log.map.personas}
    for name in selection.all("persona"):
        if name not in known:
            raise UnknownPersonaError(name, known)
        segment = known[name].segment
        if segment is None:
            raise PersonaWithoutSegmentError(name)
        yield segment


def _of_pattern(log: PreparedLog, text: str, *, inside: bool) -> ir.Table:
    plan = pattern_plan(parse_pattern(text), log.prepared, log.map)
    found = journeys_matching(log.prepared, plan)
    return found.filter(found.is_matching if inside else ~found.is_matching)


def _begun(log: PreparedLog, selection: Selection) -> tuple[date | None, date | None]:
    known = both(Selection(from_on=log.begun[0], to_on=log.begun[1]), selection)
    return known.from_on, known.to_on


def _bounds(selection: Selection, zone: str) -> tuple[datetime | None, datetime | None]:
    day = timedelta(days=1)
    since = midnight(selection.from_on, zone) if selection.from_on else None
    before = midnight(selection.to_on + day, zone) if selection.to_on else None
    return since, before


def _channel_no(channel: str, known: tuple[str, ...]) -> int:
    for number, name in enumerate(known, start=1):
        if plain(name) == plain(channel):
            return number
    raise UnknownChannelError(channel, known)
