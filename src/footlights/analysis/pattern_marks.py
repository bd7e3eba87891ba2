"""Where journeys match: their letters with marks set between them, searched.

Except for `is_match`, every function reads a table with `letters: string`, one letter
to each touch, and gives numbers of touches, from 1.
"""

import ibis
import ibis.expr.types as ir

from footlights.analysis.pattern_expression import BEGIN, CLOSE, LAST, OPEN, Expression
from footlights.analysis.pattern_letters import Letters


def is_match(spelled: ir.StringValue, letters: Letters) -> ir.BooleanValue:
    """Say whether there is a match, for patterns without a main window."""
    return (spelled + LAST).re_search(_sought(letters))


def window_begins(spelled: ir.Table, letters: Letters) -> ir.ArrayValue:
    """List the touches from which the main window can run, were it long enough."""
    sought = _sought(letters)
    length = spelled.letters.length()

    def fits(opens: ir.IntegerValue) -> ir.BooleanValue:
        before, behind = _cut(spelled, 0, opens), _cut(spelled, opens, length)
        return (before + OPEN + behind + CLOSE + LAST).re_search(sought)

    return ibis.range(1, length + 1, 1).filter(fits)


def window_ends(
    spelled: ir.Table, letters: Letters, numbers: ir.ArrayValue
) -> ir.ArrayValue:
    """List the touches, of some, that the main window may end at, from `opens`.

    With one touch, every later one is an end, too.
    """
    sought = _sought(letters)
    length = spelled.letters.length()

    def fits(closes: ir.IntegerValue) -> ir.BooleanValue:
        window = OPEN + _cut(spelled, spelled.opens, closes) + CLOSE
        before, behind = _cut(spelled, 0, spelled.opens), _cut(spelled, closes, length)
        return (before + window + behind + LAST).re_search(sought)

    return numbers.filter(fits)


def match_begins(spelled: ir.Table, letters: Letters) -> ir.ArrayValue:
    """List the touches that a match may begin with.

    Where the pattern has a main window, it runs from `opens` to `closes`.
    """
    sought = _sought(letters, marks_begin=True)
    length = spelled.letters.length()

    def fits(begin: ir.IntegerValue) -> ir.BooleanValue:
        behind = _behind(spelled, letters, begin, length)
        return (_cut(spelled, 0, begin) + BEGIN + behind + LAST).re_search(sought)

    last = length if letters.window is None else spelled.opens
    return ibis.range(1, last + 1, 1).filter(fits)


def match_ends(spelled: ir.Table, letters: Letters) -> ir.ArrayValue:
    """List the touches that a match may end with; it begins with `begin_no`."""
    sought = f"(?:{_sought(letters, marks_begin=True)}){CLOSE}?{LAST}?$"
    length = spelled.letters.length()

    def fits(end: ir.IntegerValue) -> ir.BooleanValue:
        behind = _behind(spelled, letters, spelled.begin_no, end)
        begun = _cut(spelled, 0, spelled.begin_no) + BEGIN + behind
        return (begun + ibis.ifelse(end == length, LAST, "")).re_search(sought)

    first = spelled.begin_no if letters.window is None else spelled.closes
    return ibis.range(first, length + 1, 1).filter(fits)


def _sought(letters: Letters, *, marks_begin: bool = False) -> str:
    return Expression(letters).of(letters.pattern.root, marks_begin=marks_begin)


def _behind(
    spelled: ir.Table, letters: Letters, begin: ir.IntegerValue, end: ir.IntegerValue
) -> ir.StringValue:
    """Give the letters behind a touch up to another, with the window marked."""
    if letters.window is None:
        return _cut(spelled, begin, end)
    window = OPEN + _cut(spelled, spelled.opens, spelled.closes) + CLOSE
    before = _cut(spelled, begin, spelled.opens)
    return before + window + _cut(spelled, spelled.closes, end)


def _cut(
    spelled: ir.Table, begin: ir.IntegerValue | int, end: ir.IntegerValue
) -> ir.StringValue:
    """Give the letters after the first `begin` up to the `end`th."""
    return spelled.letters.substr(begin, end - begin)
