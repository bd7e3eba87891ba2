from datetime import timedelta

import pytest

from footlights.errors import (
    EmptyPatternError,
    PatternMatchesEverythingError,
    PatternMatchesNothingError,
    PatternNotSupportedError,
    PatternSyntaxError,
    ZeroWindowError,
)
from footlights.model.patterns.parsing import parse_pattern
from footlights.model.patterns.tree import (
    Arrow,
    Both,
    Either,
    Named,
    Not,
    Repeat,
    Sequence,
    Touch,
)

CALL, WEB = Named("touchpoint", "call"), Named("channel", "web")


def test_the_pattern_of_the_manual_is_read_as_it_looks():
    found = parse_pattern("call -> not(resolved)* -> call within 7d").root

    resolved = Touch(Not(Named("touchpoint", "resolved")))
    assert found == Sequence(
        (Touch(CALL), Repeat(resolved, 0, None), Touch(CALL)),
        (Arrow(), Arrow()),
        timedelta(days=7),
    )


def test_or_binds_closer_than_an_arrow_and_and_closer_than_or():
    found = parse_pattern("call | call & channel:web -> call").root

    assert found.parts == (Touch(Either((CALL, Both((CALL, WEB))))), Touch(CALL))


def test_a_window_of_two_touches_in_a_row_is_one_of_their_arrow():
    one, other = parse_pattern("a -> b within 1h"), parse_pattern("a -> within 60m b")

    assert one.root == other.root


@pytest.mark.parametrize(
    ("text", "as_understood"),
    [
        ("call->call", "call -> call"),
        ("a-b->c", "a-b -> c"),
        ("(a|b)->>c", "a | b ->> c"),
        ("((a))", "a"),
        ("(a->b){2,}", "(a -> b){2,}"),
        ("(a|b)+", "(a | b)+"),
        ("a|(b->c)", "a | (b -> c)"),
        ("a{3}|b{1,2}|c+", "a{3} | b{1,2} | c+"),
        ("touchpoint:end -> end", "touchpoint:end -> end"),
        ('channel:"Call centre"', 'channel:"Call centre"'),
        ("a ->> within 1h 30m b", "a ->> within 1h 30m b"),
        ("a -> b ->> c\n  within 2w", "a -> b ->> c within 2w"),
    ],
)
def test_a_pattern_is_told_as_it_was_understood(text, as_understood):
    found = parse_pattern(text)

    assert str(found) == as_understood
    assert parse_pattern(str(found)).root == found.root


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_an_empty_pattern_is_refused(text):
    with pytest.raises(EmptyPatternError, match="pattern is empty"):
        parse_pattern(text)


@pytest.mark.parametrize(
    ("text", "at", "wanted"),
    [
        ("call ->", 7, "a touchpoint, stage:"),
        ("-> call", 0, "a touchpoint, stage:"),
        ("call call", 5, "an arrow, `within` or the end"),
        ("call -> (call", 13, "a closing bracket"),
        ("call)", 4, "an arrow, `within` or the end"),
        ("call -> call within 7", 21, "a unit of time: ms, s, m, h, d, w"),
        ("call -> call within 5 minutes", 22, "has 'minutes' where it needs a unit"),
        ("call → call", 5, "an arrow is written -> or ->>"),
        ("call -> call within", 19, "a time with its unit, such as 7d"),
        ("call within 7d -> call", 15, "an arrow, `within` or the end"),
        ("not call", 4, "a bracket, as in not"),
        ("call{x}", 4, "a count such as"),
        ("place:web", 0, "one of touchpoint:, stage:, channel:, team:"),
        ("channel:", 8, "a name"),
        ("within 7d", 0, "what lies within that time"),
        ("call => call", 5, "an arrow, `within` or the end"),
        ("a -> b within 99999999999999w", 14, "a shorter time"),
    ],
)
def test_a_mistake_is_pointed_at_with_what_is_needed_there(text, at, wanted):
    with pytest.raises(PatternSyntaxError, match=wanted.replace("(", r"\(")) as error:
        parse_pattern(text)

    lines = str(error.value).split("\n")
    assert error.value.at == at
    assert lines[1:] == [f"  {text}", f"  {' ' * at}^"]


@pytest.mark.parametrize("text", ["a -> b within 0d", "a -> within 0s b"])
def test_a_window_of_zero_is_refused(text):
    with pytest.raises(ZeroWindowError, match="longer than 0") as error:
        parse_pattern(text)

    assert text[error.value.at] == "0"


@pytest.mark.parametrize("text", ["a*", "start", "start -> end", "a? ->> b*", "a{0,2}"])
def test_a_pattern_that_needs_no_touch_is_refused(text):
    with pytest.raises(PatternMatchesEverythingError, match="Every journey"):
        parse_pattern(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a -> start", 5),
        ("end -> a", 0),
        ("(start -> a)+", 1),
        ("a{0} -> b", 1),
        ("a{3,2}", 1),
    ],
)
def test_a_pattern_that_no_journey_can_match_is_refused(text, at):
    with pytest.raises(PatternMatchesNothingError, match="No journey can") as error:
        parse_pattern(text)

    assert error.value.at == at


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("a within 7d", 2, "one touch only"),
        ("not(a -> b)", 4, "about one touch"),
        ("a & b*", 4, "about one touch"),
        ("(a -> b -> c within 1d)+", 13, "of its own"),
        ("(a ->> within 1d b)+", 3, "of its own"),
        ("a? -> within 1d b", 3, "without any"),
        ("a -> (b* within 1d)", 9, "without any"),
        ("(a ->> b within 1d) ->> (c ->> d within 1d)", 33, "can have one window"),
        ("a{600} -> (b{60}){60}", 12, "1000 touches"),
    ],
)
def test_what_cannot_be_answered_is_refused_where_it_stands(text, at, said):
    with pytest.raises(PatternNotSupportedError, match=said) as error:
        parse_pattern(text)

    assert error.value.at == at
    assert str(error.value).split("\n")[1] == f"  {text}"
