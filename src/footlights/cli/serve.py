"""`footlights serve`: a workspace in the browser, or a map and its log for a look."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from footlights.cli.console import say
from footlights.cli.progress import shown_progress
from footlights.cli.reading import Reading, log_files, reading_options

if TYPE_CHECKING:
    from footlights.usecases.workspace.workspace import Workspace

PORT = 8020
HOST = "127.0.0.1"
DEFAULT_FOLDER = "workspace"

_NOT_KEPT = (
    "Nothing that you change here is kept once the program ends: start it with"
    " --workspace DIR to keep it."
)


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
    help="Folder of the workspace; made if it is not there. Without MAP the default"
    f" is {DEFAULT_FOLDER}; with MAP nothing is kept unless a folder is named.",
)
@click.option(
    "--store",
    metavar="URL",
    help="Database that the workspace lies in, as postgresql://user@host/name; its"
    " folder then only keeps logs.",
)
@click.option(
    "--host",
    default=HOST,
    show_default=True,
    help="Address to listen on. Beyond this machine everybody signs in, so there has"
    " to be an owner first.",
)
@click.option(
    "--proxy",
    metavar="ADDRESS",
    help="Address of a proxy that passes requests on, such as 127.0.0.1: what it says"
    " of who asks is believed. Everybody signs in, so there has to be an owner first.",
)
@click.option(
    "--port",
    default=PORT,
    show_default=True,
    type=click.IntRange(0, 65_535),
    help="Where to listen; 0 takes any port that is free.",
)
def serve(
    map_file: Path | None,
    reading: Reading,
    folder: Path | None,
    store: str | None,
    host: str,
    port: int,
    proxy: str | None,
) -> None:
    """Work on maps in the browser: draw, measure, discuss.

    Opens a workspace, in which maps, people and data are kept. With MAP, and with
    the log in FILE..., it opens on that map, for a look or to begin with. Ctrl-C
    ends it.

    \b
    Examples:
      footlights serve
      footlights serve --workspace team --port 9000
      footlights serve map.yaml events.parquet
    """
    from footlights.usecases.workspace.workspace import open_workspace
    from footlights.web.serving import serve as answer
    from footlights.web.site import Site, right_now

    with ExitStack() as stack:
        is_kept = map_file is None or folder is not None or store is not None
        if is_kept:
            where = folder or Path(DEFAULT_FOLDER)
        else:
            where = Path(stack.enter_context(TemporaryDirectory(prefix="footlights-")))
        workspace = stack.enter_context(
            open_workspace(store or where, now=right_now(), folder=where)
        )
        path = "" if map_file is None else _taken_in(workspace, map_file, reading)
        site = Site(
            workspace,
            is_local=proxy is None and host in {HOST, "localhost", "::1"},
            notice="" if is_kept else _NOT_KEPT,
        )
        answer(site, host, port, lambda at: _say_open(workspace, at, path), proxy=proxy)


def _say_open(workspace: "Workspace", at: str, path: str) -> None:
    from footlights.usecases.workspace.joining import has_people

    say(f"Open {at}{path} in a browser; Ctrl-C ends it.")
    if not has_people(workspace):
        say(
            f"Nobody has joined yet: whoever is at this machine may do all. {at}first"
            " makes the first owner; then everybody signs in."
        )


def _taken_in(workspace: "Workspace", map_file: Path, reading: Reading) -> str:
    """Take a map and its log into the workspace; give the path of its page."""
    from footlights.errors import MapExistsError
    from footlights.model.map import Map
    from footlights.usecases.read_map import read_map
    from footlights.usecases.workspace.datasets import fill_dataset, measure_by
    from footlights.usecases.workspace.maps import make_map
    from footlights.usecases.workspace.policy import OPERATOR
    from footlights.web.site import right_now

    map_ = read_map(map_file)
    plain = Map.model_validate({f: getattr(map_, f) for f in Map.model_fields})
    try:
        make_map(workspace, OPERATOR, plain, now=right_now())
    except MapExistsError:
        say(f"The workspace has a map {map_.id!r} already; it stays as it is there.")
    if reading.names_a_log:
        names = [str(path) for path in reading.files]
        name = ", ".join(Path(each).name for each in names)[:150] or map_.id
        name = _free_name(workspace, name)
        with shown_progress("Reading"):
            dataset = fill_dataset(
                workspace, OPERATOR, name, names, reading.appended_to, now=right_now()
            )
        measure_by(workspace, OPERATOR, map_.id, dataset.id, now=right_now())
    return f"maps/{map_.id}"


def _free_name(workspace: "Workspace", name: str) -> str:
    from footlights.usecases.workspace.datasets import list_datasets
    from footlights.usecases.workspace.policy import OPERATOR

    taken = {each.name for each in list_datasets(workspace, OPERATOR)}
    found, no = name, 1
    while found in taken:
        no += 1
        found = f"{name} {no}"
    return found
