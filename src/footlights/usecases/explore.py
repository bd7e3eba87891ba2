"""Ask a log a standard question, of all journeys, of some, or of two groups."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from footlights.errors import AgainstNothingError, UnknownTableFormatError
from footlights.measures.view import View
from footlights.model.map import Map
from footlights.usecases.event_log import EventLog
from footlights.usecases.kept_log import KeptLog
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.selection import selected
from footlights.usecases.selection_text import selection_of
from footlights.usecases.views.compare import compare


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


def write_view(view: View, path: Path) -> None:
    """Write the rows of a view to a CSV or Parquet file, by the name's ending.

    Raises:
        UnknownTableFormatError: The name ends in neither.
    """
    table = view.to_table()
    if path.suffix == ".parquet":
        pq.write_table(table, path)
    elif path.suffix == ".csv":
        pa_csv.write_csv(table, path)
    else:
        raise UnknownTableFormatError(path)
