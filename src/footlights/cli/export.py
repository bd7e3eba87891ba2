"""`footlights export`: a map or its events for people and other programs."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from footlights.cli.console import say
from footlights.cli.printing import PrintOptions, printing_options
from footlights.cli.progress import shown_progress
from footlights.cli.reading import Reading, log_files, reading_options

if TYPE_CHECKING:
    from footlights.measures.measured import Measured
    from footlights.usecases.export_source import Source
    from footlights.usecases.printing import Printing
    from footlights.usecases.written import Written

KINDS = (
    *("pdf", "report-pdf", "pptx", "xlsx", "html", "embed", "png", "svg"),
    *("yaml", "json", "mermaid", "bpmn", "cjml"),
    *("tables-csv", "tables-parquet", "tables-arrow", "vega-lite"),
    *("xes", "ocel-json", "ocel-xml", "ocel-sqlite", "parquet"),
)
"""What can be written; `export_kinds.KINDS` says how (a test compares them)."""


@click.command()
@click.argument("map_file", metavar="MAP", type=click.Path(path_type=Path))
@log_files()
@reading_options
@click.option(
    "--to",
    "kind",
    type=click.Choice(KINDS),
    metavar="KIND",
    required=True,
    help=f"What to write: {', '.join(KINDS)}.",
)
@click.option(
    "-o",
    "path",
    metavar="OUT",
    required=True,
    type=click.Path(path_type=Path),
    help="The file to write; an earlier one is replaced; - is the output. Tables and"
    " pictures are several files: name a new folder, or a .zip.",
)
@printing_options
def export(
    map_file: Path, reading: Reading, kind: str, path: Path, printing: PrintOptions
) -> None:
    """Write MAP, its numbers or the events in FILE..., in a format that others read.

    \b
    For people, with numbers where events are named:
      pdf, png, svg   the map on one sheet or over pages
      report-pdf      the whole report on paper
      html            the whole report as one page
      embed           the map, for a frame in another page
      pptx            editable slides
      xlsx            sheets to edit and bring back
    For other programs:
      yaml, json      the whole map, to be read back
      mermaid         the same as a diagram
      bpmn, cjml      what these formats can say of it
    Numbers, which need events:
      tables-csv, tables-parquet, tables-arrow
      vega-lite       every picture
    Events:
      xes, ocel-json, ocel-xml, ocel-sqlite, parquet

    \b
    Examples:
      footlights export map.yaml --to mermaid -o map.mmd
      footlights export map.yaml calls.csv --to pdf --lens customer -o map.pdf
      footlights export map.yaml calls.csv --to pptx -o map.pptx
      footlights export map.yaml calls.csv --to tables-csv -o numbers
      footlights export map.yaml calls.csv --to ocel-json -o calls.jsonocel
    """
    from footlights.formats.map_yaml import read_map_document
    from footlights.usecases.export_kinds import KINDS
    from footlights.usecases.export_source import Source

    shown, document = _printing(kind, printing), read_map_document(map_file)
    is_file = str(path) != "-"
    if reading.names_a_log:
        with reading.opened() as log, shown_progress("Exporting"):
            source = Source(document, log, shown)
            written = _written(source, kind, path)
            numbers = source.known
    else:
        written = _written(Source(document, printing=shown), kind, path)
        numbers = None
    more = f" to {written.paths[-1]}" if len(written.paths) > 1 else ""
    if is_file:
        say(f"Wrote {written.paths[0]}{more}.")
    for note in (KINDS[kind].leaves_out, *document.notes, *written.notes):
        if note:
            say(f"Note: {note}")
    if kind == "embed" and is_file:
        from footlights.render.embed import frame_tag

        say("Lay it on a web server, and show it in a page by:")
        say(frame_tag(document.map, path.name))
    if numbers is not None:
        _say_what_to_know(numbers)


def _say_what_to_know(measured: "Measured") -> None:
    """Say what a reader of the numbers should know; a broken sum is exit status 1."""
    for note in measured.notes:
        say(f"Note: {note}")
    broken = [identity.name for identity in measured.identities if not identity.holds]
    for name in broken:
        say(
            f"footlights: {name} does not hold. A number in the file is wrong;"
            " please report it. [broken-identity]"
        )
    if broken:
        click.get_current_context().exit(1)


def _written(source: "Source", kind: str, path: Path) -> "Written":
    from footlights.usecases.export import export as export_to
    from footlights.usecases.export_kinds import KINDS as WRITTEN

    if str(path) != "-":
        return export_to(source, kind, path)
    # Nothing goes out before all is written, as of a file.
    with TemporaryDirectory(prefix="footlights-") as folder:
        made = Path(folder) / f"map{WRITTEN[kind].ending}"
        written = export_to(source, kind, made)
        if len(written.paths) > 1:
            msg = f"These are {len(written.paths)} pages; name a file for them with -o."
            raise click.UsageError(msg)
        sys.stdout.buffer.write(made.read_bytes())
    return written


def _printing(kind: str, options: PrintOptions) -> "Printing":
    from footlights.usecases.export_kinds import KINDS as WRITTEN
    from footlights.usecases.printing import Printing

    for name in options.said:
        if name not in WRITTEN[kind].options:
            takes = [each for each in KINDS if name in WRITTEN[each].options]
            msg = f"--{name} is for {', '.join(takes)}; {kind} does without it."
            raise click.UsageError(msg)
    return Printing(
        lens=options.lens or "both",
        paper=options.paper,
        paged=options.paged,
        ppi=options.ppi or 144,
    )
