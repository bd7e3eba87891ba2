"""Any file of events, by what it holds."""

from collections.abc import Callable
from pathlib import Path

from footlights.formats.contents import kind_of
from footlights.formats.delimited import open_delimited
from footlights.formats.json_lines import open_json
from footlights.formats.mxml import open_mxml
from footlights.formats.object_log import ObjectLog, opened_log
from footlights.formats.ocel_csv import read_ocel_csv
from footlights.formats.ocel_json import read_ocel_json
from footlights.formats.ocel_sqlite import read_ocel_sqlite
from footlights.formats.ocel_xml import read_ocel_xml
from footlights.formats.opened import Opened, Progress
from footlights.formats.parquet import ParquetFile, open_parquet
from footlights.formats.xes import open_xes

_OBJECT_LOGS: dict[str, Callable[[Path, Progress | None], ObjectLog]] = {
    "ocel-csv": read_ocel_csv,
    "ocel-json": read_ocel_json,
    "ocel-sqlite": read_ocel_sqlite,
    "ocel-xml": read_ocel_xml,
}


def open_event_file(
    path: Path,
    delimiter: str | None,
    encoding: str | None,
    progress: Progress | None,
    journey_object: str | None = None,
) -> Opened | ParquetFile:
    """Open a file of events of any format; its bytes decide, not its name.

    Args:
        path: The file.
        delimiter: Of a text file: what stands between fields; guessed if None.
        encoding: Of a text file: how letters are encoded; guessed if None.
        progress: Told the share of bytes that has been read.
        journey_object: Of a log of objects (OCEL): the type whose objects are the
            journeys; may be left out where there is one.

    Raises:
        MissingFileError: There is no such file.
        FolderNotFileError: It is a folder.
        UnreadableFileError: It holds nothing that events can be read from.
        DuplicateColumnError: Two columns have one name.
        JourneyObjectNeededError: Objects are of several types, and none was chosen.
        UnknownJourneyObjectError: There are no objects of that type.
        DanglingReferenceError: An event names an object that is not there.
    """
    kind, sample = kind_of(path)
    if kind == "parquet":
        return open_parquet(path)
    if kind == "xes":
        return open_xes(path, progress)
    if kind == "mxml":
        return open_mxml(path, progress)
    if kind in _OBJECT_LOGS:
        return opened_log(_OBJECT_LOGS[kind](path, progress), path, journey_object)
    if kind == "json":
        return open_json(path, sample, progress)
    return open_delimited(path, sample, delimiter, encoding, progress)
