"""`footlights report`: the map and its numbers as one HTML file."""

from pathlib import Path

import click

from footlights.cli.answers import AnswersGiven, answers_options
from footlights.cli.console import say
from footlights.cli.keeping import keep_option, opened_log
from footlights.cli.progress import shown_progress
from footlights.cli.reading import Reading, engine_option, log_files, reading_options


@click.command()
@click.argument("map_file", metavar="MAP", type=click.Path(path_type=Path))
@log_files()
@reading_options
@answers_options
@keep_option
@engine_option
@click.option(
    "-o",
    "path",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The HTML file to write; an earlier one is replaced.",
)
@click.pass_context
def report(
    ctx: click.Context,
    map_file: Path,
    reading: Reading,
    answers: AnswersGiven | None,
    keep: Path | None,
    engine: str | None,
    path: Path,
) -> None:
    """Write MAP, measured on the log in FILE..., as one HTML file.

    The file needs no network and opens from disk. Without a log the map is drawn
    as it is planned.

    \b
    Examples:
      footlights report map.yaml events.parquet -o report.html
      footlights report map.yaml -o map.html
    """
    from footlights.errors import WrongEndingError
    from footlights.usecases.export_kinds import names_another_kind
    from footlights.usecases.read_map import read_map
    from footlights.usecases.report import write_report

    if names_another_kind("html", path):
        raise WrongEndingError(path, "html", ".html")
    map_ = read_map(map_file)
    if not (reading.names_a_log or keep):
        write_report(map_, None, path)
        say(f"Wrote {path}.")
        return
    from footlights.usecases.measure import measure

    with (
        opened_log(reading, keep, engine, map_, answers) as log,
        shown_progress("Measuring"),
    ):
        measured = measure(map_, log).result
    for note in measured.notes:
        say(f"Note: {note}")
    write_report(map_, measured, path)
    say(f"Wrote {path}.")
    broken = [identity.name for identity in measured.identities if not identity.holds]
    for name in broken:
        say(
            f"footlights: {name} does not hold. A number in the report is wrong;"
            " please report it. [broken-identity]"
        )
    ctx.exit(1 if broken else 0)
