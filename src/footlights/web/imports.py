"""Files that were sent, and reading them into data sets beside the pages."""

import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, BinaryIO, Literal

from footlights.errors import (
    FootlightsError,
    TooLargeError,
    UnknownThingError,
    WorkStoppedError,
)
from footlights.store.records.holdings import DatasetRecord
from footlights.usecases.kept_log import Appended, KeptLog
from footlights.usecases.workspace.datasets import extend_dataset, fill_dataset
from footlights.usecases.workspace.workspace import Workspace
from footlights.web.file_names import plain_name
from footlights.web.form_words import in_the_form
from footlights.web.numbers import OpenLogs

if TYPE_CHECKING:
    from footlights.web.visitors import Visitor

LARGEST_FILE = 4_000_000_000
"""So many bytes are taken at most."""

KEPT_SECONDS = 24 * 3600
"""So long a file waits for somebody to say how it is read; then it is taken away."""

UPLOADS = "uploads"
"""Where they wait, in the folder of the workspace."""

_PIECE = 1 << 20
_AGAIN_SECONDS = 0.1


@dataclass
class Import:
    """A file that was sent, and how far reading it has come."""

    id: str
    path: Path
    by: str | None
    """Id of who sent it; nobody else sees it."""

    state: Literal["sent", "reading", "done", "failed"] = "sent"
    share: float = 0.0
    """How much of it is read, 0 to 1."""

    begun: float = field(default_factory=monotonic)
    problem: str = ""
    """Why it could not be read."""

    dataset_id: str = ""
    """The data set that it became."""

    into: DatasetRecord | None = None
    """The data set that it is added to; None to become one of its own."""

    said: Mapping[str, str] = field(default_factory=dict)
    """What was said in the form when it was last to be read, by the field."""

    guessed: tuple[str, ...] = ()
    """Columns that were taken for something, in the order in which they count."""

    log: KeptLog | None = None
    """What it is read into just now, so that this has to be broken off."""

    is_stopped: bool = False
    ended: Event = field(default_factory=Event)

    @property
    def name(self) -> str:
        """Name of the file."""
        return self.path.name

    @property
    def seconds(self) -> int:
        """How long ago reading it, or waiting for that, began."""
        return int(monotonic() - self.begun)

    def told(self, error: Exception) -> str:
        """Say why it could not be read, to who sees the form below it."""
        return str(WorkStoppedError()) if self.is_stopped else self.words_of(error)

    def words_of(self, error: Exception) -> str:
        """Give an error in words of the form.

        Where the file lies is nobody's business, and how a command would be told
        nobody's here.
        """
        if not isinstance(error, FootlightsError):
            return f"It broke: {type(error).__name__}."
        said = str(error).replace(f"{self.path.parent}/", "")
        return in_the_form(said)


class Imports:
    """Every file that was sent and has not been read yet.

    Args:
        workspace: Where the data sets go.
        logs: Their logs, as far as they are open.
    """

    def __init__(self, workspace: Workspace, logs: OpenLogs) -> None:
        self._workspace = workspace
        self._logs = logs
        self._all: dict[str, Import] = {}

    def take(self, visitor: "Visitor", name: str, held: BinaryIO) -> Import:
        """Take a file that is sent, piece by piece.

        Raises:
            TooLargeError: It is larger than is taken; nothing of it stays.
            UnknownThingError: The workspace has no folder for data.
        """
        self._forget_old()
        folder = self._workspace.folder
        if folder is None:
            kind = "folder of the workspace for"
            raise UnknownThingError(kind, name)
        sent_id = token_hex(8)
        own = folder / UPLOADS / sent_id
        own.mkdir(parents=True)
        path = own / plain_name(name, "events")
        try:
            _copy(held, path)
        except BaseException:
            shutil.rmtree(own, ignore_errors=True)
            raise
        made = Import(sent_id, path, visitor.person_id)
        self._all[sent_id] = made
        return made

    def get(self, visitor: "Visitor", sent_id: str) -> Import:
        """Give a file that one sent.

        Raises:
            UnknownThingError: One sent no such file.
        """
        found = self._all.get(sent_id)
        if found is None or found.by != visitor.person_id:
            kind = "file"
            raise UnknownThingError(kind, sent_id)
        return found

    def read(  # noqa: PLR0913 - what is told of a file
        self,
        visitor: "Visitor",
        sent: Import,
        *,
        name: str,
        columns: Mapping[str, tuple[str, ...]],
        zone: str | None,
        time_format: str | None,
        journey_object: str | None,
    ) -> None:
        """Begin to read a file into a new data set; its state says what became of it."""
        if sent.state == "reading":
            return
        site = visitor.site
        sent.state, sent.share, sent.problem = "reading", 0.0, ""
        sent.is_stopped, sent.begun = False, monotonic()
        sent.ended.clear()

        def progress(share: float) -> None:
            sent.share = share
            if sent.is_stopped:
                raise WorkStoppedError

        def append(log: KeptLog) -> Appended:
            progress(sent.share)
            sent.log = log
            try:
                return log.append(
                    sent.path,
                    columns=columns,
                    zone=zone,
                    time_format=time_format,
                    journey_object=journey_object,
                    progress=progress,
                )
            finally:
                sent.log = None

        def work() -> None:
            try:
                if sent.into is None:
                    sent.dataset_id = fill_dataset(
                        self._workspace,
                        visitor.caller,
                        name,
                        [sent.name],
                        append,
                        now=site.now(),
                    ).id
                else:
                    self._extend(visitor, sent, sent.into, append)
                sent.state = "done"
                shutil.rmtree(sent.path.parent, ignore_errors=True)
            # What is broken off raises whatever the engine raises. A bug ends this
            # thread; the page that waits for it must learn of that.
            except Exception as error:
                sent.problem, sent.state = sent.told(error), "failed"
                if not (sent.is_stopped or isinstance(error, FootlightsError)):
                    raise
            finally:
                sent.ended.set()

        Thread(target=work, daemon=True).start()

    def _extend(
        self,
        visitor: "Visitor",
        sent: Import,
        into: DatasetRecord,
        append: Callable[[KeptLog], Appended],
    ) -> None:
        """Add a file to data; those who ask of the same log wait for their turn."""
        turn = self._logs.turn_of(into.id)
        while not turn.acquire(timeout=_AGAIN_SECONDS):
            if sent.is_stopped:
                raise WorkStoppedError
        try:
            log = self._logs.get(into)
            extend_dataset(
                self._workspace,
                visitor.caller,
                into,
                sent.name,
                lambda: self._logs.unbroken(
                    lambda: append(log), lambda: sent.is_stopped
                ),
                now=visitor.site.now(),
            )
        finally:
            turn.release()
        sent.dataset_id = into.id

    def forget(self, sent: Import) -> None:
        """Stop reading a file, or take it away where it is not read."""
        sent.is_stopped = True
        if sent.state == "reading":
            Thread(target=self._break_off, args=(sent,), daemon=True).start()
            return
        self._all.pop(sent.id, None)
        shutil.rmtree(sent.path.parent, ignore_errors=True)

    def clear(self) -> None:
        """Take away the files that were sent before an earlier end of the program."""
        if self._workspace.folder is not None:
            shutil.rmtree(self._workspace.folder / UPLOADS, ignore_errors=True)

    def _forget_old(self) -> None:
        for sent in list(self._all.values()):
            if sent.state != "reading" and monotonic() - sent.begun > KEPT_SECONDS:
                self.forget(sent)

    def _break_off(self, sent: Import) -> None:
        """Break off what reading asks until it has ended; it asks several things."""
        while not sent.ended.wait(_AGAIN_SECONDS):
            log = sent.log
            if log is None:
                continue
            if sent.into is None:
                log.engine.interrupt()
            else:
                with suppress(WorkStoppedError):
                    self._logs.break_off(sent.into)


def _copy(held: BinaryIO, path: Path) -> None:
    """Write what is sent into a file, piece by piece.

    Raises:
        TooLargeError: It is larger than is taken.
    """
    size = 0
    with path.open("wb") as file:
        while piece := held.read(_PIECE):
            size += len(piece)
            if size > LARGEST_FILE:
                what = "file"
                raise TooLargeError(what, LARGEST_FILE)
            file.write(piece)
