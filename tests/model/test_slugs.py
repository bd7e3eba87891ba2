import re

from hypothesis import given
from hypothesis import strategies as st

from footlights.model.slugs import slugs
from footlights.model.spelling import plain


def test_an_id_keeps_latin_letters_and_digits():
    assert slugs(["Café: to go!", "add_to_cart"], "x") == ["cafe-to-go", "add-to-cart"]


def test_other_scripts_become_kind_and_place():
    assert slugs(["home", "مرحبا", "☎️", "你好"], "touchpoint") == [
        "home",
        "touchpoint-2",
        "touchpoint-3",
        "touchpoint-4",
    ]


def test_an_id_begins_with_a_letter():
    assert slugs(["404", "-100"], "touchpoint") == ["touchpoint-404", "touchpoint-100"]


def test_words_that_differ_by_case_or_signs_have_ids_of_their_own():
    assert slugs(["Call", "call", "CALL!"], "x") == ["call", "call-2", "call-3"]


def test_no_id_is_spelled_like_another_word():
    assert slugs(["Call", "call", "Call 2"], "x") == ["call", "call-3", "call-2"]
    assert slugs(["Café", "cafe"], "x") == ["cafe-2", "cafe"]


def test_long_words_are_cut_and_still_told_apart():
    first, second = slugs(["x" * 99, "x" * 98 + "y"], "x")

    assert first == "x" * 64
    assert second == "x" * 62 + "-2"


@given(st.lists(st.text(max_size=80), max_size=12, unique=True))
def test_ids_are_always_unique_and_allowed(words):
    found = slugs(words, "touchpoint")

    assert len(set(found)) == len(words)
    assert all(re.fullmatch(r"[a-z][a-z0-9-]{0,63}", slug) for slug in found)
    for slug, word in zip(found, words, strict=True):
        others = {plain(other) for other in words} - {plain(word)}
        assert plain(slug) not in others
