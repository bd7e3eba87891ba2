import json
import re
from importlib.resources import files

from footlights.render.map_grid import map_grid
from footlights.render.typeset.map_data import map_data, segments


def test_a_path_is_taken_apart_into_signs_and_points():
    assert segments("M50,12 C100,12 100,-3.5 150,9e-1 L1,2Z") == [
        ["M", [50, 12]],
        ["C", [100, 12], [100, -3.5], [150, 0.9]],
        ["L", [1, 2]],
        ["Z"],
    ]
    assert segments("") == []


def test_a_lens_shows_its_own_lanes_and_the_shared_ones(museum, measured):
    grid = map_grid(museum, measured)

    def lanes(lens):
        return {lane["id"] for lane in map_data(grid, lens)["lanes"]}

    assert "thinking" in lanes("customer")
    assert "backstage" not in lanes("customer")
    assert "backstage" in lanes("business")
    assert "feeling" not in lanes("business")
    assert "doing" in lanes("customer") & lanes("business")
    assert lanes("both") == lanes("customer") | lanes("business")


def test_the_curve_is_said_in_words_for_those_who_hear_it(museum, measured):
    lanes = map_data(map_grid(museum, measured), "both")["lanes"]
    (feeling,) = [lane for lane in lanes if lane["kind"] == "feeling"]

    assert "Reads the programme: drawn as curious, +1; measured" in feeling["alt"]
    assert feeling["alt"].count("drawn as") == 11


def test_all_of_it_is_json(museum, measured):
    assert json.dumps(map_data(map_grid(museum, measured), "both"))


def test_colours_on_paper_are_those_of_the_pages():
    """A colour on paper that the pages do not have would be a second palette."""
    render = files("footlights.render")
    tokens = render.joinpath("static", "tokens.css").read_text(encoding="utf-8")
    light = tokens.partition("@media")[0]
    source = render.joinpath("typeset", "source", "ink.typ").read_text(encoding="utf-8")

    for name, colour in re.findall(r'#let ([\w-]+) = rgb\("(#\w{6})"\)', source):
        assert f"--{name}: {colour}" in light
