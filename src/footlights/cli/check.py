"""`footlights check`: every problem of a map, with its line and what to do."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from footlights.cli.console import print_json, say
from footlights.measures.wording import counted

if TYPE_CHECKING:
    from footlights.usecases.check_maps import LocatedProblem


class Day(click.ParamType[date]):
    """A day written as 2026-10-01."""

    name = "YYYY-MM-DD"

    def convert(
        self,
        value: str | date,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date:
        """Read the day; see the class."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2026-10-01.", param, ctx)


@click.command()
@click.argument(
    "maps", metavar="MAP...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option(
    "--on",
    "on",
    type=Day(),
    help="Day on which reviews must not be overdue; today if left out.",
)
@click.pass_context
def check(
    ctx: click.Context, maps: tuple[Path, ...], as_json: bool, on: date | None
) -> None:
    """List every problem of each MAP, with file, line and what to do.

    The exit status is 0 if there is none, 1 if there are some, and 2 if a file
    cannot be read as a map at all.

    \b
    Examples:
      footlights check map.yaml
      footlights check maps/*.yaml --json
    """
    from footlights.usecases.check_maps import check_maps

    problems = check_maps(maps, on or datetime.now(UTC).astimezone().date())
    if as_json:
        print_json([{**asdict(found), "path": str(found.path)} for found in problems])
    else:
        for found in problems:
            place = f" {found.cell}:" if found.cell else f"{found.line}:"
            click.echo(f"{found.path}:{place} {found.message} [{found.code}]")
        say(_verdict(len(problems), len(maps)))
    ctx.exit(_status(problems))


def _status(problems: Sequence["LocatedProblem"]) -> int:
    if not problems:
        return 0
    return 2 if any(found.is_no_map for found in problems) else 1


def _verdict(problems: int, maps: int) -> str:
    where = "the map" if maps == 1 else f"{maps} maps"
    return f"{counted(problems, 'problem') if problems else 'No problems'} in {where}."
