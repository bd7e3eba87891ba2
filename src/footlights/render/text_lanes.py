"""Lanes of words: what the map says from the customer's seat."""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from footlights.measures.wording import (
    counted,
    day,
    feeling_number,
    open_time,
    share,
)
from footlights.model.map import Channel, Map
from footlights.model.touchpoint import Expectation, Touchpoint
from footlights.render.icons import channel_icon
from footlights.render.lanes import Lens, TextCell, TextLane


class _EveryLane:
    def __contains__(self, _lane: object) -> bool:
        return True


EVERY_LANE: Container[str] = _EveryLane()
"""Lanes that are there although nothing stands in them: all."""


@dataclass(frozen=True)
class _Kind:
    id: str
    name: str
    hint: str
    lens: Lens
    says: Callable[[Map, Touchpoint], tuple[str, ...]]
    is_quoted: bool = False


def expectation_words(map_: Map, expectation: Expectation) -> str:
    """Say an expectation: `wait at most 3 m, for 90 %`."""
    if expectation.at_most is not None:
        name = map_.calendar_names.get(expectation.calendar)
        bound = f"at most {open_time(expectation.at_most.total_seconds(), name)}"
    else:
        bound = f"at least {expectation.at_least:g}"
    return f"{expectation.what} {bound}, for {share(expectation.for_)}"


def source_words(touchpoint: Touchpoint) -> tuple[str, ...]:
    """Say where the claims of a touchpoint come from: `interviews, n 12, 10 Sep`."""
    source = touchpoint.source
    if source is None:
        return ()
    parts: list[str] = [source.kind]
    if source.n is not None:
        parts.append(f"n {source.n:,}")
    if source.on is not None:
        parts.append(day(source.on))
    return (", ".join(parts), *([f"“{source.says}”"] if source.says else []))


def _one(words: str | None) -> tuple[str, ...]:
    return (words,) if words else ()


def _persona_feelings(map_: Map, touchpoint: Touchpoint) -> tuple[str, ...]:
    names = {persona.id: persona.name for persona in map_.personas}
    return tuple(
        f"{names.get(persona, persona)}: {feeling.word}, "
        f"{feeling_number(feeling.valence)}"
        for persona, feeling in touchpoint.feelings.items()
    )


DOING = _Kind(
    "doing", "Doing", "what the customer does", "both", lambda _, t: _one(t.doing)
)
THINKING = _Kind(
    "thinking",
    "Thinking",
    "in their words",
    "customer",
    lambda _, t: _one(t.thinking),
    is_quoted=True,
)
_AFTER_THE_NUMBERS = (
    _Kind("needs", "Needs", "what they need here", "customer", lambda _, t: t.needs),
    _Kind(
        "questions", "Questions", "what they ask", "customer", lambda _, t: t.questions
    ),
    _Kind(
        "said",
        "Said to them",
        "spoken or written",
        "customer",
        lambda _, t: _one(t.said),
        is_quoted=True,
    ),
    _Kind(
        "evidence",
        "Evidence",
        "what they see, hold or hear",
        "customer",
        lambda _, t: _one(t.evidence),
    ),
    _Kind(
        "expects",
        "Expects",
        "as numbers",
        "customer",
        lambda m, t: tuple(expectation_words(m, e) for e in t.expects),
    ),
    _Kind("pains", "Pains", "what goes wrong", "customer", lambda _, t: t.pains),
    _Kind(
        "source",
        "Known from",
        "where this comes from",
        "customer",
        lambda _, t: source_words(t),
    ),
)
_PERSONAS = _Kind(
    "personas",
    "Personas",
    "who feels it differently",
    "customer",
    _persona_feelings,
)


def text_lane(
    kind: _Kind, map_: Map, touchpoints: Sequence[Touchpoint], *, is_whole: bool = False
) -> Iterator[TextLane]:
    """Yield one lane of words; nothing if no touchpoint says anything in it.

    Args:
        kind: Which lane.
        map_: The map.
        touchpoints: The columns.
        is_whole: Whether a lane in which nothing stands is there too.
    """
    cells = tuple(TextCell(kind.says(map_, t)) for t in touchpoints)
    if is_whole or any(cell.lines for cell in cells):
        yield TextLane(kind.id, kind.name, kind.hint, kind.lens, cells, kind.is_quoted)


def lanes_before_the_numbers(
    map_: Map, touchpoints: Sequence[Touchpoint], kept: Container[str] = ()
) -> Iterator[TextLane]:
    """Yield what the customer does and thinks; `kept` ones also with nothing in them."""
    for kind in (DOING, THINKING):
        yield from text_lane(kind, map_, touchpoints, is_whole=kind.id in kept)


def lanes_after_the_numbers(
    map_: Map, touchpoints: Sequence[Touchpoint], kept: Container[str] = ()
) -> Iterator[TextLane]:
    """Yield what the customer needs, asks, hears, sees and expects, and the pains."""
    yield from text_lane(_PERSONAS, map_, touchpoints)
    for kind in _AFTER_THE_NUMBERS:
        yield from text_lane(kind, map_, touchpoints, is_whole=kind.id in kept)


def own_lanes(
    map_: Map, touchpoints: Sequence[Touchpoint], kept: Container[str] = ()
) -> Iterator[TextLane]:
    """Yield the lanes that the map has besides those of every map, in its order."""
    for lane in map_.lanes:
        cells = tuple(TextCell(_one(t.notes.get(lane.id))) for t in touchpoints)
        lane_id = f"notes.{lane.id}"
        if lane_id in kept or any(cell.lines for cell in cells):
            yield TextLane(
                lane_id, lane.name, lane.hint or "", "both", cells, own=lane.id
            )


def channel_name(channel: Channel) -> str:
    """Name a channel as people say it; its id in words where the map gives none."""
    return channel.name or channel.id.replace("-", " ").capitalize()


def channel_lane(
    map_: Map, touchpoints: Sequence[Touchpoint], kept: Container[str] = ()
) -> Iterator[TextLane]:
    """Yield the lane of channels, with their icons; nothing if none is named."""
    channels = {channel.id: channel for channel in map_.channels}
    cells = []
    for touchpoint in touchpoints:
        channel = channels.get(touchpoint.channel or "")
        if channel is None:
            cells.append(TextCell(_one(touchpoint.channel)))
        else:
            cells.append(TextCell((channel_name(channel),), channel_icon(channel)))
    if "channel" in kept or any(cell.lines for cell in cells):
        hint = f"of {counted(len(map_.channels), 'channel')}"
        yield TextLane("channel", "Channel", hint, "business", tuple(cells))
