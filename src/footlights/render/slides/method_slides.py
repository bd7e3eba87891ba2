"""What was read, how far the map explains it, and how the numbers are made."""

from collections.abc import Iterator

from footlights.measures.measured import Measured
from footlights.model.map import Map
from footlights.render.method import MethodView, method_view
from footlights.render.slides.fitting import spread
from footlights.render.slides.look import LEFT, ROOM_HEIGHT, ROOM_WIDTH, TOP
from footlights.render.slides.rows_of_facts import SIZES, Fact, facts_table
from footlights.render.slides.views import SlideView, TablePart

_WIDTHS = (170.0, ROOM_WIDTH - 170.0)


def method_slides(map_: Map, measured: Measured | None) -> Iterator[SlideView]:
    """Yield the data notes and the definitions; nothing where there is no number."""
    if measured is None:
        return
    view = method_view(map_, measured)
    yield from _slides("Data notes: what was read", tuple(_data(view)))
    definitions = tuple((fact.name, fact.text) for fact in view.definitions)
    yield from _slides("Method: how the numbers are made", definitions)


def _data(view: MethodView) -> Iterator[Fact]:
    if view.is_broken:
        yield "Attention", view.identities_words
    for fact in view.read:
        yield fact.name, fact.text
    for fact in view.whole:
        yield fact.name, fact.text
    for outcome in view.outcomes:
        note = f"; {outcome.note}" if outcome.note else ""
        yield outcome.name, f"{outcome.share.full} ({outcome.wanted}){note}"
    yield "Explained", view.explained
    off = (
        f"{row.event}: {row.events} events, {row.share.full}" for row in view.off_map
    )
    yield "Off the map", "\n".join(off)
    yield "Never seen", ", ".join(view.never_seen)
    yield "Not measured", ", ".join(view.not_measured)
    yield "Notes", "\n".join(view.notes)
    if not view.is_broken:
        yield "Sums", view.identities_words


def _slides(title: str, facts: tuple[Fact, ...]) -> Iterator[SlideView]:
    (parts,) = spread([facts_table(facts, _WIDTHS)], ROOM_HEIGHT, SIZES)
    for no, sheet in enumerate(parts, start=1):
        more = f" ({no} of {len(parts)})" if len(parts) > 1 else ""
        names = ", ".join(name for name, text in facts if text)
        yield SlideView(
            title=f"{title}{more}",
            above="Method and data",
            parts=(TablePart(sheet, LEFT, TOP, title, f"{title}. Rows: {names}."),),
        )
