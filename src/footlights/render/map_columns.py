"""Single columns of a map, as they stand in the whole of it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from footlights.render.lanes import (
    ActivityLane,
    FeelingLane,
    Lane,
    LineLane,
    NumberLane,
    TextLane,
)
from footlights.render.map_grid import MapGridView

Of = TypeVar("Of")


def columns_of(grid: MapGridView, ids: Collection[str]) -> MapGridView:
    """Give a few columns of a map; all lanes of the map stand in them.

    A map that is laid out for these columns alone would leave out lanes in which they
    say nothing, and its curve would have their points alone. Here lanes, curve and the
    heads of all stages are those of the whole map.

    Args:
        grid: The whole map.
        ids: Touchpoints whose columns are wanted.
    """
    places = [no for no, column in enumerate(grid.columns) if column.id in ids]
    return replace(
        grid,
        columns=_at(grid.columns, places),
        lanes=tuple(_lane(lane, places) for lane in grid.lanes),
    )


def _lane(lane: Lane, places: Sequence[int]) -> Lane:
    match lane:
        case LineLane():
            return lane
        case FeelingLane():
            points = _at(lane.curve.points, places)
            return replace(lane, curve=replace(lane.curve, points=points))
        case TextLane():
            return replace(lane, cells=_at(lane.cells, places))
        case NumberLane():
            return replace(lane, cells=_at(lane.cells, places))
        case ActivityLane():
            return replace(lane, cells=_at(lane.cells, places))


def _at(of: Sequence[Of], places: Sequence[int]) -> tuple[Of, ...]:
    return tuple(of[place] for place in places)
