"""How a map is shown: options of `footlights export`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

_LENSES = ("customer", "business", "both")
_PAPERS = ("a4", "a3", "a2", "a1", "a0")


@dataclass(frozen=True)
class PrintOptions:
    """What was said about showing a map; None where nothing was."""

    lens: str | None
    """Which lanes are shown."""

    paper: str | None
    """Size of the paper."""

    paged: bool
    """Whether the map is spread over pages."""

    ppi: float | None
    """Pixels to an inch, of PNG."""

    @property
    def said(self) -> tuple[str, ...]:
        """The names of what was said."""
        found = {
            "lens": self.lens,
            "paper": self.paper,
            "paged": self.paged,
            "ppi": self.ppi,
        }
        return tuple(name for name, value in found.items() if value)


def printing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--lens`, `--paper`, `--paged` and `--ppi`, handed over as `printing`."""

    @click.option(
        "--lens",
        type=click.Choice(_LENSES),
        help="Of a map that is shown: journey map, touchpoint map, or both (usual).",
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
