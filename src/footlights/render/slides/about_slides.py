"""The first slides: the cover, and what the map is about."""

from collections.abc import Iterator

from footlights.measures.estimate_wording import score_writer, text_of
from footlights.measures.measured import Measured
from footlights.measures.wording import counted, day
from footlights.model.map import Goal, Map
from footlights.render.facts import alarm, facts, who
from footlights.render.findings import finding_cards
from footlights.render.goals import goal_words
from footlights.render.method import method_view
from footlights.render.slides.fitting import spread, text_height
from footlights.render.slides.look import (
    LEFT,
    ROOM_HEIGHT,
    ROOM_WIDTH,
    TOP,
    Colour,
    Look,
)
from footlights.render.slides.rows_of_facts import SIZES, Fact, facts_table
from footlights.render.slides.template import COVER_LINES
from footlights.render.slides.text_width import printable
from footlights.render.slides.views import (
    Paragraph,
    SlideView,
    TablePart,
    TitleSlideView,
)
from footlights.render.unbroken import unbroken

_SAID = 3
"""Findings whose statement stands on the first slide."""
_WIDTHS = (150.0, ROOM_WIDTH - 150.0)
_WHITE = Look(14, colour=Colour.CARD)
_LIT = Look(18, colour=Colour.AMBER)


def cover_view(map_: Map, measured: Measured | None) -> TitleSlideView:
    """Say which map it is, and what it rests on."""
    known = " · ".join(fact.text for fact in facts(map_, measured))
    lines = [alarm(measured), known, who(map_), *_future(map_)]
    said = [Paragraph(line, _WHITE) for line in lines if line]
    aim = Paragraph(map_.objective or "", _LIT)
    with_aim = [aim, Paragraph("", _WHITE), *said]
    if map_.objective and text_height(with_aim, COVER_LINES.width) < COVER_LINES.height:
        said = with_aim
    # A name of nothing but signs that no slide can hold would be no title at all.
    return TitleSlideView(printable(map_.name).strip() or map_.id, tuple(said))


def about_slides(map_: Map, measured: Measured | None) -> Iterator[SlideView]:
    """Yield what the map is for, for whom, and what hurts most; nothing if not said."""
    table = facts_table(_facts(map_, measured), _WIDTHS)
    if not table.rows:
        return
    (parts,) = spread([table], ROOM_HEIGHT, SIZES)
    names = ", ".join(row.cells[0].paragraphs[0].text for row in table.rows)
    for no, sheet in enumerate(parts, start=1):
        more = f" ({no} of {len(parts)})" if len(parts) > 1 else ""
        yield SlideView(
            title=f"What this map is about{more}",
            above="In short",
            parts=(TablePart(sheet, LEFT, TOP, "About", f"Rows: {names}."),),
        )


def _future(map_: Map) -> Iterator[str]:
    if map_.state == "future":
        yield "A future map: it shows what shall be, not what is."


def _facts(map_: Map, measured: Measured | None) -> Iterator[Fact]:
    yield "Objective", map_.objective or ""
    yield "Goals", "\n".join(_goal(goal, map_) for goal in map_.goals)
    yield from _personas(map_)
    yield "Stages", " → ".join(stage.name for stage in map_.stages)
    yield "Segments", ", ".join(segment.name for segment in map_.segments)
    if measured is None:
        yield "Outcomes", ", ".join(_outcomes(map_))
    else:
        found = [f for f in measured.findings if f.code != "not-measured"]
        cards = list(finding_cards(map_, found))
        yield "In numbers", "\n".join(_numbers(map_, measured))
        lines = [f"{c.rank}. {c.about}: {c.what}. {c.text}" for c in cards[:_SAID]]
        if len(cards) > _SAID:
            more = counted(len(cards) - _SAID, "more", "more")
            lines.append(f"and {more}, in the backlog")
        yield (
            "What hurts most",
            unbroken("\n".join(lines)) or "Nothing hurts enough to say.",
        )


def _personas(map_: Map) -> Iterator[Fact]:
    """Yield those of whom something is said, then the names of the others."""
    silent = []
    for persona in map_.personas:
        quote = f"“{persona.quote}”" if persona.quote else ""
        said = "\n".join(words for words in (persona.describes, quote) if words)
        if said:
            yield f"Persona: {persona.name}", said
        else:
            silent.append(persona.name)
    yield "Personas", ", ".join(silent)


def _numbers(map_: Map, measured: Measured) -> Iterator[str]:
    """Yield the few numbers that tell how it goes as a whole."""
    view = method_view(map_, measured)
    yield from (f"{fact.name}: {fact.text}" for fact in view.whole[:1])
    writer = score_writer(measured)
    if writer is not None and measured.whole.score.mean.value is not None:
        said = text_of(measured.whole.score.mean, writer)
        yield f"Mean score, {writer.words}: {said}"
    for outcome in view.outcomes:
        yield f"{outcome.name} ({outcome.wanted}): {outcome.share.full}"


def _goal(goal: Goal, map_: Map) -> str:
    by = f", by {day(goal.by)}" if goal.by else ""
    owner = f" ({goal.owner})" if goal.owner else ""
    return f"{goal_words(goal, map_)}{by}{owner}"


def _outcomes(map_: Map) -> Iterator[str]:
    for outcome in map_.outcomes:
        yield f"{outcome.name} ({'wanted' if outcome.good else 'not wanted'})"
