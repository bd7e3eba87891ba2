from datetime import date, timedelta

from footlights.charts.svg import svg_of
from footlights.charts.trend import StageWeek, trend_chart


def weeks(stages, count=3):
    return [
        StageWeek(no, name, date(2026, 9, 7) + timedelta(weeks=week), 10 * no, week > 0)
        for no, name in enumerate(stages, start=1)
        for week in range(count)
    ]


def rows_of(spec):
    (rows,) = spec["datasets"].values()
    return rows


def test_stages_stand_in_map_order_not_in_alphabetical_order():
    spec = trend_chart(weeks(["Zoo", "Ant"])).to_dict()

    assert spec["facet"]["row"]["field"] == "stage"
    assert spec["facet"]["row"]["sort"] == "ascending"
    assert [row["stage"] for row in rows_of(spec)] == [1, 1, 1, 2, 2, 2]


def test_a_week_that_is_not_whole_is_paler():
    values = rows_of(trend_chart(weeks(["A"])).to_dict())

    assert [row["whole"] for row in values] == [0.45, 1.0, 1.0]


def test_no_name_can_end_the_expression_that_holds_it():
    spec = trend_chart(weeks(['"]); alert(1); ("'])).to_dict()

    assert spec["facet"]["row"]["header"]["labelExpr"] == (
        '({1: "\\"]); alert(1); (\\""})[datum.value]'
    )


def test_a_long_log_names_only_some_weeks():
    axis = trend_chart(weeks(["A"], 120)).to_dict()["spec"]["encoding"]["x"]["axis"]

    assert len(axis["values"]) == 8


def test_a_long_stage_with_emoji_is_drawn_however_it_is_shortened():
    stages = [f"{'n' * length} " + "Glad 😀🎉 as can be " * 3 for length in range(8)]

    drawn = svg_of(trend_chart(weeks(stages)), "trend")

    assert "😀" in drawn
