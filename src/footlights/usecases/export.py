"""Bring a map, its numbers or its log where people and other programs read it."""

from pathlib import Path

from footlights.errors import (
    ExportNeedsEventsError,
    UnknownExportError,
    WrongEndingError,
)
from footlights.usecases.export_kinds import KINDS, names_another_kind
from footlights.usecases.export_source import Source
from footlights.usecases.written import Written


def export(source: Source, kind: str, path: Path | str) -> Written:
    """Write a map, its numbers or its events as some kind, all of it or nothing.

    Args:
        source: What is written, and how it is shown.
        kind: One of `export_kinds.KINDS`.
        path: The file; an earlier one is replaced. Several pages as PNG or SVG become
            numbered files beside it. Of a kind that is several files: a folder that is
            empty or not there, or a name that ends in `.zip`.

    Returns:
        What was written.

    Raises:
        UnknownExportError: There is no such kind.
        ExportNeedsEventsError: It is made of events, and there are none.
        WrongEndingError: `path` ends like a file of another kind.
        NotAFileError: `path` is a device or a pipe.
        FolderInTheWayError: `path` is a folder, and one file is to be written.
        FolderNotEmptyError: `path` is a folder that holds something.
        MissingFolderError: The folder of `path` is not there.
        UnknownLensError: There is no such lens.
        UnknownPaperError: There is no such paper.
        UnprintableResolutionError: So many pixels to an inch cannot be drawn.
        SheetTooSmallError: On one sheet of that paper nobody could read the map.
    """
    if kind not in KINDS:
        raise UnknownExportError(kind, KINDS)
    if KINDS[kind].needs_events and source.log is None:
        raise ExportNeedsEventsError(kind)
    target = Path(path)
    if names_another_kind(kind, target):
        raise WrongEndingError(target, kind, KINDS[kind].ending)
    return KINDS[kind].write(source, target)
