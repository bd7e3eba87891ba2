"""The touchpoint map as BPMN 2.0, with coordinates so that a viewer draws it.

The customer is a pool of their own, above the line of interaction: each touchpoint is a
task in it, in order. The organisation is a second pool with a lane for each team, where
each activity is a task. Messages cross the line of interaction: from a touchpoint to the
activities that begin with it, and from frontstage activities back to it. What BPMN has
no word for (feelings, measures, evidence) is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from footlights.formats.distinct_ids import with_distinct_ids
from footlights.formats.safe_xml import xml_text
from footlights.model.activity import Activity
from footlights.model.map import Map
from footlights.model.touchpoint import Touchpoint

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_SPACES = {
    None: MODEL,
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
}
_HEAD, _TASK, _GAP, _HIGH, _LANE, _EVENT = 60, 120, 60, 70, 110, 36
_LEFT = _HEAD + 40


@dataclass
class _Box:
    """Where a shape stands."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass
class _Drawing:
    """Shapes and lines, gathered while elements are made."""

    shapes: dict[str, _Box] = field(default_factory=dict)
    edges: dict[str, tuple[str, str]] = field(default_factory=dict)
    level: set[str] = field(default_factory=set)
    """Pools and lanes, which lie on their side."""


def to_bpmn(map_: Map) -> bytes:
    """Write a map as BPMN 2.0.

    Where two touchpoints or activities have one id, later ones count on.
    """
    map_ = with_distinct_ids(map_)
    root = etree.Element(
        _tag("definitions"),
        {"id": f"map_{map_.id}", "targetNamespace": f"urn:footlights:{map_.id}"},
        nsmap=_SPACES,
    )
    drawing = _Drawing()
    columns = _columns(map_)
    pools = etree.SubElement(root, _tag("collaboration"), id="collaboration")
    etree.SubElement(
        pools, _tag("participant"), id="customer", name="Customer", processRef="journey"
    )
    width = _LEFT + sum(size for _, _, size in columns) + _EVENT * 2 + _GAP * 2
    drawing.shapes["customer"] = _Box(0, 0, width, _LANE + 20)
    drawing.level.add("customer")
    _add_journey(root, map_, columns, drawing)
    if map_.activities:
        owner = xml_text(map_.owner or "Organisation")
        etree.SubElement(
            pools, _tag("participant"), id="us", name=owner, processRef="service"
        )
        _add_service(root, map_, columns, drawing)
        _add_messages(pools, map_, drawing)
    _add_diagram(root, drawing)
    written: bytes = etree.tostring(
        root, encoding="utf-8", xml_declaration=True, pretty_print=True
    )
    return written


def _columns(map_: Map) -> list[tuple[Touchpoint, int, int]]:
    """Give each touchpoint its left end and its width: a place to each activity."""
    found, left = [], _LEFT + _EVENT + _GAP
    for touchpoint in map_.touchpoints:
        size = (_TASK + _GAP) * max(1, len(touchpoint.activities))
        found.append((touchpoint, left, size))
        left += size
    return found


def _add_journey(
    root: etree._Element,
    map_: Map,
    columns: Sequence[tuple[Touchpoint, int, int]],
    drawing: _Drawing,
) -> None:
    process = etree.SubElement(
        root,
        _tag("process"),
        id="journey",
        name=xml_text(map_.name),
        isExecutable="false",
    )
    y = 30
    nodes = ["begin"]
    etree.SubElement(process, _tag("startEvent"), id="begin")
    middle = y + (_HIGH - _EVENT) // 2
    drawing.shapes["begin"] = _Box(_LEFT, middle, _EVENT, _EVENT)
    for touchpoint, left, _ in columns:
        name = f"touchpoint_{touchpoint.id}"
        if touchpoint.kind == "wait":
            catch = etree.SubElement(
                process,
                _tag("intermediateCatchEvent"),
                id=name,
                name=xml_text(touchpoint.name),
            )
            etree.SubElement(catch, _tag("timerEventDefinition"), id=f"{name}_timer")
            at = left + (_TASK - _EVENT) // 2
            drawing.shapes[name] = _Box(at, middle, _EVENT, _EVENT)
        else:
            etree.SubElement(
                process, _tag("userTask"), id=name, name=xml_text(touchpoint.name)
            )
            drawing.shapes[name] = _Box(left, y, _TASK, _HIGH)
        nodes.append(name)
    etree.SubElement(process, _tag("endEvent"), id="end")
    right = columns[-1][1] + columns[-1][2]
    drawing.shapes["end"] = _Box(right, middle, _EVENT, _EVENT)
    nodes.append("end")
    for before, after in pairwise(nodes):
        _flow(process, before, after, drawing)


def _flow(process: etree._Element, before: str, after: str, drawing: _Drawing) -> None:
    name = f"flow_{before}_{after}"
    etree.SubElement(
        process, _tag("sequenceFlow"), id=name, sourceRef=before, targetRef=after
    )
    drawing.edges[name] = before, after


def _add_service(
    root: etree._Element,
    map_: Map,
    columns: Sequence[tuple[Touchpoint, int, int]],
    drawing: _Drawing,
) -> None:
    process = etree.SubElement(
        root, _tag("process"), id="service", name="Service", isExecutable="false"
    )
    top = drawing.shapes["customer"].height + 60
    lanes = _lanes(map_)
    width = drawing.shapes["customer"].width
    drawing.shapes["us"] = _Box(0, top, width, _LANE * len(lanes))
    drawing.level.add("us")
    lane_set = etree.SubElement(process, _tag("laneSet"), id="lanes")
    rows: dict[str, int] = {}
    for no, (lane, name, activities) in enumerate(lanes):
        y = top + no * _LANE
        element = etree.SubElement(lane_set, _tag("lane"), id=lane, name=xml_text(name))
        drawing.shapes[lane] = _Box(30, y, width - 30, _LANE)
        drawing.level.add(lane)
        for activity in activities:
            reference = etree.SubElement(element, _tag("flowNodeRef"))
            reference.text = f"activity_{activity.id}"
            rows[activity.id] = y + (_LANE - _HIGH) // 2
    kinds = {a.id: _kind(a) for a in map_.activities}
    for touchpoint, left, _ in columns:
        for place, activity in enumerate(touchpoint.activities):
            name = f"activity_{activity.id}"
            etree.SubElement(
                process, _tag(kinds[activity.id]), id=name, name=xml_text(activity.does)
            )
            x = left + place * (_TASK + _GAP)
            drawing.shapes[name] = _Box(x, rows[activity.id], _TASK, _HIGH)
    for activity in map_.activities:
        for before in activity.after:
            if before in rows:
                names = f"activity_{before}", f"activity_{activity.id}"
                _flow(process, *names, drawing)


def _lanes(map_: Map) -> list[tuple[str, str, list[Activity]]]:
    """Give a lane to each team that does something, and one to what nobody does."""
    names = {team.id: team.name for team in map_.teams}
    busy: dict[str | None, list[Activity]] = {team.id: [] for team in map_.teams}
    for activity in map_.activities:
        busy.setdefault(activity.team, []).append(activity)
    return [
        (
            f"lane_{team}" if team else "no_team",
            names.get(team, team) if team else "No team",
            activities,
        )
        for team, activities in busy.items()
        if activities
    ]


def _kind(activity: Activity) -> str:
    if activity.team is None and activity.system is not None:
        return "serviceTask"
    return "userTask" if activity.system else "task"


def _add_messages(pools: etree._Element, map_: Map, drawing: _Drawing) -> None:
    """Draw what crosses the line of interaction."""
    for from_, to in _messages(map_):
        name = f"message_{from_}_{to}"
        etree.SubElement(
            pools, _tag("messageFlow"), id=name, sourceRef=from_, targetRef=to
        )
        drawing.edges[name] = from_, to


def _messages(map_: Map) -> Iterator[tuple[str, str]]:
    for touchpoint in map_.touchpoints:
        at = f"touchpoint_{touchpoint.id}"
        for activity in touchpoint.activities:
            name = f"activity_{activity.id}"
            # A timer takes no message, and what is done by habit needs none.
            if not (activity.after or activity.standard or touchpoint.kind == "wait"):
                yield at, name
            if activity.line == "frontstage" and touchpoint.kind != "wait":
                yield name, at


def _add_diagram(root: etree._Element, drawing: _Drawing) -> None:
    diagram = etree.SubElement(root, _tag("BPMNDiagram", "bpmndi"), id="diagram")
    plane = etree.SubElement(
        diagram, _tag("BPMNPlane", "bpmndi"), id="plane", bpmnElement="collaboration"
    )
    for name, box in drawing.shapes.items():
        shape = etree.SubElement(
            plane, _tag("BPMNShape", "bpmndi"), id=f"{name}_shape", bpmnElement=name
        )
        if name in drawing.level:
            shape.set("isHorizontal", "true")
        sizes = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
        etree.SubElement(
            shape, _tag("Bounds", "dc"), {key: str(size) for key, size in sizes.items()}
        )
    for name, (from_, to) in drawing.edges.items():
        edge = etree.SubElement(
            plane, _tag("BPMNEdge", "bpmndi"), id=f"{name}_edge", bpmnElement=name
        )
        for x, y in _line(drawing.shapes[from_], drawing.shapes[to]):
            etree.SubElement(edge, _tag("waypoint", "di"), x=str(x), y=str(y))


def _line(begin: _Box, end: _Box) -> list[tuple[int, int]]:
    """Lead from box to box: straight in a row, else out of the nearer side."""
    (x1, y1), (x2, y2) = begin.middle, end.middle
    if y1 == y2:
        return [(begin.x + begin.width, y1), (end.x, y2)]
    if y1 < y2:
        y1, y2 = begin.y + begin.height, end.y
    else:
        y1, y2 = begin.y, end.y + end.height
    half = (y1 + y2) // 2
    return (
        [(x1, y1), (x1, half), (x2, half), (x2, y2)]
        if x1 != x2
        else [
            (x1, y1),
            (x2, y2),
        ]
    )


def _tag(name: str, space: str | None = None) -> str:
    return f"{{{_SPACES[space]}}}{name}"
