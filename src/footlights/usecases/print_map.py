"""Write a map, or the report on it, for paper and screens: PDF, PNG, SVG."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

from footlights.errors import FolderInTheWayError, MissingFolderError
from footlights.measures.measured import Measured
from footlights.model.map import Map
from footlights.render.typeset.map_document import Document, Wanted, map_document
from footlights.usecases.printing import Printing
from footlights.usecases.whole_file import whole_file
from footlights.usecases.written import Written

PrintKind = Literal["pdf", "png", "svg", "report-pdf"]
"""What can be written: the map in three forms, and the full report."""


def print_map(
    map_: Map,
    measured: Measured | None,
    kind: PrintKind,
    path: Path | str,
    printing: Printing | None = None,
) -> Written:
    """Write a map or its report, all of it or nothing.

    Args:
        map_: The map as planned.
        measured: What was measured on a log; None draws the map alone.
        kind: `pdf`, `png`, `svg`, or `report-pdf` for the full report.
        path: The file; an earlier one is replaced. Several pages as PNG or SVG become
            numbered files beside it: `map-1.png`, `map-2.png`, ...
        printing: Lens, paper, pages, resolution; None takes what is usual.

    Raises:
        UnknownLensError: There is no such lens.
        UnknownPaperError: There is no such paper.
        UnprintableResolutionError: So many pixels to an inch cannot be drawn.
        SheetTooSmallError: On one sheet of that paper nobody could read the map.
        FolderInTheWayError: `path` is a folder.
        MissingFolderError: The folder of `path` is not there.
    """
    target = Path(path)
    if target.is_dir():
        raise FolderInTheWayError(target)
    if not target.absolute().parent.is_dir():
        raise MissingFolderError(target)
    document = _set(map_, measured, kind, printing or Printing())
    paths = tuple(_names(target, len(document.pages)))
    with ExitStack() as stack:
        unfinished = [stack.enter_context(whole_file(of)) for of in paths]
        for file, page in zip(unfinished, document.pages, strict=True):
            file.write_bytes(page)
    return Written(paths, document.notes)


def _names(target: Path, count: int) -> Iterator[Path]:
    """Name the file of each page: the name that was given, numbered if need be."""
    if count == 1:
        yield target
        return
    digits = len(str(count))
    for no in range(1, count + 1):
        yield target.with_name(f"{target.stem}-{no:0{digits}}{target.suffix}")


def _set(
    map_: Map, measured: Measured | None, kind: PrintKind, printing: Printing
) -> Document:
    lens, paper, ppi = printing.known_lens, printing.known_paper, printing.known_ppi
    if kind == "report-pdf":
        # The report's pictures take the chart library, which a map does without.
        from footlights.render.typeset.report_document import (  # noqa: PLC0415
            report_document,
        )

        return report_document(map_, measured, lens, paper or "a4")
    layout: Literal["sheet", "pages"] = "pages" if printing.paged else "sheet"
    return map_document(map_, measured, Wanted(kind, lens, paper, ppi, layout))
