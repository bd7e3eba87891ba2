import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from footlights.render.slides.text_width import (
    is_right_to_left,
    is_tall,
    printable,
    text_width,
    wrapped,
)
from footlights.render.unbroken import unbroken
from support.parts import left_out

TEXTS = (
    "Waits for the table",
    "Kundenzufriedenheit und Änderungsschneiderei",
    "Où est la sortie ? Ça va, merci.",
    "(3 m 17 s to 3 m 30 s), n 1,525",
    "Ждёт столик у двери",
    "Περιμένει στην πόρτα",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "font", ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "NotoSans-Regular.ttf"]
)
def test_no_usual_font_needs_more_room_than_is_reckoned(text, font):
    try:
        drawn = ImageFont.truetype(font, 1000)
    except OSError:
        left_out(f"{font} is not on this machine")

    needed = drawn.getlength(text) / 1000

    assert needed <= text_width(text, 1, bold="Bold" in font) <= 1.6 * needed


def test_lines_break_at_spaces_and_lose_nothing_else():
    assert wrapped("one two three", text_width("one two", 10) + 1, 10) == [
        "one two",
        "three",
    ]


def test_a_word_that_is_too_long_breaks_inside():
    lines = wrapped("Donaudampfschifffahrt", 50, 10)

    assert len(lines) > 1
    assert "".join(lines) == "Donaudampfschifffahrt"


def test_scripts_without_spaces_break_between_letters():
    lines = wrapped("在门口等候桌位", 35, 10)

    assert lines == ["在门口", "等候桌", "位"]


def test_line_breaks_of_the_text_are_kept():
    assert wrapped("a\n\nb", 100, 10) == ["a", "", "b"]
    assert wrapped("", 100, 10) == [""]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60))
def test_every_letter_stays_and_every_line_fits(text):
    lines = wrapped(text, 40, 10)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(len(line) == 1 or text_width(line, 10) <= 40 for line in lines)


def test_signs_that_xml_forbids_are_left_out_and_line_breaks_stay():
    assert printable("a\x00b\x1b[31mc\ufffe\ud800") == "ab[31mc"
    assert printable("one\r\ntwo\tthree\x85four") == "one\ntwo three\nfour"


def test_a_number_keeps_its_unit():
    assert unbroken("for 80 %, n 412") == "for 80\xa0%, n\xa0412"
    assert unbroken("3 m 17 s; p < 0.001") == "3\xa0m 17\xa0s; p\xa0<\xa00.001"
    assert unbroken("2 minutes, 3 stages") == "2 minutes, 3 stages"


def test_the_first_letter_that_tells_gives_the_direction():
    assert is_right_to_left("1. ממתין Table")
    assert is_right_to_left("ينتظر")
    assert not is_right_to_left("Table ממתין")
    assert not is_right_to_left("12 %")


def test_tall_scripts_get_more_room_between_lines():
    assert is_tall("等候")
    assert is_tall("ينتظر")
    assert not is_tall("Übergrößenträger — naïve “façade”")
