"""The files of a log, how they are read, and by what they are known again."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Literal

from pydantic import BaseModel, ConfigDict

from footlights.errors import FolderNotFileError, MissingFileError
from footlights.formats.opened import Progress
from footlights.usecases.event_log import EventLog
from footlights.usecases.read_events import read_events
from footlights.usecases.source_plan import Told, plan_sources


class ToldReading(BaseModel):
    """What was told about reading, besides the files."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zone: str | None = None
    time_format: str | None = None
    columns: dict[str, list[str]] = {}
    drop_identical: bool = False
    journey_object: str | None = None


@dataclass(frozen=True)
class LogInputs:
    """The files of a log, and how they are to be read."""

    files: tuple[Path, ...]
    """Files of events; empty where the sources.yaml names them."""

    sources_file: Path | None = None
    """A sources.yaml, if there is one."""

    told: ToldReading = field(default_factory=ToldReading)
    """What was told besides."""

    def opened(self, progress: Progress | None = None) -> EventLog:
        """Read them as a log; close it when done.

        Raises:
            FootlightsError: As `read_events`.
        """
        return read_events(
            *self.files,
            sources_file=self.sources_file,
            zone=self.told.zone,
            time_format=self.told.time_format,
            columns=self.told.columns or None,
            drop_identical=self.told.drop_identical,
            journey_object=self.told.journey_object,
            progress=progress,
        )


class FileFact(BaseModel):
    """One file that a log was read from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    """Its name."""

    place: str
    """Where it lies, seen from the sources.yaml; its name where there is none."""

    role: Literal["events", "joined"]
    """Whether events are read from it, or columns that are added to them."""

    bytes: int
    """Its size."""

    sha256: str
    """The SHA-256 of what it holds."""


def files_of(inputs: LogInputs) -> list[tuple[FileFact, Path]]:
    """Give every file that a log is read from, events first, with its fingerprint.

    Raises:
        MissingFileError: One is not there.
        FolderNotFileError: One is a folder.
        FootlightsError: The sources.yaml cannot be read.
    """
    told = inputs.told
    plan = plan_sources(
        inputs.files,
        inputs.sources_file,
        Told(told.columns, told.zone, told.time_format, told.journey_object),
    )
    events = [
        (each.what, planned.folder)
        for planned in plan
        for each in planned.inputs
        if isinstance(each.what, Path)
    ]
    joined = [
        (planned.folder / join.file, planned.folder)
        for planned in plan
        for join in planned.source.join
    ]
    has_sources = inputs.sources_file is not None
    return [
        (_fact(path, folder if has_sources else path.parent, role), path)
        for role, paths in (("events", events), ("joined", joined))
        for path, folder in dict.fromkeys(paths)
    ]


def _fact(path: Path, folder: Path, role: str) -> FileFact:
    if path.is_dir():
        raise FolderNotFileError(path)
    if not path.is_file():
        raise MissingFileError(path)
    with path.open("rb") as held:
        digest = hashlib.file_digest(held, "sha256").hexdigest()
    place = PurePosixPath(os.path.relpath(path, folder).replace(os.sep, "/"))
    size = path.stat().st_size
    return FileFact.model_validate(
        {"name": path.name, "place": str(place), "role": role}
        | {"bytes": size, "sha256": digest}
    )


def fingerprint_of(
    files: Sequence[FileFact], sources: str | None, told: ToldReading
) -> str:
    """Give one fingerprint of all data: what files hold, and how they are read.

    Args:
        files: The files.
        sources: What the sources.yaml says, if there is one.
        told: What was told besides.
    """
    known = [[each.role, each.sha256] for each in files]
    text = json.dumps([known, sources, told.model_dump()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@contextmanager
def laid_out(
    files: Mapping[str, Path], facts: Sequence[FileFact], sources: str | None
) -> Iterator[tuple[tuple[Path, ...], Path | None]]:
    """Put files where a sources.yaml looks for them, for as long as the block runs.

    Args:
        files: Where each file lies, by the `place` it should have.
        facts: The files, in the order in which they are read.
        sources: What the sources.yaml says, if there is one.

    Yields:
        The files of events, and the sources.yaml.
    """
    with TemporaryDirectory(prefix="footlights-") as made:
        # Places may lead some folders up.
        folder = Path(made, "1", "2", "3", "4")
        folder.mkdir(parents=True)
        # First, so that no file can be called so and be written over.
        written = folder / "sources.yaml"
        if sources is not None:
            written.write_text(sources, encoding="utf-8")
        found = []
        for fact in facts:
            place = Path(os.path.normpath(folder / fact.place))
            if not place.is_relative_to(made):
                place = folder / Path(fact.name).name
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.exists():
                _link(files[fact.place].absolute(), place)
            if fact.role == "events":
                found.append(place)
        yield tuple(found), None if sources is None else written


def _link(path: Path, place: Path) -> None:
    try:
        place.symlink_to(path)
    except OSError:  # not every system lets everybody make links
        shutil.copyfile(path, place)
