"""`footlights discover`: a first map from a log alone."""

from pathlib import Path

import click

from footlights.cli.console import say, write_stdout
from footlights.cli.keeping import check_there_is_a_log
from footlights.cli.progress import shown_progress
from footlights.cli.reading import (
    Reading,
    log_files,
    reading_options,
    say_how_it_was_read,
)
from footlights.errors import FileInTheWayError


@click.command()
@log_files()
@reading_options
@click.option(
    "-o",
    "path",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    default=Path("-"),
    help="The map to write; standard output if left out.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def discover(reading: Reading, path: Path, force: bool) -> None:
    """Make a first map from the log in FILE... alone.

    Every guess has a comment beside it. The map is a beginning: names, feelings,
    expectations and what teams do are yours to add.

    \b
    Examples:
      footlights discover calls.csv -o map.yaml
      footlights discover tickets.xes.gz -o map.yaml --force
    """
    check_there_is_a_log(reading)
    is_file = str(path) != "-"
    if is_file and path.exists() and not force:
        raise FileInTheWayError(path)
    from footlights.usecases.discover import discover as discover_map
    from footlights.usecases.whole_file import whole_file

    with reading.opened() as log:
        say_how_it_was_read(log, reading)
        with shown_progress("Drawing a map") as progress:
            text = discover_map(log, progress=progress).text
    if is_file:
        with whole_file(path) as unfinished:
            unfinished.write_text(text, encoding="utf-8")
        say(f"Wrote {path}. Next: footlights check {path}")
    else:
        write_stdout(text)
