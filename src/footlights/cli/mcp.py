"""`footlights mcp`: maps and measures for AI assistants."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from footlights.cli.answers import AnswersGiven, answers_options
from footlights.cli.reading import Reading, log_files, reading_options
from footlights.cli.workspace import check_there

if TYPE_CHECKING:
    from footlights.assistants.file_desk import Append
    from footlights.model.map import Map
    from footlights.usecases.kept_log import KeptLog


@click.command()
@click.argument(
    "map_file", metavar="[MAP]", required=False, type=click.Path(path_type=Path)
)
@log_files()
@reading_options
@answers_options
@click.option(
    "--workspace",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of a workspace: all its maps and data, in place of MAP.",
)
@click.option(
    "--store",
    metavar="URL",
    help="Database that the workspace lies in, as postgresql://user@host/name; its"
    " folder then only keeps logs.",
)
@click.option(
    "--may-propose",
    is_flag=True,
    help="Let the assistant propose edits, which a person accepts or refuses.",
)
def mcp(
    map_file: Path | None,
    reading: Reading,
    answers: AnswersGiven | None,
    folder: Path | None,
    store: str | None,
    may_propose: bool,
) -> None:
    """Answer an AI assistant about MAP and the log in FILE..., or about a workspace.

    Speaks the Model Context Protocol on standard input and output: a program for
    assistants starts this command, and people do not. The assistant can list, read
    and check maps, and ask for measures, findings, standard questions and
    comparisons; each number comes with its interval and n, and persons are masked.
    It changes nothing.

    \b
    Examples:
      footlights mcp map.yaml calls.csv
      footlights mcp map.yaml calls.csv --answers nps.csv --answers-about call
      footlights mcp --workspace team
      footlights mcp --workspace team --may-propose
    """
    from datetime import UTC, datetime

    from footlights.assistants.file_desk import FileDesk
    from footlights.assistants.server import make_server
    from footlights.assistants.workspace_desk import WorkspaceDesk
    from footlights.usecases.read_map import read_map
    from footlights.usecases.workspace.workspace import open_workspace

    has_workspace = folder is not None or store is not None
    if has_workspace == (map_file is not None):
        msg = "Name a MAP, or a workspace with --workspace DIR; not both."
        raise click.UsageError(msg)
    if answers is not None and (has_workspace or not reading.names_a_log):
        msg = "Answers are joined to a log: name its FILE beside MAP."
        raise click.UsageError(msg)
    desk: FileDesk | WorkspaceDesk
    with ExitStack() as stack:
        if map_file is not None:
            map_ = read_map(map_file)  # so that a mistake in it is told at once
            kept = Path(stack.enter_context(TemporaryDirectory(prefix="footlights-")))
            desk = FileDesk(map_file, *_appending(reading, answers, map_), kept)
        else:
            where = folder or Path("workspace")
            check_there(str(where), store)
            opened = open_workspace(store or where, now=datetime.now(UTC), folder=where)
            desk = WorkspaceDesk(stack.enter_context(opened), lambda: datetime.now(UTC))
        stack.enter_context(closing(desk))
        today = datetime.now(UTC).date()
        make_server(desk, today, may_propose=may_propose).run()


def _appending(
    reading: Reading, answers: AnswersGiven | None, map_: "Map"
) -> "tuple[Append | None, list[str]]":
    """Give what reads the log with its answers, and the names of all files."""
    files = (*reading.files, reading.sources_file, *(answers.files if answers else ()))
    names = [file.name for file in files if file]

    def append(log: "KeptLog", told: Callable[[float], None]) -> None:
        reading.appended_to(log, told)
        if answers is not None:
            answers.joined(log, map_, reading.zone)

    return (append if reading.names_a_log else None), names
