"""What a map, drawn or measured, can be written as for paper and screens."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from footlights.measures.measured import Measured
    from footlights.model.map import Map
    from footlights.render.lanes import Lens
    from footlights.usecases.print_map import PrintKind
    from footlights.usecases.written import Written


class Printable:
    """Adds what writes a map for people.

    What is printed gives back what was written: `.paths`, and `.notes` about the paper
    and about letters that no font of this machine has.
    """

    @abstractmethod
    def _printed(self) -> tuple[Map, Measured | None]:
        """Give the map, and its measures where there are any."""

    def to_pptx(self, path: Path | str, lens: Lens = "both") -> Path:
        """Write map, numbers and findings as slides, and give the path of the file.

        Args:
            path: The file; an earlier one is replaced.
            lens: `customer`, `business` or `both`.
        """
        # What writes slides takes its time to load, and most maps do without.
        from footlights.usecases.slides import write_slides  # noqa: PLC0415

        return write_slides(*self._printed(), path, lens)

    def to_xlsx(self, path: Path | str) -> Path:
        """Write map and numbers as a workbook that reads back, and give its path."""
        from footlights.usecases.workbook import write_workbook  # noqa: PLC0415

        return write_workbook(*self._printed(), path)

    def to_embed(self, path: Path | str, lens: Lens = "both") -> Path:
        """Write the map alone as an HTML file for a frame, and give its path.

        Args:
            path: The file; an earlier one is replaced.
            lens: The lens that is chosen at first: `customer`, `business` or `both`.
        """
        from footlights.usecases.report import write_embed  # noqa: PLC0415 - as above

        return write_embed(*self._printed(), path, lens)

    def to_pdf(
        self,
        path: Path | str,
        *,
        lens: str = "both",
        paper: str | None = None,
        paged: bool = False,
    ) -> Written:
        """Write the map as PDF: vector text, tagged, its fonts inside.

        Args:
            path: The file; an earlier one is replaced.
            lens: `customer`, `business` or `both`.
            paper: `a4` to `a0`; None takes the smallest sheet one can read, or A4 for
                pages.
            paged: Whether it is spread over pages, whole stages where they fit.
        """
        return self._print("pdf", path, lens=lens, paper=paper, paged=paged)

    def to_png(
        self,
        path: Path | str,
        *,
        lens: str = "both",
        paper: str | None = None,
        paged: bool = False,
        ppi: float = 144,
    ) -> Written:
        """Write the map as a picture of pixels; several pages become numbered files.

        Args:
            path: The file; an earlier one is replaced.
            lens: `customer`, `business` or `both`.
            paper: As for `to_pdf`.
            paged: As for `to_pdf`.
            ppi: Pixels to an inch.
        """
        return self._print("png", path, lens=lens, paper=paper, paged=paged, ppi=ppi)

    def to_svg(
        self,
        path: Path | str,
        *,
        lens: str = "both",
        paper: str | None = None,
        paged: bool = False,
    ) -> Written:
        """Write the map as a drawing; several pages become numbered files.

        Args:
            path: The file; an earlier one is replaced.
            lens: `customer`, `business` or `both`.
            paper: As for `to_pdf`.
            paged: As for `to_pdf`.
        """
        return self._print("svg", path, lens=lens, paper=paper, paged=paged)

    def to_report_pdf(
        self, path: Path | str, *, lens: str = "both", paper: str | None = None
    ) -> Written:
        """Write the full report as PDF.

        Args:
            path: The file; an earlier one is replaced.
            lens: Which lanes the map in it shows.
            paper: `a4` unless said.
        """
        return self._print("report-pdf", path, lens=lens, paper=paper)

    def _print(  # noqa: PLR0913 - what one can say of printing
        self,
        kind: PrintKind,
        path: Path | str,
        *,
        lens: str,
        paper: str | None,
        paged: bool = False,
        ppi: float = 144,
    ) -> Written:
        # The typesetter takes a moment to load, and most maps are never printed.
        from footlights.usecases.print_map import print_map  # noqa: PLC0415
        from footlights.usecases.printing import Printing  # noqa: PLC0415

        map_, measured = self._printed()
        return print_map(map_, measured, kind, path, Printing(lens, paper, paged, ppi))
