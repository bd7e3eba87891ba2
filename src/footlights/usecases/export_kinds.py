"""Every kind of file that a map, its numbers or its events can be written as."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from footlights.errors import ExportNeedsEventsError
from footlights.formats.bpmn import to_bpmn
from footlights.formats.cjml import to_cjml
from footlights.formats.map_writing import to_json
from footlights.formats.map_yaml import MARKDOWN_NAMES, MapDocument, yaml_of
from footlights.formats.mermaid import to_mermaid
from footlights.formats.mermaid_fences import fenced
from footlights.measures.measured import Measured
from footlights.model.map import Map
from footlights.usecases.export_events import (
    EventsWriter,
    export_ocel_json,
    export_ocel_sqlite,
    export_ocel_xml,
    export_parquet,
    export_xes,
)
from footlights.usecases.export_source import Source
from footlights.usecases.export_tables import write_tables
from footlights.usecases.whole_file import whole_file
from footlights.usecases.written import Written

# Libraries for slides, workbooks, type and charts take their time to load; each is
# loaded by the one export that needs it.
# ruff: noqa: PLC0415

Group = Literal["people", "programs", "numbers", "events"]
"""Whom a kind is for: people, programs that know maps, or those that want numbers or
events."""

Option = Literal["lens", "paper", "paged", "ppi"]
"""What can be said of how a map is shown."""

_PICTURES = "vega-lite"

Writer = Callable[[Source, Path], Written]


@dataclass(frozen=True)
class ExportKind:
    """A kind of file."""

    title: str
    """What it is called on a page."""

    about: str
    """What is in it, in one sentence."""

    ending: str
    """How its name ends; of several files `.zip`, though a folder does as well."""

    group: Group
    """Whom it is for."""

    write: Writer
    """Writes it, all of it or nothing."""

    options: frozenset[Option] = frozenset()
    """What can be said of how it is shown."""

    needs_events: bool = False
    """Whether there is nothing to write without events."""

    is_several: bool = False
    """Whether it is several files: a new folder, or a zip if the name ends so."""

    leaves_out: str = ""
    """What of a map it has no place for, in a sentence; empty if nothing."""


def _one_file(write: Callable[[Source, Path], object]) -> Writer:
    """Let a reader see the old file or the whole new one."""

    def written(source: Source, path: Path) -> Written:
        with whole_file(path) as unfinished:
            write(source, unfinished)
        return Written((path,))

    return written


def _text(write: Callable[[MapDocument], str]) -> Writer:
    return _one_file(
        lambda source, path: path.write_text(write(source.document), encoding="utf-8")
    )


def _diagram(source: Source, path: Path) -> Written:
    """Write a diagram; between fences in a page of Markdown, as code hosts draw it."""
    is_page = path.suffix.lower() in MARKDOWN_NAMES
    fence = fenced if is_page else str
    return _text(lambda document: fence(to_mermaid(document.map)))(source, path)


def _xml(write: Callable[[Map], bytes]) -> Writer:
    return _one_file(lambda source, path: path.write_bytes(write(source.map)))


def _events(name: str, write: EventsWriter) -> Writer:
    def written(source: Source, path: Path) -> None:
        if source.log is None:
            raise ExportNeedsEventsError(name)
        write(source.log, path)

    return _one_file(written)


def _slides(source: Source, path: Path) -> None:
    from footlights.usecases.slides import slides_of

    lens = source.printing.known_lens
    path.write_bytes(slides_of(source.map, source.measured, lens))


def _workbook(source: Source, path: Path) -> None:
    from footlights.render.map_workbook import write_map_workbook

    write_map_workbook(source.map, source.measured, path)


def _html(source: Source, path: Path) -> None:
    from footlights.render.report import report_html

    path.write_text(report_html(source.map, source.measured), encoding="utf-8")


def _embed(source: Source, path: Path) -> None:
    from footlights.render.embed import embed_html

    lens = source.printing.known_lens
    page = embed_html(source.map, source.measured, lens)
    path.write_text(page, encoding="utf-8")


def _printed(kind: Literal["pdf", "png", "svg", "report-pdf"]) -> Writer:
    def written(source: Source, path: Path) -> Written:
        from footlights.usecases.print_map import print_map

        return print_map(source.map, source.measured, kind, path, source.printing)

    return written


def _tables(ending: str) -> Writer:
    def written(source: Source, path: Path) -> Written:
        return Written(
            (write_tables(_known(source, f"tables-{ending}"), ending, path),)
        )

    return written


def _pictures(source: Source, path: Path) -> Written:
    from footlights.usecases.export_pictures import write_pictures

    measured = _known(source, _PICTURES)
    if source.log is None:
        raise ExportNeedsEventsError(_PICTURES)
    return Written((write_pictures(source.map, source.log, measured, path),))


def _known(source: Source, name: str) -> Measured:
    if source.measured is None:
        raise ExportNeedsEventsError(name)
    return source.measured


_SHEET: frozenset[Option] = frozenset({"lens", "paper", "paged"})
_LENS: frozenset[Option] = frozenset({"lens"})
_FOR_PEOPLE = {
    "pdf": ExportKind(
        "PDF",
        "The map on one sheet, A4 to A0, or over pages.",
        ".pdf",
        "people",
        _printed("pdf"),
        _SHEET,
    ),
    "report-pdf": ExportKind(
        "Report as PDF",
        "Summary, map, findings, a page to each touchpoint, method.",
        ".pdf",
        "people",
        _printed("report-pdf"),
        frozenset({"lens", "paper"}),
    ),
    "pptx": ExportKind(
        "Slides",
        "Map, curve, findings and backlog as editable slides.",
        ".pptx",
        "people",
        _one_file(_slides),
        _LENS,
    ),
    "xlsx": ExportKind(
        "Spreadsheet",
        "The map as sheets to edit and bring back, numbers beside it.",
        ".xlsx",
        "people",
        _one_file(_workbook),
    ),
    "html": ExportKind(
        "Report as a page",
        "The whole report as one HTML file that needs no network.",
        ".html",
        "people",
        _one_file(_html),
    ),
    "embed": ExportKind(
        "Map for a frame",
        "The map alone as one HTML file, to show inside another page.",
        ".html",
        "people",
        _one_file(_embed),
        _LENS,
    ),
    "png": ExportKind(
        "Picture (PNG)",
        "The map as pixels.",
        ".png",
        "people",
        _printed("png"),
        _SHEET | {"ppi"},
    ),
    "svg": ExportKind(
        "Drawing (SVG)",
        "The map as a drawing of any size.",
        ".svg",
        "people",
        _printed("svg"),
        _SHEET,
    ),
}
_FOR_PROGRAMS = {
    "yaml": ExportKind(
        "Map file",
        "The map in YAML, to keep in git and read back.",
        ".yaml",
        "programs",
        _text(yaml_of),
    ),
    "json": ExportKind(
        "JSON",
        "The map with the same keys as JSON.",
        ".json",
        "programs",
        _text(lambda document: to_json(document.map)),
    ),
    "mermaid": ExportKind(
        "Mermaid",
        "The map as a journey diagram for Markdown pages.",
        ".mmd",
        "programs",
        _diagram,
    ),
    "bpmn": ExportKind(
        "BPMN",
        "The touchpoint map as a BPMN 2.0 diagram.",
        ".bpmn",
        "programs",
        _xml(to_bpmn),
        leaves_out=(
            "BPMN has no place for feelings, needs, expectations, evidence and numbers;"
            " the map file keeps them."
        ),
    ),
    "cjml": ExportKind(
        "CJML",
        "The touchpoints as a planned journey of CJML 2.0.",
        ".xml",
        "programs",
        _xml(to_cjml),
        leaves_out=(
            "CJML has no place for stages, waits, feelings, needs, expectations and"
            " activities; the map file keeps them. As only a sample of it is published,"
            " names of elements follow that as well as can be."
        ),
    ),
}


def _table_kind(title: str, ending: str, about: str) -> ExportKind:
    return ExportKind(
        title,
        about,
        ".zip",
        "numbers",
        _tables(ending),
        needs_events=True,
        is_several=True,
    )


_NUMBERS = {
    "tables-csv": _table_kind(
        "Tables as CSV", "csv", "Every number, one file to a table, and a dictionary."
    ),
    "tables-parquet": _table_kind(
        "Tables as Parquet", "parquet", "The same tables with their types."
    ),
    "tables-arrow": _table_kind("Tables as Arrow", "arrow", "The same as Arrow files."),
    _PICTURES: ExportKind(
        "Pictures as Vega-Lite",
        "Every picture, of the report and of each standard question.",
        ".zip",
        "numbers",
        _pictures,
        needs_events=True,
        is_several=True,
    ),
}


def _event_kind(
    name: str, title: str, ending: str, about: str, write: EventsWriter
) -> ExportKind:
    return ExportKind(
        title, about, ending, "events", _events(name, write), needs_events=True
    )


_OF_EVENTS = {
    "xes": _event_kind(
        "xes", "XES", ".xes", "Events as a log for process mining.", export_xes
    ),
    "ocel-json": _event_kind(
        "ocel-json",
        "OCEL 2.0, JSON",
        ".jsonocel",
        "Events with persons and journeys as their objects.",
        export_ocel_json,
    ),
    "ocel-xml": _event_kind(
        "ocel-xml", "OCEL 2.0, XML", ".xmlocel", "The same as XML.", export_ocel_xml
    ),
    "ocel-sqlite": _event_kind(
        "ocel-sqlite",
        "OCEL 2.0, SQLite",
        ".sqlite",
        "The same as a database.",
        export_ocel_sqlite,
    ),
    "parquet": _event_kind(
        "parquet",
        "Events as Parquet",
        ".parquet",
        "Events as Footlights reads them, fastest to read again.",
        export_parquet,
    ),
}

_ALSO: Mapping[str, frozenset[str]] = {
    "html": frozenset({".htm"}),
    "embed": frozenset({".htm"}),
    "yaml": frozenset({".yml"}),
    "mermaid": frozenset({".mermaid", ".md", ".txt"}),
    "bpmn": frozenset({".xml"}),
    "cjml": frozenset({".cjml"}),
    "xes": frozenset({".xml"}),
    "ocel-json": frozenset({".json"}),
    "ocel-xml": frozenset({".xml"}),
    "ocel-sqlite": frozenset({".db", ".sqlite3"}),
}
"""Endings under which such files are known, too."""

KINDS: Mapping[str, ExportKind] = _FOR_PEOPLE | _FOR_PROGRAMS | _NUMBERS | _OF_EVENTS
"""Every kind by its name; a new kind is an entry here."""

_TAKEN = frozenset(
    {kind.ending for kind in KINDS.values()}.union(*_ALSO.values())
    | {".arrow", ".csv", ".doc", ".docx", ".gz", ".jpeg", ".jpg", ".ppt", ".xls"}
)
"""Endings that name a kind of file."""


def names_another_kind(kind: str, path: Path) -> bool:
    """Say whether a name ends like a file of another kind, as `map.pptx` of a PDF."""
    ending = path.suffix.lower()
    own = {KINDS[kind].ending} | _ALSO.get(kind, frozenset())
    return ending in _TAKEN and ending not in own
