import pytest

from footlights.cli.view_columns import MOST_HEAD_LINES, printed_columns, said_in_full
from footlights.measures.result import Estimate
from footlights.measures.view import View, ViewColumn


def view_of(column, *cells):
    key = ViewColumn(name="touchpoint", about="Touchpoint.", role="key")
    rows = tuple(
        {"touchpoint": f"t{no}", column.name: cell} for no, cell in enumerate(cells)
    )
    return View(name="loops", columns=(key, column), rows=rows)


def printed(column, *cells, longest=36):
    view = view_of(column, *cells)
    (_, found), reasons = printed_columns(view, view.rows, {}, longest)
    return found, reasons.lines()


def estimate(value, n):
    return Estimate(value=value, low=value - 0.1, high=value + 0.1, n=n)


SHARE = ViewColumn(name="share_skipped", about="Of journeys.", role="estimate")


def test_numbers_stand_below_each_other_whatever_follows_them():
    found, _ = printed(SHARE, estimate(0.5, 400), estimate(0.5, 7))

    assert found.texts == (
        "50.0 % (40.0 to 60.0), n 400       ".ljust(len(found.texts[1])),
        "50.0 % (40.0 to 60.0), n 7, too few",
    )
    assert found.is_quiet == (False, True)


def test_a_reason_is_numbered_once_however_often_it_is_met():
    none = Estimate(value=None, low=None, high=None, n=0, reason="it is optional")

    found, lines = printed(SHARE, none, none, estimate(0.5, 40))

    assert [text.strip() for text in found.texts[:2]] == ["– [1]", "– [1]"]
    assert lines == ["– [1] it is optional."]


def test_sides_of_one_number_share_what_their_empty_cells_mean():
    about = "Adjusted; null where it was not tested."
    columns = tuple(
        ViewColumn(name=f"{number}_p", about=about) for number in ("score", "share")
    )
    rows = ({"score_p": None, "share_p": None}, {"score_p": 0.5, "share_p": None})
    view = View(name="loops", columns=columns, rows=rows)

    _, reasons = printed_columns(view, rows, {}, 36)

    assert reasons.lines() == ["– under p: where it was not tested."]


@pytest.mark.parametrize(
    ("name", "cells", "is_number"),
    [
        ("fitness", (0.5, None), True),
        ("journey_key", (12, 13), False),
        ("is_first", (True, False), False),
        ("person", ("ann", "bob"), False),
    ],
)
def test_details_that_are_numbers_stand_as_numbers(name, cells, is_number):
    found, _ = printed(ViewColumn(name=name, about=""), *cells)

    assert found.is_number is is_number


def test_a_long_head_has_few_lines():
    name = "share_of_all_the_touches_that_were_met_on_a_day"

    found, _ = printed(ViewColumn(name=name, about="", role="count"), 1, 2)

    assert len(found.head.splitlines()) <= MOST_HEAD_LINES
    assert found.width < len(name)


def test_words_are_folded_where_they_are_long_and_numbers_never():
    words, _ = printed(ViewColumn(name="text", about=""), "x" * 90, longest=20)
    number, _ = printed(SHARE, estimate(0.5, 400), estimate(0.5, 7), longest=5)

    assert words.width == 20
    assert number.width >= len("50.0 % (40.0 to 60.0), n 400")


def test_a_number_alone_says_all():
    assert said_in_full(SHARE, estimate(0.5, 7), {}) == (
        "50.0 % (40.0 to 60.0), n 7, too few"
    )
