"""One map file and its log, as an assistant works with them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from footlights.assistants.desk import MapLine, Proposed, line_of
from footlights.assistants.work import Work
from footlights.errors import NotMeasuredError, UnknownMapError
from footlights.formats.map_yaml import MapDocument, read_map_document, yaml_of
from footlights.formats.opened import Progress
from footlights.model.comparison.compare import compare
from footlights.model.edits.applying import edited
from footlights.model.edits.document import document_of
from footlights.model.edits.edit import Edit
from footlights.model.map import Map
from footlights.usecases.kept_log import KeptLog, open_log
from footlights.usecases.whole_file import whole_file
from footlights.usecases.workspace.documents import checked_map

Append = Callable[[KeptLog, Progress], object]
"""Reads events, and answers if there are any, into an empty log."""


class FileDesk:
    """One map file; it is read anew for each question, so that edits count at once.

    Args:
        path: The map file.
        append: Reads the events; None without events.
        names: Names of their files.
        folder: An empty folder for what is prepared.
    """

    def __init__(
        self, path: Path, append: Append | None, names: Sequence[str], folder: Path
    ) -> None:
        self._path = path
        self._append = append
        self._names = names
        self._folder = folder
        self._log: KeptLog | None = None
        self.work = Work()

    def lines(self) -> tuple[MapLine, ...]:
        """List the one map."""
        data = ", ".join(self._names) if self._append else None
        return (line_of(self._document().map, None, data),)

    def map(self, map_id: str) -> Map:
        """Give the map as its file says it now; raises as `Desk.map`."""
        return self._known(map_id).map

    def revision(self, map_id: str) -> None:
        """Say that a file has no revisions; raises as `Desk.map`."""
        self._known(map_id)

    def log(self, map_id: str) -> KeptLog:
        """Give the log, read when it is first asked for; raises as `Desk.log`."""
        self._known(map_id)
        if self._append is None:
            raise NotMeasuredError.without_files()
        if self._log is None:
            log = open_log(self._folder)
            try:
                with self.work.doing(f"Reading {', '.join(self._names)}"):
                    self._append(log, self.work.share)
            except BaseException:
                log.close()
                raise
            self._log = log
        return self._log

    def note_look(self, map_id: str, customer: str) -> None:
        """Do nothing: whoever has the files can read them."""

    def propose(
        self, map_id: str, edits: Sequence[Edit], why: str, base: int | None
    ) -> Proposed:
        """Write the proposed map beside the file, under a name that is free.

        Raises as `Desk.propose`.
        """
        del base
        before = self._known(map_id)
        after = checked_map(edited(document_of(before.map), edits))
        path = _free(self._path)
        reason = "".join(f"# {line}".rstrip() + "\n" for line in why.splitlines())
        with whole_file(path) as unfinished:
            text = reason + yaml_of(replace(before, map=after))
            unfinished.write_text(text, encoding="utf-8")
        return Proposed(
            path.name,
            f"Read {path.name}, and put it in the place of {self._path.name}.",
            tuple(map(str, compare(before.map, after))),
        )

    def close(self) -> None:
        """Let go of the log."""
        if self._log is not None:
            self._log.close()

    def _document(self) -> MapDocument:
        return read_map_document(self._path)

    def _known(self, map_id: str) -> MapDocument:
        document = self._document()
        if document.map.id != map_id:
            raise UnknownMapError(map_id)
        return document


def _free(path: Path) -> Path:
    no = 1
    while (found := path.with_name(f"{path.stem}.proposed-{no}.yaml")).exists():
        no += 1
    return found
