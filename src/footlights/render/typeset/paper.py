"""Sheets of paper, and how much of a map fits on one."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from footlights.model.map import Map

PaperName = Literal["a4", "a3", "a2", "a1", "a0"]
"""Sizes of paper, smallest first."""

_MM = 72 / 25.4

POINTS_PER_PIXEL = 0.75
"""What a pixel of the design is on paper, at scale 1."""

SMALLEST_TYPE = 6.0
"""Points. A fitted sheet never has smaller type: nobody reads it."""

LEAST_SCALE = SMALLEST_TYPE / (11 * POINTS_PER_PIXEL)
"""Scale at which the smallest type of the design (11 pixels) has that size."""

MOST_SCALE = 1.3
"""Scale beyond which a small map on a large sheet looks shouted."""

PAGED_SCALE = 0.82
"""Scale of a map over pages."""

LANE = 140
"""Width of the lane heads, pixels."""

LEAST_COLUMN, MOST_COLUMN = 116, 220
"""Widths of a touchpoint's column, pixels."""

LEAST_WIDTH = 720
"""Width that title and findings need, pixels, however few columns there are."""

_WIDE_COLUMN = 160


@dataclass(frozen=True)
class Paper:
    """A sheet, one way or the other."""

    name: PaperName
    """`a4`, ..."""

    width: float
    """Points."""

    height: float
    """Points."""

    @property
    def turned(self) -> "Paper":
        """The same sheet the other way."""
        return Paper(self.name, self.height, self.width)

    @property
    def way(self) -> str:
        """`landscape` or `portrait`."""
        return "landscape" if self.width > self.height else "portrait"

    @property
    def margin(self) -> float:
        """Empty border on each side, points."""
        return round(min(self.width, self.height) / 50 + 14, 1)

    @property
    def inside(self) -> tuple[float, float]:
        """Width and height between the margins, points."""
        return self.width - 2 * self.margin, self.height - 2 * self.margin


def _paper(name: PaperName, width: int, height: int) -> Paper:
    return Paper(name, round(width * _MM, 2), round(height * _MM, 2))


PAPERS = (
    _paper("a4", 297, 210),
    _paper("a3", 420, 297),
    _paper("a2", 594, 420),
    _paper("a1", 841, 594),
    _paper("a0", 1189, 841),
)
"""Every sheet, landscape, smallest first."""


def paper_named(name: PaperName) -> Paper:
    """Give the sheet of that name."""
    return next(paper for paper in PAPERS if paper.name == name)


@dataclass(frozen=True)
class Layout:
    """One way to lay a map on a sheet: how wide a column, how many bands."""

    column: int
    """Width of a column, pixels."""

    bands: tuple[tuple[str, ...], ...]
    """Touchpoint ids of each band, one band below the other."""

    @property
    def width(self) -> int:
        """Width of the widest band, pixels."""
        columns = max(len(band) for band in self.bands)
        return max(LEAST_WIDTH, LANE + self.column * columns + 2)


@dataclass(frozen=True)
class Fit:
    """A layout on a sheet."""

    paper: Paper
    """The sheet."""

    layout: int
    """Which layout, from 0."""

    scale: float
    """How large the design stands on it."""


def layouts(map_: Map) -> tuple[Layout, ...]:
    """Give the ways worth trying; wide maps are cut into bands of equal width.

    Each way has to be laid out to be measured, so those that are much too flat or too
    tall for a sheet are not among them.
    """
    ids = [touchpoint.id for touchpoint in map_.touchpoints]
    if len(ids) > 30:
        # One width is enough where a column is a small part of a band.
        likely = round(math.sqrt(len(ids) / 14))
        bands = range(max(1, likely - 1), likely + 3)
        return tuple(Layout(LEAST_COLUMN, _bands(ids, count)) for count in bands)
    ways: tuple[tuple[int, int], ...]
    if len(ids) > 16:
        ways = ((LEAST_COLUMN, 1), (LEAST_COLUMN, 2), (_WIDE_COLUMN, 2))
    elif len(ids) > 11:
        ways = (
            (LEAST_COLUMN, 1),
            (_WIDE_COLUMN, 1),
            (MOST_COLUMN, 1),
            (_WIDE_COLUMN, 2),
        )
    else:
        ways = ((LEAST_COLUMN, 1), (_WIDE_COLUMN, 1), (MOST_COLUMN, 1))
    return tuple(Layout(width, _bands(ids, count)) for width, count in ways)


def _bands(ids: Sequence[str], count: int) -> tuple[tuple[str, ...], ...]:
    size = -(-len(ids) // count)
    return tuple(tuple(ids[at : at + size]) for at in range(0, len(ids), size))


def fits(sizes: Sequence[tuple[float, float]], paper: Paper) -> Fit:
    """Choose the layout, and the way the sheet lies, that stands largest.

    Maps are read from left to right: a sheet stands upright only where one can then
    read what is too small on it in landscape. Of equal layouts the first is chosen.

    Args:
        sizes: Width and height of each layout, pixels.
        paper: The sheet.
    """
    landscape, portrait = (
        max(
            (Fit(way, no, _scale(size, way)) for no, size in enumerate(sizes)),
            key=lambda fit: fit.scale,
        )
        for way in (paper, paper.turned)
    )
    if landscape.scale < LEAST_SCALE and portrait.scale > landscape.scale:
        return portrait
    return landscape


def _scale(size: tuple[float, float], paper: Paper) -> float:
    """Give the scale at which a layout fills a sheet, no larger than looks well."""
    (wide, high), (width, height) = size, paper.inside
    scale = min(width / (wide * POINTS_PER_PIXEL), height / (high * POINTS_PER_PIXEL))
    # Letters are placed on a fine grid; a hair of air keeps the last line on the sheet.
    return min(MOST_SCALE, scale * 0.995)


def smallest_type(scale: float) -> float:
    """Give the size of the smallest type at a scale, points."""
    return 11 * POINTS_PER_PIXEL * scale


def page_groups(map_: Map, most: int) -> tuple[tuple[str, ...], ...]:
    """Split a map over as few pages as it takes, about equally full.

    Whole stages stay together where they fit; one that is wider than a page is split
    into equal parts.

    Args:
        map_: The map.
        most: Touchpoints that fit beside each other on a page.
    """
    groups = tuple(_filled(map_, most))
    for fewer in range(1, most):
        equal = tuple(_filled(map_, fewer))
        if len(equal) == len(groups):
            return equal
    return groups


def _filled(map_: Map, most: int) -> Iterator[tuple[str, ...]]:
    """Fill page after page."""
    page: list[str] = []
    for stage in map_.stages:
        ids = [touchpoint.id for touchpoint in stage.touchpoints]
        if page and len(page) + len(ids) > most:
            yield tuple(page)
            page = []
        if len(ids) > most:
            *full, rest = _bands(ids, -(-len(ids) // most))
            yield from full
            page = list(rest)
        else:
            page += ids
    yield tuple(page)


def page_room(paper: Paper, scale: float) -> float:
    """Give the width that columns have on a page, pixels."""
    return paper.inside[0] / (POINTS_PER_PIXEL * scale) - LANE - 2


def columns_on_a_page(paper: Paper, scale: float) -> int:
    """Give how many columns fit beside each other on a page."""
    return max(1, int(page_room(paper, scale) // LEAST_COLUMN))
