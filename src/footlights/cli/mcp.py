"""`footlights mcp`: maps and measures for AI assistants."""

from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from footlights.cli.reading import Reading, log_files, reading_options
from footlights.cli.workspace import check_there


@click.command()
@click.argument(
    "map_file", metavar="[MAP]", required=False, type=click.Path(path_type=Path)
)
@log_files()
@reading_options
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
    desk: FileDesk | WorkspaceDesk
    with ExitStack() as stack:
        if map_file is not None:
            read_map(map_file)  # so that a mistake in it is told at once
            kept = Path(stack.enter_context(TemporaryDirectory(prefix="footlights-")))
            append = reading.appended_to if reading.names_a_log else None
            names = [
                file.name for file in (*reading.files, reading.sources_file) if file
            ]
            desk = FileDesk(map_file, append, names, kept)
        else:
            where = folder or Path("workspace")
            check_there(str(where), store)
            opened = open_workspace(store or where, now=datetime.now(UTC), folder=where)
            desk = WorkspaceDesk(stack.enter_context(opened), lambda: datetime.now(UTC))
        stack.enter_context(closing(desk))
        today = datetime.now(UTC).date()
        make_server(desk, today, may_propose=may_propose).run()
