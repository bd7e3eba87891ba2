"""`footlights examples`: the maps that come with the program."""

from pathlib import Path

import click

from footlights.cli.console import say


@click.command()
@click.argument("name", required=False)
@click.option(
    "-o",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to copy the example's map into; it is made if need be.",
)
def examples(name: str | None, folder: Path | None) -> None:
    """List the example maps, or copy the one called NAME.

    One line to an example, its name first. With NAME and -o, the map is copied
    and you are told how to generate a log from it.

    \b
    Examples:
      footlights examples
      footlights examples | cut -d' ' -f1
      footlights examples dinner -o dinner
    """
    from footlights.usecases.examples import (
        copy_example,
        example_names,
    )

    if name is None:
        if folder is not None:
            msg = "say which example goes there: footlights examples NAME -o DIR"
            raise click.UsageError(msg)
        lines = example_names()
        width = max(len(line.name) for line in lines)
        for line in lines:
            click.echo(f"{line.name:<{width}}  {line.title}")
        return
    if folder is None:
        msg = f"say where it goes: footlights examples {name} -o DIR"
        raise click.UsageError(msg)
    path = copy_example(name, folder)
    say(f"Wrote {path}. Next:")
    say(f"  footlights generate {path} --journeys 5000 --seed 1 -o events.parquet")
    say(f"  footlights report {path} events.parquet -o report.html")
