"""`footlights evidence` and `footlights verify`: numbers that can be checked."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from footlights.cli.console import print_json, say
from footlights.cli.keeping import check_there_is_a_log
from footlights.cli.progress import shown_progress
from footlights.cli.reading import Reading, log_files, reading_options
from footlights.measures.wording import counted

if TYPE_CHECKING:
    from footlights.measures.figures import Figure
    from footlights.usecases.evidence.verifying import Verdict

MOST = 50
"""Differences that are listed; `--json` has all."""


@click.command()
@click.argument("map_file", metavar="MAP", type=click.Path(path_type=Path))
@log_files()
@reading_options
@click.option(
    "--with-events",
    is_flag=True,
    help="Put the files of events into it, and what people wrote. Mind personal data.",
)
@click.option(
    "-o",
    "path",
    metavar="OUT",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The zip to write; an earlier one is replaced.",
)
def evidence(
    map_file: Path, reading: Reading, path: Path, *, with_events: bool
) -> None:
    """Measure MAP on FILE..., and write all numbers with what is behind each.

    The zip holds the map, every number with its interval and n, the queries behind
    it, pictures, findings, and fingerprints of files and code, so that `footlights
    verify` can compute all of it again. The same input gives the same bytes.

    \b
    Examples:
      footlights evidence map.yaml calls.csv -o evidence.zip
      footlights evidence map.yaml calls.csv --with-events -o evidence.zip
    """
    from footlights.formats.map_yaml import read_map_document
    from footlights.usecases.evidence.making import written_evidence

    check_there_is_a_log(reading)
    document = read_map_document(map_file)
    with reading.kept_inputs() as inputs, shown_progress("Measuring"):
        made = written_evidence(document, inputs, path, with_events=with_events)
    files = counted(len(made.manifest.data.files), "file")
    say(f"Wrote {path}: {counted(made.manifest.figures, 'number')} of {files}.")
    say(f"Its manifest has the SHA-256 {made.sha256}.")
    if with_events:
        say("It holds the events themselves: give it only to who may see them.")


@click.command()
@click.argument("bundle", metavar="BUNDLE", type=click.Path(path_type=Path))
@click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.pass_context
def verify(
    ctx: click.Context, bundle: Path, files: tuple[Path, ...], *, as_json: bool
) -> None:
    """Compute the numbers of BUNDLE again from FILE..., and say what differs.

    FILE... are the files it was made of; they can be left out where it holds them.
    First every part is held against its SHA-256, then files and code against those
    of then, then number by number. The exit status is 0 if all is the same, 1 if
    something differs, 2 if it could not be found out.

    \b
    Examples:
      footlights verify evidence.zip calls.csv
      footlights verify evidence.zip --json
    """
    from footlights.usecases.evidence.verifying import verify_evidence

    with shown_progress("Reading") as progress:
        verdict = verify_evidence(bundle, files, progress)
    if as_json:
        print_json(asdict(verdict) | {"is_same": verdict.is_same})
    else:
        _print(verdict)
    ctx.exit(0 if verdict.is_same else 1)


def _print(verdict: "Verdict") -> None:
    say(f"Evidence for {verdict.map}; its manifest has the SHA-256 {verdict.sha256}.")
    if verdict.changed_parts:
        click.echo("Changed since it was made; nothing was computed:")
        for said in verdict.changed_parts:
            click.echo(f"  {said}")
        return
    if verdict.other_data:
        click.echo("Other data than then:")
        for said in verdict.other_data:
            click.echo(f"  {said}")
    if verdict.other_code:
        say("Other code than then, which may change numbers:")
        for said in verdict.other_code:
            say(f"  {said}")
    if verdict.other_queries:
        say(f"Queries that ask otherwise now: {', '.join(verdict.other_queries)}.")
    _print_numbers(verdict)


def _print_numbers(verdict: "Verdict") -> None:
    found = verdict.differences
    if not found:
        again = counted(verdict.figures, "number")
        click.echo(f"Computed again: all {again} are the same.")
        return
    of = counted(verdict.figures, "number")
    click.echo(f"Computed again: {len(found):,} of {of} differ:")
    for each in found[:MOST]:
        click.echo(f"  {each.place}: {_said(each.before)}, now {_said(each.now)}")
    if len(found) > MOST:
        click.echo(f"  and {len(found) - MOST:,} more; --json lists all")


def _said(figure: "Figure | None") -> str:
    """Write a number of evidence with what belongs to it, to its last digit."""
    if figure is None:
        return "not there"
    if figure.value is None:
        return f"none ({figure.reason})"
    text = f"{figure.value:.9g}"
    if figure.low is not None and figure.high is not None:
        text += f" ({figure.low:.9g} to {figure.high:.9g})"
    if figure.n is not None:
        text += f", n {figure.n:,}"
    return f"{text}, {figure.reason}" if figure.reason else text
