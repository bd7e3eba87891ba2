"""Write a map and its numbers as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from footlights.usecases.whole_file import whole_file

if TYPE_CHECKING:
    from footlights.measures.measured import Measured
    from footlights.model.map import Map


def write_workbook(map_: Map, measured: Measured | None, path: Path | str) -> Path:
    """Write a workbook in one go: a reader sees the old file or the whole new one.

    Args:
        map_: The map; read back from the workbook, it is the same.
        measured: What was measured on a log; None writes the map alone.
        path: The workbook; an earlier one is replaced.

    Returns:
        The path of the workbook.

    Raises:
        MissingFolderError: The folder of `path` is not there.
    """
    # Every command imports this module, and few of them write a workbook.
    from footlights.render.map_workbook import write_map_workbook  # noqa: PLC0415

    book = Path(path)
    with whole_file(book) as unfinished:
        write_map_workbook(map_, measured, unfinished)
    return book
