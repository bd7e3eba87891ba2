import pytest

from footlights.model.patterns.parsing import parse_pattern
from footlights.model.patterns.rewriting import begun, last_part, order_alone
from footlights.model.patterns.tree import written


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("a -> b", "a", "b"),
        ("a ->> b ->> c within 2d", "a ->> b within 2d", "c"),
        ("call -> not(resolved)* -> call within 7d", "call", "call"),
        ("a ->> b -> end", "a", "b -> end"),
        ("a -> (b -> c{2} within 1h)", "a", "b -> c{2} within 1h"),
        ("start -> a ->> b", "start -> a", "b"),
    ],
)
def test_the_last_part_is_what_stands_behind_the_last_arrow(text, before, after):
    pattern = parse_pattern(text)

    assert str(begun(pattern)) == before
    assert str(last_part(pattern)) == after


@pytest.mark.parametrize("text", ["a", "a+", "start -> a", "a -> end", "a -> b*"])
def test_there_is_no_last_part_where_only_one_needs_a_touch(text):
    pattern = parse_pattern(text)

    assert (begun(pattern), last_part(pattern)) == (None, None)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("a -> within 5m b", "a -> b"),
        ("(a ->> b within 1d) -> c", "(a ->> b) -> c"),
        ("a & channel:web", "a & any"),
        ("not(channel:web)+", "not(not(any))+"),
        ("a | not(b & team:x) | (c -> c)", "a | not(b & not(any)) | (c -> c)"),
    ],
)
def test_what_the_order_alone_cannot_tell_is_let_pass(text, alone):
    assert written(order_alone(parse_pattern(text).root)) == alone
