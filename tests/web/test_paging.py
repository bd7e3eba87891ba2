"""Long lists, a page at a time."""

from hypothesis import given
from hypothesis import strategies as st

from footlights.web.paging import leaf


def test_a_list_that_fits_has_no_pages():
    only = leaf("abc", 1, 3, "/", {})

    assert only.shown == ("a", "b", "c")
    assert (only.before, only.after, only.said) == ("", "", "")


def test_pages_lead_on_and_back_and_keep_what_was_asked():
    second = leaf("abcde", 2, 2, "/people", {"words": "ann berg", "role": ""})

    assert second.shown == ("c", "d")
    assert second.said == "3 to 4 of 5"
    assert second.before == "/people?words=ann+berg&page=1"
    assert second.after == "/people?words=ann+berg&page=3"


def test_a_page_that_is_not_there_is_the_last_one():
    last = leaf("abcde", 99, 2, "/", {})

    assert (last.shown, last.first, last.after) == (("e",), 5, "")


def test_nothing_is_one_empty_page():
    empty = leaf("", 3, 2, "/", {})

    assert (empty.shown, empty.total, empty.first, empty.said) == ((), 0, 0, "")


@given(st.lists(st.integers(), max_size=40), st.integers(1, 7))
def test_all_pages_together_are_the_list(items, size):
    pages = [leaf(items, no + 1, size, "/", {}) for no in range(-(-len(items) // size))]

    assert [each for page in pages for each in page.shown] == items
