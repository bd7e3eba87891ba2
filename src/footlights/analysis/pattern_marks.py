"""Where a spelled journey matches: its letters with marks set, searched."""

from datetime import timedelta

import ibis
import ibis.expr.types as ir

from footlights.analysis.pattern_expression import BEGIN, CLOSE, LAST, OPEN, Expression
from footlights.analysis.pattern_letters import Letters
from footlights.analysis.pattern_spelling import MICROSECOND


def matches(journeys: ir.Table, letters: Letters) -> ir.BooleanValue:
    """Say whether journeys match a pattern without a long window."""
    root = letters.pattern.root
    sought = Expression(letters).of(root, marks_begin=False)
    return (journeys.letters + LAST).re_search(sought)


def window_places(
    journeys: ir.Table, letters: Letters, within: timedelta
) -> ir.ArrayValue:
    """List the touches from which the long window of a match can run.

    Every touch is tried: the letters up to it, `OPEN`, the letters of touches begun
    within the window, `CLOSE`, the rest.

    Args:
        journeys: `pattern_spelling.SPELLED`.
        letters: The letters of the pattern.
        within: The long window.
    """
    root = letters.pattern.root
    sought = Expression(letters).of(root, marks_begin=False)

    def fits(opens: ir.IntegerValue) -> ir.BooleanValue:
        closes = _closes(journeys.times, opens, within)
        spelled = _cut(journeys, 0, opens) + OPEN + _cut(journeys, opens, closes)
        rest = _cut(journeys, closes, journeys.letters.length())
        return (spelled + CLOSE + rest + LAST).re_search(sought)

    return ibis.range(1, journeys.letters.length() + 1, 1).filter(fits)


def begin_places(
    journeys: ir.Table, letters: Letters, within: timedelta | None
) -> ir.ArrayValue:
    """List the touches at which a match can begin.

    Args:
        journeys: `pattern_spelling.SPELLED`; with a long window also `opens: int64`,
            the touch from which it runs.
        letters: The letters of the pattern.
        within: The long window.
    """
    root = letters.pattern.root
    sought = Expression(letters).of(root, marks_begin=True)

    def fits(begin: ir.IntegerValue) -> ir.BooleanValue:
        behind = _behind_begin(journeys, begin, journeys.letters.length(), within)
        spelled = _cut(journeys, 0, begin) + BEGIN + behind + LAST
        return spelled.re_search(sought)

    last = journeys.letters.length() if within is None else journeys.opens
    return ibis.range(1, last + 1, 1).filter(fits)


def end_places(
    journeys: ir.Table, letters: Letters, within: timedelta | None
) -> ir.ArrayValue:
    """List the touches at which a match that begins at `begin_no` can end.

    Args:
        journeys: As in `begin_places`, with `begin_no: int64`.
        letters: The letters of the pattern.
        within: The long window.
    """
    root = letters.pattern.root
    sought = Expression(letters).of(root, marks_begin=True)
    first = journeys.begin_no if within is None else journeys.opens

    def fits(end: ir.IntegerValue) -> ir.BooleanValue:
        behind = _behind_begin(journeys, journeys.begin_no, end, within)
        spelled = _cut(journeys, 0, journeys.begin_no) + BEGIN + behind
        last = ibis.ifelse(end == journeys.letters.length(), LAST, "")
        return (spelled + last).re_search(f"(?:{sought}){CLOSE}?{LAST}?$")

    return ibis.range(first, journeys.letters.length() + 1, 1).filter(fits)


def _behind_begin(
    journeys: ir.Table,
    begin: ir.IntegerValue,
    end: ir.IntegerValue,
    within: timedelta | None,
) -> ir.StringValue:
    """Spell the touches after `begin` up to `end`, with the window marked."""
    if within is None:
        return _cut(journeys, begin, end)
    closes = ibis.least(_closes(journeys.times, journeys.opens, within), end)
    return (
        _cut(journeys, begin, journeys.opens)
        + OPEN
        + _cut(journeys, journeys.opens, closes)
        + CLOSE
        + _cut(journeys, closes, end)
    )


def _closes(
    times: ir.ArrayValue, opens: ir.IntegerValue, within: timedelta
) -> ir.IntegerValue:
    """Count the touches of a journey begun before a window that runs from one ends."""
    last = times[opens - 1] + within // MICROSECOND
    return times.filter(lambda at: at <= last).length()


def _cut(
    journeys: ir.Table, begin: ir.IntegerValue | int, end: ir.IntegerValue
) -> ir.StringValue:
    """Give the letters after the first `begin` up to the `end`th."""
    return journeys.letters.substr(begin, end - begin)
