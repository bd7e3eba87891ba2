"""What is known about a source that was read, besides its rows; and what follows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from footlights.errors import MixedScalesError
from footlights.events.contract import Scale
from footlights.events.scales import smallest_scale
from footlights.events.sources import format_scale
from footlights.events.time_formats import TimeColumn
from footlights.usecases.event_log import ReadReport


@dataclass(frozen=True)
class SourceFacts:
    """How files with the same columns were read, and what was found in them.

    Args:
        files: Names of the files.
        rows: Rows of these files, broken ones too.
        last_row_no: Highest `row_no` that any of its rows may have.
        event_count: How many rows are events.
        columns: Names of the columns, as the files have them.
        roles: Which columns are what.
        times: How each column of times is read.
        zone: Zone of times that name none.
        attributes: Names of the attributes.
        guesses: What was guessed, as sentences.
        told_scale: Scale of the scores, if it was told.
        low: Lowest score; None where there are none.
        high: Highest score.
        journey_persons: Events whose journey stands in for the person.
    """

    files: tuple[str, ...]
    rows: int
    last_row_no: int
    event_count: int
    columns: tuple[str, ...]
    roles: Mapping[str, tuple[str, ...]]
    times: Mapping[str, TimeColumn]
    zone: str
    attributes: tuple[str, ...]
    guesses: tuple[str, ...]
    told_scale: Scale | None
    low: float | None
    high: float | None
    journey_persons: int = 0


@dataclass(frozen=True)
class Counts:
    """Numbers of a whole log.

    Args:
        events: Events counted once.
        rejected: Rows that are no event.
        values_dropped: Values that could not be read, in events that were kept.
        pairs: Starts and completes that became one duration.
    """

    events: int = 0
    rejected: int = 0
    values_dropped: int = 0
    pairs: int = 0


def report_of(
    sources: Sequence[SourceFacts], counts: Counts, zone: str | None
) -> ReadReport:
    """Say what reading came to.

    Args:
        sources: All sources of the log, in order.
        counts: Numbers of the whole log.
        zone: The zone that was told for all of them, if any.

    Raises:
        MixedScalesError: Scores stand on different scales.
    """
    scale, scale_guess = _scale(sources)
    return ReadReport(
        files=tuple(file for each in sources for file in each.files),
        rows=sum(each.rows for each in sources),
        events=counts.events,
        rejected=counts.rejected,
        values_dropped=counts.values_dropped,
        duplicates=sum(each.event_count for each in sources) - counts.events,
        pairs=counts.pairs,
        guesses=(*_guesses(sources), *scale_guess),
        scale=scale,
        zone=zone or "UTC",
        has_journey="journey" in roles_of(sources),
        attributes=attributes_of(sources),
    )


def roles_of(sources: Sequence[SourceFacts]) -> set[str]:
    """Name everything that a column of any source is read as."""
    return {role for each in sources for role in each.roles}


def attributes_of(sources: Sequence[SourceFacts]) -> tuple[str, ...]:
    """Name the attributes of all sources, in the order in which they first come."""
    return tuple(dict.fromkeys(name for each in sources for name in each.attributes))


def _guesses(sources: Sequence[SourceFacts]) -> tuple[str, ...]:
    sentences = [sentence for each in sources for sentence in each.guesses]
    if not any(each.roles.get("person") for each in sources):
        sentences.append("no column names the person: each journey counts as one")
    elif persons := sum(each.journey_persons for each in sources):
        sentences.append(
            f"in {persons:,} events no person is known and the journey stands in"
        )
    return tuple(dict.fromkeys(sentences))


def _scale(
    sources: Sequence[SourceFacts],
) -> tuple[Scale | None, tuple[str, ...]]:
    """Give the one scale of the scores, and how it was guessed.

    Raises:
        MixedScalesError: There is more than one.
    """
    scales = {each.told_scale for each in sources if each.told_scale}
    seen: dict[tuple[str, ...], list[float]] = {}
    for each in sources:
        names = each.roles.get("score")
        if not names or each.told_scale:
            continue
        seen.setdefault(names, []).extend(
            end for end in (each.low, each.high) if end is not None
        )
    guessed = {
        names: smallest_scale(min(ends), max(ends))
        for names, ends in seen.items()
        if ends
    }
    known = scales | set(guessed.values())
    if len(known) > 1:
        raise MixedScalesError(sorted(format_scale(scale) for scale in known))
    said = Counter(guessed.values())
    return (
        next(iter(known), None),
        tuple(f"scores stand on the scale {format_scale(scale)}" for scale in said),
    )
