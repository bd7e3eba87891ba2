from footlights.charts.palette import PROPERTIES
from footlights.render.environment import static_text


def test_every_colour_is_the_light_colour_of_a_property_of_the_page():
    tokens = static_text("tokens.css")

    assert [
        (colour, name)
        for colour, name in PROPERTIES.items()
        if f"{name}: {colour};" not in tokens
    ] == []
