from pathlib import Path

from footlights.render.typeset.compiling import machine_fonts
from footlights.render.typeset.font_letters import letters_of
from support.parts import left_out


def font_named(family):
    """Path and place of a font; skips where this machine has it not."""
    for font in machine_fonts().fonts():
        if font.family == family and font.path is not None:
            return Path(font.path), font.index
    return left_out(f"{family} is not on this machine")


def test_a_font_shows_letters_of_its_script_and_no_others():
    letters = letters_of(*font_named("Noto Sans Hebrew"))

    assert {ord("א"), ord("ת")} <= letters
    assert not {ord("ж"), ord("字")} & letters


def test_letters_beyond_two_bytes_are_found():
    assert 0x1F600 in letters_of(*font_named("Noto Color Emoji"))


def test_each_font_of_a_collection_is_read_by_its_place():
    letters = letters_of(*font_named("Noto Sans CJK KR"))

    assert {ord("한"), ord("字"), ord("か")} <= letters


def test_a_font_without_a_table_of_letters_shows_none(tmp_path):
    path = tmp_path / "empty.ttf"
    path.write_bytes(b"\x00\x01\x00\x00" + bytes(8))

    assert letters_of(path, 0) == frozenset()
