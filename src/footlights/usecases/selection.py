"""A prepared log narrowed to some of its journeys; every view runs on it unchanged."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import ibis.expr.types as ir
from ibis import _

from footlights.analysis.patterns import journeys_matching, pattern_plan
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
    ContradictorySelectionError,
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
from footlights.usecases.prepared_log import PreparedLog

Said = str | Collection[str] | None
"""One thing, several of which all must hold, or none."""


@dataclass(frozen=True)
class Selection:
    """Which journeys are meant; all that is said must hold.

    Where several can be said, one text stands for itself: `Selection(segment="a")` is
    `Selection(segment=("a",))`. What is said twice counts once.

    Raises:
        BackwardsPeriodError: `to_on` lies before `from_on`.
        ContradictorySelectionError: Two of them exclude each other.
    """

    segment: Said = ()
    """Segments of the map; the journey is in every one of them."""

    outside: Said = ()
    """Segments of the map; the journey is in none of them."""

    persona: Said = ()
    """Personas of the map; the journey is in the segment that each of them names."""

    from_on: date | None = None
    """First day on which a journey begins, on the map's clock."""

    to_on: date | None = None
    """Last day on which a journey begins, itself included."""

    channel: Said = ()
    """Channels; the journey used each of them at least once."""

    is_completed: bool | None = None
    """Whether the journey was completed."""

    pattern: Said = ()
    """Patterns of `docs/patterns.md`; the journey matches every one of them."""

    not_pattern: Said = ()
    """Patterns of `docs/patterns.md`; the journey matches none of them."""

    def __post_init__(self) -> None:
        for name in _SEVERAL:
            object.__setattr__(self, name, _all(getattr(self, name)))
        if self.from_on and self.to_on and self.to_on < self.from_on:
            raise BackwardsPeriodError(self.from_on, self.to_on)
        for name, opposite in (("segment", "outside"), ("pattern", "not_pattern")):
            for each in self.all(name):
                if each in self.all(opposite):
                    raise ContradictorySelectionError(
                        _SEVERAL[name].format(repr(each)),
                        _SEVERAL[opposite].format(repr(each)),
                    )

    def all(self, name: str) -> tuple[str, ...]:
        """Give all that is said under a name that can hold several.

        Args:
            name: `segment`, `outside`, `persona`, `channel`, `pattern` or `not_pattern`.
        """
        return _all(getattr(self, name))

    def __str__(self) -> str:
        """Say in words which journeys are meant."""
        said = self._several("segment", "outside", "persona")
        if self.from_on is not None:
            said.append(f"begun from {self.from_on} on")
        if self.to_on is not None:
            said.append(f"begun by the end of {self.to_on}")
        said += self._several("channel")
        if self.is_completed is not None:
            said.append(_completed(is_completed=self.is_completed))
        said += self._several("pattern", "not_pattern")
        return ", ".join(said) or "all journeys"

    def _several(self, *names: str) -> list[str]:
        return [_SEVERAL[n].format(repr(each)) for n in names for each in self.all(n)]


_SEVERAL = {
    "segment": "in the segment {}",
    "outside": "outside the segment {}",
    "persona": "of the persona {}",
    "channel": "with the channel {}",
    "pattern": "matching the pattern {}",
    "not_pattern": "not matching the pattern {}",
}
"""Words for what can be said several times."""


def _all(said: Said) -> tuple[str, ...]:
    if said is None:
        return ()
    return (said,) if isinstance(said, str) else tuple(dict.fromkeys(said))


def _completed(*, is_completed: bool) -> str:
    return "completed" if is_completed else "not completed"


def both(one: Selection, other: Selection) -> Selection:
    """Join two selections: what each of them says must hold.

    Raises:
        ContradictorySelectionError: They exclude each other.
    """
    kinds = (one.is_completed, other.is_completed)
    if None not in kinds and kinds[0] != kinds[1]:
        raise ContradictorySelectionError(
            *(_completed(is_completed=bool(kind)) for kind in kinds)
        )
    from_on = max(filter(None, (one.from_on, other.from_on)), default=None)
    to_on = min(filter(None, (one.to_on, other.to_on)), default=None)
    if from_on and to_on and to_on < from_on:
        raise ContradictorySelectionError(
            str(Selection(from_on=from_on)), str(Selection(to_on=to_on))
        )
    return Selection(
        from_on=from_on,
        to_on=to_on,
        is_completed=kinds[1] if kinds[0] is None else kinds[0],
        **{name: (*one.all(name), *other.all(name)) for name in _SEVERAL},
    )


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
    journeys = log.prepared.journeys
    meant = (*selection.all("segment"), *_segments_of(log, selection))
    for segments, inside in ((meant, True), (selection.all("outside"), False)):
        for segment in segments:
            known = [one.id for one in log.map.segments]
            if segment not in known:
                raise UnknownSegmentError(segment, known)
            journeys = journeys_in_segment(journeys, segment, inside=inside)
    journeys = journeys_begun(journeys, *_bounds(selection, log.map.zone or "UTC"))
    for channel in selection.all("channel"):
        number = _channel_no(channel, log.prepared.channels)
        journeys = journeys_on_channel(journeys, log.prepared.touches, number)
    if selection.is_completed is not None:
        journeys = journeys.filter(_.is_completed == selection.is_completed)
    for name, inside in (("pattern", True), ("not_pattern", False)):
        for text in selection.all(name):
            journeys = of_journeys(journeys, _of_pattern(log, text, inside=inside))
    found = replace(
        narrowed(log, journeys),
        begun=_begun(log, selection),
        is_by_pattern=log.is_by_pattern
        or bool(selection.pattern or selection.not_pattern),
    )
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
        whole=log.whole or tables,
    )


def with_kept_keys(log: PreparedLog) -> PreparedLog:
    """Look up once which journeys of a log were selected, and keep that.

    A view reads several tables, and would look for a pattern again in each of them.

    Args:
        log: A log narrowed by `selected`, whose engine lets go of what it keeps.
    """
    if log.whole is None:
        return log
    keys = log.engine.keep("chosen", log.prepared.journeys.select("journey_key"))
    whole = replace(log, prepared=log.whole)
    return narrowed(whole, of_journeys(log.whole.journeys, keys))


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
