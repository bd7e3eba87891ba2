"""The flow: how people really move over the map, forward above, back below."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from footlights.measures.measured import Measured, TouchpointMeasures, Transition
from footlights.model.map import Map
from footlights.render.number import NumberView, number_view, share_view
from footlights.render.wording import counted, duration

ARCS_PER_TOUCHPOINT = 3
"""Ways drawn one by one, for each touchpoint of the map; the others are drawn as one
stub at each touchpoint."""

WIDEST = 30.0
"""Width of the most travelled way, pixels."""

_BASE_WIDTH = 1420
"""Room for the whole picture; columns grow narrower until they reach the least."""

_LEAST_STEP = 92
_MOST_STEP = 150
_NODE = 15
_LOW_ARC = 30
_HIGH_ARC = 190


@dataclass(frozen=True)
class FlowArc:
    """One way, drawn."""

    path: str
    """Its line."""

    width: float
    """Its width, pixels: journeys."""

    kind: str
    """`forward`, `back`, `again`, `begin`, `end` or `others`."""

    title: str
    """The way in words: `Orders to Pays: 590 journeys`."""


@dataclass(frozen=True)
class FlowNode:
    """One touchpoint on the base line."""

    id: str
    """Id of the touchpoint."""

    no: int
    """Its place on the map, from 1."""

    name: str
    """What the reader sees."""

    x: float
    """Where it stands, pixels."""

    journeys: str
    """How many journeys were here: `640 journeys`."""

    is_wait: bool
    """Whether it is a wait."""


@dataclass(frozen=True)
class FlowRow:
    """One way in the table."""

    origin: str
    """Where people left."""

    target: str
    """Where they went next."""

    direction: str
    """`on`, `back`, `over 2` (leaving two out) or `again`."""

    journeys: str
    """Distinct journeys."""

    touches: str
    """How often."""

    share: NumberView
    """Share of all departures from the origin."""

    gap: NumberView
    """Median time between the two."""


@dataclass(frozen=True)
class FlowView:
    """The picture and the table behind it."""

    id: str
    """Id of its root element."""

    width: int
    """Width, pixels."""

    height: int
    """Height of the arcs, pixels."""

    base: int
    """Where the touchpoints stand, pixels from the top."""

    step: int
    """Distance between two touchpoints, pixels."""

    arcs: tuple[FlowArc, ...]
    """Widest last, so that thin ones lie under them."""

    nodes: tuple[FlowNode, ...]
    """Touchpoints, first to last."""

    others: str
    """What is not drawn one by one, in words; empty if all is."""

    rows: tuple[FlowRow, ...]
    """Every way, most journeys first."""


def flow_view(map_: Map, measured: Measured) -> FlowView:
    """Draw how people moved.

    Args:
        map_: The map; its order is the order along the picture.
        measured: Reads `transitions`, and where journeys begin and end.
    """
    count = len(map_.touchpoints)
    step = max(_LEAST_STEP, min(_MOST_STEP, _BASE_WIDTH // count))
    drawn, others = split_ways(measured.transitions, ARCS_PER_TOUCHPOINT * count)
    found = {of.id: of for of in measured.touchpoints}
    widest = max(
        [way.journeys for way in drawn] + [of.journeys for of in found.values()] + [1]
    )
    canvas = _Canvas(map_, step, WIDEST / widest, _reach(map_, drawn))
    arcs = [
        *(canvas.arc(way) for way in drawn),
        *canvas.others(others),
        *canvas.stubs(found),
    ]
    return FlowView(
        id="flow",
        width=step * count,
        height=canvas.base + canvas.depth,
        base=canvas.base,
        step=step,
        arcs=tuple(sorted(arcs, key=lambda arc: (arc.kind != "others", arc.width))),
        nodes=tuple(_nodes(map_, found, canvas)),
        others=_others_words(others),
        rows=tuple(_rows(map_, measured.transitions)),
    )


def split_ways(
    ways: Sequence[Transition], most: int
) -> tuple[list[Transition], list[Transition]]:
    """Split the ways into those drawn one by one and all others, most journeys first.

    A way that under one in a hundred of the most travelled way's journeys took is
    never drawn alone.

    Args:
        ways: In any order.
        most: How many are drawn one by one at most.
    """
    ranked = sorted(ways, key=lambda way: (-way.journeys, way.from_, way.to))
    if not ranked:
        return [], []
    least = ranked[0].journeys / 100
    drawn = [way for way in ranked[:most] if way.journeys >= least]
    return drawn, ranked[len(drawn) :]


def _others_words(others: Sequence[Transition]) -> str:
    if not others:
        return ""
    times = sum(way.touches for way in others)
    return (
        f"Others: {counted(len(others), 'way')}, taken"
        f" {counted(times, 'time')}, drawn as one dotted stub at each touchpoint;"
        " the table has them all."
    )


def _reach(map_: Map, ways: Sequence[Transition]) -> int:
    no = map_.touchpoint_no
    return max((abs(no[way.to] - no[way.from_]) for way in ways), default=1)


class _Canvas:
    """Turns ways into lines; x by map order, height by how far a way leaps."""

    def __init__(self, map_: Map, step: int, scale: float, reach: int) -> None:
        self._no = map_.touchpoint_no
        self._names = {t.id: t.name for t in map_.touchpoints}
        self._step = step
        self._scale = scale
        self._reach = reach
        self.base = round(self._rise(reach) * 0.75) + 26
        self.depth = self.base - 6 if reach > 1 else 70

    def x(self, touchpoint_id: str) -> float:
        """Where a touchpoint stands."""
        return self._step * (self._no[touchpoint_id] - 0.5)

    def width(self, journeys: int) -> float:
        """How wide so many journeys are drawn; never too thin to see."""
        return round(max(1.2, journeys * self._scale), 1)

    def arc(self, way: Transition) -> FlowArc:
        """Draw one way: forward above the line, back below, again as a loop."""
        leap = self._no[way.to] - self._no[way.from_]
        x0, x1 = self.x(way.from_), self.x(way.to)
        if leap == 0:
            low = self.base + 46
            path = (
                f"M{x0 - 5:g},{self.base + 10}C{x0 - 26:g},{low} {x0 + 26:g},{low}"
                f" {x0 + 5:g},{self.base + 10}"
            )
            kind = "again"
        elif leap == 1:
            path, kind = f"M{x0:g},{self.base}L{x1:g},{self.base}", "forward"
        else:
            kind = "forward" if leap > 0 else "back"
            height = self._rise(abs(leap))
            y = self.base - height if leap > 0 else self.base + height
            path = f"M{x0:g},{self.base}C{x0:g},{y:g} {x1:g},{y:g} {x1:g},{self.base}"
        title = (
            f"{self._names[way.from_]} to {self._names[way.to]}:"
            f" {counted(way.journeys, 'journey')}"
        )
        return FlowArc(path, self.width(way.journeys), kind, title)

    def others(self, ways: Sequence[Transition]) -> Iterator[FlowArc]:
        """Draw the ways not drawn one by one as a stub at each origin."""
        ordered = sorted(ways, key=lambda way: self._no[way.from_])
        for origin, group in groupby(ordered, key=lambda way: way.from_):
            bundle = list(group)
            x = self.x(origin)
            times = sum(way.touches for way in bundle)
            path = f"M{x:g},{self.base}c4,-16 12,-22 22,-26"
            title = (
                f"{self._names[origin]} to {counted(len(bundle), 'other')}:"
                f" {counted(times, 'time')}"
            )
            yield FlowArc(path, min(8.0, self.width(times)), "others", title)

    def stubs(self, found: Mapping[str, TouchpointMeasures]) -> Iterator[FlowArc]:
        """Draw where journeys begin (from above) and where they end (downward)."""
        for of in found.values():
            x = self.x(of.id)
            for way, kind, words, path in (
                (
                    of.came_from,
                    "begin",
                    "begin",
                    f"M{x - 32:g},{self.base - 46}c0,30 12,46 32,46",
                ),
                (of.went_to, "end", "end", f"M{x:g},{self.base}c20,0 32,16 32,46"),
            ):
                count = sum(n.touches for n in way if n.touchpoint is None)
                if count:
                    title = (
                        f"{counted(count, 'journey')} {words} at {self._names[of.id]}"
                    )
                    yield FlowArc(path, self.width(count), kind, title)

    def _rise(self, leap: int) -> float:
        if leap <= 1:
            return _LOW_ARC
        part = ((leap - 1) / max(1, self._reach - 1)) ** 0.7
        full = min(_HIGH_ARC, 60 + 26 * self._reach)
        return round(_LOW_ARC + 24 + part * (full - _LOW_ARC - 24), 1)


def _nodes(
    map_: Map, found: Mapping[str, TouchpointMeasures], canvas: _Canvas
) -> Iterator[FlowNode]:
    for no, touchpoint in enumerate(map_.touchpoints, start=1):
        of = found.get(touchpoint.id)
        yield FlowNode(
            id=touchpoint.id,
            no=no,
            name=touchpoint.name,
            x=canvas.x(touchpoint.id),
            journeys=counted(of.journeys if of else 0, "journey"),
            is_wait=touchpoint.kind == "wait",
        )


def _rows(map_: Map, ways: Sequence[Transition]) -> Iterator[FlowRow]:
    names = {t.id: t.name for t in map_.touchpoints}
    for way in ways:
        leap = map_.touchpoint_no[way.to] - map_.touchpoint_no[way.from_]
        yield FlowRow(
            origin=names[way.from_],
            target=names[way.to],
            direction=_direction(leap),
            journeys=f"{way.journeys:,}",
            touches=f"{way.touches:,}",
            share=share_view(way.share_of_departures),
            gap=number_view(way.median_seconds, duration),
        )


def _direction(leap: int) -> str:
    if leap == 0:
        return "again"
    if leap < 0:
        return "back"
    return "on" if leap == 1 else f"over {leap - 1}"
