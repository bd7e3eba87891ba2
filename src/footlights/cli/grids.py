"""`footlights import`: a map from a grid that a whiteboard or a spreadsheet holds."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from footlights.cli.console import print_json, say, stdout_console, write_stdout
from footlights.cli.reading import named_columns
from footlights.errors import FileInTheWayError
from footlights.measures.wording import counted

if TYPE_CHECKING:
    from rich.table import Table

    from footlights.usecases.grids.grid import Shape
    from footlights.usecases.grids.read_grid import ImportedGrid

SHAPES = ("touchpoints", "lanes", "notes")
_SHAPES = {
    "touchpoints": "a row to each touchpoint",
    "lanes": "a row to each lane, a column to each touchpoint",
    "notes": "a row to each note",
}
_SHOWN = 60
"""A text of the first rows is cut after so many letters."""

MOST_LOST = 20
"""So many texts without a place are told one by one."""


@click.command("import")
@click.argument("grid", metavar="GRID", type=click.Path(path_type=Path))
@click.option(
    "--column",
    "columns",
    metavar="NAME=COLUMN",
    multiple=True,
    callback=named_columns,
    help="What a column is, such as stage='Phase'; may be repeated.",
)
@click.option(
    "--leave-out",
    metavar="COLUMN",
    multiple=True,
    help="A column that is not to be used; may be repeated.",
)
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook to read.")
@click.option(
    "--shape",
    type=click.Choice(SHAPES),
    metavar="SHAPE",
    help=f"How touchpoints stand: {', '.join(SHAPES)}; guessed if left out.",
)
@click.option(
    "--feelings",
    metavar="SCALE",
    help="Scale of feelings that are numbers, such as 1..5 or -2..2.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was guessed as JSON.")
@click.option(
    "-o",
    "path",
    metavar="MAP",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    help="The map to write; without it, only what was guessed is shown.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def import_(
    grid: Path,
    columns: dict[str, list[str]],
    leave_out: tuple[str, ...],
    sheet: str | None,
    shape: "Shape | None",
    feelings: str | None,
    as_json: bool,
    path: Path | None,
    force: bool,
) -> None:
    """Make a map of GRID, a CSV file or workbook from a whiteboard or spreadsheet.

    Columns are guessed from their heads: Phase, Step, Actions, Channel, Emotion, Pain
    points, ... What was guessed is shown with the first rows; correct it, then say -o.
    Columns and texts that find no place in the map are listed. Feelings may be words,
    emoji, signs, or numbers.

    A column can be: stage, touchpoint, moment, goal, kind, channel, doing, thinking,
    feeling, valence, needs, questions, said, evidence, pains, frontstage, backstage,
    support, team, system; of a list of notes, lane and text.

    \b
    Examples:
      footlights import journey.csv
      footlights import journey.csv --column stage=Phase --column pains=Issues
      footlights import board.xlsx --sheet Blueprint --shape lanes -o map.yaml
    """
    from footlights.usecases.grids.read_grid import read_grid

    is_file = path is not None and str(path) != "-"
    if path is not None and is_file and path.exists() and not force:
        raise FileInTheWayError(path)
    found = read_grid(
        grid,
        sheet=sheet,
        shape=shape,
        columns=columns,
        leave_out=leave_out,
        feelings=feelings,
    )
    if as_json:
        print_json(found.to_json_dict())
    elif path is None:
        _show(found)
    _say_what_is_lost(found)
    if path is None:
        say("Nothing is written yet. Correct it with --column, then say -o map.yaml.")
    elif is_file:
        _write(path, found.to_yaml())
        say(f"Wrote {path}. Next: footlights check {path}")
    else:
        write_stdout(found.to_yaml())


def _write(path: Path, text: str) -> None:
    from footlights.usecases.whole_file import whole_file

    with whole_file(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8")


def _show(found: "ImportedGrid") -> None:
    """Show what each column was taken for, and the first rows."""
    console = stdout_console()
    said = f"{found.sheet}: {_SHAPES[found.shape]}"
    scale = (
        f"; feelings from {found.feelings.replace('..', ' to ')}"
        if found.feelings
        else ""
    )
    console.print(f"{said}{scale}.\n")
    console.print(_columns_table(found))
    console.print("\nThe first rows:\n")
    console.print(_rows_table(found))
    stages = counted(len(found.map.stages), "stage")
    console.print(f"\n{counted(len(found.map.touchpoints), 'touchpoint')} in {stages}:")
    for stage in found.map.stages:
        names = " → ".join(touchpoint.name for touchpoint in stage.touchpoints)
        console.print(f"  {stage.name}: {names}")


def _columns_table(found: "ImportedGrid") -> "Table":
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for head in ("Column", "is", "because", "cells", "for example"):
        table.add_column(head, justify="right" if head == "cells" else "left")
    for column in found.columns:
        table.add_row(
            column.head,
            column.field or "not used",
            column.why,
            f"{column.filled:,}",
            _short(column.example),
        )
    return table


def _rows_table(found: "ImportedGrid") -> "Table":
    from rich.table import Table

    table = Table(pad_edge=False)
    heads = list(dict.fromkeys(c.head for c in found.columns if c.field))
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in found.first_rows:
        table.add_row(*(_short(row.get(head, "")) for head in heads))
    return table


def _short(text: str) -> str:
    line = " / ".join(text.split("\n"))
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _say_what_is_lost(found: "ImportedGrid") -> None:
    """Say on stderr what was guessed in reading, and what is not in the map."""
    if found.guess:
        say(f"Guessed: {found.guess}.")
    unused = ", ".join(
        f"{each.head!r} ({counted(each.filled, 'cell')})" for each in found.unused
    )
    if unused:
        say(f"Not used: {unused}.")
    if found.passed_over:
        say(f"Above the heads: {'; '.join(map(_short, found.passed_over))}.")
    for each in found.lost[:MOST_LOST]:
        say(f"{each.place}: {_short(each.text)!r} is not in the map: {each.why}.")
    if len(found.lost) > MOST_LOST:
        say(f"and {len(found.lost) - MOST_LOST:,} more; --json lists them all.")
