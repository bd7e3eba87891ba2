"""Read events: files and tables become one log that can be measured."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from footlights.engines.duckdb import DuckDBEngine
from footlights.engines.engine import Engine
from footlights.engines.opening import open_engine
from footlights.errors import NoEventsGivenError, NoRowsError
from footlights.formats.opened import Progress
from footlights.usecases.event_log import EventLog
from footlights.usecases.finished_log import finished_log
from footlights.usecases.join_answers import joined_log
from footlights.usecases.moving import moved
from footlights.usecases.source_plan import PlannedSource, Told, plan_sources
from footlights.usecases.source_rows import SourceRows, read_source


def read_events(  # noqa: PLR0913 - each is one thing a caller may want to tell
    *sources: Any,  # a path, an Arrow table, or any library's data frame
    sources_file: str | Path | None = None,
    zone: str | None = None,
    time_format: str | None = None,
    columns: Mapping[str, str | Sequence[str]] | None = None,
    drop_identical: bool = False,
    journey_object: str | None = None,
    progress: Progress | None = None,
    engine: str | None = None,
) -> EventLog:
    """Read files or tables of events as one log.

    CSV, TSV, JSON lines, Parquet, XES, MXML and OCEL are told apart by what they hold. Which column
    is what and how times are written is guessed from names and from all values, and
    each guess is listed in `report.guesses`; what cannot be read is in `rejects`.

    Args:
        sources: Files, Arrow tables or data frames, in order.
        sources_file: A sources.yaml that says how columns become events.
        zone: Zone of times that name none, such as `Europe/Rome`; else UTC.
        time_format: How times are written, such as `%d/%m/%Y %H:%M`.
        columns: Which column is which: `{"person": "Customer ID"}`.
        drop_identical: Count rows that are alike in every column once.
        journey_object: Of logs of objects (OCEL): the type whose objects are the
            journeys; may be left out where there is one.
        progress: Called with the share of bytes read, 0 to 1.
        engine: Address of the Spark cluster that is to measure the log, such as
            `spark://host:7077`; without it this machine does.

    Returns:
        The log; close it when done, or use it in a `with`.

    Raises:
        FootlightsError: A file cannot be read, a needed column cannot be told, dates
            are ambiguous, or not one row could be read as an event.
    """
    told = Told(columns or {}, zone, time_format, journey_object)
    plan = plan_sources(sources, Path(sources_file) if sources_file else None, told)
    if all(planned.source.answers for planned in plan):
        raise NoEventsGivenError
    # Asked first: nobody reads for minutes to hear that the cluster is not there.
    measuring = open_engine(engine) if engine else None
    reader = DuckDBEngine()
    try:
        log = _read(reader, plan, zone, progress, drop_identical=drop_identical)
        if measuring is None:
            return log
        handed = moved(log, reader, measuring)
    except BaseException:
        reader.close()
        if measuring:
            measuring.close()
        raise
    reader.close()
    return handed


def _read(
    engine: Engine,
    plan: Sequence[PlannedSource],
    zone: str | None,
    progress: Progress | None,
    *,
    drop_identical: bool,
) -> EventLog:
    read: list[SourceRows] = []
    recorded = [planned for planned in plan if planned.source.answers is None]
    for place, planned in enumerate(recorded):
        before = read[-1].facts.last_row_no if read else 0
        read += read_source(engine, planned, f"source_{place}", before, progress)
    if not read:
        raise NoRowsError(", ".join(e.name for each in recorded for e in each.inputs))
    log = finished_log(engine, read, zone, drop_identical=drop_identical)
    for planned in plan:
        if planned.source.answers is not None:
            log = joined_log(log, planned, None)
    return log
