"""Any file of events, by what it holds."""

from pathlib import Path

from footlights.formats.contents import kind_of
from footlights.formats.delimited import open_delimited
from footlights.formats.json_lines import open_json
from footlights.formats.opened import Opened, Progress
from footlights.formats.parquet import ParquetFile, open_parquet
from footlights.formats.xes import open_xes


def open_event_file(
    path: Path,
    delimiter: str | None,
    encoding: str | None,
    progress: Progress | None,
) -> Opened | ParquetFile:
    """Open a file of events of any format; its bytes decide, not its name.

    Args:
        path: The file.
        delimiter: Of a text file: what stands between fields; guessed if None.
        encoding: Of a text file: how letters are encoded; guessed if None.
        progress: Told the share of bytes that has been read.

    Raises:
        MissingFileError: There is no such file.
        FolderNotFileError: It is a folder.
        UnreadableFileError: It holds nothing that events can be read from.
        DuplicateColumnError: Two columns have one name.
    """
    kind, sample = kind_of(path)
    if kind == "parquet":
        return open_parquet(path)
    if kind == "xes":
        return open_xes(path, progress)
    if kind == "json":
        return open_json(path, sample, progress)
    return open_delimited(path, sample, delimiter, encoding, progress)
