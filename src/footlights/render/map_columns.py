"""Single columns of a map, as they stand in the whole of it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TypeVar

from footlights.render.lanes import FeelingLane, Lane, LineLane
from footlights.render.map_grid import MapGridView, StageHead

Of = TypeVar("Of")


def columns_of(grid: MapGridView, ids: Collection[str]) -> MapGridView:
    """Give a few columns of a map; all lanes of the map stand in them.

    A map that is laid out for these columns alone would leave out lanes in which they
    say nothing, and its curve would have their points alone. Here lanes and curve are
    those of the whole map.

    Args:
        grid: The whole map.
        ids: Touchpoints whose columns are wanted.
    """
    places = [no for no, column in enumerate(grid.columns) if column.id in ids]
    return replace(
        grid,
        stages=tuple(_stages(grid.stages, places)),
        columns=_at(grid.columns, places),
        lanes=tuple(_lane(lane, places) for lane in grid.lanes),
    )


def _stages(
    stages: Sequence[StageHead], places: Sequence[int]
) -> Iterator[StageHead]:
    ends = list(accumulate(stage.columns for stage in stages))
    for stage, end in zip(stages, ends, strict=True):
        within = [place for place in places if end - stage.columns <= place < end]
        if within:
            yield replace(stage, columns=len(within))


def _lane(lane: Lane, places: Sequence[int]) -> Lane:
    if isinstance(lane, LineLane):
        return lane
    if isinstance(lane, FeelingLane):
        points = _at(lane.curve.points, places)
        return replace(lane, curve=replace(lane.curve, points=points))
    return replace(lane, cells=_at(lane.cells, places))


def _at(of: Sequence[Of], places: Sequence[int]) -> tuple[Of, ...]:
    return tuple(of[place] for place in places)
