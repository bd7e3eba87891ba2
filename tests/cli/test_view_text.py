import pytest

from footlights.cli.view_text import MOST_ROWS, print_view
from footlights.measures.result import Estimate
from footlights.measures.view import View, ViewColumn

NAMES = {"eat": "Eats", "pay": "Pays at the counter"}
COLUMNS = (
    ViewColumn(name="touchpoint", about="Touchpoint.", role="key"),
    ViewColumn(
        name="touches", about="Touches; null where nobody could be.", role="count"
    ),
    ViewColumn(name="share_returning", about="Of journeys.", role="estimate"),
    ViewColumn(name="median_seconds", about="Time.", role="estimate"),
)


def estimate(value, n=400):
    return Estimate(value=value, low=value / 2, high=value * 2, n=n)


def unknown(reason):
    return Estimate(value=None, low=None, high=None, n=0, reason=reason)


def row(touchpoint="eat", **more):
    return {
        "touchpoint": touchpoint,
        "touches": 900,
        "share_returning": estimate(0.25),
        "median_seconds": estimate(90.0, n=900),
    } | more


@pytest.fixture
def printed(capsys, monkeypatch):
    """Print rows, as a pipe gets them."""

    def run(*rows, width=80, columns=COLUMNS, notes=()):
        monkeypatch.setenv("COLUMNS", str(width))
        print_view(View(name="loops", columns=columns, rows=rows, notes=notes), NAMES)
        return capsys.readouterr().out

    return run


def test_names_stand_in_place_of_ids(printed):
    assert "Pays at the counter" in printed(row(), row("pay"))


def test_one_row_is_a_list_that_says_all(printed):
    lines = [line.rstrip() for line in printed(row()).splitlines()]

    assert lines == [
        "Touchpoint       Eats",
        "Touches          900",
        "Share returning  25.0 % (12.5 to 50.0), n 400",
        "Median time      1 m 30 s (45 s to 3 m), n 900",
    ]


def test_n_stands_where_no_count_of_the_row_says_it(printed):
    other = row("pay", touches=40, median_seconds=estimate(60.0, n=40))
    own = other | {"share_returning": estimate(0.5, n=35)}

    lines = printed(row(), own).splitlines()

    assert "25.0 % (12.5 to 50.0), n 400" in lines[1]
    assert lines[1].rstrip().endswith("1 m 30 s (45 s to 3 m)")
    assert ", n 35" in lines[2]


def test_an_n_that_all_rows_share_stands_in_the_head(printed):
    said = printed(row(), row("pay", touches=901))

    assert said.splitlines()[1].split()[:4] == ["Touchpoint", "Touches", "n", "400"]


def test_too_few_is_said_in_words(printed):
    few = row("pay", touches=25, median_seconds=estimate(60.0, n=25))

    lines = printed(row(), few, width=100).splitlines()

    assert "1 m (30 s to 2 m), too few" in lines[-1]
    assert "too few" not in lines[-2]


def test_a_missing_number_says_why(printed):
    none = row("pay", touches=None, share_returning=unknown("nobody came"))

    said = printed(row(), none)

    assert "– [1]" in said
    assert "– [1] nobody came." in said
    assert "– under Touches: where nobody could be." in said


def test_in_a_list_the_reason_stands_beside_the_dash(printed):
    assert "– (nobody came)" in printed(row(share_returning=unknown("nobody came")))


@pytest.mark.parametrize("width", [30, 50, 60, 80, 100])
def test_every_number_is_printed_whole_at_any_width(printed, width):
    said = printed(row(), row("pay", touches=901), width=width)

    assert max(map(len, said.splitlines())) <= width
    joined = " ".join(said.split())
    assert "25.0 % (12.5 to 50.0)" in joined
    assert "1 m 30 s (45 s to 3 m)" in joined
    assert "900" in joined


def test_what_does_not_fit_stands_below_with_its_keys(printed):
    said = printed(row(), row("pay", touches=901), width=60)

    first, second = said.split("\n\n")
    assert "Share returning" in first
    assert "Median time" in second
    assert (
        first.count("Pays at the counter") == second.count("Pays at the counter") == 1
    )


def test_rows_beyond_the_most_are_counted(printed):
    said = printed(*[row()] * (MOST_ROWS + 3))

    assert "And 3 more rows" in said


def test_very_many_columns_are_named_as_their_heads(printed):
    many = tuple(
        ViewColumn(name=f"share_of_{'x' * 30}_{no}", about="A share.", role="estimate")
        for no in range(40)
    )
    rows = [
        {"touchpoint": name} | {column.name: estimate(0.25) for column in many}
        for name in ("eat", "pay")
    ]

    said = " ".join(printed(*rows, columns=(COLUMNS[0], *many)).split())

    assert f"Not shown, but in -o FILE.csv and --json: Share of {'x' * 30}" in said
    assert "_" not in said


def test_signs_of_markup_stay_signs(printed):
    assert "[red]x[/red]" in printed(row("[red]x[/red]"), row())
