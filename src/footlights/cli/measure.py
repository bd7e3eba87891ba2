"""`footlights measure`: a map held against a log, in numbers."""

from pathlib import Path
from time import perf_counter

import click

from footlights.cli.answers import AnswersGiven, answers_options
from footlights.cli.console import print_json, say
from footlights.cli.keeping import check_there_is_a_log, keep_option, opened_log
from footlights.cli.progress import shown_progress
from footlights.cli.reading import Reading, engine_option, log_files, reading_options


@click.command()
@click.argument("map_file", metavar="MAP", type=click.Path(path_type=Path))
@log_files()
@reading_options
@answers_options
@keep_option
@engine_option
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--timings", is_flag=True, help="Say how long each part took.")
@click.pass_context
def measure(
    ctx: click.Context,
    map_file: Path,
    reading: Reading,
    answers: AnswersGiven | None,
    keep: Path | None,
    engine: str | None,
    as_json: bool,
    timings: bool,
) -> None:
    """Measure MAP on the log in FILE... and print what was found.

    Every number comes with its 95 % interval and with how many observations it
    rests on. The exit status is 1 if sums that must come out do not.

    \b
    Examples:
      footlights measure map.yaml events.parquet
      footlights measure map.yaml calls.csv --zone Europe/Rome --json
      footlights measure map.yaml monday.csv tuesday.csv --keep log
      footlights measure map.yaml events.parquet --engine spark://host:7077
      footlights measure map.yaml calls.csv --answers nps.csv --answers-about call
    """
    from footlights.cli.measured_text import print_measured
    from footlights.usecases.measure import measure as measure_map
    from footlights.usecases.read_map import read_map

    check_there_is_a_log(reading, keep)
    map_ = read_map(map_file)
    began = perf_counter()
    with opened_log(reading, keep, engine, map_, answers) as log:
        read_seconds = perf_counter() - began if timings else None
        with shown_progress("Measuring"):
            measured = measure_map(map_, log, read_seconds=read_seconds)
    result = measured.result
    for note in result.notes:
        say(f"Note: {note}")
    if as_json:
        print_json(measured.to_json_dict())
    else:
        print_measured(map_, result)
    for part, seconds in (result.timings or {}).items():
        say(f"{part}: {seconds:.2f} s")
    broken = [identity for identity in result.identities if not identity.holds]
    for identity in broken:
        say(
            f"footlights: {identity.name} does not hold: {identity.left:,} is not"
            f" {identity.right:,}. A number above is wrong; please report it."
            " [broken-identity]"
        )
    ctx.exit(1 if broken else 0)
