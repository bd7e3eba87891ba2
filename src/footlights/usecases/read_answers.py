"""Files of answers, read into one table: whose, when, what; and what is no answer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis import _

from footlights.engines.duckdb import DuckDBEngine
from footlights.errors import NoRowsError, ScoreIsTextError
from footlights.events.answer_columns import AnswerColumns, answer_columns
from footlights.events.answer_marks import left_out
from footlights.events.answers import ANSWERS
from footlights.events.contract import REJECTS, Scale
from footlights.events.guessing import Roles
from footlights.events.raw import text_of
from footlights.events.sources import Answers, Source
from footlights.usecases.decisions import decide, told_columns
from footlights.usecases.raw_logs import LoadedLog, load_logs
from footlights.usecases.source_plan import PlannedSource
from footlights.usecases.source_rows import (
    SourceRows,
    read_decided,
    sample_of,
    with_joins,
)

MOST_WORDS = 10
"""Words of a choice that an error names."""

_NEVER = {"submitdate": {"1980-01-01 00:00:00": None}}
"""What LimeSurvey writes where it was told to keep no dates."""


@dataclass(frozen=True)
class ReadAnswers:
    """Answers that were read, and what could not be read.

    Args:
        rows: `events.answers.ANSWERS`, then the columns that are kept.
        rejects: `contract.REJECTS`: rows that are no answer, values that are none.
        files: Names of the files.
        responses: Rows of the files, broken ones too.
        kept: Names of the columns that are kept.
        guesses: What was guessed, as sentences.
        scale: The scale of the scores, if it was told.
    """

    rows: pa.Table
    rejects: pa.Table
    files: tuple[str, ...]
    responses: int
    kept: tuple[str, ...]
    guesses: tuple[str, ...]
    scale: Scale | None


def read_answers(planned: PlannedSource, *, has_journey: bool) -> ReadAnswers:
    """Read files of answers; the columns of each are told by what it holds.

    Args:
        planned: Files and tables of answers, and what is told about them.
        has_journey: Whether the log names journeys.

    Raises:
        NoRowsError: There is no row in any of them.
        ScoreIsTextError: Scores are words of a choice, and nobody says their worth.
        FootlightsError: A file cannot be read, or nobody can tell a column.
    """
    source = planned.source
    kept = () if "attributes" not in source.model_fields_set else source.attributes
    parts: list[_Part] = []
    with DuckDBEngine() as engine:
        for place, loaded in enumerate(
            load_logs(engine, planned.inputs, "answers", None)
        ):
            if sum(loaded.rows_by_file):
                before = parts[-1].read.facts.last_row_no if parts else 0
                at = (f"answers_{place}", before)
                parts.append(_part(engine, planned, loaded, at, has_journey))
        if not parts:
            raise NoRowsError(", ".join(each.name for each in planned.inputs))
        names = tuple(kept) if kept != "all" else _all_kept(parts)
        rows = [engine.fetch(each.rows(names, source)) for each in parts]
        rejects = [engine.fetch(table) for each in parts for table in each.read.rejects]
    return ReadAnswers(
        rows=pa.concat_tables(rows),
        rejects=pa.concat_tables([REJECTS.to_pyarrow().empty_table(), *rejects]),
        files=tuple(file for each in parts for file in each.read.facts.files),
        responses=sum(each.read.facts.rows for each in parts),
        kept=tuple(f"answer:{name}" for name in names),
        guesses=tuple(dict.fromkeys(g for each in parts for g in each.guesses)),
        scale=source.scale,
    )


@dataclass(frozen=True)
class _Part:
    """Files of the same columns, read."""

    read: SourceRows
    columns: AnswerColumns
    names: Mapping[str, str]
    ends: tuple[tuple[str, int], ...]
    guesses: tuple[str, ...]

    def mark(self, events: ir.Table, mark: str) -> ir.Value | None:
        name = self.columns.marks.get(mark)
        return None if name is None else text_of(events[self.names[name]])

    def rows(self, kept: Sequence[str], source: Source) -> ir.Table:
        """Give the rows as `ANSWERS`, then the kept columns as text."""
        events = self.read.events
        files, before = [], 0
        for file, end in self.ends:
            files.append((file, before, end))
            before = end
        place = events.row_no - self.read.facts.last_row_no + before
        response = self.mark(events, "response")
        file = ibis.cases(*((place <= end, name) for name, _start, end in files))
        if response is not None and not self.columns.tool.has_world_ids:
            response = file + "\n" + response
        rule = source.answers or Answers()
        marks = {
            mark: self.mark(events, mark)
            for mark in ("finished", "progress", "submitted", "status", "channel")
        }
        columns = {
            "answer_no": events.row_no,
            "file": file,
            "row": place - ibis.cases(*((place <= e, start) for _f, start, e in files)),
            "person": self._person(events),
            "journey": events.journey,
            "about": ibis.null("string") if rule.about else self.mark(events, "about"),
            "at": events["at"],
            "score": events.score,
            "text": events.text,
            "response": response,
            "left_out": left_out(marks, unfinished=rule.unfinished),
        }
        filled = {
            name: ibis.null(kind) if columns[name] is None else columns[name]
            for name, kind in ANSWERS.items()
        }
        more = {
            f"answer:{name}": text_of(events[self.names[name]])
            if name in self.names
            else ibis.null("string")
            for name in kept
        }
        return events.select(**filled, **more).cast(dict(ANSWERS.items()))

    def _person(self, events: ir.Table) -> ir.Value:
        """Give the person; null where the journey stands in for them."""
        return events.person.nullif(events.journey)


def _part(
    engine: DuckDBEngine,
    planned: PlannedSource,
    loaded: LoadedLog,
    place: tuple[str, int],
    has_journey: bool,  # noqa: FBT001 - passed on as it came
) -> _Part:
    raw, join_guesses = with_joins(engine, planned, loaded, place[0])
    sample = loaded.sample if raw is loaded.raw else sample_of(engine, raw)
    told = told_columns(raw, planned.source)
    constant = planned.source.constant
    columns = answer_columns(
        raw.label, sample, told | dict.fromkeys(constant, ()), has_journey=has_journey
    )
    roles = {r: n for r, n in columns.roles.items() if n}
    own = planned.source.in_zone_of(loaded.zone)
    source = _source(own, columns, tuple(raw.names))
    decided = decide(engine, raw, sample, source, Roles({**roles}, ()))
    found = replace(loaded, raw=raw, sample=sample, is_stored=True)
    read = read_decided(engine, source, found, decided, place)
    _check_score(engine, read, columns)
    return _Part(
        read=read,
        columns=columns,
        names=decided.attributes,
        ends=tuple(zip(raw.files, accumulate(loaded.rows_by_file), strict=True)),
        guesses=(*loaded.guesses, *join_guesses, *columns.guesses, *decided.guesses),
    )


def _source(source: Source, columns: AnswerColumns, names: tuple[str, ...]) -> Source:
    """Say how the rows are read: as events of one name, every column kept."""
    values = {name: dict(found) for name, found in source.values.items()}
    for name in names:
        for own, never in _NEVER.items():
            if name == own and columns.tool.name == "LimeSurvey":
                values[name] = {**never, **values.get(name, {})}
    return source.model_copy(
        update={
            "constant": {**source.constant, "event": "answer"},
            "values": values,
            "attributes": names,
        }
    )


def _all_kept(parts: Sequence[_Part]) -> tuple[str, ...]:
    used = {
        name
        for each in parts
        for name in (*each.columns.marks.values(), *_flat(each.columns.roles))
    }
    names = dict.fromkeys(name for each in parts for name in each.names)
    return tuple(name for name in names if name not in used)


def _flat(roles: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(name for own in roles.values() for name in own)


def _check_score(
    engine: DuckDBEngine, read: SourceRows, columns: AnswerColumns
) -> None:
    """Refuse words of a choice where numbers are expected.

    A value that is no number and stands there once is a slip of the keyboard: it is
    dropped and said. Words that come again are what people chose.

    Raises:
        ScoreIsTextError: There are such words, or nothing but words.
    """
    kept = read.kept
    if kept is None or "drop_score" not in kept.columns:
        return
    slips = kept.filter(_.drop_score == "not-a-number")
    found = engine.fetch(
        slips.group_by(word=_.raw_score)
        .aggregate(times=_.count())
        .order_by(ibis.desc("times"), "word")
    ).to_pylist()
    numbers = engine.fetch(kept.aggregate(n=_.score.count()))["n"][0].as_py()
    if found and (found[0]["times"] > 1 or not numbers):
        name = columns.roles["score"][0]
        words = [str(row["word"]) for row in found[:MOST_WORDS]]
        raise ScoreIsTextError(read.facts.files[0], name, words)


def reject_reasons(rejects: pa.Table) -> Counter[str]:
    """Count the rows that could not be read as answers, by reason."""
    rows: list[dict[str, Any]] = rejects.to_pylist()
    return Counter(row["reason"] for row in rows if not row["is_event_kept"])
