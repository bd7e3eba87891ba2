"""The lines of the flow picture: from a way and its journeys to a path."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from footlights.measures.measured_order import Transition
from footlights.measures.ways import Ways
from footlights.measures.wording import counted
from footlights.model.map import Map

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


def stations(map_: Map) -> dict[str, int]:
    """Number the touchpoints that people can be seen at, in map order, from 1.

    A wait that is measured as a gap is passed, never met; it is no station. Where no
    event can reach any touchpoint, all of them are stations.
    """
    seen = [t.id for t in map_.touchpoints if t.is_recorded]
    ids = seen or [t.id for t in map_.touchpoints]
    return {touchpoint_id: no for no, touchpoint_id in enumerate(ids, start=1)}


class FlowCanvas:
    """Turns ways into lines; x by place on the map, height by how far a way leaps."""

    def __init__(
        self, map_: Map, step: int, scale: float, ways: Sequence[Transition]
    ) -> None:
        self._no = stations(map_)
        self._names = {t.id: t.name for t in map_.touchpoints}
        self._step = step
        self._scale = scale
        leaps = [self._no[way.to] - self._no[way.from_] for way in ways]
        self._reach = max((abs(leap) for leap in leaps), default=1)
        self.base = self._room([leap for leap in leaps if leap > 0])
        self.depth = self._room([-leap for leap in leaps if leap < 0])

    def _room(self, leaps: Sequence[int]) -> int:
        """Give the height that these leaps need, stubs included."""
        return max(78, round(self._rise(max(leaps, default=1)) * 0.75) + 30)

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

    def stubs(self, ways: Ways) -> Iterator[FlowArc]:
        """Draw where journeys begin (from above) and where they end (downward)."""
        for id_, name in self._names.items():
            if id_ not in self._no:
                continue
            x = self.x(id_)
            for counts, kind, path in (
                (
                    ways.begun,
                    "begin",
                    f"M{x - 32:g},{self.base - 46}c0,30 12,46 32,46",
                ),
                (ways.ended, "end", f"M{x:g},{self.base}c20,0 32,16 32,46"),
            ):
                count = counts.get(id_, 0)
                if count:
                    title = f"{counted(count, 'journey')} {kind} at {name}"
                    yield FlowArc(path, self.width(count), kind, title)

    def _rise(self, leap: int) -> float:
        if leap <= 1:
            return _LOW_ARC
        part: float = ((leap - 1) / max(1, self._reach - 1)) ** 0.7
        full = min(_HIGH_ARC, 60 + 26 * self._reach)
        return float(round(_LOW_ARC + 24 + part * (full - _LOW_ARC - 24), 1))
