"""Ways on both sides of one place: a column to a level, a band to a way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from footlights.charts.palette import INK, LIGHT, NIGHT, theme
from footlights.measures.wording import compact

MOST_PLACES = 7
"""Places that a column tells apart; all others of it are one."""

_STEP = 128
_BAR = 8
_HEIGHT = 300.0
_GAP = 18.0
_BENDS = 12


@dataclass(frozen=True)
class Way:
    """One way of a level."""

    level: int
    """1 out of the middle, 2 the way after, ...; -1 into it, ..."""

    near: str
    """Where it is nearer to the middle."""

    far: str
    """Where it is farther from it."""

    touches: int
    """How often it was gone."""


@dataclass
class _Place:
    """One place in a column, with how much of either side is taken by bands."""

    top: float
    size: float
    near_taken: float = 0.0
    far_taken: float = 0.0


def levels(ways: Sequence[Way], middle: str, others: str) -> alt.LayerChart:
    """Draw the ways on both sides of a place; the height of a band is how often.

    Args:
        ways: At least one.
        middle: Name of the place.
        others: Name of what a column does not tell apart.
    """
    told = _told_apart(ways, others)
    most = max(_sum(told, 1), _sum(told, -1), 1)
    unit = _HEIGHT / most
    columns = {0: {middle: most}} | _columns(told)
    left = min(columns)
    places = {no: _stacked(of, unit) for no, of in columns.items()}
    bands = [
        point
        for no, way in enumerate(told)
        for point in _band(no, way, places, unit, left)
    ]
    bars: list[dict[str, Any]] = [
        {
            "x": (no - left) * _STEP,
            "x2": (no - left) * _STEP + _BAR,
            "y": place.top,
            "y2": place.top + max(place.size, 1.5),
            "name": name,
            "said": compact(columns[no][name]),
            "middle": no == 0,
        }
        for no, of in places.items()
        for name, place in of.items()
    ]
    width = (max(columns) - left) * _STEP + _STEP
    height = max(bar["y2"] for bar in bars) + 4
    return _drawn(bands, bars, width, height)


def _told_apart(ways: Sequence[Way], others: str) -> list[Way]:
    """Put the rare places of each column together."""
    sums = _columns(ways)
    kept = {
        no: set(sorted(of, key=lambda name: -of[name])[:MOST_PLACES])
        for no, of in sums.items()
    }
    found: dict[tuple[int, str, str], int] = {}
    for way in ways:
        inner = way.level - (1 if way.level > 0 else -1)
        far = way.far if way.far in kept[way.level] else others
        near = way.near if inner == 0 or way.near in kept[inner] else others
        key = (way.level, near, far)
        found[key] = found.get(key, 0) + way.touches
    return [Way(*key, touches) for key, touches in found.items()]


def _columns(ways: Sequence[Way]) -> dict[int, dict[str, int]]:
    """Count how often each place of each column was met."""
    found: dict[int, dict[str, int]] = {}
    for way in sorted(ways, key=lambda way: -way.touches):
        of = found.setdefault(way.level, {})
        of[way.far] = of.get(way.far, 0) + way.touches
    return found


def _sum(ways: Sequence[Way], level: int) -> int:
    return sum(way.touches for way in ways if way.level == level)


def _stacked(of: Mapping[str, int], unit: float) -> dict[str, _Place]:
    found, top = {}, _GAP
    for name, touches in sorted(of.items(), key=lambda each: -each[1]):
        found[name] = _Place(top, touches * unit)
        top += max(touches * unit, 2.0) + _GAP
    return found


def _band(
    no: int,
    way: Way,
    places: Mapping[int, Mapping[str, _Place]],
    unit: float,
    left: int,
) -> list[dict[str, object]]:
    """Bend a band from place to place."""
    side = 1 if way.level > 0 else -1
    near = places[way.level - side].get(way.near)
    far = places[way.level][way.far]
    if near is None:
        return []
    size = way.touches * unit
    # The middle has bands on both of its sides.
    taken = near.far_taken if side > 0 else near.near_taken
    y0, y1 = near.top + taken, far.top + (far.near_taken if side > 0 else far.far_taken)
    if side > 0:
        near.far_taken += size
        far.near_taken += size
    else:
        near.near_taken += size
        far.far_taken += size
    begin, end = (way.level - side - left) * _STEP, (way.level - left) * _STEP
    x0, x1 = (begin + _BAR, end) if side > 0 else (begin, end + _BAR)
    points: list[dict[str, object]] = []
    for step in range(_BENDS + 1):
        t = step / _BENDS
        y = y0 + (y1 - y0) * t * t * (3 - 2 * t)
        x = x0 + (x1 - x0) * t
        points.append({"no": no, "x": x, "y": y, "y2": y + max(size, 0.8)})
    return points


def _drawn(
    bands: list[dict[str, object]],
    bars: list[dict[str, object]],
    width: float,
    height: float,
) -> alt.LayerChart:
    x_scale = alt.Scale(domain=[0, width], nice=False, zero=False)
    y_scale = alt.Scale(domain=[height, 0], nice=False, zero=False)
    x = alt.X("x:Q", scale=x_scale, axis=None)
    y = alt.Y("y:Q", scale=y_scale, axis=None)
    ways = (
        alt.Chart(alt.InlineData(values=bands))
        .mark_area(color=LIGHT, opacity=0.4)
        .encode(x=x, y=y, y2="y2:Q", detail="no:N")
    )
    base = alt.Chart(alt.InlineData(values=bars))
    colour = alt.condition("datum.middle", alt.value(NIGHT), alt.value(LIGHT))
    marks = base.mark_rect().encode(x=x, x2="x2:Q", y=y, y2="y2:Q", color=colour)
    words = base.mark_text(
        align="left", baseline="bottom", dy=-3, fontSize=11, color=INK, limit=_STEP - 8
    ).encode(x=x, y=y, text="label:N")
    said = words.transform_calculate(label="datum.said + '  ' + datum.name")
    chart: alt.LayerChart = (
        alt.layer(ways, marks, said)
        .properties(width=width, height=height)
        .configure(**theme())
    )
    return chart
