"""Errors of what is set for paper and screen."""

from collections.abc import Collection

from footlights.errors.base import FootlightsError, did_you_mean


class UnknownLensError(FootlightsError):
    """A lens was named that no map is seen through."""

    code = "unknown-lens"

    def __init__(self, lens: str, known: Collection[str]) -> None:
        super().__init__(
            f"There is no lens {lens!r}.{did_you_mean(lens, known)}"
            f" There are: {', '.join(known)}."
        )
