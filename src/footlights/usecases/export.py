"""Bring a map, or the log beside it, where people and other programs read it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from footlights.errors import (
    ExportNeedsEventsError,
    FolderInTheWayError,
    UnknownExportError,
)
from footlights.formats.bpmn import to_bpmn
from footlights.formats.cjml import to_cjml
from footlights.formats.map_writing import to_json
from footlights.formats.map_yaml import MapDocument, yaml_of
from footlights.formats.mermaid import to_mermaid
from footlights.measures.measured import Measured
from footlights.model.map import Map
from footlights.render.lanes import Lens
from footlights.usecases.event_log import EventLog
from footlights.usecases.export_events import (
    EventsWriter,
    export_ocel_json,
    export_ocel_sqlite,
    export_ocel_xml,
    export_parquet,
    export_xes,
)
from footlights.usecases.whole_file import whole_file


@dataclass(frozen=True)
class Source:
    """What is exported."""

    document: MapDocument
    """The map, and the file it was read from."""

    log: EventLog | None = None
    """Its events; None where no file of events was named."""

    lens: Lens = "both"
    """The lens through which the map is shown, where it can be chosen."""

    @cached_property
    def measured(self) -> Measured | None:
        """What is measured on the events; None where there are none."""
        if self.log is None:
            return None
        # Measuring loads what most exports do without.
        from footlights.usecases.measure import measure  # noqa: PLC0415

        return measure(self.document.map, self.log).result


def _text(write: Callable[[MapDocument], str]) -> Callable[[Source, Path], None]:
    """Make a writer of what writes a map as a text."""

    def written(source: Source, path: Path) -> None:
        path.write_text(write(source.document), encoding="utf-8")

    return written


def _xml(write: Callable[[Map], bytes]) -> Callable[[Source, Path], None]:
    """Make a writer of what writes a map as XML."""

    def written(source: Source, path: Path) -> None:
        path.write_bytes(write(source.document.map))

    return written


def _events(kind: str, write: EventsWriter) -> Callable[[Source, Path], None]:
    """Make a writer of what writes a log."""

    def written(source: Source, path: Path) -> None:
        if source.log is None:
            raise ExportNeedsEventsError(kind)
        write(source.log, path)

    return written


def _slides(source: Source, path: Path) -> None:
    # What writes slides takes its time to load, and most exports do without.
    from footlights.usecases.slides import slides_of  # noqa: PLC0415

    path.write_bytes(slides_of(source.document.map, source.measured, source.lens))


KINDS: dict[str, Callable[[Source, Path], None]] = {
    "yaml": _text(yaml_of),
    "json": _text(lambda document: to_json(document.map)),
    "mermaid": _text(lambda document: to_mermaid(document.map)),
    "bpmn": _xml(to_bpmn),
    "cjml": _xml(to_cjml),
    "xes": _events("xes", export_xes),
    "ocel-json": _events("ocel-json", export_ocel_json),
    "ocel-xml": _events("ocel-xml", export_ocel_xml),
    "ocel-sqlite": _events("ocel-sqlite", export_ocel_sqlite),
    "parquet": _events("parquet", export_parquet),
    "pptx": _slides,
}
"""What writes each kind of file; a new kind is a line here."""

NEEDS_EVENTS = frozenset({"xes", "ocel-json", "ocel-xml", "ocel-sqlite", "parquet"})
"""Kinds that hold events and no map."""


def export(
    document: MapDocument,
    log: EventLog | None,
    kind: str,
    path: Path | str,
    lens: Lens = "both",
) -> Path:
    """Write a map or its events as a file of some kind, all of it or nothing.

    Args:
        document: The map, as read from its file.
        log: Its events; kinds in `NEEDS_EVENTS` are made from them.
        kind: One of `KINDS`.
        path: The file; an earlier one is replaced.
        lens: The lens through which the map is shown, where it can be chosen.

    Returns:
        The path of the file.

    Raises:
        UnknownExportError: There is no such kind.
        ExportNeedsEventsError: The kind holds events, and there is no log.
        FolderInTheWayError: `path` is a folder.
        MissingFolderError: The folder of `path` is not there.
        UnknownLensError: There is no such lens.
    """
    if kind not in KINDS:
        raise UnknownExportError(kind, KINDS)
    target = Path(path)
    if target.is_dir():
        raise FolderInTheWayError(target)
    with whole_file(target) as unfinished:
        KINDS[kind](Source(document, log, lens), unfinished)
    return target
