"""A prepared log narrowed to some of its journeys; every view runs on it unchanged."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
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
    if not found.prepared.persons:
        raise EmptySelectionError(str(selection), _count(log, log.prepared.journeys))
    return found


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
    narrow = partial(of_journeys, journeys=journeys)
    if 2 * chosen > total:
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
        replace(log, prepared=log.whole),
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


def _narrowed(
    log: PreparedLog, journeys: ir.Table, narrow: Callable[[ir.Table], ir.Table]
) -> PreparedLog:
    """Narrow every table of a log.

    Args:
        log: The log.
        journeys: What is left of its journeys.
        narrow: Keeps what belongs to these of any table.
    """
    tables, variants = log.prepared, variant_counts(journeys)
    persons = log.row(journeys.aggregate(n=_.person_key.nunique()))
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
            persons=persons["n"] if persons else 0,
        ),
        whole=log.whole or tables,
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
