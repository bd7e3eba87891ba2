"""A laid-out map as data for the typesetter."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from footlights.render.feeling_curve import FeelingCurveView
from footlights.render.icons import SHAPES
from footlights.render.lanes import (
    ActivityLane,
    FeelingLane,
    Lane,
    Lens,
    LineLane,
    NumberLane,
    TextLane,
)
from footlights.render.map_grid import ColumnHead, MapGridView

ICONS: Mapping[str, str] = {shape.name: str(shape.drawing) for shape in SHAPES}
"""Outlines by name."""

_KINDS: dict[type[Lane], str] = {
    TextLane: "text",
    FeelingLane: "feeling",
    NumberLane: "numbers",
    LineLane: "line",
    ActivityLane: "activities",
}
_COMMAND = re.compile(r"([MLCHZ])([^MLCHZ]*)")
_NUMBER = re.compile(r"-?[\d.]+(?:e-?\d+)?")

Segment = list[Any]
"""A sign and its points: `["L", [50, 12]]`."""


def segments(path: str) -> list[Segment]:
    """Take an SVG path of ours apart: absolute moves, lines, curves and closings."""
    return [
        [sign, *_pairs([float(of) for of in _NUMBER.findall(numbers)])]
        for sign, numbers in _COMMAND.findall(path)
    ]


def _pairs(numbers: list[float]) -> Iterator[list[float]]:
    for at in range(0, len(numbers) - 1, 2):
        yield numbers[at : at + 2]


def map_data(grid: MapGridView, lens: Lens) -> dict[str, Any]:
    """Give a map in one lens as values of JSON.

    Args:
        grid: The whole map, or part of its columns.
        lens: Lanes of the other lens are left out.
    """
    return {
        "stages": [asdict(stage) for stage in grid.stages],
        "columns": [asdict(column) for column in grid.columns],
        "lanes": [
            _lane(lane, grid.columns)
            for lane in grid.lanes
            if lens == "both" or lane.lens in ("both", lens)
        ],
    }


def _lane(lane: Lane, columns: tuple[ColumnHead, ...]) -> dict[str, Any]:
    given = asdict(lane) | {"kind": _KINDS[type(lane)]}
    if isinstance(lane, FeelingLane):
        given["curve"] |= curve_paths(lane.curve)
        given["alt"] = spoken_curve(lane, columns)
    return given


def curve_paths(curve: FeelingCurveView) -> dict[str, Any]:
    """Give the lines of a feeling curve, taken apart."""
    return {
        "drawn": segments(curve.drawn),
        "measured": segments(curve.measured),
        "band": segments(curve.band),
        "personas": [
            {"name": line.name, "path": segments(line.path)} for line in curve.personas
        ],
    }


def spoken_curve(lane: FeelingLane, columns: tuple[ColumnHead, ...]) -> str:
    """Say the picture to those who hear it: each touchpoint, drawn and measured."""
    said = [
        f"{column.name}: {point.spoken}"
        for column, point in zip(columns, lane.curve.points, strict=True)
    ]
    return f"The feeling at each touchpoint, from −2 to +2. {'. '.join(said)}."
