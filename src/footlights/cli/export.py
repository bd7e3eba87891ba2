"""`footlights export`: a map or its events for people and other programs."""

from pathlib import Path
from typing import Any

import click

from footlights.cli.console import say
from footlights.cli.reading import Reading, log_files, reading_options

KINDS = (
    "yaml",
    "json",
    "mermaid",
    "bpmn",
    "cjml",
    "xes",
    "ocel-json",
    "ocel-xml",
    "ocel-sqlite",
    "parquet",
    "pptx",
)
"""What can be written; `usecases.export.KINDS` says how (a test compares them)."""


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
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; an earlier one is replaced.",
)
@click.option(
    "--lens",
    type=click.Choice(["customer", "business", "both"]),
    default="both",
    show_default=True,
    help="Of pptx: the lens through which the map is shown.",
)
def export(map_file: Path, reading: Reading, kind: str, path: Path, lens: Any) -> None:
    """Write MAP, or the events in FILE..., in a format that others read.

    yaml, json and mermaid hold the whole map: read back, it is the same. bpmn and
    cjml hold what these formats can say of it. xes, ocel-json, ocel-xml, ocel-sqlite
    and parquet hold the events. pptx shows the map as slides, with its numbers and
    findings where events are named.

    \b
    Examples:
      footlights export map.yaml --to mermaid -o map.mmd
      footlights export map.yaml --to bpmn -o map.bpmn
      footlights export map.yaml calls.csv --to ocel-json -o calls.jsonocel
      footlights export map.yaml calls.csv --to pptx -o map.pptx
    """
    from footlights.formats.map_yaml import read_map_document
    from footlights.usecases.export import export as export_to

    document = read_map_document(map_file)
    if reading.names_a_log:
        with reading.opened() as log:
            export_to(document, log, kind, path, lens)
    else:
        export_to(document, None, kind, path, lens)
    say(f"Wrote {path}.")
