"""`footlights serve`: the map, its report and its questions in the browser."""

from pathlib import Path

import click

from footlights.cli.console import say
from footlights.cli.keeping import check_there_is_a_log, keep_option, opened_log
from footlights.cli.progress import shown_progress
from footlights.cli.reading import Reading, log_files, reading_options

PORT = 8020


@click.command()
@click.argument("map_file", metavar="MAP", type=click.Path(path_type=Path))
@log_files()
@reading_options
@keep_option
@click.option(
    "--port",
    default=PORT,
    show_default=True,
    type=click.IntRange(0, 65_535),
    help="Where to listen on this machine; 0 takes any port that is free.",
)
def serve(map_file: Path, reading: Reading, keep: Path | None, port: int) -> None:
    """Look at MAP and the log in FILE... in a browser on this machine.

    The report, and every question of `footlights explore` with one bar of filters
    that is kept in the address. Nobody signs in, so only this machine is answered.
    Ctrl-C ends it.

    \b
    Examples:
      footlights serve map.yaml events.parquet
      footlights serve map.yaml --keep log --port 9000
    """
    from footlights.render.report import report_html
    from footlights.usecases.measure import measure
    from footlights.usecases.read_map import read_map
    from footlights.web.served import Served, Shelf
    from footlights.web.serving import serve as answer

    check_there_is_a_log(reading, keep)
    map_ = read_map(map_file)
    with opened_log(reading, keep, None, map_) as log:
        with shown_progress("Measuring"):
            report = report_html(map_, measure(map_, log).result)
            prepared = log.prepared(map_)
        shelf = Shelf({map_.id: Served(prepared, report)})
        answer(shelf, port, lambda at: say(f"Open {at} in a browser; Ctrl-C ends it."))
