"""Ask a log a standard question, of all journeys, of some, or of two groups."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from footlights.errors import (
    AgainstNothingError,
    NoPictureError,
    UnknownTableFormatError,
)
from footlights.measures.place_names import names_of
from footlights.measures.view import View
from footlights.model.map import Map
from footlights.usecases.event_log import EventLog
from footlights.usecases.kept_log import KeptLog
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.selected import selected
from footlights.usecases.selection_text import selection_of
from footlights.usecases.views.compare import compare
from footlights.usecases.whole_file import whole_file


def prepare(map_: Map, log: EventLog | KeptLog) -> PreparedLog:
    """Prepare a log for a map, once for all the questions of `footlights.views`.

    Args:
        map_: The map, as `read_map` gives it.
        log: The log, as `read_events` or `open_log` gives it.

    Raises:
        UnknownJourneyColumnError: The map names a journey column that the log lacks.
    """
    return log.prepared(map_)


@dataclass(frozen=True)
class Groups:
    """Which journeys are asked about, as people type it; see `selection_of`."""

    only: str | None = None
    """Which journeys are meant; None for all."""

    against: str | None = None
    """Which others they are held against; None for a plain answer."""

    def __post_init__(self) -> None:
        if self.against is not None and self.only is None:
            raise AgainstNothingError(self.against)


def ask(
    view: Callable[..., View],
    map_: Map,
    log: EventLog | KeptLog,
    groups: Groups,
    options: Mapping[str, Any],  # whatever the view takes
) -> View:
    """Ask one view of a map and a log.

    Args:
        view: A function of `usecases.views`.
        map_: The map.
        log: The log.
        groups: Of which journeys.
        options: What the view is told.

    Raises:
        FootlightsError: The view refuses its options.
    """
    prepared = log.prepared(map_)
    if groups.only is None:
        return view(prepared, **options)
    one = selection_of(groups.only)
    if groups.against is not None:
        return compare(view, prepared, one, selection_of(groups.against), **options)
    return view(selected(prepared, one), **options)


def write_view(view: View, map_: Map, path: Path) -> None:
    """Write a view, as the name's ending says; nothing half written stays behind.

    Args:
        view: Any view.
        map_: The map, for the names in a picture.
        path: Ends in .csv or .parquet for the rows, in .svg or .png for the picture,
            in .json for the picture as Vega-Lite.

    Raises:
        UnknownTableFormatError: The name ends in none of these.
        NoPictureError: The view is a list to be read, or has no number to draw.
        MissingFolderError: There is no folder to write it into.
    """
    kind = path.suffix.removeprefix(".").lower()
    if kind not in (*_TABLES, *_PICTURES):
        raise UnknownTableFormatError(path)
    if kind in _PICTURES:
        # Charts take a second to import, and most questions are asked without one.
        from footlights.charts.svg import picture_of  # noqa: PLC0415
        from footlights.charts.view_chart import view_chart  # noqa: PLC0415

        chart = view_chart(view, names_of(map_))
        if chart is None:
            raise NoPictureError(view.name)
        with whole_file(path) as unfinished:
            unfinished.write_bytes(picture_of(chart, kind))
    else:
        with whole_file(path) as unfinished:
            _TABLES[kind](view.to_table(), unfinished)


_TABLES = {"csv": pa_csv.write_csv, "parquet": pq.write_table}
_PICTURES = ("svg", "png", "json")
