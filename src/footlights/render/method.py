"""What was read, how far the map explains it, and how the numbers are made."""

from collections.abc import Iterator
from dataclasses import dataclass

from footlights.measures.estimate_wording import share_writer, text_of
from footlights.measures.measured import Measured
from footlights.measures.measured_log import Coverage
from footlights.measures.result import ENOUGH
from footlights.measures.wording import (
    counted,
    duration,
    mean_number,
    period,
    signed,
    span_duration,
)
from footlights.model.map import JourneysByColumn, Map
from footlights.render.number import NumberView, number_view, share_view

_DEFINITIONS = {
    "Interval": """What stands in brackets, as a band or as a pale bar, is the 95 %
        interval: made this way again and again, 19 of 20 such intervals hold the true
        number. Shares: Wilson. Means: Student. Medians and other quantiles: order
        statistics.""",
    "Too few": f"""A number that rests on fewer than {ENOUGH} observations is faded,
        its point is an open ring, and it carries no finding.""",
    "Nothing": "A dash means that nothing could be computed. It never means 0.",
    "Drawn and measured": """Drawn is what the map says. Measured is the mean score,
        placed on the scale of feelings from −2 to +2.""",
    "Association": """Where two numbers move together, one need not cause the other.
        A finding says what stands out and where to look, not why.""",
    "Many comparisons": """Many touchpoints are compared at once, so some would stand
        out by chance. Probabilities (p) are corrected for that within each kind of
        finding (Benjamini-Hochberg), and a finding is made only where the interval
        supports it.""",
}


@dataclass(frozen=True)
class Fact:
    """One thing that was read or counted."""

    name: str
    """What it is."""

    text: str
    """How much, in words."""


@dataclass(frozen=True)
class OffMapRow:
    """An event name that the map does not explain."""

    event: str
    """The name, as in the log."""

    events: str
    """How many events."""

    persons: str
    """How many persons."""

    share: NumberView
    """Share of all events."""


@dataclass(frozen=True)
class IdentityRow:
    """A sum that must come out."""

    name: str
    """What must equal what."""

    holds: bool
    """Whether it does."""

    sides: str
    """Both sides: `8,412 = 8,412`."""


@dataclass(frozen=True)
class OutcomeRow:
    """An outcome of the map."""

    name: str
    """What the reader sees."""

    wanted: str
    """`wanted` or `not wanted`."""

    share: NumberView
    """Share of journeys with it."""

    note: str
    """How many are left out because their time is not over; empty if none."""


@dataclass(frozen=True)
class MethodView:
    """The part of the report that says how far to trust the rest."""

    id: str
    """Id of its root element."""

    definitions: tuple[Fact, ...]
    """How the numbers are made."""

    read: tuple[Fact, ...] = ()
    """What was read; empty if nothing is measured."""

    notes: tuple[str, ...] = ()
    """What a reader of the numbers should know."""

    whole: tuple[Fact, ...] = ()
    """The experience as a whole."""

    outcomes: tuple[OutcomeRow, ...] = ()
    """Each outcome."""

    explained: str = ""
    """How much of the log the map explains; empty if nothing is measured."""

    off_map: tuple[OffMapRow, ...] = ()
    """Event names off the map, most events first."""

    never_seen: tuple[str, ...] = ()
    """Touchpoints whose events never came."""

    not_measured: tuple[str, ...] = ()
    """Touchpoints that no event can reach."""

    identities_words: str = ""
    """Whether all sums came out; empty if nothing is measured."""

    identities: tuple[IdentityRow, ...] = ()
    """Each sum."""

    is_broken: bool = False
    """Whether any sum did not come out."""


def method_view(map_: Map, measured: Measured | None) -> MethodView:
    """Say what was read and how the numbers are made."""
    definitions = (
        Fact("Journey", _journey_words(map_)),
        *(Fact(name, " ".join(text.split())) for name, text in _DEFINITIONS.items()),
    )
    if measured is None:
        return MethodView(id="method", definitions=definitions)
    names = {t.id: t.name for t in map_.touchpoints}
    coverage = measured.coverage
    return MethodView(
        id="method",
        read=tuple(_read(measured)),
        notes=measured.notes,
        whole=tuple(_whole(measured)),
        outcomes=tuple(_outcomes(map_, measured)),
        explained=_explained(coverage),
        off_map=tuple(
            OffMapRow(
                row.event, f"{row.events:,}", f"{row.persons:,}", share_view(row.share)
            )
            for row in coverage.off_map
        ),
        never_seen=tuple(names.get(of, of) for of in coverage.never_seen),
        not_measured=tuple(names.get(of, of) for of in coverage.not_measured),
        identities_words=_identities_words(measured),
        is_broken=not all(of.holds for of in measured.identities),
        identities=tuple(
            IdentityRow(
                of.name,
                of.holds,
                f"{of.left:,} {'=' if of.holds else '≠'} {of.right:,}",
            )
            for of in measured.identities
        ),
        definitions=definitions,
    )


def _journey_words(map_: Map) -> str:
    journeys = map_.journeys
    if isinstance(journeys, JourneysByColumn):
        return f"All touches that share a value in the column {journeys.column!r}."
    if journeys.gap is None:
        return "All touches of one person."
    return (
        "All touches of one person with no silence longer than"
        f" {span_duration(journeys.gap)} between them."
    )


def _read(measured: Measured) -> Iterator[Fact]:
    log = measured.log
    yield Fact("Events", f"{log.events:,}, each counted once")
    yield Fact("Persons", f"{log.persons:,}")
    yield Fact("Journeys", f"{log.journeys:,} with at least one touch on this map")
    yield Fact(
        "Period", f"{period(log.from_, log.to)}; hours and weeks told in {log.zone}"
    )
    yield Fact("Rejected", f"{counted(log.rejected, 'row')} that could not be read")
    if log.values_dropped:
        kept = counted(log.values_dropped, "value")
        yield Fact(
            "Values dropped", f"{kept} that could not be read, their events kept"
        )
    for counts in log.answers:
        yield Fact("Answers", str(counts))
    yield Fact("Duplicates", f"{counted(log.duplicates, 'row')} left out as repeats")
    if log.score_scale:
        low, high = log.score_scale
        yield Fact("Scores", f"from {signed(f'{low:g}')} to {signed(f'{high:g}')}")
    yield Fact("Program", f"Footlights {measured.footlights}")


def _whole(measured: Measured) -> Iterator[Fact]:
    whole = measured.whole
    yield Fact("Completed", text_of(whole.completion, share_writer(measured)))
    length = number_view(whole.touches_per_journey, mean_number)
    said = f"{length.text} touches {length.interval}".rstrip()
    yield Fact("Length", f"{said}, {length.n}" if length.is_known else length.full)
    yield Fact("Duration", f"median {number_view(whole.seconds.median, duration).full}")
    variants = measured.variants
    yield Fact("Variants", f"{variants.distinct:,} different ways through the map")


def _outcomes(map_: Map, measured: Measured) -> Iterator[OutcomeRow]:
    outcomes = {outcome.id: outcome for outcome in map_.outcomes}
    for of in measured.whole.outcomes:
        outcome = outcomes.get(of.id)
        undecided = counted(of.undecided, "journey")
        yield OutcomeRow(
            name=outcome.name if outcome else of.id,
            wanted="wanted" if outcome is None or outcome.good else "not wanted",
            share=share_view(of.share),
            note=f"{undecided} left out: their time is not over"
            if of.undecided
            else "",
        )


def _explained(coverage: Coverage) -> str:
    shared = share_view(coverage.share_on_map)
    return (
        f"The map explains {shared.text} of the events:"
        f" {coverage.events_on_map:,} are on it,"
        f" {counted(coverage.events_off_map, 'event')} off it."
    )


def _identities_words(measured: Measured) -> str:
    broken = sum(not of.holds for of in measured.identities)
    total = len(measured.identities)
    if broken:
        return (
            f"{counted(broken, 'sum')} of {total} did not come out: at least one number"
            " in this report is wrong."
        )
    if total == 1:
        return "The one sum that must come out does."
    return f"All {counted(total, 'sum')} that must come out do."
