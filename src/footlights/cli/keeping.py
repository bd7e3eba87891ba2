"""The option by which a command keeps its log in a folder, and what is said of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from footlights.cli.answers import AnswersGiven
from footlights.cli.console import say
from footlights.cli.reading import Reading, say_how_it_was_read
from footlights.measures.wording import counted

if TYPE_CHECKING:
    from footlights.model.map import Map
    from footlights.usecases.event_log import EventLog
    from footlights.usecases.kept_log import Appended, KeptLog

_PREPARED = {
    "missing": "preparing it for this map",
    "behind": "preparing again whom added events touch",
    "ready": "what was prepared is used again",
}


def keep_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option `--keep`."""
    return click.option(
        "--keep",
        metavar="DIR",
        type=click.Path(file_okay=False, path_type=Path),
        help="Folder that keeps the log: only files that are new are read, and only"
        " what they change is prepared again. Without FILE, what it holds is measured.",
    )(command)


def check_there_is_a_log(reading: Reading, keep: Path | None = None) -> None:
    """See to it that files are named, or a folder that keeps a log.

    Raises:
        click.UsageError: Neither is.
    """
    if not (reading.names_a_log or keep):
        msg = "Missing argument 'FILE...'."
        raise click.UsageError(msg)


@contextmanager
def opened_log(
    reading: Reading,
    keep: Path | None,
    engine: str | None,
    map_: "Map",
    answers: AnswersGiven | None = None,
) -> Iterator["EventLog | KeptLog"]:
    """Read the log, or open the one that is kept and add to it; close it after.

    Says on stderr how it was read and what is used again.

    Args:
        reading: Which files, and how to read them.
        keep: The folder that keeps the log, if any.
        engine: Address of a cluster to measure on, if any.
        map_: The map that it will be measured for.
        answers: Answers to join to it, if any.

    Raises:
        FootlightsError: It cannot be read or kept.
    """
    if keep is not None and engine is not None:
        msg = "--keep keeps a log on this machine: leave out --engine, or --keep."
        raise click.UsageError(msg)
    if keep is None:
        with reading.opened(engine) as log:
            joined = answers.joined(log, map_, reading.zone) if answers else log
            say_how_it_was_read(joined, reading)
            yield joined
        return
    from footlights.usecases.kept_log import open_log

    with open_log(keep) as kept:
        parts, is_new = [], False
        if reading.names_a_log:
            appended = reading.appended_to(kept)
            parts, is_new = _appended_words(appended), bool(appended.files)
        if answers is not None:
            before = len(kept.answers)
            answers.joined(kept, map_, reading.zone)
            if len(kept.answers) > before:
                is_new = True
            else:
                parts.append("its answers are there already")
        if is_new or (reading.rejects and reading.names_a_log):
            say_how_it_was_read(kept, reading)
        parts.append(_PREPARED[kept.preparation(map_)])
        if not kept.is_empty:
            say(f"Log in {keep}: {'; '.join(parts)}.")
        yield kept


def _appended_words(appended: "Appended") -> list[str]:
    parts = []
    if appended.files:
        count = counted(appended.events, "event")
        parts.append(f"added {count} of {', '.join(appended.files)}")
    if appended.known:
        parts.append(f"not read again, as it is there: {', '.join(appended.known)}")
    return parts
