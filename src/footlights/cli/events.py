"""`footlights events`: what is in this log?"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from footlights.cli.console import print_json, say
from footlights.cli.keeping import check_there_is_a_log
from footlights.cli.reading import (
    Reading,
    log_files,
    lost_text,
    reading_options,
)

if TYPE_CHECKING:
    from footlights.usecases.event_log import EventLog


@click.command()
@log_files()
@reading_options
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def events(reading: Reading, as_json: bool) -> None:
    """Say what is in the log that FILE... make together.

    Rows, persons, event names with counts, times, channels, scores; what was
    guessed; and what could not be read, which is written to a CSV file with the
    reason (`<first file>.rejects.csv` in this folder, if --rejects names none).

    \b
    Examples:
      footlights events calls.csv --zone Europe/Rome
      footlights events orders.csv reviews.csv --sources sources.yaml
      footlights events export.csv --column person='Customer ID' --json
    """
    from footlights.cli.events_text import print_profile
    from footlights.usecases.log_summary import summarise_log

    check_there_is_a_log(reading)
    with reading.opened() as log:
        profile = summarise_log(log)
        rejects = _keep_rejects(log, reading)
        if as_json:
            print_json(profile.to_json_dict())
        else:
            print_profile(profile)
        if rejects:
            lost = lost_text(log.report.rejected, log.report.values_dropped)
            said = lost if _is_lossy(log) else "Answers that were not joined"
            say(f"{said}: see {rejects}.")


def _keep_rejects(log: "EventLog", reading: Reading) -> Path | None:
    """Write what could not be read, if there is any; give the file."""
    if not _is_lossy(log) and not any(each.left_out for each in log.answers):
        return None
    path = reading.rejects or reading.default_rejects()
    log.write_rejects(path)
    return path


def _is_lossy(log: "EventLog") -> bool:
    return bool(log.report.rejected + log.report.values_dropped)
