"""Which journeys are in which segment, and the words that show it in the log."""

from dataclasses import dataclass

import numpy as np

from footlights.errors import UndrawableSegmentError
from footlights.model.map import Map, Segment
from footlights.model.simulation import SegmentSuffers
from footlights.simulation.arrays import Bools, Ints
from footlights.simulation.effects import planted_effects, simulation_of
from footlights.simulation.emissions import UNSETTABLE, cell_text

USUAL_SHARE = 0.3
"""Share of a segment of which the map does not say it."""

OTHERS = ("other", "another", "else", "none of these")
"""What a segment's column holds for those outside; the first that is no value."""

LOCATIONS = ("Harbour", "Market Square", "Old Town", "Riverside")
"""Locations of a log; a segment by location takes some of them away."""

AS_IT_FALLS = UNSETTABLE | {"event", "channel", "team", "system", "text"}
"""Columns that the walk decides: segments by them are not drawn."""


@dataclass(frozen=True)
class DrawnSegments:
    """Segments of some persons."""

    words: dict[str, tuple[str, ...]]
    """By column, the words that occur in it."""

    places: dict[str, Ints]
    """By column, the place in `words` of each person's word."""

    members: tuple[Bools, ...]
    """By segment, whether each person belongs to it."""


def segment_columns(map_: Map) -> list[str]:
    """List the columns that segments ask for and that are drawn, in map order."""
    asked = [column for segment in map_.segments for column in segment.where]
    return [name for name in dict.fromkeys(asked) if name not in AS_IT_FALLS]


def drawn_segments(
    map_: Map, persons: int, random: np.random.Generator
) -> DrawnSegments:
    """Draw the columns of segments so that each segment has its share of persons.

    Segments told apart by one column share nobody; where their shares come to more
    than all together, they are cut down to it. Segments of several columns are put in
    afterwards. A segment that asks for a column which the walk decides has no member.
    """
    columns = dict.fromkeys(["location", *segment_columns(map_)])
    words, places = {}, {}
    for column in columns:
        words[column] = _words(map_, column)
        places[column] = _places(map_, column, words[column], persons, random)
    for segment in map_.segments:
        if len(segment.where) > 1 and _is_drawn(segment):
            inside = random.random(persons) < _share(map_, segment)
            for column, cells in segment.where.items():
                word = words[column].index(cell_text(cells[0]))
                places[column] = np.where(inside, word, places[column])
    members = tuple(
        _members(segment, words, places, persons) for segment in map_.segments
    )
    return DrawnSegments(words, places, members)


def _is_drawn(segment: Segment) -> bool:
    return AS_IT_FALLS.isdisjoint(segment.where)


def _share(map_: Map, segment: Segment) -> float:
    return simulation_of(map_).shares.get(segment.id, USUAL_SHARE)


def _asked(map_: Map, column: str) -> dict[str, None]:
    return dict.fromkeys(
        cell_text(cell) for s in map_.segments for cell in s.where.get(column, ())
    )


def _outside(map_: Map, column: str) -> tuple[str, ...]:
    """Give the words of those who are in no segment of a column."""
    asked = _asked(map_, column)
    if column == "location":
        left = tuple(word for word in LOCATIONS if word not in asked)
        return left or OTHERS[:1]
    if asked and asked.keys() <= {"true", "false"}:
        return tuple({"true", "false"} - asked.keys()) or OTHERS[:1]
    return (next((word for word in OTHERS if word not in asked), "."),)


def _words(map_: Map, column: str) -> tuple[str, ...]:
    return (*_outside(map_, column), *_asked(map_, column))


def _places(
    map_: Map,
    column: str,
    words: tuple[str, ...],
    persons: int,
    random: np.random.Generator,
) -> Ints:
    outside = len(_outside(map_, column))
    places = random.integers(outside, size=persons)
    told_apart = [s for s in map_.segments if list(s.where) == [column]]
    shares = [_share(map_, segment) for segment in told_apart]
    scale = 1 / max(1.0, sum(shares))
    chosen = random.random(persons)
    low = 0.0
    for segment, share in zip(told_apart, shares, strict=True):
        own = np.array([words.index(cell_text(c)) for c in segment.where[column]])
        inside = (chosen >= low) & (chosen < low + share * scale)
        low += share * scale
        some = own[random.integers(len(own), size=persons)]
        places = np.where(inside, some, places)
    return places


def _members(
    segment: Segment,
    words: dict[str, tuple[str, ...]],
    places: dict[str, Ints],
    persons: int,
) -> Bools:
    if not _is_drawn(segment):
        return np.zeros(persons, dtype=np.bool_)
    inside = np.ones(persons, dtype=np.bool_)
    for column, cells in segment.where.items():
        asked = {cell_text(cell) for cell in cells}
        inside &= np.array([word in asked for word in words[column]])[places[column]]
    return inside


def check_drawable(map_: Map) -> None:
    """See to it that every segment in which an effect is planted can be drawn.

    Raises:
        UndrawableSegmentError: A segment asks for a column that the walk decides.
    """
    by_id = {segment.id: segment for segment in map_.segments}
    for effect in planted_effects(map_):
        if not isinstance(effect, SegmentSuffers) or effect.segment not in by_id:
            continue
        for column in by_id[effect.segment].where:
            if column in AS_IT_FALLS:
                raise UndrawableSegmentError(effect.id, effect.segment, column)
