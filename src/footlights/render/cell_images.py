"""Images on the cells of a map."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class CellImage:
    """An image as a cell shows it: small, and a way to the whole of it."""

    src: str
    """Address of a small copy."""

    href: str
    """Address of the whole image."""

    shows: str
    """What it shows, in words, for those who do not see it."""


Images = Mapping[tuple[str, str, str], tuple[CellImage, ...]]
"""Images by kind and id of the part, and by field: those of one cell in a row."""
