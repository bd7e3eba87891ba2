"""How a map is printed: options of `footlights export`, and the writing itself."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from footlights.cli.console import say
from footlights.cli.keeping import opened_log
from footlights.cli.progress import shown_progress
from footlights.cli.reading import Reading

if TYPE_CHECKING:
    from footlights.measures.measured import Measured
    from footlights.usecases.print_map import PrintKind

PRINTED: "tuple[PrintKind, ...]" = ("pdf", "png", "svg", "report-pdf")
"""What is set for paper and screens; `usecases.print_map` says how."""

_LENSES = ("customer", "business", "both")
_PAPERS = ("a4", "a3", "a2", "a1", "a0")


@dataclass(frozen=True)
class PrintOptions:
    """What was said about printing; None where nothing was."""

    lens: str | None
    """Which lanes are shown."""

    paper: str | None
    """Size of the paper."""

    paged: bool
    """Whether the map is spread over pages."""

    ppi: float | None
    """Pixels to an inch, of PNG."""

    @property
    def is_said(self) -> bool:
        """Whether anything was said."""
        return self.paged or any((self.lens, self.paper, self.ppi))


def printing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--lens`, `--paper`, `--paged` and `--ppi`, handed over as `printing`."""

    @click.option(
        "--lens",
        type=click.Choice(_LENSES),
        help="Of a printed map: journey map, touchpoint map, or both (usual).",
    )
    @click.option(
        "--paper",
        type=click.Choice(_PAPERS, case_sensitive=False),
        help="Of a printed map: its paper. Usual is the smallest sheet on which one"
        " can read it, and A4 for pages and the report.",
    )
    @click.option(
        "--paged",
        is_flag=True,
        help="Spread a printed map over pages, whole stages where they fit.",
    )
    @click.option(
        "--ppi",
        type=click.FloatRange(20, 1200),
        help="Pixels to an inch of a PNG.  [default: 144]",
    )
    @wraps(command)
    def with_printing(
        *args: Any,
        lens: str | None,
        paper: str | None,
        paged: bool,
        ppi: float | None,
        **kwargs: Any,
    ) -> Any:
        printing = PrintOptions(lens, paper, paged, ppi)
        return command(*args, printing=printing, **kwargs)

    return with_printing


def print_to(
    map_file: Path,
    reading: Reading,
    kind: "PrintKind",
    path: Path,
    options: PrintOptions,
) -> None:
    """Print a map, measured on a log if files of one were named.

    Says what was written, the paper, and letters that no font of the machine has.
    """
    from footlights.usecases.print_map import Printing, print_map
    from footlights.usecases.read_map import read_map

    map_ = read_map(map_file)
    measured = None
    if reading.names_a_log:
        from footlights.usecases.measure import measure

        with opened_log(reading, None, None, map_) as log, shown_progress("Measuring"):
            measured = measure(map_, log).result
    printing = Printing(
        lens=options.lens or "both",
        paper=options.paper,
        paged=options.paged,
        ppi=options.ppi or 144,
    )
    printed = print_map(map_, measured, kind, path, printing)
    files = printed.paths
    more = f" to {files[-1]}" if len(files) > 1 else ""
    say(f"Wrote {files[0]}{more}.")
    for note in printed.notes:
        say(f"Note: {note}")
    if measured is not None:
        _say_what_to_know(measured)


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
