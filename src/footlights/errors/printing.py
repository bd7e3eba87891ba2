"""Errors of what is set for paper."""

from collections.abc import Collection

from footlights.errors.base import FootlightsError, did_you_mean


class SheetTooSmallError(FootlightsError):
    """A map is to stand on one sheet on which nobody could read it."""

    code = "sheet-too-small"

    def __init__(
        self,
        paper: str,
        points: float,
        least: float,
        *,
        enough: str | None,
        has_both_lenses: bool,
    ) -> None:
        ways = [f"take --paper {enough}"] if enough else []
        ways.append("spread it over pages with --paged")
        if has_both_lenses:
            ways.append("show less with --lens customer or --lens business")
        listed = ", or ".join(ways)
        super().__init__(
            f"On one sheet of {paper.upper()} the smallest type of this map would be"
            f" {points:.1f} pt; under {least:g} pt nobody reads it."
            f" {listed[0].upper()}{listed[1:]}."
        )


class UnknownLensError(FootlightsError):
    """A lens was named that no map is seen through."""

    code = "unknown-lens"

    def __init__(self, lens: str, known: Collection[str]) -> None:
        super().__init__(
            f"There is no lens {lens!r}.{did_you_mean(lens, known)}"
            f" There are: {', '.join(known)}."
        )


class UnknownPaperError(FootlightsError):
    """A size of paper was named that is not printed on."""

    code = "unknown-paper"

    def __init__(self, paper: str, known: Collection[str]) -> None:
        super().__init__(
            f"There is no paper {paper!r}.{did_you_mean(paper, known)}"
            f" There are: {', '.join(known)}."
        )


class UnprintableResolutionError(FootlightsError):
    """A picture of a map is to have a resolution that none has."""

    code = "unprintable-resolution"

    def __init__(self, ppi: float, least: int, most: int) -> None:
        super().__init__(
            f"{ppi:g} pixels to an inch cannot be drawn: say a number from {least} to"
            f" {most}. 96 does for a screen, 300 for print."
        )
