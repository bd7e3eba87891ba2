from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from footlights.formats.bpmn import MODEL, to_bpmn
from footlights.model.map import Map
from footlights.usecases.examples import EXAMPLES, read_example
from support.browsers import chromium
from support.drawn_maps import maps
from support.filled_maps import filled_map
from support.separate_programs import npm_packages, python_files

BPMN = Path(__file__).resolve().parents[1] / "support" / "bpmn"
M = f"{{{MODEL}}}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"

TEA = Map.model_validate(
    {
        "footlights": 1,
        "id": "tea",
        "name": "Tea",
        "owner": "The house",
        "teams": [{"id": "bar", "name": "Bar"}, {"id": "door", "name": "Door"}],
        "systems": [{"id": "till", "name": "Till"}],
        "stages": [
            {
                "id": "drink",
                "name": "Drink",
                "touchpoints": [
                    {
                        "id": "order",
                        "name": "Order",
                        "activities": [
                            {
                                "id": "ask",
                                "line": "frontstage",
                                "does": "Asks",
                                "team": "bar",
                            },
                            {
                                "id": "book",
                                "line": "support",
                                "does": "Books",
                                "system": "till",
                                "after": ["ask"],
                            },
                        ],
                    },
                    {"id": "wait", "name": "Wait", "kind": "wait"},
                    {"id": "sip", "name": "Sip"},
                ],
            }
        ],
    }
)


def drawn(map_):
    return etree.fromstring(to_bpmn(map_))


def boxes_of(root):
    return {
        shape.get("bpmnElement"): tuple(
            int(shape.find(f"{DC}Bounds").get(key))
            for key in ("x", "y", "width", "height")
        )
        for shape in root.iter(f"{DI}BPMNShape")
    }


def nodes_of(root):
    return [
        node.get("id")
        for process in root.iter(f"{M}process")
        for node in process
        if etree.QName(node).localname not in {"sequenceFlow", "laneSet"}
    ]


def test_touchpoints_are_tasks_in_order_and_waits_are_timers():
    root = drawn(TEA)
    journey = root.find(f"{M}process[@id='journey']")

    kinds = [(etree.QName(node).localname, node.get("id")) for node in journey]
    assert kinds[:5] == [
        ("startEvent", "begin"),
        ("userTask", "touchpoint_order"),
        ("intermediateCatchEvent", "touchpoint_wait"),
        ("userTask", "touchpoint_sip"),
        ("endEvent", "end"),
    ]
    assert len(kinds) == 9


def test_each_busy_team_has_a_lane_with_its_activities():
    lanes = {
        lane.get("name"): [each.text for each in lane]
        for lane in drawn(TEA).iter(f"{M}lane")
    }

    assert lanes == {"Bar": ["activity_ask"], "No team": ["activity_book"]}


def test_messages_cross_the_line_of_interaction():
    messages = [
        (each.get("sourceRef"), each.get("targetRef"))
        for each in drawn(TEA).iter(f"{M}messageFlow")
    ]

    assert messages == [
        ("touchpoint_order", "activity_ask"),
        ("activity_ask", "touchpoint_order"),
    ]


def test_a_map_without_activities_has_the_customer_alone():
    sip = {"id": "sip", "name": "Sip"}
    stage = {"id": "drink", "name": "Drink", "touchpoints": [sip]}
    tea = {"footlights": 1, "id": "tea", "name": "Tea", "stages": [stage]}

    root = drawn(Map.model_validate(tea))

    assert [p.get("id") for p in root.iter(f"{M}participant")] == ["customer"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_part_of_an_example_is_named_once_and_drawn(name):
    root = drawn(read_example(name))
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    boxes = boxes_of(root)
    edges = {e.get("bpmnElement") for e in root.iter(f"{DI}BPMNEdge")}

    assert len(ids) == len(set(ids))
    assert set(nodes_of(root)) < boxes.keys()
    flows = [*root.iter(f"{M}sequenceFlow"), *root.iter(f"{M}messageFlow")]
    assert {flow.get("id") for flow in flows} == edges
    for flow in flows:
        assert {flow.get("sourceRef"), flow.get("targetRef")} <= boxes.keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_two_shapes_lie_on_each_other(name):
    root = drawn(read_example(name))
    boxes = boxes_of(root)

    for one, other in combinations(nodes_of(root), 2):
        (x, y, width, height), (u, v, wide, high) = boxes[one], boxes[other]
        apart = x + width <= u or u + wide <= x or y + height <= v or v + high <= y
        assert apart, (one, other)


@settings(deadline=None, max_examples=20)
@given(maps)
def test_every_map_is_well_formed(map_):
    assert drawn(map_).tag == f"{M}definitions"


@pytest.fixture(scope="module")
def schema():
    """The schema of BPMN 2.0."""
    folder = python_files(BPMN / "schema.txt", "bpmn-schema")
    place = folder / "SpiffWorkflow" / "bpmn" / "parser" / "schema" / "BPMN20.xsd"
    return etree.XMLSchema(etree.parse(place))


def test_two_parts_of_one_id_are_two_elements():
    sip = {"id": "sip", "name": "Sip"}
    stage = {"id": "drink", "name": "Drink", "touchpoints": [sip, sip]}
    tea = {"footlights": 1, "id": "tea", "name": "Tea", "stages": [stage]}

    root = drawn(Map.model_validate(tea))

    assert [task.get("id") for task in root.iter(f"{M}userTask")] == [
        "touchpoint_sip",
        "touchpoint_sip-2",
    ]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_keeps_the_schema(name, schema):
    schema.assertValid(drawn(read_example(name)))


@pytest.mark.parametrize("seed", range(10))
def test_a_map_with_every_field_and_odd_texts_keeps_the_schema(seed, schema):
    schema.assertValid(drawn(filled_map(seed)))


@given(map_=maps)
@settings(deadline=None, max_examples=50)
def test_any_map_keeps_the_schema(schema, map_):
    schema.assertValid(drawn(map_))


@pytest.fixture(scope="module")
def viewer():
    """Opens BPMN in bpmn-js, in a browser; gives warnings and what is drawn."""
    folder = npm_packages(BPMN, "bpmn-js")
    script = folder / "node_modules/bpmn-js/dist/bpmn-viewer.production.min.js"
    with chromium() as browser:
        page = browser.new_page()
        page.set_content('<div id="canvas" style="height: 800px"></div>')
        page.add_script_tag(path=script)
        yield lambda xml: page.evaluate(OPEN, xml.decode())


OPEN = """async (xml) => {
  document.querySelector('#canvas').replaceChildren();
  const viewer = new BpmnJS({container: '#canvas'});
  const {warnings} = await viewer.importXML(xml);
  const drawn = viewer.get('elementRegistry').filter((e) => !e.labelTarget && e.parent);
  return {
    warnings: warnings.map((each) => each.message),
    drawn: drawn.map((each) => each.id),
  };
}"""


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_viewer_opens_an_example_and_draws_every_part(name, viewer):
    xml = to_bpmn(read_example(name))

    found = viewer(xml)

    root = etree.fromstring(xml)
    edges = {e.get("bpmnElement") for e in root.iter(f"{DI}BPMNEdge")}
    assert found["warnings"] == []
    assert set(found["drawn"]) == boxes_of(root).keys() | edges


def test_a_viewer_says_so_where_a_part_is_missing(viewer):
    """The viewer can tell: a flow to nowhere is a warning."""
    broken = to_bpmn(TEA).replace(b'targetRef="touchpoint_sip"', b'targetRef="none"')

    assert viewer(broken)["warnings"]
