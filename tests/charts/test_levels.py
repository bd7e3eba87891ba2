"""Ways around a place: what is as high as what."""

import pytest

from footlights.charts.levels import MOST_PLACES, Way, levels
from footlights.charts.svg import svg_of

WAYS = (
    Way(1, "Pays", "Leaves", 60),
    Way(1, "Pays", "Eats", 40),
    Way(2, "Eats", "Pays", 40),
    Way(-1, "Pays", "Eats", 100),
    Way(-2, "Eats", "Orders", 75),
    Way(-2, "Eats", "Waits", 25),
)


def layer(chart, no):
    """Give the values that one layer is drawn from."""
    spec = chart.to_dict()
    return spec["datasets"][spec["layer"][no]["data"]["name"]]


def bars(chart):
    """Give the height of each place, by its column and its name."""
    return {
        (bar["x"] // 128, bar["name"]): bar["y2"] - bar["y"] for bar in layer(chart, 1)
    }


def bands(chart):
    found = {}
    for point in layer(chart, 0):
        found.setdefault(point["no"], []).append(point)
    return found.values()


def test_height_is_how_often_and_the_middle_stands_between_both_sides():
    found = bars(levels(WAYS, "Pays", "others"))

    assert found == {
        (0, "Orders"): 225,
        (0, "Waits"): 75,
        (1, "Eats"): 300,
        (2, "Pays"): 300,
        (3, "Leaves"): 180,
        (3, "Eats"): 120,
        (4, "Pays"): 120,
    }


def test_a_band_is_as_high_at_its_end_as_at_its_begin():
    heights = [
        {round(point["y2"] - point["y"], 6) for point in points}
        for points in bands(levels(WAYS, "Pays", "others"))
    ]

    assert sorted(heights, key=min) == [{75}, {120}, {120}, {180}, {225}, {300}]


def test_rare_places_of_a_column_are_one():
    ways = [Way(1, "Pays", f"Place {no}", 100 - no) for no in range(12)]
    found = bars(levels(ways, "Pays", "others"))

    assert len(found) == MOST_PLACES + 2
    assert found[1, "others"] == pytest.approx(
        sum(found.values()) / 2 - sum(found[1, f"Place {no}"] for no in range(7))
    )


def test_one_side_alone_is_drawn():
    drawn = svg_of(levels([Way(-1, "Pays", "(began)", 3)], "Pays", "others"), "flow")

    assert "Pays" in drawn
    assert "(began)" in drawn
