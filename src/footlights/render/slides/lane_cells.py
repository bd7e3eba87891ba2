"""What the cells of a lane say: feelings, numbers with their intervals, activities."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from footlights.render.lanes import ActivityCard, FeelingLane, NumberEntry
from footlights.render.slides.look import PLAIN, QUIET, SOFT, STRONG, Colour
from footlights.render.slides.views import Paragraph
from footlights.render.unbroken import unbroken


def feelings(lane: FeelingLane) -> Iterator[tuple[Paragraph, ...]]:
    """Yield what people feel at each touchpoint, drawn and measured."""
    for point in lane.curve.points:
        said = []
        if point.drawn:
            said.append(Paragraph(point.drawn, PLAIN))
        if point.measured:
            look = SOFT if point.is_few else replace(SOFT, colour=Colour.AMBER_WORDS)
            said.append(Paragraph(unbroken(f"measured {point.measured}"), look))
        yield tuple(said)


def numbers(entries: Sequence[NumberEntry]) -> Iterator[Paragraph]:
    """Yield each number of a cell: its label, the number, interval and n."""
    for entry in entries:
        number = entry.number
        if entry.label:
            yield Paragraph(unbroken(entry.label), SOFT)
        yield Paragraph(unbroken(number.text), QUIET if number.is_few else STRONG)
        known = ", ".join(part for part in (number.interval, number.n) if part)
        if known or number.reason:
            yield Paragraph(unbroken(known or number.reason), SOFT)
        if entry.note and entry.note != number.n:
            yield Paragraph(unbroken(entry.note), SOFT)


def activities(cards: Sequence[ActivityCard]) -> Iterator[Paragraph]:
    """Yield each activity of a cell: what is done, by whom, how well."""
    for card in cards:
        yield Paragraph(card.does, PLAIN)
        who = " · ".join(part for part in (card.team, card.system) if part)
        for words in (who, unbroken(card.promise)):
            if words:
                yield Paragraph(words, SOFT)
        if card.kept is not None:
            yield Paragraph(unbroken(f"kept: {card.kept.full}"), SOFT)
