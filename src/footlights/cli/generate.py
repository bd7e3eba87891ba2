"""`footlights generate`: a log that people following a map could have left."""

from pathlib import Path

import click

from footlights.cli.console import say
from footlights.cli.progress import shown_progress
from footlights.measures.wording import counted


@click.command()
@click.argument("map_file", metavar="MAP", type=click.Path(path_type=Path))
@click.option(
    "--journeys",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    help="How many journeys to generate.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="The same seed gives the same log.",
)
@click.option(
    "--without-effects",
    is_flag=True,
    help="Plant none of the effects that the map names under `simulation`.",
)
@click.option(
    "-o",
    "path",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The .parquet or .csv file to write; an earlier one is replaced.",
)
def generate(
    map_file: Path, journeys: int, seed: int, without_effects: bool, path: Path
) -> None:
    """Generate a log that people following MAP could have left.

    The effects that the map names under `simulation` are planted in it: a wait
    that hurts, a stage that loses people, a segment that suffers, a broken
    channel. Measuring the log should find them again.

    \b
    Examples:
      footlights generate map.yaml --journeys 5000 --seed 1 -o events.parquet
      footlights generate map.yaml --without-effects -o quiet.parquet
    """
    from footlights.usecases.generate import generate as generate_log
    from footlights.usecases.read_map import read_map

    map_ = read_map(map_file)
    with shown_progress("Generating") as progress:
        generated = generate_log(
            map_,
            journeys,
            seed,
            path,
            with_effects=not without_effects,
            progress=progress,
        )
    say(
        f"Wrote {path}: {counted(generated.events, 'event')} in"
        f" {counted(generated.journeys, 'journey')}."
    )
    for effect in generated.planted:
        say(f"Planted: {effect}")
