"""What is known about a kept log, besides its rows: one document in its file."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

import ibis
import pyarrow as pa
from pydantic import TypeAdapter

from footlights import __version__
from footlights.engines.duckdb_file import DuckDBFile
from footlights.errors import DamagedLogError, MixedScalesError, NewerLogError
from footlights.events.contract import Scale
from footlights.events.sources import format_scale
from footlights.measures.answers import AnswerCounts
from footlights.usecases.event_log import ReadReport
from footlights.usecases.source_facts import Counts, SourceFacts, report_of

FORMAT = 1
"""Raised when files of an earlier version can no longer be read as they are."""

LOG = "log"
"""Place of the tables that hold the log itself."""


@dataclass(frozen=True)
class KeptFile:
    """A file that was added: where it lay, its name, and what it held."""

    path: str
    name: str
    fingerprint: str


@dataclass(frozen=True)
class KeptMap:
    """Tables prepared for a map.

    Args:
        fingerprint: Of the map's rules.
        place: Where the tables are.
        append_no: The latest append that the tables know.
        last_row_no: Highest `row_no` that there was then.
    """

    fingerprint: str
    place: str
    append_no: int
    last_row_no: int


@dataclass(frozen=True)
class KeptState:
    """What is known about a kept log.

    Args:
        format: Of the file; see `FORMAT`.
        written_by: Version of the program that made the file.
        append_no: How often events were added.
        drop_identical: Whether rows alike in every column count once.
        zones: Zones that were told, in order.
        files: Files that were added.
        sources: How they were read, and what was found in them.
        counts: Numbers of the whole log.
        maps: Prepared maps, by the id of the map.
        answers: What became of answers that were added, one for each survey.
        answer_scale: The scale of their scores; None without any.
        answer_guesses: What was guessed about them, as sentences.
    """

    format: int = FORMAT
    written_by: str = __version__
    append_no: int = 0
    drop_identical: bool = False
    zones: tuple[str, ...] = ()
    files: tuple[KeptFile, ...] = ()
    sources: tuple[SourceFacts, ...] = ()
    counts: Counts = field(default_factory=Counts)
    maps: Mapping[str, KeptMap] = field(default_factory=dict)
    answers: tuple[AnswerCounts, ...] = ()
    answer_scale: Scale | None = None
    answer_guesses: tuple[str, ...] = ()

    def report(self) -> ReadReport:
        """Say what reading all files came to.

        Raises:
            MixedScalesError: Scores of events and answers stand on different scales.
        """
        zones = ", ".join(self.zones) or None
        report = report_of(self.sources, self.counts, zones)
        scales = {each for each in (report.scale, self.answer_scale) if each}
        if len(scales) > 1:
            raise MixedScalesError(sorted(format_scale(each) for each in scales))
        return replace(
            report,
            scale=report.scale or self.answer_scale,
            guesses=(*report.guesses, *self.answer_guesses),
        )

    @property
    def last_row_no(self) -> int:
        """Highest `row_no` that any row may have."""
        return self.sources[-1].last_row_no if self.sources else 0


_DOCUMENT = TypeAdapter(KeptState)


def events_fingerprint(state: KeptState) -> str:
    """Give a text that is equal only for the same events, read in the same way."""
    # What was prepared for maps, and by which version, changes no event.
    told = replace(state, maps={}, format=FORMAT, written_by="")
    return blake2b(_DOCUMENT.dump_json(told), digest_size=16).hexdigest()


def write_state(engine: DuckDBFile, state: KeptState) -> None:
    """Store what is known; inside the transaction that changes the tables."""
    text = _DOCUMENT.dump_json(state).decode()
    row = pa.table({"document": [text]})
    engine.store(LOG, "state", ibis.memtable(row))


def read_state(engine: DuckDBFile) -> KeptState:
    """Read what is known.

    Raises:
        DamagedLogError: The file is of another program.
        NewerLogError: A later version wrote it, in a way unknown to this one.
    """
    if not engine.has(LOG, "state"):
        raise DamagedLogError(engine.path, "it has tables of another program")
    text = engine.fetch(engine.stored(LOG, "state"))["document"][0].as_py()
    found = json.loads(text)
    if found["format"] > FORMAT:
        raise NewerLogError(engine.path, found["written_by"], __version__)
    return _DOCUMENT.validate_python(found)


def joined_sources(
    before: Sequence[SourceFacts], more: Sequence[SourceFacts]
) -> tuple[SourceFacts, ...]:
    """Add sources to those of a log; one that goes on where the last ended joins it.

    That is how files with the same columns come out when they are read at once.
    """
    sources = list(before)
    for each in more:
        if sources and _goes_on(sources[-1], each):
            sources[-1] = _joined(sources[-1], each)
        else:
            sources.append(each)
    return tuple(sources)


def _goes_on(last: SourceFacts, each: SourceFacts) -> bool:
    return all(
        getattr(last, name) == getattr(each, name)
        for name in ("columns", "roles", "zone", "attributes", "told_scale")
    )


def _joined(last: SourceFacts, each: SourceFacts) -> SourceFacts:
    return replace(
        each,
        files=(*last.files, *each.files),
        rows=last.rows + each.rows,
        event_count=last.event_count + each.event_count,
        guesses=tuple(dict.fromkeys((*last.guesses, *each.guesses))),
        low=min(_known(last.low, each.low), default=None),
        high=max(_known(last.high, each.high), default=None),
        journey_persons=last.journey_persons + each.journey_persons,
    )


def _known(*values: float | None) -> Iterator[float]:
    return (value for value in values if value is not None)


def absolute(path: Path) -> str:
    """Name a file in a way that does not hang on the current folder."""
    return str(path.resolve())
