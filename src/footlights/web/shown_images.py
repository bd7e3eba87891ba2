"""The images of a map, as its pages show them."""

from collections.abc import Sequence

from footlights.render.cell_images import CellImage, Images
from footlights.store.records.holdings import AttachmentUseRecord

SIDE_OF_SMALL = 640
"""Pixels of a small copy: twice what a cell of a presentation has."""

SIDE_OF_SHARED = 1600
"""Pixels of the largest copy that a link gives, without what the camera wrote."""


def shown_images(uses: Sequence[AttachmentUseRecord], at: str) -> Images:
    """Put images to their cells.

    Args:
        uses: The images, in the order in which a cell shows them.
        at: Address under which their fingerprints are answered.
    """
    found: dict[tuple[str, str, str], tuple[CellImage, ...]] = {}
    for use in uses:
        cell = (use.part, use.part_id, use.field)
        whole = f"{at}/{use.fingerprint}"
        image = CellImage(f"{whole}?small=true", whole, use.shows)
        found[cell] = (*found.get(cell, ()), image)
    return found
