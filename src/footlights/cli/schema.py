"""`footlights schema`: the published JSON Schemas."""

import click

from footlights.cli.console import print_json


@click.command()
@click.option(
    "--of",
    "of",
    type=click.Choice(["map", "measured", "events"]),
    default="map",
    show_default=True,
    help="Which document: a map file, `measure --json`, or `events --json`.",
)
def schema(of: str) -> None:
    """Print the JSON Schema of a map file, or of what a command prints.

    Editors complete and check a map file by it; other programs read `--json` by it.

    \b
    Examples:
      footlights schema > map.schema.json
      footlights schema --of measured
    """
    from footlights.usecases import schema as schemas

    documents = {
        "map": schemas.map_schema,
        "measured": schemas.measured_schema,
        "events": schemas.events_schema,
    }
    print_json(documents[of]())
