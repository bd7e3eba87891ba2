"""Logs that cannot be kept, or not opened."""

import os
from pathlib import Path

from footlights.errors.base import FootlightsError, as_sentence


class LogInUseError(FootlightsError):
    """A kept log was opened while another process has it open."""

    code = "log-in-use"

    def __init__(self, path: Path, process: int | None) -> None:
        if process is None:
            holder = "Another process has"
        elif process == os.getpid():
            holder = f"This process ({process}) already has"
        else:
            holder = f"Process {process} has"
        super().__init__(
            f"{holder} the log in {str(path)!r} open, and only one at a time can."
            " Wait until it is done, or end it."
        )
        self.process = process


class DamagedLogError(FootlightsError):
    """The file of a kept log cannot be read as one."""

    code = "damaged-log"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{str(path)!r} is no log that Footlights kept, or is damaged: {as_sentence(reason)}"
            f" Keep the log in another"
            " folder, or move the file away and append the events anew."
        )


class NewerLogError(FootlightsError):
    """A kept log was written by a later version, in a way this one does not know."""

    code = "newer-log"

    def __init__(self, path: Path, written_by: str, version: str) -> None:
        super().__init__(
            f"The log in {str(path)!r} was written by Footlights {written_by}, and this"
            f" is {version}. Install that version or a later one."
        )


class UnwritableFolderError(FootlightsError):
    """The folder of a kept log cannot be made or written to."""

    code = "unwritable-folder"

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"No log can be kept in {str(folder)!r}: {as_sentence(reason)}"
            f" Choose a folder that you may"
            " write to."
        )


class CannotKeepError(FootlightsError):
    """A change of a kept log could not be written; the log is as it was before."""

    code = "cannot-keep"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{str(path)!r} could not be written: {as_sentence(reason)}"
            f" The log in it is as it was"
            " before. Make room, and do it again."
        )


class ChangedFileError(FootlightsError):
    """A file that a kept log has read already holds something else now."""

    code = "changed-file"

    def __init__(self, path: Path, folder: Path) -> None:
        super().__init__(
            f"{str(path)!r} is not what it was when it was added to the log in"
            f" {str(folder)!r}. Give new events in a file of their own, or keep the log"
            " in a new folder and read every file again."
        )


class OtherReadingError(FootlightsError):
    """A file would be read in another way than those before with the same columns."""

    code = "other-reading"

    def __init__(
        self, files: tuple[str, str], what: str, ways: tuple[str, str]
    ) -> None:
        (file, earlier), (now, before) = files, ways
        super().__init__(
            f"In {file!r} {what} would be read as {now}, and in {earlier!r}, which has"
            f" the same columns and is in the log already, it was read as {before}."
            " Say how to read it with --column, --time-format or --zone; or keep the"
            " log in a new folder and read every file again."
        )


class NothingKeptError(FootlightsError):
    """A kept log is asked for its events and has none yet."""

    code = "nothing-kept"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"No events are kept in {str(folder)!r} yet. Name the files to read."
        )
