from footlights.charts.feelings import FeelingAt, feelings_chart
from footlights.charts.svg import svg_of


def test_each_touchpoint_has_its_place_and_what_is_not_known_is_null():
    chart = feelings_chart(
        [
            FeelingAt("Order", 1.0, 0.5, 0.2, 0.8, is_few=False),
            FeelingAt("Order", None, None, None, None, is_few=False),
        ]
    )

    rows = next(
        rows for rows in chart.to_dict()["datasets"].values() if "label" in rows[0]
    )
    assert [row["label"] for row in rows] == ["1. Order", "2. Order"]
    assert rows[1]["value"] is None
    assert rows[0]["low"] == 0.2


def test_names_are_escaped_in_the_picture():
    chart = feelings_chart([FeelingAt("<b>", 1.0, 0.5, 0.2, 0.8, is_few=True)])

    drawn = svg_of(chart, "feelings")

    assert "&lt;b&gt;" in drawn
