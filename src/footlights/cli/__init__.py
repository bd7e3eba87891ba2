"""The command line: words on stderr, data on stdout, one module to a command."""

import gc

import click

from footlights import __version__
from footlights.cli.check import check
from footlights.cli.commands import Commands
from footlights.cli.discover import discover
from footlights.cli.events import events
from footlights.cli.evidence import evidence, verify
from footlights.cli.examples import examples
from footlights.cli.explore import explore
from footlights.cli.export import export
from footlights.cli.generate import generate
from footlights.cli.grids import import_
from footlights.cli.mcp import mcp
from footlights.cli.measure import measure
from footlights.cli.proposals import accept_, proposals, refuse_
from footlights.cli.report import report
from footlights.cli.schema import schema
from footlights.cli.serve import serve
from footlights.cli.workspace import workspace

OBJECTS_BEFORE_COLLECTING = 50_000
"""Objects made before Python looks for some to let go of; its own habit is 700."""


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """Journey maps and touchpoint maps, measured from recorded events.

    A map is a YAML file; a log is any file of recorded events: CSV, Parquet,
    JSON lines, XES or OCEL. Start with what you have:

    \b
      footlights examples                         ready-made maps to begin from
      footlights events log.csv                   what is in this log?
      footlights discover log.csv -o map.yaml     a first map from a log alone
      footlights report map.yaml log.csv -o report.html

    Data goes to standard output, words to standard error. The exit status is
    0 if all is well, 1 if problems were found, 2 if the command could not do
    its work.
    """
    # Queries are built of many small objects that live on; looking through all of
    # them again and again takes a tenth of a command's time.
    gc.set_threshold(OBJECTS_BEFORE_COLLECTING)


for command in (proposals, accept_, refuse_):
    workspace.add_command(command)

for command in (
    events,
    discover,
    check,
    measure,
    explore,
    report,
    serve,
    mcp,
    export,
    evidence,
    verify,
    import_,
    generate,
    examples,
    schema,
    workspace,
):
    main.add_command(command)
