"""How a map is shown on paper, slides and screens."""

from dataclasses import dataclass

from footlights.errors import (
    UnknownLensError,
    UnknownPaperError,
    UnprintableResolutionError,
)
from footlights.render.lanes import Lens
from footlights.render.typeset.paper import PAPERS, PaperName

LENSES: dict[str, Lens] = {
    "customer": "customer",
    "business": "business",
    "both": "both",
}
"""Each lens by its name."""

LEAST_PPI, MOST_PPI = 20, 1200
"""Pixels to an inch that a picture may have."""


@dataclass(frozen=True)
class Printing:
    """How a map is to be set; names are checked when they are asked for."""

    lens: str = "both"
    """`customer`, `business` or `both`."""

    paper: str | None = None
    """`a4` to `a0`; None takes the smallest sheet on which the map can be read."""

    paged: bool = False
    """Whether the map is spread over pages, whole stages where they fit."""

    ppi: float = 144
    """Pixels to an inch, of PNG."""

    @property
    def known_lens(self) -> Lens:
        """The lens.

        Raises:
            UnknownLensError: There is no such lens.
        """
        if self.lens not in LENSES:
            raise UnknownLensError(self.lens, LENSES)
        return LENSES[self.lens]

    @property
    def known_paper(self) -> PaperName | None:
        """The paper; None where it is to be chosen.

        Raises:
            UnknownPaperError: There is no such paper.
        """
        if self.paper is None:
            return None
        for paper in PAPERS:
            if paper.name == self.paper.lower():
                return paper.name
        raise UnknownPaperError(self.paper, [paper.name for paper in PAPERS])

    @property
    def known_ppi(self) -> float:
        """The resolution.

        Raises:
            UnprintableResolutionError: So many pixels to an inch cannot be drawn.
        """
        if not LEAST_PPI <= self.ppi <= MOST_PPI:
            raise UnprintableResolutionError(self.ppi, LEAST_PPI, MOST_PPI)
        return self.ppi
