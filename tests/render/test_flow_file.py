import re

from lxml import etree

from footlights.measures.ways import measured_ways
from footlights.render.flow import flow_view
from footlights.render.flow_file import flow_file

SVG = "{http://www.w3.org/2000/svg}"


def test_the_file_stands_alone_and_names_every_touchpoint(museum, measured):
    view = flow_view(museum, measured_ways(measured))
    drawn = flow_file(view, "A & B", "all journeys", "svg").decode()
    texts = [each.text for each in etree.fromstring(drawn).iter(f"{SVG}text")]
    written = " ".join(texts)

    assert texts[:2] == ["A & B", "all journeys"]
    assert all(
        word in written for node in view.nodes for word in re.findall(r"\w+", node.name)
    )
    assert "var(" not in drawn


def test_a_word_wider_than_its_column_goes_over_lines(museum, measured):
    view = flow_view(museum, measured_ways(measured))
    long = "Donaudampfschifffahrtsgesellschaft" * 2
    nodes = tuple(
        type(node)(**(vars(node) | {"name": long})) for node in view.nodes[:1]
    )
    wide = type(view)(**(vars(view) | {"nodes": nodes}))
    drawn = flow_file(wide, "Long", "all journeys", "svg").decode()

    pieces = re.findall(r'font-size="12" text-anchor="middle"[^>]*>([^<]+)<', drawn)
    assert "".join(pieces) == long
    assert len(pieces) > 2
