"""The map as a document: on one sheet that fits it, or over pages."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from footlights.errors import SheetTooSmallError
from footlights.measures.measured import Measured
from footlights.model.map import Map
from footlights.render.facts import alarm, facts, who
from footlights.render.findings import findings_view
from footlights.render.lanes import Lens
from footlights.render.map_grid import LOUDEST, map_grid
from footlights.render.typeset.compiling import Kind, asked, pages_of
from footlights.render.typeset.fonts import fonts_for, missing_words, texts_of
from footlights.render.typeset.map_data import ICONS, map_data
from footlights.render.typeset.paper import (
    LANE,
    LEAST_SCALE,
    MOST_COLUMN,
    PAGED_SCALE,
    PAPERS,
    POINTS_PER_PIXEL,
    SMALLEST_TYPE,
    Fit,
    Layout,
    Paper,
    PaperName,
    columns_on_a_page,
    fits,
    layouts,
    page_groups,
    page_room,
    paper_named,
    smallest_type,
)
from footlights.render.typeset.spoken_map import described, spoken_map

_LENSES: dict[Lens, str] = {
    "customer": "Journey map",
    "business": "Touchpoint map",
    "both": "Journey and touchpoint map",
}


@dataclass(frozen=True)
class Document:
    """What was set."""

    kind: Kind
    """What the pages are written as."""

    pages: tuple[bytes, ...]
    """The PDF, or each page as PNG or SVG."""

    notes: tuple[str, ...]
    """What whoever prints it should know: the paper, letters without a font."""


@dataclass(frozen=True)
class Wanted:
    """How a map is to be set."""

    kind: Kind = "pdf"
    """What it is written as."""

    lens: Lens = "both"
    """Which lanes are shown."""

    paper: PaperName | None = None
    """Which paper; None takes the smallest that fits, or A4 for pages."""

    ppi: float = 144
    """Pixels to an inch, of PNG."""

    layout: Literal["sheet", "pages"] = "sheet"
    """One sheet, or whole stages over pages."""


def map_document(map_: Map, measured: Measured | None, wanted: Wanted) -> Document:
    """Set a map.

    Raises:
        SheetTooSmallError: On the sheet that was asked for (or on A0) the smallest type
            would be smaller than anybody reads.
    """
    set_ = _over_pages if wanted.layout == "pages" else _on_a_sheet
    document = set_(map_, measured, wanted)
    if wanted.kind != "svg":
        return document
    return replace(document, pages=_described(map_, measured, wanted.lens, document))


def _described(
    map_: Map, measured: Measured | None, lens: Lens, document: Document
) -> tuple[bytes, ...]:
    """Say on the first page what the map shows, and on each which one it is."""
    count = len(document.pages)
    name = f"{map_.name}: {_LENSES[lens].lower()}"
    first = "\n".join(
        [*(fact.text for fact in facts(map_, measured)), alarm(measured)]
    ).strip()
    words = f"{first}\n{spoken_map(map_grid(map_, measured), lens)}"
    return tuple(
        described(
            page,
            name if count == 1 else f"{name}, page {no} of {count}",
            words if no == 1 else "The first page says in words what the map shows.",
        )
        for no, page in enumerate(document.pages, start=1)
    )


def frame_data(map_: Map, measured: Measured | None, lens: Lens) -> dict[str, Any]:
    """Give what stands around a map: title, facts, who answers for it."""
    return {
        "title": map_.name,
        "author": map_.owner or "",
        "who": who(map_),
        "facts": [fact.text for fact in facts(map_, measured)],
        "alarm": alarm(measured),
        "lens-words": _LENSES[lens],
        "foot": _foot(measured),
        "icons": dict(ICONS),
        "head": LANE,
        "lang": "en",
        "unit": POINTS_PER_PIXEL,
        "cards": [],
    }


def _foot(measured: Measured | None) -> str:
    if measured is None:
        return "As drawn; nothing is measured."
    return (
        "In brackets, as a band or as a pale bar: the 95 % interval. n: how many it"
        " rests on. Pale numbers rest on too few. A dash: nothing could be computed."
    )


def with_fonts(data: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Add the fonts that these texts need, and say which letters have none."""
    choice = fonts_for(texts_of(data))
    return data | {"fonts": list(choice.families)}, missing_words(choice.missing)


def _on_a_sheet(map_: Map, measured: Measured | None, wanted: Wanted) -> Document:
    cards = findings_view(map_, measured).cards[:LOUDEST]
    frame, notes = with_fonts(
        frame_data(map_, measured, wanted.lens)
        | {
            "cards": [asdict(card) for card in cards],
            "whole": map_data(map_grid(map_, measured), wanted.lens),
        }
    )
    del frame["whole"]
    ways = layouts(map_)
    drawn = [_layout_data(map_, measured, wanted.lens, way) for way in ways]
    told = asked(("sheet_size",), frame | {"layouts": drawn}, "sizes")
    fit = _sheet([(of["width"], of["height"]) for of in told], wanted)
    data = frame | {
        "unit": POINTS_PER_PIXEL * fit.scale,
        "layout": drawn[fit.layout],
        "page": _page(fit.paper),
    }
    made = pages_of(("sheet_page",), data, wanted.kind, wanted.ppi)
    size = f"{smallest_type(fit.scale):.1f} pt"
    said = f"{fit.paper.name.upper()} {fit.paper.way}; the smallest type is {size}."
    return Document(wanted.kind, tuple(made), (said, *notes))


def _page(paper: Paper) -> dict[str, float]:
    return {"width": paper.width, "height": paper.height, "margin": paper.margin}


def _layout_data(
    map_: Map, measured: Measured | None, lens: Lens, way: Layout
) -> dict[str, Any]:
    return {
        "width": way.width,
        "column": way.column,
        "bands": grids_data(map_, measured, lens, way.bands),
    }


def grids_data(
    map_: Map,
    measured: Measured | None,
    lens: Lens,
    groups: Sequence[tuple[str, ...]],
) -> list[dict[str, Any]]:
    """Give one part of the map to each group of touchpoints."""
    return [
        map_data(map_grid(map_, measured, f"part-{no}", frozenset(group)), lens)
        for no, group in enumerate(groups, start=1)
    ]


def _sheet(sizes: Sequence[tuple[float, float]], wanted: Wanted) -> Fit:
    """Choose the sheet: the one asked for, else the smallest one can read."""
    every = [fits(sizes, paper) for paper in PAPERS]
    readable = [fit for fit in every if fit.scale >= LEAST_SCALE]
    if wanted.paper is not None:
        fit = fits(sizes, paper_named(wanted.paper))
    else:
        fit = (readable or every[-1:])[0]
    if fit.scale < LEAST_SCALE:
        raise SheetTooSmallError(
            fit.paper.name,
            smallest_type(fit.scale),
            SMALLEST_TYPE,
            enough=readable[0].paper.name if readable else None,
            has_both_lenses=wanted.lens == "both",
        )
    return fit


def paged_data(
    map_: Map,
    measured: Measured | None,
    lens: Lens,
    paper: Paper,
    scale: float = PAGED_SCALE,
) -> dict[str, Any]:
    """Give a map over pages of a paper."""
    groups = page_groups(map_, columns_on_a_page(paper, scale))
    widest = max(len(group) for group in groups)
    return {
        "unit": POINTS_PER_PIXEL * scale,
        "column": min(MOST_COLUMN, page_room(paper, scale) / widest),
        "pages": grids_data(map_, measured, lens, groups),
        "page": _page(paper),
    }


def _over_pages(map_: Map, measured: Measured | None, wanted: Wanted) -> Document:
    paper = paper_named(wanted.paper or "a4")
    data, notes = with_fonts(
        frame_data(map_, measured, wanted.lens)
        | paged_data(map_, measured, wanted.lens, paper)
    )
    made = pages_of(("paged_page",), data, wanted.kind, wanted.ppi)
    return Document(wanted.kind, tuple(made), notes)
