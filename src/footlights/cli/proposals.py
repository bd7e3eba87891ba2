"""`footlights workspace proposals`: what assistants propose, and who decides."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from footlights.cli.console import print_json, say
from footlights.cli.workspace import check_there, store_option, where_option
from footlights.measures.wording import counted

if TYPE_CHECKING:
    from footlights.usecases.workspace.proposals import Proposal


@click.command()
@click.argument("map_id", metavar="[MAP-ID]", required=False)
@where_option
@store_option
@click.option("--decided", is_flag=True, help="List those decided on instead.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def proposals(
    map_id: str | None, where: str, address: str | None, decided: bool, as_json: bool
) -> None:
    """List the edits that wait for a person, of all maps or of one.

    \b
    Examples:
      footlights workspace proposals
      footlights workspace proposals dinner --workspace team
    """
    from datetime import UTC, datetime

    from footlights.usecases.workspace.maps import list_maps
    from footlights.usecases.workspace.policy import OPERATOR
    from footlights.usecases.workspace.proposals import list_proposals
    from footlights.usecases.workspace.workspace import open_workspace

    check_there(where, address)
    now = datetime.now(UTC)
    with open_workspace(address or where, now=now, folder=Path(where)) as opened:
        ids = [map_id] if map_id else [m.id for m in list_maps(opened, OPERATOR)]
        found = [
            each
            for one in ids
            for each in list_proposals(opened, OPERATOR, one, is_decided=decided)
        ]
    if as_json:
        print_json([_plain(each) for each in found])
        return
    for each in found:
        _print(each)
    if not found:
        say("Nothing is decided yet." if decided else "Nothing waits.")


@click.command("accept")
@click.argument("proposal_id", metavar="PROPOSAL")
@where_option
@store_option
def accept_(proposal_id: str, where: str, address: str | None) -> None:
    """Make a proposal the next revision of its map.

    What others changed since it was made stays; where both changed the same, nothing
    is saved, and both texts are told.

    \b
    Examples:
      footlights workspace accept 3f0c2a1b9d8e7f60
    """
    from datetime import UTC, datetime

    from footlights.usecases.workspace.policy import OPERATOR
    from footlights.usecases.workspace.proposals import accept
    from footlights.usecases.workspace.workspace import open_workspace

    check_there(where, address)
    now = datetime.now(UTC)
    with open_workspace(address or where, now=now, folder=Path(where)) as opened:
        saved = accept(opened, OPERATOR, proposal_id, now=now)
    edits = counted(len(saved.edits), "edit")
    say(f"{edits} made: {saved.map.id} is at revision {saved.revision_no} now.")


@click.command("refuse")
@click.argument("proposal_id", metavar="PROPOSAL")
@where_option
@store_option
def refuse_(proposal_id: str, where: str, address: str | None) -> None:
    """Decide that a proposal is not made; its map stays as it is.

    \b
    Examples:
      footlights workspace refuse 3f0c2a1b9d8e7f60
    """
    from datetime import UTC, datetime

    from footlights.usecases.workspace.policy import OPERATOR
    from footlights.usecases.workspace.proposals import refuse
    from footlights.usecases.workspace.workspace import open_workspace

    check_there(where, address)
    now = datetime.now(UTC)
    with open_workspace(address or where, now=now, folder=Path(where)) as opened:
        refuse(opened, OPERATOR, proposal_id, now=now)
    say(f"Refused {proposal_id}.")


def _print(proposal: "Proposal") -> None:
    record = proposal.record
    click.echo(
        f"{record.id}  {record.map_id}, revision {record.based_on},"
        f" {record.at:%Y-%m-%d %H:%M} UTC, by {record.made_with}: {proposal.state}"
    )
    click.echo(f"  {record.why}")
    for change in proposal.changes:
        click.echo(f"  - {change}")


def _plain(proposal: "Proposal") -> dict[str, object]:
    record = proposal.record
    return {
        "proposal": record.id,
        "map": record.map_id,
        "revision": record.based_on,
        "state": proposal.state,
        "why": record.why,
        "made_with": record.made_with,
        "at": record.at.isoformat(),
        "changes": [str(change) for change in proposal.changes],
    }
