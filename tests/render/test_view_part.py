import pytest

from footlights.measures.result import Estimate
from footlights.measures.view import View, ViewColumn
from footlights.render.view_part import MOST_ROWS, view_html, view_part

COLUMNS = (
    ViewColumn(name="touchpoint", about="Touchpoint.", role="key"),
    ViewColumn(name="journey_key", about="The journey."),
    ViewColumn(name="touches", about="Touches.", role="count"),
    ViewColumn(name="share_returning", about="Of journeys.", role="estimate"),
    ViewColumn(name="median_seconds", about="Time.", role="estimate"),
)


def estimate(value, n=400, **more):
    return Estimate(value=value, low=value, high=value, n=n, **more)


def view_of(*rows, name="loops", notes=()):
    return View(name=name, columns=COLUMNS, rows=rows, notes=notes)


def row(**more):
    return {
        "touchpoint": "eat",
        "journey_key": 1234567,
        "touches": 4321,
        "share_returning": estimate(0.25),
        "median_seconds": estimate(90.0),
    } | more


def cells(view):
    return {
        column.name: cell
        for column, cell in zip(
            view.columns, view_part(view, {"eat": "Eats"}, "v").rows[0], strict=True
        )
    }


def test_cells_have_names_units_and_intervals():
    found = cells(view_of(row()))

    assert found["touchpoint"].text == "Eats"
    assert found["journey_key"].text == "1234567"
    assert (found["touches"].text, found["touches"].is_number) == ("4,321", True)
    share = found["share_returning"]
    assert (share.text, share.interval, share.about) == (
        "25.0 %",
        "(25.0 to 25.0)",
        "n 400",
    )
    assert found["median_seconds"].text == "1 m 30 s"


def test_too_few_and_unknown_are_said():
    unknown = Estimate(value=None, low=None, high=None, n=0, reason="nobody came")

    found = cells(
        view_of(row(share_returning=estimate(0.5, n=3), median_seconds=unknown))
    )

    assert found["share_returning"].is_few
    assert found["share_returning"].about == "too few, n 3"
    assert (found["median_seconds"].text, found["median_seconds"].about) == (
        "–",
        "nobody came",
    )


def test_rows_left_out_are_counted():
    part = view_part(view_of(*([row()] * (MOST_ROWS + 2))), {}, "v")

    assert len(part.rows) == MOST_ROWS
    assert part.more == "And 2 more rows."


def test_a_notebook_shows_picture_table_and_notes_and_runs_nothing():
    html = view_html(view_of(row(), notes=("Wilson's interval.",)), {"eat": "Eats"})

    assert html.count("<svg") == 1
    assert "<table" in html
    assert "Wilson&#39;s interval." in html
    assert "<script" not in html


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x>'])
def test_what_the_log_says_cannot_become_a_tag(hostile):
    html = view_html(view_of(row(touchpoint=hostile)), {})

    assert "<script" not in html
    assert "<img" not in html


def test_an_empty_view_says_so():
    html = view_html(view_of(), {})

    assert "Nothing to show." in html
    assert "<svg" not in html
