import pytest

from footlights.model.comparison.clashes import conflict_of, text_of
from footlights.model.edits.applying import apply_edits
from footlights.model.edits.document import document_of
from footlights.model.edits.rebasing import rebase
from support.edits import add, dinner, move, remove, set_


def conflict(theirs, mine):
    base, head = document_of(dinner()), document_of(apply_edits(dinner(), [theirs]))
    (clash,) = rebase(base, [mine], head).clashes
    return conflict_of(clash, base, head)


def said(theirs, mine):
    found = conflict(theirs, mine)
    return found.where, found.was, found.theirs, found.yours


def test_a_cell_shows_all_three_texts():
    assert said(
        set_("greet", "pains", ["Cold", "Dark"]), set_("greet", "pains", ["Wet"])
    ) == ("Arrive, Greeting", "Two bookings under one name", "Cold; Dark", "Wet")


def test_a_cell_that_was_emptied_shows_nothing():
    assert said(
        set_("greet", "feeling", None), set_("greet", "feeling.valence", -1)
    ) == ("Arrive, Greeting", "1", "", "-1")


def test_two_places_are_said():
    assert said(move("coat", "eat", after="order"), move("coat", "arrive")) == (
        "Eat, Coat check",
        "after Greeting in Arrive",
        "after Order in Eat",
        "first in Arrive",
    )


def test_what_is_gone_is_called_as_it_was():
    assert said(remove("coat"), set_("coat", "name", "Coats")) == (
        "Arrive, Coat check",
        "Coat check",
        "(removed)",
        "Coats",
    )
    assert said(set_("coat", "name", "Coats"), remove("coat")) == (
        "Arrive, Coats",
        "Coat check",
        "Coats",
        "(removed)",
    )


def test_two_new_parts_with_one_id_are_both_named():
    theirs = add("pay", "eat", name="Paying")

    assert said(theirs, add("pay", "arrive", name="Bill")) == (
        "Eat, Paying",
        "",
        "Paying",
        "Bill",
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0.5, "0.5"),
        (True, "yes"),
        ({"word": "glad", "valence": 2.0}, "word: glad, valence: 2"),
        ([{"event": "door", "where": {}}, "x"], "event: door; x"),
    ],
)
def test_any_value_is_a_short_text(value, text):
    assert text_of(value) == text
