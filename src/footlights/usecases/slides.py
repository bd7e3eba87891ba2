"""Write a map and its numbers as slides."""

from datetime import UTC, datetime
from pathlib import Path

from footlights.measures.measured import Measured
from footlights.model.map import Map
from footlights.render.lanes import Lens
from footlights.render.slides.presentation import presentation
from footlights.usecases.printing import Printing
from footlights.usecases.whole_file import whole_file


def slides_of(map_: Map, measured: Measured | None, lens: Lens = "both") -> bytes:
    """Give a map as a deck of PowerPoint, all of it editable.

    Args:
        map_: The map as planned.
        measured: What was measured on a log; None shows the map alone.
        lens: The lens of the map's slides.

    Raises:
        UnknownLensError: There is no such lens.
    """
    known = Printing(lens).known_lens
    return presentation(map_, measured, known, datetime.now(UTC))


def write_slides(
    map_: Map, measured: Measured | None, path: Path | str, lens: Lens = "both"
) -> Path:
    """Write such a deck in one go: a reader sees the old file or the whole new one.

    Args:
        map_: The map as planned.
        measured: What was measured on a log; None shows the map alone.
        path: The file; an earlier one is replaced.
        lens: The lens of the map's slides.

    Returns:
        The path of the file.

    Raises:
        FolderInTheWayError: `path` is a folder.
        MissingFolderError: The folder of `path` is not there.
        UnknownLensError: There is no such lens.
    """
    target = Path(path)
    with whole_file(target) as unfinished:
        unfinished.write_bytes(slides_of(map_, measured, lens))
    return target
