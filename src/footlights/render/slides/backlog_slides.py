"""The backlog: every finding, and every pain that the map names. Nothing is invented."""

from collections.abc import Iterator

from footlights.measures.measured import Measured
from footlights.measures.wording import counted
from footlights.model.map import Map
from footlights.model.touchpoint import Touchpoint
from footlights.render.findings import finding_cards
from footlights.render.slides.fitting import spread
from footlights.render.slides.look import LEFT, PLAIN, ROOM_HEIGHT, SOFT, STRONG, TOP
from footlights.render.slides.names import MapNames, how_many
from footlights.render.slides.rows_of_facts import head_row
from footlights.render.slides.views import (
    Cell,
    Paragraph,
    Row,
    SlideView,
    Table,
    TablePart,
)
from footlights.render.text_lanes import source_words
from footlights.render.unbroken import unbroken

_WIDTHS = (310.0, 140.0, 150.0, 120.0, 180.0)
_HEAD = ("What hurts", "How many", "Touchpoint", "Team", "To ask or look at next")
NOT_COUNTED = "How many people meet it?"
_NOTES = (
    (
        "First the findings of the log, most journeys affected first; then the pains"
        " that the map names, in its order. Pains are what somebody wrote down: nobody"
        " has counted them here."
    ),
    "Teams are those whose activities the map draws at the touchpoint.",
)


def backlog_slides(map_: Map, measured: Measured | None) -> Iterator[SlideView]:
    """Yield the backlog; nothing if the map names no pain and nothing was found."""
    rows = (*_finding_rows(map_, measured), *_pain_rows(map_))
    if not rows:
        return
    table = Table(_WIDTHS, (head_row(*_HEAD),), rows)
    (parts,) = spread([table], ROOM_HEIGHT, (1.3, 1.2, 1.1))
    for no, sheet in enumerate(parts, start=1):
        more = f" ({no} of {len(parts)})" if len(parts) > 1 else ""
        said = counted(len(rows), "thing that hurts", "things that hurt")
        alt = f"Table of {said}: {', '.join(_HEAD).lower()}."
        yield SlideView(
            title=f"Backlog: what to look at{more}",
            above="From findings and from the pains of the map",
            parts=(TablePart(sheet, LEFT, TOP, "Backlog", alt),),
            notes=_NOTES,
        )


def _finding_rows(map_: Map, measured: Measured | None) -> Iterator[Row]:
    if measured is None:
        return
    names = MapNames(map_)
    cards = finding_cards(map_, measured.findings)
    for card, finding in zip(cards, measured.findings, strict=True):
        place = names.place(finding)
        what = f"{card.what[:1].upper()}{card.what[1:]}"
        if not place:
            what = f"{card.about}: {card.what}"
        many = "not measured" if finding.code == "not-measured" else how_many(finding)
        yield _row(
            (Paragraph(what, STRONG), Paragraph(unbroken(card.text), PLAIN)),
            (Paragraph(many, STRONG),),
            place,
            names.teams_of_finding(finding),
            card.look_at,
        )


def _pain_rows(map_: Map) -> Iterator[Row]:
    names = MapNames(map_)
    for touchpoint in map_.touchpoints:
        for pain in touchpoint.pains:
            yield _row(
                (Paragraph(pain, PLAIN),),
                (Paragraph("not counted", PLAIN), *_source(touchpoint)),
                touchpoint.name,
                names.teams(touchpoint),
                NOT_COUNTED,
            )


def _source(touchpoint: Touchpoint) -> Iterator[Paragraph]:
    words = source_words(touchpoint)
    if words:
        yield Paragraph(unbroken(f"known from {words[0]}"), SOFT)


def _row(
    what: tuple[Paragraph, ...],
    many: tuple[Paragraph, ...],
    place: str,
    teams: str,
    ask: str,
) -> Row:
    others = (Cell((Paragraph(words or "–", PLAIN),)) for words in (place, teams, ask))
    return Row((Cell(what), Cell(many), *others))
