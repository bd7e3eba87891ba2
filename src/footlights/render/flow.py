"""The flow: how people really move over the map, forward above, back below."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from footlights.measures.measured_order import Transition
from footlights.measures.ways import Ways
from footlights.measures.wording import counted, duration
from footlights.model.map import Map
from footlights.render.flow_lines import FlowArc, FlowCanvas, stations
from footlights.render.map_grid import page_on_this_page
from footlights.render.number import NumberView, number_view, share_view

ARCS_PER_TOUCHPOINT = 3
"""Ways drawn one by one, for each touchpoint of the map; the others are drawn as one
stub at each touchpoint."""

WIDEST = 30.0
"""Width of the most travelled way, pixels."""

_BASE_WIDTH = 1420
"""Room for the whole picture; columns grow narrower until they reach the least."""

_LEAST_STEP = 92
_MOST_STEP = 230


@dataclass(frozen=True)
class FlowNode:
    """One touchpoint on the base line."""

    id: str
    """Id of the touchpoint."""

    no: int
    """Its place on the map, from 1."""

    name: str
    """What the reader sees."""

    href: str
    """Its page."""

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
    """Touchpoints that people can be seen at, first to last."""

    others: str
    """What is not drawn one by one, in words; empty if all is."""

    rows: tuple[FlowRow, ...] | None
    """Every way, most journeys first; None where another table has them."""


def flow_view(
    map_: Map,
    ways: Ways,
    link: Callable[[str], str] = page_on_this_page,
    *,
    with_table: bool = True,
) -> FlowView:
    """Draw how people moved.

    Args:
        map_: The map; its order is the order along the picture.
        ways: How they did.
        link: Gives the address of a touchpoint's page.
        with_table: Whether its own table stands behind it; where not, another does.
    """
    count = len(stations(map_))
    step = max(_LEAST_STEP, min(_MOST_STEP, _BASE_WIDTH // count))
    drawn, others = split_ways(ways.gone, ARCS_PER_TOUCHPOINT * count)
    widest = _widest(drawn, ways)
    canvas = FlowCanvas(map_, step, WIDEST / widest, drawn)
    arcs = [
        *(canvas.arc(way) for way in drawn),
        *canvas.others(others),
        *canvas.stubs(ways),
    ]
    return FlowView(
        id="flow",
        width=step * count,
        height=canvas.base + canvas.depth,
        base=canvas.base,
        step=step,
        arcs=tuple(sorted(arcs, key=lambda arc: (arc.kind != "others", arc.width))),
        nodes=tuple(_nodes(map_, ways, canvas, link)),
        others=_others_words(others),
        rows=tuple(_rows(map_, ways.gone)) if with_table else None,
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


def _widest(drawn: Sequence[Transition], ways: Ways) -> int:
    """Give the journeys of the widest line: a way, a begin or an end."""
    lines = [way.journeys for way in drawn]
    return max([*lines, *ways.begun.values(), *ways.ended.values()], default=1) or 1


def _others_words(others: Sequence[Transition]) -> str:
    if not others:
        return ""
    times = sum(way.touches for way in others)
    return (
        f"Others: {counted(len(others), 'way')}, taken"
        f" {counted(times, 'time')}, drawn as one dotted stub at each touchpoint;"
        " the table has them all."
    )


def _nodes(
    map_: Map,
    ways: Ways,
    canvas: FlowCanvas,
    link: Callable[[str], str],
) -> Iterator[FlowNode]:
    for touchpoint_id in stations(map_):
        touchpoint = map_.touchpoint(touchpoint_id)
        yield FlowNode(
            id=touchpoint.id,
            no=map_.touchpoint_no[touchpoint_id],
            name=touchpoint.name,
            href=link(touchpoint.id),
            x=canvas.x(touchpoint.id),
            journeys=counted(ways.journeys.get(touchpoint.id, 0), "journey"),
            is_wait=touchpoint.kind == "wait",
        )


def _rows(map_: Map, ways: Sequence[Transition]) -> Iterator[FlowRow]:
    names = {t.id: t.name for t in map_.touchpoints}
    place = stations(map_)
    for way in ways:
        leap = place[way.to] - place[way.from_]
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
