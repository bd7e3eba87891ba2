"""Write a map and its numbers as one HTML file."""

from pathlib import Path

from footlights.measures.measured import Measured
from footlights.model.map import Map
from footlights.render.embed import embed_html
from footlights.render.lanes import Lens
from footlights.render.report import report_html
from footlights.usecases.whole_file import whole_file


def write_report(map_: Map, measured: Measured | None, path: Path | str) -> Path:
    """Write the report in one go: a reader sees the old file or the whole new one.

    Args:
        map_: The map as planned.
        measured: What was measured on a log; None draws the map alone.
        path: The HTML file; an earlier one is replaced.

    Returns:
        The path of the HTML file.

    Raises:
        MissingFolderError: The folder of `path` is not there.
    """
    page = Path(path)
    with whole_file(page) as unfinished:
        unfinished.write_text(report_html(map_, measured), encoding="utf-8")
    return page


def write_embed(
    map_: Map, measured: Measured | None, path: Path | str, lens: Lens = "both"
) -> Path:
    """Write the map alone as a page that another page shows in a frame.

    Args:
        map_: The map as planned.
        measured: What was measured on a log; None draws the map alone.
        path: The HTML file; an earlier one is replaced.
        lens: The lens that is chosen at first.

    Returns:
        The path of the HTML file.

    Raises:
        MissingFolderError: The folder of `path` is not there.
    """
    page = Path(path)
    with whole_file(page) as unfinished:
        unfinished.write_text(embed_html(map_, measured, lens), encoding="utf-8")
    return page
