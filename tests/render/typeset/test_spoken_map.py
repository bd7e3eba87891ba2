from lxml import etree

from footlights.render.map_grid import map_grid
from footlights.render.typeset.spoken_map import described, spoken_map


def test_every_touchpoint_is_told_with_its_texts_and_numbers(museum, measured):
    lines = spoken_map(map_grid(museum, measured), "both").split("\n")

    assert len(lines) == len(museum.touchpoints)
    first = lines[0]
    assert first.startswith("1. Reads the programme (stage Before the visit). Doing: ")
    assert "Feeling: drawn as curious, +1; measured " in first
    score = measured.touchpoints[0].score.mean
    assert f"Score: {score.value:.2f} (" in first
    assert f"n {score.n:,}, n" not in first
    assert "Frontstage: Greets and points the way, Guides, takes 2 m." in first


def test_lanes_of_the_other_lens_are_not_told(museum):
    told = spoken_map(map_grid(museum, None), "customer")

    assert "Thinking: " in told
    assert "Backstage: " not in told


def test_a_description_is_text_of_the_drawing_whatever_it_says():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="1"><path d="M 0 0"/></svg>'

    drawn = described(svg, "Tea & <cake>", "\x00One. ]]> Two")

    root = etree.fromstring(drawn)
    title, words = root[0], root[1]
    assert root.get("role") == "img"
    assert title.tag.endswith("title")
    assert title.text == "Tea & <cake>"
    assert words.text == "One. ]]> Two"
