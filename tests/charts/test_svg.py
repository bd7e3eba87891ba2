import re

import altair as alt
from lxml import etree

from footlights.charts.contrasts import ScoreDifference, contrast_chart
from footlights.charts.hours import hours_chart
from footlights.charts.palette import PROPERTIES, VELVET
from footlights.charts.svg import picture_of, standing_alone, svg_of
from footlights.measures.measured_touchpoint import HourCount

HOURS = [HourCount(weekday=1, hour=9, touches=3)]


def test_colours_become_style_properties_of_the_page():
    drawn = svg_of(hours_chart(HOURS), "hours")

    assert "var(--velvet)" in drawn
    assert [colour for colour in PROPERTIES if colour in drawn] == []
    assert re.findall(r'"#[0-9a-fA-F]{3,6}"', drawn) == []


def test_it_is_well_formed_names_no_address_and_is_hidden_from_those_who_hear():
    drawn = svg_of(hours_chart(HOURS), "hours")

    assert etree.fromstring(drawn).get("aria-hidden") == "true"
    assert "http" not in drawn


def test_ids_carry_the_prefix():
    drawn = svg_of(hours_chart(HOURS), "hours")

    assert all(
        name.startswith("hours-") for name in re.findall(r'\bid="([^"]+)', drawn)
    )


def test_names_of_users_stay_words():
    hostile = ScoreDifference("<script>x</script>", 0.1, 0.0, 0.2, is_few=False)
    drawn = svg_of(contrast_chart([hostile]), "contrasts")

    assert "<script" not in drawn
    assert "&lt;script" in drawn


def test_a_drawing_that_stands_alone_has_its_colours_and_its_font():
    drawn = standing_alone(svg_of(hours_chart(HOURS), "hours"), "Inter")

    assert "var(--" not in drawn
    assert VELVET in drawn
    root = etree.fromstring(drawn)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("font-family") == "Inter"


def test_an_emoji_where_a_long_label_is_shortened_is_drawn():
    names = [f"{'n' * length} 😀🎉🇮🇹" * 6 for length in range(8)]
    chart = alt.Chart(alt.Data(values=[{"name": n, "share": 1} for n in names]))
    bars = chart.mark_bar().encode(x="share:Q", y="name:N")

    drawn = svg_of(bars, "bars")

    assert "😀" in drawn
    assert not [sign for sign in drawn if 0xE000 <= ord(sign) < 0xF900]
    assert picture_of(bars.configure(), "png").startswith(b"\x89PNG")
