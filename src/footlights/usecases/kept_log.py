"""A log that is kept in a folder, with the tables prepared from it."""

import os
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path
from typing import Any, Literal

import ibis.expr.types as ir

from footlights import __version__
from footlights.closing import Closing
from footlights.engines.duckdb_file import DuckDBFile
from footlights.errors import (
    ChangedFileError,
    MissingFolderError,
    NothingKeptError,
    UnwritableFolderError,
)
from footlights.events.rules_fingerprint import rules_fingerprint
from footlights.formats.opened import Progress
from footlights.measures.answers import AnswerCounts
from footlights.model.map import Map
from footlights.usecases.append_events import Addition, append_events
from footlights.usecases.event_log import ReadReport
from footlights.usecases.kept_state import (
    LOG,
    KeptFile,
    KeptState,
    absolute,
    events_fingerprint,
    read_state,
    write_state,
)
from footlights.usecases.prepare_kept import (
    kept_events,
    prepare_anew,
    prepare_changes,
    reuse,
)
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.raw_logs import Input
from footlights.usecases.source_plan import PlannedSource, Told, plan_sources

FILE_NAME = "events.duckdb"
"""The file in the folder of a kept log."""


@dataclass(frozen=True)
class Appended:
    """What became of files that were to be added to a kept log."""

    files: tuple[str, ...]
    """Files and tables that were read and added."""

    known: tuple[str, ...]
    """Files that the log had already; they were not read again."""

    events: int
    """Events added; repeated ones are not among them."""


class KeptLog(Closing):
    """Events in a folder; more can be added, and what is prepared is used again.

    Made by `open_log`. One process at a time can have it open; close it when done, or
    use it in a `with`. Whatever happens in the middle of a change, the folder holds
    the log as it was before or as it is after.
    """

    def __init__(self, engine: DuckDBFile, state: KeptState) -> None:
        self.engine = engine
        self._state = state

    @property
    def folder(self) -> Path:
        """Where it is kept."""
        return self.engine.path.parent

    @property
    def is_empty(self) -> bool:
        """Whether no file or table was added yet."""
        return not self._state.sources

    @property
    def events(self) -> ir.Table:
        """Rows in the shape of `contract.EVENTS`, then the attributes.

        Raises:
            NothingKeptError: No events were added yet.
        """
        self._check_filled()
        return kept_events(self.engine, self._state)

    @property
    def rejects(self) -> ir.Table:
        """What could not be read, in the shape of `contract.REJECTS`.

        Raises:
            NothingKeptError: No events were added yet.
        """
        self._check_filled()
        return self.engine.stored(LOG, "rejects")

    @property
    def fingerprint(self) -> str:
        """A text that is equal only for the same events, read in the same way."""
        return events_fingerprint(self._state)

    @property
    def answers(self) -> tuple[AnswerCounts, ...]:
        """What became of answers that were joined, one for each survey."""
        return self._state.answers

    @property
    def report(self) -> ReadReport:
        """What reading all files came to."""
        return self._state.report()

    @property
    def state(self) -> KeptState:
        """All that is known about it besides its rows."""
        return self._state

    def become(self, state: KeptState) -> None:
        """Know of a change that was written to the folder."""
        self._state = state

    def append(  # noqa: PLR0913 - each is one thing a caller may want to tell
        self,
        *sources: Any,  # a path, an Arrow table, or any library's data frame
        sources_file: str | Path | None = None,
        zone: str | None = None,
        time_format: str | None = None,
        journey_object: str | None = None,
        columns: Mapping[str, str | Sequence[str]] | None = None,
        drop_identical: bool = False,
        progress: Progress | None = None,
    ) -> Appended:
        """Add files or tables of events; afterwards it is as if all were read at once.

        Answers that a sources.yaml names are joined to the events that are there then.

        A file that was added before, by what it holds, is not read again; tables
        always are. Once identical rows are dropped, they are dropped in whatever is
        added later.

        Args:
            sources: As for `read_events`.
            sources_file: As for `read_events`.
            zone: As for `read_events`.
            time_format: As for `read_events`.
            journey_object: As for `read_events`.
            columns: As for `read_events`.
            drop_identical: As for `read_events`; of all rows, earlier ones too.
            progress: As for `read_events`.

        Raises:
            ChangedFileError: A file that was added before holds something else now.
            OtherReadingError: A file would be read otherwise than an earlier one that
                has the same columns.
            CannotKeepError: The disk is full, or cannot be written.
            FootlightsError: As for `read_events` and `join_answers`. The log is as it
                was before.
        """
        told = Told(columns or {}, zone, time_format, journey_object)
        plan = plan_sources(sources, Path(sources_file) if sources_file else None, told)
        surveys = [planned for planned in plan if planned.source.answers]
        unread, files, known = self.unread(
            [planned for planned in plan if not planned.source.answers]
        )
        addition = Addition(unread, files, zone, drop_identical, progress)
        before = self._state
        try:
            # Reading alone holds up nobody else; events and answers stand or fall
            # together.
            with self.engine.transaction() if surveys else nullcontext():
                if unread:
                    self._state = append_events(self.engine, before, addition)
                added = self._state.counts.events - before.counts.events
                is_new = [self._keep_answers(survey) for survey in surveys]
        except BaseException:
            self._state = before
            raise
        names = [each.name for planned in unread for each in planned.inputs]
        for survey, is_read in zip(surveys, is_new, strict=True):
            said = [each.name for each in survey.inputs]
            names, known = (
                [*names, *(said if is_read else ())],
                (*known, *(() if is_read else said)),
            )
        return Appended(tuple(names), known, added)

    def _keep_answers(self, survey: PlannedSource) -> bool:
        # Most logs are added to without answers.
        from footlights.usecases.kept_answers import keep_answers  # noqa: PLC0415

        return keep_answers(self, survey, None)

    def preparation(self, map_: Map) -> Literal["missing", "behind", "ready"]:
        """Say whether the tables for a map are there, and up to date."""
        kept = self._state.maps.get(map_.id)
        if kept is None or kept.fingerprint != rules_fingerprint(map_, __version__):
            return "missing"
        return "ready" if kept.append_no == self._state.append_no else "behind"

    def prepared(self, map_: Map) -> PreparedLog:
        """Give the log prepared for a map; only what changed is prepared again.

        Raises:
            NothingKeptError: No events were added yet.
            UnknownJourneyColumnError: The map names a journey column that the log
                lacks.
            CannotKeepError: The disk is full, or cannot be written.
        """
        events = self.events
        found = self.preparation(map_)
        if found == "ready":
            tables = reuse(self.engine, self._state, map_)
        elif found == "behind":
            tables, self._state = prepare_changes(self.engine, self._state, map_)
        else:
            fingerprint = rules_fingerprint(map_, __version__)
            tables, self._state = prepare_anew(
                self.engine, self._state, map_, fingerprint
            )
        return PreparedLog(self.engine, events, tables, map_, self.report.scale)

    def _repr_html_(self) -> str | None:
        # What a notebook shows is loaded where there is one.
        from footlights.usecases.shown_log import shown_log  # noqa: PLC0415

        return None if self.is_empty else shown_log(self)

    def write_rejects(self, path: Path) -> None:
        """Write what could not be read as CSV, with file, row, value and reason.

        Raises:
            MissingFolderError: There is no folder to write it into.
        """
        if not path.parent.is_dir():
            raise MissingFolderError(path)
        self.engine.write_csv(self.rejects, path)

    def close(self) -> None:
        """Let go of the file, so that others can open it."""
        self.engine.close()

    def _check_filled(self) -> None:
        if self.is_empty:
            raise NothingKeptError(self.folder)

    def unread(
        self, plan: Sequence[PlannedSource]
    ) -> tuple[list[PlannedSource], tuple[KeptFile, ...], tuple[str, ...]]:
        """Tell inputs that are to be read from files that the log has already.

        Raises:
            ChangedFileError: A file holds something else than when it was added.
        """
        held = {file.fingerprint for file in self._state.files}
        paths = {file.path for file in self._state.files}
        unread, files, known = [], [], []
        for planned in plan:
            inputs: list[Input] = []
            for each in planned.inputs:
                file = _fingerprinted(each)
                if file is None:
                    inputs.append(each)
                elif file.fingerprint in held:
                    known.append(each.name)
                elif file.path in paths:
                    raise ChangedFileError(Path(file.path), self.folder)
                else:
                    held.add(file.fingerprint)
                    inputs.append(each)
                    files.append(file)
            if inputs:
                unread.append(replace(planned, inputs=tuple(inputs)))
        return unread, tuple(files), tuple(known)


def open_log(folder: str | Path) -> KeptLog:
    """Open the log that is kept in a folder; an empty one if there is none yet.

    Args:
        folder: The folder; made if it is not there.

    Raises:
        LogInUseError: Another process has it open.
        DamagedLogError: Its file is of another program, or broken.
        NewerLogError: A later version of Footlights wrote it.
        UnwritableFolderError: The folder cannot be made or written to.
    """
    path = Path(folder) / FILE_NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _make(path)
    except OSError as error:
        raise UnwritableFolderError(
            path.parent, error.strerror or str(error)
        ) from error
    engine = DuckDBFile(path)
    try:
        return KeptLog(engine, read_state(engine))
    except BaseException:
        engine.close()
        raise


def _make(path: Path) -> None:
    """Make an empty log under another name first: it is there whole, or not at all."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
    unfinished.unlink(missing_ok=True)
    try:
        with DuckDBFile(unfinished) as engine, engine.transaction():
            write_state(engine, KeptState())
        # A link, unlike a rename, leaves alone what another process made meanwhile.
        try:
            os.link(unfinished, path)
        except FileExistsError:
            return
        except OSError:
            # Some file systems have no links.
            unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _fingerprinted(each: Input) -> KeptFile | None:
    """Tell a file by what it holds; None for a table, or a file that is not there."""
    if not isinstance(each.what, Path) or not each.what.is_file():
        return None
    with each.what.open("rb") as stream:
        held = file_digest(stream, "blake2b").hexdigest()
    return KeptFile(absolute(each.what), each.name, held)
