from datetime import date

import pytest

from footlights.charts.view_chart import view_chart
from footlights.measures.result import Estimate
from footlights.measures.view import View, ViewColumn

NAMES = {"greet": "Greeting", "eat": "Eats", "pay": "Pays"}


def share(value, n=400):
    return Estimate(value=value, low=value - 0.01, high=value + 0.01, n=n)


def view_of(name, keys, rows, **roles):
    columns = [
        ViewColumn(
            name=column,
            about="",
            role="key" if column in keys else roles.get(column, "estimate"),
        )
        for column in (rows[0] if rows else keys)
    ]
    return View(name=name, columns=tuple(columns), rows=tuple(rows))


def values(chart):
    """Give the one set of values that a picture is drawn from."""
    (found,) = chart.to_dict()["datasets"].values()
    return found


def test_a_bar_has_its_name_number_and_interval():
    view = view_of(
        "loops", ["touchpoint"], [{"touchpoint": "eat", "share_returning": share(0.25)}]
    )

    (bar,) = values(view_chart(view, NAMES))

    assert (bar["name"], bar["said"]) == ("Eats", "25.0 %")
    assert (bar["value"], bar["low"], bar["high"]) == (0.25, 0.24, 0.26)
    assert bar["strong"] == 1.0


def test_too_few_observations_are_pale():
    rows = [{"touchpoint": "eat", "share_returning": share(0.25, n=7)}]

    (bar,) = values(view_chart(view_of("loops", ["touchpoint"], rows), NAMES))

    assert bar["strong"] < 1


def test_an_unknown_number_has_no_bar():
    unknown = Estimate(value=None, low=None, high=None, n=0, reason="nobody")
    rows = [
        {"touchpoint": "eat", "share_returning": unknown},
        {"touchpoint": "pay", "share_returning": share(0.1)},
    ]

    (bar,) = values(view_chart(view_of("loops", ["touchpoint"], rows), NAMES))

    assert bar["name"] == "Pays"
    assert view_chart(view_of("loops", ["touchpoint"], rows[:1]), NAMES) is None


def test_squares_stand_in_map_order_and_those_off_the_map_last():
    rows = [
        {"from": "pay", "to": "eat", "share_of_departures": share(0.2)},
        {"from": "greet", "to": "(others)", "share_of_departures": share(0.5)},
        {"from": "eat", "to": "pay", "share_of_departures": share(0.9)},
    ]

    chart = view_chart(view_of("transitions", ["from", "to"], rows), NAMES)
    encoding = chart.to_dict()["layer"][0]["encoding"]

    assert encoding["y"]["scale"]["domain"] == ["Greeting", "Eats", "Pays"]
    assert encoding["x"]["scale"]["domain"] == ["Eats", "Pays", "(others)"]
    assert {cell["said"] for cell in values(chart)} == {"20", "50", "90"}


def test_two_groups_are_drawn_by_their_difference_and_chance_is_pale():
    rows = [
        {
            "touchpoint": place,
            "share_returning_difference": share(value),
            "share_returning_is_different": is_different,
        }
        for place, value, is_different in (("eat", -0.2, True), ("pay", 0.02, False))
    ]

    eat, pay = values(
        view_chart(view_of("loops_compared", ["touchpoint"], rows), NAMES)
    )

    assert (eat["value"], eat["said"], eat["strong"]) == (-0.2, "−20.0 points", 1.0)
    assert pay["strong"] < 1


def test_hours_of_several_touchpoints_are_added():
    rows = [
        {"touchpoint": place, "weekday": 1, "hour": 9, "touches": 3}
        for place in ("eat", "pay")
    ]
    view = view_of(
        "hour_heat", ["touchpoint", "weekday", "hour"], rows, touches="count"
    )

    (cell,) = values(view_chart(view, NAMES))

    assert (cell["row"], cell["column"], cell["said"]) == ("Mon", "9", "6")


def test_a_line_leaves_out_what_is_not_whole_and_rings_what_is_unusual():
    rows = [
        {
            "period_on": date(2026, 3, day),
            "is_whole": day != 16,
            "touches": day,
            "touches_is_anomaly": day == 9,
            "journeys": None,
            "share_completed": share(0.5),
            "score": None,
            "median_seconds": None,
        }
        for day in (2, 9, 16)
    ]
    view = view_of("trends", ["period_on"], rows, touches="count")

    spec = view_chart(view, NAMES).to_dict()
    drawn = {panel["title"]["text"]: panel for panel in spec["vconcat"]}
    touches = spec["datasets"][drawn["touches"]["data"]["name"]]

    assert [row["whole"] for row in touches] == [True, True, False]
    assert [row["marked"] for row in touches] == [False, True, False]
    assert "mean score" not in drawn
    shares = drawn["completed, per cent of journeys"]["data"]["name"]
    assert spec["datasets"][shares][0]["value"] == 50


def test_a_long_name_loses_its_middle():
    way = " > ".join(["greet", "eat", "pay"] * 9)
    view = view_of(
        "variants", ["variant"], [{"variant": way, "share_of_journeys": share(0.5)}]
    )

    (bar,) = values(view_chart(view, NAMES))

    assert bar["name"].startswith("Greeting > Eats")
    assert bar["name"].endswith("Eats > Pays")
    assert " … " in bar["name"]
    assert len(bar["name"]) <= 74


@pytest.mark.parametrize("name", ["one_journey", "loops"])
def test_lists_and_empty_views_have_no_picture(name):
    assert view_chart(view_of(name, ["touchpoint"], []), NAMES) is None


def test_a_promise_is_named_by_what_is_promised_and_when_it_runs():
    keys = ["touchpoint", "promise", "limit_seconds", "calendar"]
    rows = [
        dict(zip(keys, ("pay", "wait", 32 * 3600.0, "desk"), strict=True)),
        dict(zip(keys, ("eat", "cook", 90.0, None), strict=True)),
    ]
    names = NAMES | {"cook": "Cooks", "desk": "Desk hours"}
    view = view_of("promises", keys, [row | {"share_kept": share(0.9)} for row in rows])

    assert [bar["name"] for bar in values(view_chart(view, names))] == [
        "Pays: wait ≤ 32 h in Desk hours",
        "Eats: Cooks ≤ 1 m 30 s",
    ]


def test_periods_held_against_each_other_are_named_by_both_days():
    rows = [
        {
            "period_no": 1,
            "period_on_one": date(2026, 1, 1),
            "period_on_other": date(2026, 3, 1),
            "score_difference": share(0.2),
            "score_is_different": True,
        },
        {
            "period_no": 2,
            "period_on_one": None,
            "period_on_other": date(2026, 4, 1),
            "score_difference": share(0.1),
            "score_is_different": None,
        },
    ]
    facts = {"period_on_one": "fact", "period_on_other": "fact"}
    details = {"score_is_different": "detail"}

    chart = view_chart(
        view_of("trends_compared", ["period_no"], rows, **facts, **details), NAMES
    )

    assert [row["name"] for row in values(chart)] == [
        "1 (1 Jan 2026 / 1 Mar 2026)",
        "2 (– / 1 Apr 2026)",
    ]


def test_the_flow_around_a_touchpoint_has_its_ways_on_both_sides():
    rows = [
        {"level": -1, "from": "(began)", "to": "eat", "touches": 5},
        {"level": 1, "from": "eat", "to": "pay", "touches": 4},
        {"level": 1, "from": "eat", "to": "(ended)", "touches": 1},
    ]
    view = view_of("flow", ["level", "from", "to"], rows, touches="count")
    places = view_chart(view, NAMES).to_dict()["datasets"].values()
    named = {(row["x"], row["name"]) for of in places for row in of if "name" in row}

    assert named == {(0, "(began)"), (128, "Eats"), (256, "Pays"), (256, "(ended)")}


def test_differences_are_drawn_from_a_line_at_nought_and_counts_are_not():
    def rules(value):
        rows = [
            {
                "touchpoint": "eat",
                "share_returning_difference": share(value),
                "share_returning_is_different": True,
            }
        ]
        chart = view_chart(view_of("loops_compared", ["touchpoint"], rows), NAMES)
        return [
            layer
            for layer in chart.to_dict()["layer"]
            if layer["mark"]["type"] == "rule"
            and layer["encoding"]["x"].get("datum") == 0
        ]

    assert len(rules(-0.2)) == 1
    assert rules(0.2) == []
