"""A log that has been read: its events, what was left out, and what was guessed."""

from dataclasses import dataclass
from pathlib import Path

import ibis
import ibis.expr.types as ir

from footlights.closing import Closing
from footlights.engines.engine import Engine
from footlights.errors import MissingFolderError
from footlights.events.contract import Scale
from footlights.measures.answers import AnswerCounts
from footlights.model.map import Map
from footlights.usecases.prepare import prepare
from footlights.usecases.prepared_log import PreparedLog


@dataclass(frozen=True)
class ReadReport:
    """What reading a log came to, in numbers and words."""

    files: tuple[str, ...]
    """Names of the files, in the order in which they were read."""

    rows: int
    """Rows of the files; a wide row counts once."""

    events: int
    """Events read and counted once."""

    rejected: int
    """Rows, or times of a wide row, that could not be read as events."""

    values_dropped: int
    """Values that could not be read, in events that were kept."""

    duplicates: int
    """Events left out because they repeat another one."""

    pairs: int
    """Starts and completes that became one duration."""

    guesses: tuple[str, ...]
    """What was guessed and what a reader should know, as sentences."""

    scale: Scale | None
    """Lowest and highest possible score; None where the log has no scores."""

    zone: str
    """Zone in which times that name none were read."""

    has_journey: bool
    """Whether a column names the journey."""

    attributes: tuple[str, ...]
    """Columns of `events` beside those of the contract."""


@dataclass(frozen=True)
class EventLog(Closing):
    """Events in an engine, ready to be measured; close it when done.

    Args:
        engine: Where the events are.
        events: Rows in the shape of `contract.EVENTS`, then the attributes.
        rejects: What could not be read, in the shape of `contract.REJECTS`.
        report: What reading came to.
        answers: What became of answers that were joined, one for each survey.
        answer_rejects: Answers that belong to no touch, likewise as `REJECTS`; None
            where no answers were joined.
    """

    engine: Engine
    events: ir.Table
    rejects: ir.Table
    report: ReadReport
    answers: tuple[AnswerCounts, ...] = ()
    answer_rejects: ir.Table | None = None

    def prepared(self, map_: Map) -> PreparedLog:
        """Prepare the log for a map; it stays until the log is closed.

        Raises:
            UnknownJourneyColumnError: The map names a journey column that the log
                lacks.
        """
        tables = prepare(self.engine, self.events, map_)
        return PreparedLog(self.engine, self.events, tables, map_, self.report.scale)

    def write_rejects(self, path: Path) -> None:
        """Write what could not be read or joined as CSV, with file, row and reason.

        Raises:
            MissingFolderError: There is no folder to write it into.
        """
        if not path.parent.is_dir():
            raise MissingFolderError(path)
        rejects = self.rejects
        if self.answer_rejects is not None:
            rejects = ibis.union(rejects, self.answer_rejects)
        self.engine.write_csv(rejects, path)

    def _repr_html_(self) -> str:
        # What a notebook shows is loaded where there is one.
        from footlights.usecases.shown_log import shown_log  # noqa: PLC0415

        return shown_log(self)

    def close(self) -> None:
        """Let go of the events."""
        self.engine.close()
