from footlights.charts.hours import hours_chart
from footlights.measures.measured_touchpoint import HourCount


def test_counts_of_the_same_hour_are_added_and_the_fullest_is_darkest():
    spec = hours_chart(
        [
            HourCount(weekday=1, hour=9, touches=3),
            HourCount(weekday=1, hour=9, touches=1),
            HourCount(weekday=2, hour=9, touches=1),
        ]
    ).to_dict()

    (rows,) = spec["datasets"].values()
    assert rows == [
        {"weekday": 1, "hour": 9, "opacity": 1.0},
        {"weekday": 2, "hour": 9, "opacity": 0.25},
    ]


def test_the_week_starts_on_monday_and_the_day_at_midnight():
    encoding = hours_chart([HourCount(weekday=1, hour=9, touches=3)]).to_dict()[
        "encoding"
    ]

    assert encoding["y"]["scale"]["domain"] == [1, 2, 3, 4, 5, 6, 7]
    assert encoding["x"]["scale"]["domain"] == list(range(24))
