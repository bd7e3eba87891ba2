import pytest

from footlights.render.typeset import fonts
from footlights.render.typeset.fonts import fonts_for, missing_words, texts_of
from support.parts import left_out

NOWHERE = "\U000f1234"
"""A private letter: no font has it."""


def test_every_text_of_nested_data_is_found():
    data = {"a": "one", "b": [{"c": "two"}, ["three", 4, None, True]]}

    assert list(texts_of(data)) == ["one", "two", "three"]


def test_families_are_all_on_this_machine_and_one_is_always_there():
    present = set(fonts.machine_fonts().families())

    assert set(fonts_for(["Dinner"]).families) <= present
    assert fonts_for([""]).families


def test_plain_text_misses_nothing():
    assert fonts_for(["Dinner, 50 % – “late”\n\u200b\ufe0f"]).missing == ()


def test_a_letter_that_no_font_has_is_named_with_its_script():
    choice = fonts_for([f"a{NOWHERE}b"])

    assert choice.missing == (NOWHERE,)
    (said,) = missing_words(choice.missing)
    assert "U+F1234" in said
    assert "Install a font" in said


def test_letters_are_told_script_by_script():
    said = missing_words(("ж", "я", "字"))

    assert len(said) == 2
    assert "ж (U+0436), я (U+044F) (Cyrillic)" in said[0]
    assert "(Cjk)" in said[1]


def test_many_letters_are_counted_and_not_listed():
    (said,) = missing_words(tuple(chr(at) for at in range(0x430, 0x44F)))

    assert said.count("U+") == 12
    assert "and 19 more" in said


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("客人", "Noto Sans CJK SC"),
        ("客人を待つ", "Noto Sans CJK JP"),
        ("손님 客", "Noto Sans CJK KR"),
    ],
)
def test_shared_signs_are_drawn_as_the_language_of_the_map_draws_them(text, first):
    families = fonts_for([text]).families
    far_east = [name for name in families if "CJK" in name]
    if first not in far_east:
        left_out(f"{first} is not on this machine")

    assert far_east[0] == first


def test_a_machine_without_the_usual_fonts_sets_what_the_typesetter_brings(
    monkeypatch,
):
    monkeypatch.setattr(fonts, "_families", lambda: {"Libertinus Serif": ()})

    choice = fonts_for(["Ужин, δείπνο, 晩餐"])

    assert choice.families == ("Libertinus Serif",)
    assert choice.missing == ("晩", "餐")
