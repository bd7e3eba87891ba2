"""The options by which every command reads a log."""

import functools
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

import click

from footlights.cli.console import say, stderr_console
from footlights.cli.progress import shown_progress
from footlights.measures.wording import counted

if TYPE_CHECKING:
    from footlights.usecases.event_log import EventLog
    from footlights.usecases.evidence.inputs import LogInputs
    from footlights.usecases.kept_log import Appended, KeptLog

Read = TypeVar("Read")


@dataclass(frozen=True)
class Reading:
    """Which files make the log, and how they are to be read."""

    files: tuple[Path, ...]
    sources_file: Path | None
    zone: str | None
    time_format: str | None
    columns: dict[str, list[str]]
    drop_identical: bool
    journey_object: str | None
    rejects: Path | None

    @property
    def names_a_log(self) -> bool:
        """Whether files are named, here or in a sources.yaml."""
        return bool(self.files or self.sources_file)

    @contextmanager
    def opened(self, engine: str | None = None) -> Iterator["EventLog"]:
        """Read the log, with a progress bar where it takes long; close it after.

        A file called `-` is standard input.

        Args:
            engine: Address of the cluster that is to measure it, if any.

        Raises:
            FootlightsError: The files cannot be read as a log.
        """
        from footlights.usecases.read_events import read_events

        read = partial(read_events, engine=engine)
        with self._read_by(read) as log, closing(log):
            yield log

    @contextmanager
    def kept_inputs(self) -> Iterator["LogInputs"]:
        """Give the files and how they are read, for what needs the files themselves.

        A file called `-` is standard input, and called `stdin`.
        """
        from footlights.usecases.evidence.inputs import LogInputs, ToldReading

        told = ToldReading(
            zone=self.zone,
            time_format=self.time_format,
            columns=self.columns,
            drop_identical=self.drop_identical,
            journey_object=self.journey_object,
        )
        with TemporaryDirectory(prefix="footlights-") as folder:
            files = tuple(_kept_stdin(Path(folder), file) for file in self.files)
            yield LogInputs(files, self.sources_file, told)

    def appended_to(
        self, kept: "KeptLog", told: Callable[[float], None] | None = None
    ) -> "Appended":
        """Add the files to a kept log, with a progress bar where it takes long.

        Args:
            kept: The log.
            told: Told the share of bytes that has been read, in place of a bar.

        Raises:
            FootlightsError: The files cannot be read, or not as those before.
        """
        with self._read_by(kept.append, told) as appended:
            return appended

    @contextmanager
    def _read_by(
        self, reader: Callable[..., Read], told: Callable[[float], None] | None = None
    ) -> Iterator[Read]:
        with TemporaryDirectory(prefix="footlights-") as folder:
            files = [_kept_stdin(Path(folder), file) for file in self.files]
            with shown_progress("Reading") as progress:
                read = reader(
                    *files,
                    sources_file=self.sources_file,
                    zone=self.zone,
                    time_format=self.time_format,
                    columns=self.columns or None,
                    drop_identical=self.drop_identical,
                    journey_object=self.journey_object,
                    progress=told or progress,
                )
            yield read

    def default_rejects(self) -> Path:
        """Name the file for rows that could not be read, in the current folder."""
        named = (*self.files, self.sources_file or Path("log"))
        name = named[0].name
        stem = "stdin" if name == "-" else name.split(".")[0] or "log"
        return Path(f"{stem}.rejects.csv")


def _kept_stdin(folder: Path, file: Path) -> Path:
    """Keep standard input in a file, as some formats are not read front to back."""
    if str(file) != "-":
        return file
    kept = folder / "stdin"
    with kept.open("wb") as stream:
        shutil.copyfileobj(sys.stdin.buffer, stream)
    return kept


def named_columns(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> dict[str, list[str]]:
    """Read pairs such as `person=Customer ID`; a name may come more than once."""
    columns: dict[str, list[str]] = {}
    for value in values:
        name, sign, column = value.partition("=")
        if not sign or not name.strip() or not column.strip():
            msg = f"{value!r} is not of the form NAME=COLUMN, such as person='Customer'"
            raise click.BadParameter(msg, ctx, param)
        columns.setdefault(name.strip(), []).append(column.strip())
    return columns


_OPTIONS = (
    click.option(
        "--sources",
        "sources_file",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="A sources.yaml that says how columns become events.",
    ),
    click.option(
        "--zone",
        metavar="ZONE",
        help="Time zone of times that name none, such as Europe/Rome.",
    ),
    click.option(
        "--time-format",
        metavar="FORMAT",
        help="How times are written, such as '%d/%m/%Y %H:%M'.",
    ),
    click.option(
        "--column",
        "columns",
        metavar="NAME=COLUMN",
        multiple=True,
        callback=named_columns,
        help="Which column is the person, event, at, ...; may be repeated.",
    ),
    click.option(
        "--drop-identical",
        is_flag=True,
        help="Count rows that are alike in every column once.",
    ),
    click.option(
        "--journey-object",
        metavar="TYPE",
        help="Of an OCEL log: the type whose objects are the journeys.",
    ),
    click.option(
        "--rejects",
        metavar="FILE",
        type=click.Path(dir_okay=False, path_type=Path),
        help="CSV file for rows that could not be read, with the reason.",
    ),
)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options for reading, packed into one `reading`.

    The command must have an argument `files`.
    """

    @functools.wraps(command)
    def packed(
        files: tuple[Path, ...],
        sources_file: Path | None,
        zone: str | None,
        time_format: str | None,
        columns: dict[str, list[str]],
        drop_identical: bool,
        journey_object: str | None,
        rejects: Path | None,
        **others: Any,  # whatever else the command takes
    ) -> Any:
        reading = Reading(
            files,
            sources_file,
            zone,
            time_format,
            columns,
            drop_identical,
            journey_object,
            rejects,
        )
        return command(reading=reading, **others)

    for option in reversed(_OPTIONS):
        packed = option(packed)
    return packed


def engine_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option to measure on a cluster, as `engine`."""
    return click.option(
        "--engine",
        metavar="ADDRESS",
        help="Measure on a Spark cluster: spark://host:port or sc://host:port.",
    )(command)


def log_files() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the argument for the files of a log.

    It may be left out where a sources.yaml or a kept log names them.
    """
    return click.argument(
        "files",
        metavar="[FILE...]",
        nargs=-1,
        required=False,
        type=click.Path(path_type=Path, allow_dash=True),
    )


def say_how_it_was_read(log: "EventLog | KeptLog", reading: Reading) -> None:
    """Say on stderr what was guessed and left out; write the rejects if asked to."""
    report = log.report
    if report.guesses:
        stderr_console().print(f"Guessed: {'; '.join(report.guesses)}.")
    if report.duplicates:
        say(f"Left out {counted(report.duplicates, 'row')} that repeat another one.")
    for counts in log.answers:
        say(f"Answers: {counts}")
    if not report.rejected + report.values_dropped:
        if reading.rejects and log.answers:
            log.write_rejects(reading.rejects)
            say(f"Answers that were not joined: see {reading.rejects}.")
        return
    lost = lost_text(report.rejected, report.values_dropped)
    if reading.rejects:
        log.write_rejects(reading.rejects)
        say(f"{lost}: see {reading.rejects}.")
    else:
        say(f"{lost}: `footlights events` says which and why.")


def lost_text(rejected: int, values_dropped: int) -> str:
    """Say how many rows and values could not be read."""
    rows, values = counted(rejected, "row"), counted(values_dropped, "value")
    if not values_dropped:
        return f"{rows} could not be read"
    if not rejected:
        return f"{values} could not be read, in rows that were kept"
    return f"{rows} could not be read, and {values} in rows that were kept"
