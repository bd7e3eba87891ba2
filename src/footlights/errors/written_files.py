"""Files that are not written, and why."""

from collections.abc import Collection
from pathlib import Path

from footlights.errors.base import FootlightsError, did_you_mean


class FileInTheWayError(FootlightsError):
    """A file would be replaced that somebody may have worked on."""

    code = "file-in-the-way"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{str(path)!r} is there already. Choose another name, or say --force to"
            " replace it."
        )


class MissingFolderError(FootlightsError):
    """A file is to be written into a folder that is not there."""

    code = "missing-folder"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no folder {str(path.parent)!r} to write {path.name!r} into."
            " Make it first, or choose another place."
        )


class FolderInTheWayError(FootlightsError):
    """A file is to be written where a folder stands."""

    code = "folder-in-the-way"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{str(path)!r} is a folder, so no file can be written there."
            " Choose another name."
        )


class NotAFileError(FootlightsError):
    """A file is to be written where a device or a pipe stands."""

    code = "not-a-file"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{str(path)!r} is a device or a pipe, which no file may replace. Name a"
            " file."
        )


class WrongEndingError(FootlightsError):
    """A file is to be written under a name that ends like a file of another kind."""

    code = "wrong-ending"

    def __init__(self, path: Path, kind: str, ending: str) -> None:
        super().__init__(
            f"{path.name!r} ends like another kind of file than {kind!r}, and programs"
            f" would not open it. Name it {path.stem + ending!r}, or ask for the kind"
            " that it names."
        )


class FolderNotEmptyError(FootlightsError):
    """Files are to be written into a folder that holds something already."""

    code = "folder-not-empty"

    def __init__(self, path: Path) -> None:
        found = "a file" if path.is_file() else "a folder that holds something"
        super().__init__(
            f"{str(path)!r} is {found}, and several files are to be written. Name a"
            " folder that is new or empty, or a name that ends in .zip."
        )


class ExportNeedsEventsError(FootlightsError):
    """Something made of events is to be written, and no events were named."""

    code = "export-needs-events"

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"{kind!r} is made of events, and no file of events was named."
            f" Name them: footlights export MAP FILE... --to {kind} -o OUT."
        )


class UnknownExportError(FootlightsError):
    """A kind of file was asked for that is not written."""

    code = "unknown-export"

    def __init__(self, kind: str, known: Collection[str]) -> None:
        super().__init__(
            f"There is no export {kind!r}.{did_you_mean(kind, known)}"
            f" There are: {', '.join(known)}."
        )
