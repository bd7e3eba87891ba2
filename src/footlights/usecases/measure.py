"""Measure a map against a log: prepare, analyse, find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any

from footlights import __version__
from footlights.events.binding import missing_columns
from footlights.findings.rules import find
from footlights.measures.identities import answer_identities, identities_of
from footlights.measures.measured import Measured
from footlights.measures.measured_log import LogSummary
from footlights.measures.stages import stage_measures, transitions, variants
from footlights.measures.tables import tables_of
from footlights.measures.touchpoints import touchpoint_measures
from footlights.measures.whole import (
    activity_measures,
    contrasts_of,
    coverage_of,
    whole_of,
)
from footlights.measures.wording import counted
from footlights.usecases.export_tables import write_tables
from footlights.usecases.fetch_measures import fetch_measures
from footlights.usecases.printable import Printable
from footlights.usecases.shown_measures import ShownCoverage, ShownFindings

if TYPE_CHECKING:
    from pathlib import Path

    import ibis.expr.types as ir
    import pyarrow as pa

    from footlights.measures.rows import Fetched
    from footlights.model.map import Map
    from footlights.usecases.event_log import EventLog
    from footlights.usecases.kept_log import KeptLog


@dataclass(frozen=True, repr=False)
class MeasuredMap(Printable):
    """A map with its measures; shows itself in a notebook, and can be printed."""

    map: Map
    """The map."""

    result: Measured
    """Everything measured."""

    @property
    def findings(self) -> ShownFindings:
        """What was found, most journeys affected first."""
        return ShownFindings.of(self.result.findings, self.map)

    @property
    def coverage(self) -> ShownCoverage:
        """How much of the log the map explains."""
        return ShownCoverage.of(self.result.coverage, self.map)

    def __repr__(self) -> str:
        """Say what was measured; all of it would fill a notebook."""
        journeys = counted(self.result.log.journeys, "journey")
        found = counted(len(self.result.findings), "finding")
        return f"<MeasuredMap {self.map.id!r}: {journeys}, {found}>"

    def to_json_dict(self) -> dict[str, Any]:
        """Give what `footlights measure --json` prints."""
        return self.result.to_json_dict()

    def to_html(self, path: Path | str) -> Path:
        """Write the report as one self-contained HTML file, and give its path."""
        # Drawing loads the chart library, which most measuring does without.
        from footlights.usecases.report import write_report  # noqa: PLC0415

        return write_report(self.map, self.result, path)

    def to_tables(self) -> dict[str, pa.Table]:
        """Give every number as Arrow tables, by name; `dictionary` explains columns."""
        return {table.name: table.rows for table in tables_of(self.result)}

    def to_csv(self, path: Path | str) -> Path:
        """Write the tables as CSV into a new folder or a `.zip`; see `to_tables`."""
        return write_tables(self.result, "csv", path)

    def to_parquet(self, path: Path | str) -> Path:
        """Write the tables as Parquet into a new folder or a `.zip`."""
        return write_tables(self.result, "parquet", path)

    def to_arrow(self, path: Path | str) -> Path:
        """Write the tables as Arrow files into a new folder or a `.zip`."""
        return write_tables(self.result, "arrow", path)

    def _printed(self) -> tuple[Map, Measured]:
        return self.map, self.result

    def _repr_html_(self) -> str:
        from footlights.render.notebook import map_html  # noqa: PLC0415 - as above

        return map_html(self.map, self.result)


def measure(
    map_: Map, log: EventLog | KeptLog, *, read_seconds: float | None = None
) -> MeasuredMap:
    """Hold a map against a log.

    Args:
        map_: The map, as `read_map` gives it.
        log: The log, as `read_events` or `open_log` gives it.
        read_seconds: How long reading took; if given, `timings` tell the seconds
            spent on each part.

    Raises:
        UnknownJourneyColumnError: The map names a journey column that the log lacks.
    """
    begun = perf_counter()
    prepared = log.prepared(map_)
    ready = perf_counter()
    fetched = fetch_measures(prepared, log.report.scale)
    result = _assembled(map_, log, fetched)
    result = result.model_copy(update={"findings": find(map_, result)})
    if read_seconds is not None:
        done = perf_counter()
        timings = {
            "read": round(read_seconds, 3),
            "prepare": round(ready - begun, 3),
            "measure": round(done - ready, 3),
        }
        result = result.model_copy(update={"timings": timings})
    return MeasuredMap(map_, result)


def _assembled(map_: Map, log: EventLog | KeptLog, fetched: Fetched) -> Measured:
    return Measured(
        footlights=__version__,
        map=map_.id,
        log=_log_summary(log, fetched),
        coverage=coverage_of(map_, fetched),
        whole=whole_of(map_, fetched),
        stages=stage_measures(map_, fetched),
        touchpoints=touchpoint_measures(map_, fetched),
        transitions=transitions(map_, fetched),
        variants=variants(map_, fetched),
        activities=activity_measures(map_, fetched),
        contrasts=contrasts_of(map_, fetched),
        findings=(),
        identities=(
            *identities_of(fetched, log.report.events),
            *answer_identities(log.answers),
        ),
        notes=_notes(map_, log.events),
    )


def _log_summary(log: EventLog | KeptLog, fetched: Fetched) -> LogSummary:
    scale = fetched.scale
    return LogSummary.model_validate(
        {
            "events": log.report.events,
            "persons": fetched.persons,
            "journeys": fetched.journeys,
            "from": _utc(fetched.span.first),
            "to": _utc(fetched.span.last),
            "rejected": log.report.rejected,
            "values_dropped": log.report.values_dropped,
            "duplicates": log.report.duplicates,
            "score_scale": (scale.low, scale.high) if scale else None,
            "zone": fetched.span.zone,
            "answers": log.answers,
        }
    )


def _utc(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=UTC) if at else None


def _notes(map_: Map, events: ir.Table) -> tuple[str, ...]:
    return tuple(
        f"The map asks for the column {missing.column!r} of event {missing.event!r},"
        " and the log has no such column: that rule can match nothing."
        for missing in missing_columns(events, map_)
    )
