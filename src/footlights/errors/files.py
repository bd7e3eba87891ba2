"""Files and logs that cannot be read."""

from collections.abc import Collection
from pathlib import Path

from footlights.errors.base import FootlightsError, did_you_mean, listed


class MissingFileError(FootlightsError):
    """A file was named that is not there."""

    code = "missing-file"

    def __init__(self, path: Path) -> None:
        folder = path.parent
        names = [p.name for p in folder.iterdir()] if folder.is_dir() else []
        super().__init__(
            f"There is no file {str(path)!r}.{did_you_mean(path.name, names)}"
            " Check the name and the folder."
        )


class UnreadableFileError(FootlightsError):
    """A file is there but cannot be read as what it should be."""

    code = "unreadable-file"

    def __init__(self, path: Path | str, found: str, do: str) -> None:
        super().__init__(f"{path} cannot be read: {found}. {do}")


class UnknownJourneyColumnError(FootlightsError):
    """A map names a column for its journeys that the log does not have."""

    code = "unknown-journey-column"

    def __init__(self, column: str, known: Collection[str]) -> None:
        super().__init__(
            f"The map says that journeys are named by the column {column!r}, and the"
            f" log has no such column.{did_you_mean(column, known)}"
            f" Its columns are: {', '.join(sorted(known))}."
            " Change `journeys:` in the map, or name the column when reading."
        )


class NoEventsGivenError(FootlightsError):
    """Nothing was named to read."""

    code = "no-events-given"

    def __init__(self) -> None:
        super().__init__(
            "No file of events was named. Give at least one file, a table, or a"
            " sources.yaml that names files."
        )


class FolderNotFileError(FootlightsError):
    """A folder was named where a file is needed."""

    code = "folder-not-file"

    def __init__(self, path: Path) -> None:
        names = sorted(p.name for p in path.iterdir() if p.is_file())
        held = f" It holds {', '.join(names[:5])}." if names else " It holds no file."
        super().__init__(
            f"{str(path)!r} is a folder, and events are read from files.{held}"
            " Name the files."
        )


class DuplicateColumnError(FootlightsError):
    """Two columns of a file have one name."""

    code = "duplicate-column"

    def __init__(self, file: str, column: str, places: Collection[int]) -> None:
        numbers = " and ".join(str(place) for place in places)
        super().__init__(
            f"{file} has {len(places)} columns named {column!r} (columns {numbers})."
            " Rename all but one, so that it is clear which is meant."
        )


class MissingColumnError(FootlightsError):
    """A log has no column for something that every event needs."""

    code = "missing-column"

    def __init__(
        self, file: str, role: str, known: Collection[str], hint: str = ""
    ) -> None:
        super().__init__(
            f"{file} has no column that looks like {_ROLE_WORDS.get(role, role)}.{hint}"
            f" Its columns are: {listed(known)}."
            f" Say which it is: --column {role}=NAME, or `columns:` in a sources.yaml."
        )


_ROLE_WORDS = {
    "person": "the person or the case",
    "event": "the name of the event",
    "at": "the time of the event",
}


class UnknownColumnError(FootlightsError):
    """A column was named that a file does not have."""

    code = "unknown-column"

    def __init__(self, file: str, column: str, known: Collection[str]) -> None:
        super().__init__(
            f"{file} has no column {column!r}.{did_you_mean(column, known)}"
            f" Its columns are: {listed(known)}."
        )


class UnknownRoleError(FootlightsError):
    """A column was given for something that events do not have."""

    code = "unknown-role"

    def __init__(self, role: str, known: Collection[str]) -> None:
        super().__init__(
            f"Events have no {role!r}.{did_you_mean(role, known)}"
            f" A column can be read as: {listed(known)}."
        )


class NoTimesError(FootlightsError):
    """A log tells the order of events and not their times."""

    code = "no-times"

    def __init__(self, file: str, known: Collection[str]) -> None:
        super().__init__(
            f"{file} has no time for its events, only their order, and durations,"
            " waits and trends cannot be measured without times."
            f" Its columns are: {listed(known)}."
            " If one of them is a time, say so: --column at=NAME; otherwise export"
            " the log with its times."
        )


class AmbiguousDateError(FootlightsError):
    """Dates can be read with the day first or with the month first."""

    code = "ambiguous-date"

    def __init__(
        self, column: str, value: str, readings: Collection[tuple[str, str]]
    ) -> None:
        said = " or ".join(f"{when} ({form})" for form, when in readings)
        first = next(iter(readings))[0]
        super().__init__(
            f"Times in {column!r} can be read in more than one way: {value!r} is"
            f" {said}, and no value of the column tells which."
            f" Say how they are written: --time-format '{first}'."
        )


class UnknownTimeFormatError(FootlightsError):
    """The times of a column are written in no way that is known."""

    code = "unknown-time-format"

    def __init__(self, column: str, example: str) -> None:
        super().__init__(
            f"Times in {column!r} are written in no known way, for example"
            f" {example!r}. Say how: --time-format '%d/%m/%Y %H:%M'"
            " (epoch-s, epoch-ms and epoch-us stand for counted seconds)."
        )


class UnknownZoneError(FootlightsError):
    """A time zone was named that does not exist."""

    code = "unknown-zone"

    def __init__(self, zone: str, known: Collection[str]) -> None:
        super().__init__(
            f"There is no time zone {zone!r}.{did_you_mean(zone, known)}"
            " Zones are named as in Europe/Rome, America/New_York or UTC."
        )


class NothingReadableError(FootlightsError):
    """Not one row of a log could be read as an event."""

    code = "nothing-readable"

    def __init__(self, files: str, rows: int, reasons: Collection[str]) -> None:
        said = "; ".join(reasons)
        super().__init__(
            f"None of the {rows:,} rows of {files} could be read as an event: {said}."
            " Say which column is which with --column NAME=COLUMN, how times are"
            " written with --time-format, or both in a sources.yaml."
        )


class NoRowsError(FootlightsError):
    """A file has a header and nothing under it, or a log no event."""

    code = "no-rows"

    def __init__(self, files: str) -> None:
        super().__init__(
            f"{files} holds no events: no row follows its header."
            " Check that the export was complete."
        )


class MixedScalesError(FootlightsError):
    """Scores of one log stand on different scales."""

    code = "mixed-scales"

    def __init__(self, scales: Collection[str]) -> None:
        super().__init__(
            f"Scores of this log stand on different scales ({', '.join(scales)}), and"
            " cannot be averaged. Read them apart, or bring them to one scale with"
            " `values:` in a sources.yaml."
        )


class SourcesFileError(FootlightsError):
    """A sources.yaml does not say what it should."""

    code = "sources-file"

    def __init__(self, path: Path | str, line: int | None, found: str) -> None:
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {found}")


class FileNotInSourcesError(FootlightsError):
    """A file was named that the sources.yaml says nothing about."""

    code = "file-not-in-sources"

    def __init__(self, path: Path, patterns: Collection[str]) -> None:
        super().__init__(
            f"The sources.yaml says nothing about {path.name!r}; it names"
            f" {', '.join(patterns)}. Add a source for it, or leave the file out."
        )
