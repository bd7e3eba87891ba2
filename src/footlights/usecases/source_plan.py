"""Which files and tables make a log, and what is told about each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from footlights.errors import (
    FileNotInSourcesError,
    MissingFileError,
    NoEventsGivenError,
    UnknownRoleError,
)
from footlights.events.sources import ROLES, Source, TimeReading
from footlights.events.zones import check_zone
from footlights.formats.sources_yaml import read_sources
from footlights.usecases.raw_logs import Input


@dataclass(frozen=True)
class Told:
    """What was told for all sources, besides a sources.yaml; it comes before that."""

    columns: Mapping[str, str | Sequence[str]]
    zone: str | None
    time_format: str | None
    journey_object: str | None = None

    def check(self) -> None:
        """See to it that roles and zone are known.

        Raises:
            UnknownRoleError: There is no such role.
            UnknownZoneError: There is no such zone.
        """
        for role in self.columns:
            if role not in ROLES:
                raise UnknownRoleError(role, ROLES)
        if self.zone:
            check_zone(self.zone)

    def over(self, source: Source) -> Source:
        """Put what was told before what the source says."""
        zone = self.zone or source.time.zone
        if zone:
            check_zone(zone)
        time = TimeReading(format=self.time_format or source.time.format, zone=zone)
        named = {
            role: (names,) if isinstance(names, str) else tuple(names)
            for role, names in self.columns.items()
        }
        return source.model_copy(
            update={
                "columns": {**source.columns, **named},
                "time": time,
                "journey_object": self.journey_object or source.journey_object,
            }
        )


@dataclass(frozen=True)
class PlannedSource:
    """Inputs that are read in one way, and the folder that its joins stand in."""

    source: Source
    inputs: tuple[Input, ...]
    folder: Path


def plan_sources(
    given: Sequence[object], sources_file: Path | None, told: Told
) -> list[PlannedSource]:
    """Say which inputs are read, in which order, and how.

    With a sources.yaml and no files, all files that it names are read; with files,
    only these, each as the first source says whose `file` fits its name.

    Args:
        given: Paths, Arrow tables or data frames.
        sources_file: A sources.yaml, if there is one.
        told: What was told besides.

    Raises:
        NoEventsGivenError: There is nothing to read.
        FileNotInSourcesError: The sources.yaml says nothing about a given file.
        MissingFileError: A file that the sources.yaml names is not there.
        SourcesFileError: The sources.yaml cannot be read.
    """
    told.check()
    inputs = [
        input_of(what, place, len(given)) for place, what in enumerate(given, start=1)
    ]
    if sources_file is None:
        if not inputs:
            raise NoEventsGivenError
        source = told.over(Source(file="*"))
        own = tuple(_told_input(each, source) for each in inputs)
        return [PlannedSource(source, own, Path())]
    sources = [told.over(s) for s in read_sources(sources_file).sources]
    folder = sources_file.parent
    if not inputs:
        return [
            PlannedSource(source, _files_of(source, folder), folder)
            for source in sources
        ]
    by_source: dict[int, list[Input]] = {}
    for each in inputs:
        by_source.setdefault(_place_of(each, sources), []).append(each)
    return [
        PlannedSource(
            sources[place], tuple(_told_input(i, sources[place]) for i in own), folder
        )
        for place, own in by_source.items()
    ]


def input_of(what: object, place: int, count: int) -> Input:
    """Give a path or a table as something to be read.

    Args:
        what: A path, or a table.
        place: Its place among all that are given, from 1.
        count: How many there are.
    """
    if isinstance(what, str | Path):
        path = Path(what)
        return Input(path, path.name)
    return Input(what, f"table {place}" if count > 1 else "the table")


def _told_input(each: Input, source: Source) -> Input:
    return Input(
        each.what, each.name, source.delimiter, source.encoding, source.journey_object
    )


def _place_of(each: Input, sources: Sequence[Source]) -> int:
    for place, source in enumerate(sources):
        if fnmatch(each.name, Path(source.file).name):
            return place
    if len(sources) == 1 and not isinstance(each.what, Path):
        return 0
    path = each.what if isinstance(each.what, Path) else Path(each.name)
    raise FileNotInSourcesError(path, [source.file for source in sources])


def _files_of(source: Source, folder: Path) -> tuple[Input, ...]:
    if any(sign in source.file for sign in "*?["):
        pattern = Path(source.file)
        base = folder / pattern.parent
        paths = sorted(base.glob(pattern.name)) if base.is_dir() else []
        if not paths:
            raise MissingFileError(base / pattern.name)
    else:
        paths = [folder / source.file]
    return tuple(_told_input(Input(path, path.name), source) for path in paths)
