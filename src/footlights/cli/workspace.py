"""`footlights workspace`: its first owner, passwords, and moving it to a folder."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from footlights.cli.console import say
from footlights.cli.progress import shown_progress
from footlights.measures.wording import counted

if TYPE_CHECKING:
    from footlights.usecases.workspace.exporting import Exported

DEFAULT_FOLDER = "workspace"

where_option = click.option(
    "--workspace",
    "where",
    metavar="DIR",
    default=DEFAULT_FOLDER,
    show_default=True,
    help="Folder of the workspace.",
)
store_option = click.option(
    "--store",
    "address",
    metavar="URL",
    help="Database that the workspace lies in, as postgresql://user@host/name; its"
    " folder then only keeps logs.",
)


@click.group()
def workspace() -> None:
    """Look after a workspace: first owner, passwords, proposals, moving all of it.

    `export` writes a folder of YAML and Parquet that can live in git. It holds every
    map with all revisions, people and roles, comments, saved views, images, logs and
    who did what; passwords, invitations, API tokens and links only on demand.

    \b
    Examples:
      footlights workspace owner ann@example.org 'Ann Berg'
      footlights workspace export backup
      footlights workspace import backup --workspace restored
    """


@workspace.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@where_option
@store_option
@click.option(
    "--with-secrets",
    is_flag=True,
    help="Write hashes of passwords, API tokens, links and invitations, too, so that"
    " they go on working where the workspace moves to.",
)
def export_(
    folder: Path, where: str, address: str | None, *, with_secrets: bool
) -> None:
    """Write the workspace into the folder DIR.

    An earlier export in it is replaced; anything else, such as .git, stays. Secrets
    are left out, as the folder may live in git, unless they are asked for.

    \b
    Examples:
      footlights workspace export backup
      footlights workspace export backup --store postgresql://ann@db/footlights
      footlights workspace export move --with-secrets
    """
    from datetime import UTC, datetime

    from footlights.usecases.workspace.export_form import LEFT_OUT, SECRETS_FILE
    from footlights.usecases.workspace.exporting import export_workspace
    from footlights.usecases.workspace.policy import OPERATOR
    from footlights.usecases.workspace.workspace import open_workspace

    check_there(where, address)
    now = datetime.now(UTC)
    with (
        open_workspace(address or where, now=now, folder=Path(where)) as opened,
        shown_progress("Writing the workspace") as progress,
    ):
        done = export_workspace(
            opened, OPERATOR, folder, with_secrets=with_secrets, progress=progress
        )
    say(f"Wrote {_told(done)} to {folder}.")
    if with_secrets:
        say(
            f"{SECRETS_FILE} holds hashes of passwords, tokens, links and invitations:"
            " keep it out of git, and take it away once the workspace has moved."
        )
    else:
        say(f"Left out, as whoever reads the folder could use them: {LEFT_OUT}.")


@workspace.command("import")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@where_option
@store_option
def import_(folder: Path, where: str, address: str | None) -> None:
    """Fill an empty workspace from the folder DIR that was exported.

    A map.yaml that was changed since becomes a new revision of its map. Unless it
    was exported with its secrets, nobody has a password afterwards: each person
    needs a link to choose one.

    \b
    Examples:
      footlights workspace import backup --workspace restored
    """
    from datetime import UTC, datetime

    from footlights.usecases.workspace.export_form import SECRETS_FILE
    from footlights.usecases.workspace.importing import import_workspace
    from footlights.usecases.workspace.policy import OPERATOR
    from footlights.usecases.workspace.workspace import open_workspace

    now = datetime.now(UTC)
    with open_workspace(address or where, now=now, folder=Path(where)) as opened:
        done = import_workspace(opened, OPERATOR, folder, now=now)
    say(f"Read {_told(done)} from {folder}.")
    if done.people and not (folder / SECRETS_FILE).is_file():
        say("Nobody has a password yet: each person needs a link to choose one.")


@workspace.command()
@click.argument("email", metavar="E-MAIL")
@click.argument("name")
@where_option
@store_option
@click.password_option(help="Asked for if it is left out.")
def owner(
    email: str, name: str, where: str, address: str | None, password: str
) -> None:
    """Make the first owner of a workspace; from then on everybody signs in.

    \b
    Examples:
      footlights workspace owner ann@example.org 'Ann Berg'
    """
    from datetime import UTC, datetime

    from footlights.usecases.workspace.joining import make_first_owner
    from footlights.usecases.workspace.workspace import open_workspace

    now = datetime.now(UTC)
    with open_workspace(address or where, now=now, folder=Path(where)) as opened:
        made = make_first_owner(opened, email, name, password, now=now)
    say(f"{made.name} owns the workspace now, and signs in as {made.email}.")


@workspace.command("password")
@click.argument("email", metavar="E-MAIL")
@where_option
@store_option
def password_(email: str, where: str, address: str | None) -> None:
    """Make a link by which somebody chooses a new password, once.

    The link counts for two hours. Put it after the address of the workspace.

    \b
    Examples:
      footlights workspace password ann@example.org
    """
    from datetime import UTC, datetime

    from footlights.errors import UnknownThingError
    from footlights.usecases.workspace.signing_in import begin_reset
    from footlights.usecases.workspace.workspace import open_workspace

    check_there(where, address)
    now = datetime.now(UTC)
    with open_workspace(address or where, now=now, folder=Path(where)) as opened:
        begun = begin_reset(opened, email, now=now)
    if begun is None:
        kind = "person"
        raise UnknownThingError(kind, email)
    click.echo(f"/reset/{begun[1]}")


def check_there(where: str, address: str | None) -> None:
    """See to it that there is a workspace; exporting must not make an empty one.

    Raises:
        MissingFileError: There is none.
    """
    from footlights.errors import MissingFileError
    from footlights.store.opening import FILE_NAME

    if address is None and not (Path(where) / FILE_NAME).is_file():
        raise MissingFileError(Path(where) / FILE_NAME)


def _told(done: "Exported") -> str:
    parts = [
        counted(done.maps, "map"),
        counted(done.revisions, "revision"),
        counted(done.people, "person", "people"),
        counted(done.images, "image"),
        counted(done.logs, "log"),
    ]
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
