import pytest

from footlights.cli.view_text import print_view
from footlights.measures.view import View, ViewColumn

KEYS = (
    ViewColumn(name="weekday", about="1 is Monday.", role="key"),
    ViewColumn(name="hour", about="0 to 23.", role="key"),
)
TOUCHES = ViewColumn(name="touches", about="Touches.", role="count")
PLACE = ViewColumn(name="touchpoint", about="Touchpoint.", role="key")


def hours(**more):
    return tuple(
        more | {"weekday": weekday, "hour": hour, "touches": (weekday - 1) * hour * 10}
        for weekday in range(1, 8)
        for hour in range(24)
    )


@pytest.fixture
def printed(capsys, monkeypatch):
    """Print a week of hours."""

    def run(width, rows, columns=(*KEYS, TOUCHES)):
        monkeypatch.setenv("COLUMNS", str(width))
        view = View(name="hour_heat", columns=columns, rows=rows, notes=("A clock.",))
        print_view(view, {"eat": "Eats"})
        return capsys.readouterr().out.splitlines()

    return run


def test_a_week_is_a_grid_of_named_days(printed):
    lines = printed(140, hours())

    assert lines[0].split() == [str(hour) for hour in range(24)]
    assert lines[1].split() == ["Mon", *["·"] * 24]
    assert lines[7].split()[:3] == ["Sun", "·", "60"]
    assert lines[7].split()[-1] == "1,380"
    assert lines[-1] == "A clock."


@pytest.mark.parametrize("width", [40, 80])
def test_where_24_hours_do_not_fit_days_stand_beside_each_other(printed, width):
    lines = printed(width, hours())

    assert lines[0].split() == ["Hour", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert lines[24].split() == [
        "23",
        "·",
        "230",
        "460",
        "690",
        "920",
        "1,150",
        "1,380",
    ]
    assert max(map(len, lines)) <= width


def test_each_touchpoint_has_a_grid_under_its_name(printed):
    lines = printed(140, hours(touchpoint="eat"), (PLACE, *KEYS, TOUCHES))

    assert lines[0] == "Eats"
    assert lines[2].startswith("Mon")


def test_what_the_grid_leaves_out_is_said(printed):
    said = " ".join(" ".join(printed(100, hours())).split())

    assert "-o FILE.csv and --json also give their share, and the score." in said
