"""Grids from elsewhere that are not understood."""

from collections.abc import Collection
from pathlib import Path

from footlights.errors.base import FootlightsError, did_you_mean, listed


class UnknownSheetError(FootlightsError):
    """A sheet was named that a workbook does not have."""

    code = "unknown-sheet"

    def __init__(self, path: Path, sheet: str, known: Collection[str]) -> None:
        super().__init__(
            f"{path} has no sheet {sheet!r}.{did_you_mean(sheet, known)}"
            f" Its sheets are: {listed(known)}."
        )


class UnknownFieldError(FootlightsError):
    """A column was given for something that a grid cannot hold."""

    code = "unknown-field"

    def __init__(self, field: str, known: Collection[str]) -> None:
        super().__init__(
            f"A column of a grid cannot be {field!r}.{did_you_mean(field, known)}"
            f" It can be: {listed(known)}."
        )


class UnreadGridError(FootlightsError):
    """No column of a grid looks like the touchpoints of a map."""

    code = "unread-grid"

    def __init__(self, name: str, known: Collection[str]) -> None:
        super().__init__(
            f"No column of {name} looks like stages, touchpoints or what customers do."
            f" Its columns are: {listed(known)}."
            " Say which is which: --column touchpoint=NAME --column stage=NAME."
        )


class UnknownScaleError(FootlightsError):
    """A scale of feelings was named that is not known."""

    code = "unknown-scale"

    def __init__(self, scale: str, known: Collection[str]) -> None:
        super().__init__(
            f"There is no scale of feelings {scale!r}. There are: {listed(known)}."
        )
