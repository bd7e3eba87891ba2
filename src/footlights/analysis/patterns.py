"""Which journeys match a pattern, and where.

What depends only on the order of touchpoints is decided once per variant. Only where
that leaves a match possible are a journey's touches read for channels, teams and times.
"""

from dataclasses import dataclass
from datetime import timedelta

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis.pattern_letters import Letters, letters_for
from footlights.analysis.pattern_marks import (
    is_match,
    match_begins,
    match_ends,
    window_begins,
    window_ends,
)
from footlights.analysis.pattern_spelling import spelled_journeys, spelled_variant
from footlights.events.prepared import Prepared
from footlights.events.timing import seconds_between
from footlights.model.map import Map
from footlights.model.patterns.names import Names, meanings
from footlights.model.patterns.rewriting import order_alone
from footlights.model.patterns.tree import Pattern

MATCHING = ibis.schema({"journey_key": "int64", "is_matching": "boolean"})
"""One row per journey; whether it matches."""

MATCHES = ibis.schema(
    {
        "journey_key": "int64",
        "begin_no": "int64",
        "end_no": "int64",
        "seconds": "float64",
    }
)
"""One row per journey that matches, about its first match.

- `begin_no`, `end_no: int64`: `touch_no` of its first and last touch.
- `seconds: float64`: from the begin of the one to the begin of the other.
"""


STRIDE = 32
"""Touches between the first tries for the end of a window."""


@dataclass(frozen=True)
class PatternPlan:
    """A pattern with what is needed to look for it in one prepared log."""

    pattern: Pattern
    """As it was asked."""

    letters: Letters
    """Letters for it."""

    ordered: Letters
    """Letters for its order alone, without windows, channels and teams."""

    @property
    def within(self) -> timedelta | None:
        """Length of the main window, if there is one."""
        window = self.letters.window
        return window.within if window else None

    @property
    def is_ordered(self) -> bool:
        """Whether the touchpoints of a journey and their order decide."""
        return self.within is None and not self.letters.needs_touches


def pattern_plan(pattern: Pattern, prepared: Prepared, map_: Map) -> PatternPlan:
    """Look the names of a pattern up, and choose letters for its touches.

    Raises:
        UnknownPatternNameError: A name that neither the map nor the log has.
        PatternMatchesNothingError: A touch that cannot be.
        PatternNotSupportedError: More kinds of touches than can be told apart.
    """
    means = meanings(pattern, Names.of(map_, prepared.channels, prepared.teams))
    order = Pattern(pattern.text, order_alone(pattern.root))
    count = len(map_.touchpoints)
    letters = letters_for(pattern, means, count)
    letters.check()
    return PatternPlan(pattern, letters, letters_for(order, means, count))


def journeys_matching(prepared: Prepared, plan: PatternPlan) -> ir.Table:
    """Say of every journey whether it matches: a segment.

    Args:
        prepared: The log. Reads `variant` of its journeys; of its touches, where the
            pattern names channels, teams or times, `touch_no`, `touchpoint_no`,
            `channel_no`, `team_no` and `at`.
        plan: The pattern.

    Returns:
        One row per journey, `MATCHING`; never null. `docs/patterns.md` defines what
        matches.

    Source:
        Own definition; checked against a search of every run of touches in
        `tests/analysis/test_patterns.py`.
    """
    journeys = prepared.journeys
    if plan.is_ordered:
        decided = journeys.inner_join(_variants(journeys, plan), "variant")
        return decided.select(*MATCHING.names)
    keys, words = _words(prepared, plan)
    if plan.within is None:
        matching = words.filter(is_match(words.letters, plan.letters))
        found = keys.semi_join(matching, words.columns[0])
    else:
        found = _in_time(prepared, keys, _windows(words, plan), plan.within)
    found = found.select(found_key="journey_key").distinct()
    return (
        journeys.select("journey_key")
        .left_join(found, [("journey_key", "found_key")])
        .select("journey_key", is_matching=_.found_key.notnull())
    )


def first_matches(prepared: Prepared, plan: PatternPlan) -> ir.Table:
    """Find the first match of every journey that has any.

    If the pattern has a main window (see `docs/patterns.md`), the first match is the
    one whose window runs from the earliest touch; among those, the one that begins
    earliest; among those, the one that ends earliest.

    Args:
        prepared: As in `journeys_matching`.
        plan: The pattern.

    Returns:
        One row per journey that matches, `MATCHES`.
    """
    keys, words = _words(prepared, plan)
    if plan.within is None:
        matching = words.filter(is_match(words.letters, plan.letters))
        found = keys.inner_join(_placed(matching, plan), words.columns[0])
        return _timed(prepared, found.select("journey_key", "begin_no", "end_no"))
    windows = _windows(words, plan)
    is_whole = plan.letters.window is plan.pattern.root
    placed = (
        windows.mutate(begin_no=_.opens, end_no=_.closes)
        if is_whole
        else _placed(windows, plan)
    )
    in_time = _in_time(prepared, keys, placed, plan.within)
    found = in_time.group_by("journey_key").aggregate(
        begin_no=_.begin_no.argmin(_.opens),
        end_no=_.end_no.argmin(_.opens),
        seconds=seconds_between(_.opens_at, _.closes_at).argmin(_.opens),
    )
    if is_whole:
        return found
    return _timed(prepared, found.drop("seconds"))


def order_matches(variant: ir.ArrayValue, plan: PatternPlan) -> ir.BooleanValue:
    """Say whether the order of touchpoints can match.

    Where the pattern names channels, teams or times, they are taken to hold: journeys
    of other variants do not match, those of these may.
    """
    return is_match(spelled_variant(variant, plan.ordered), plan.ordered)


def _variants(journeys: ir.Table, plan: PatternPlan) -> ir.Table:
    variants = journeys.select("variant").distinct()
    return variants.mutate(is_matching=order_matches(variants.variant, plan))


def _words(prepared: Prepared, plan: PatternPlan) -> tuple[ir.Table, ir.Table]:
    """Spell the journeys whose order can match, each distinct spelling once.

    Returns:
        Journeys: `journey_key` and what joins them to the second; and spellings: that
        column first, and `letters: string`. Where touchpoints alone are told apart it
        is the variant, which is there already; else the letters themselves.
    """
    possible = _variants(prepared.journeys, plan).filter(_.is_matching)
    if not plan.letters.needs_touches:
        keys = prepared.journeys.select("journey_key", "variant")
        spelled = possible.mutate(letters=spelled_variant(_.variant, plan.letters))
        return keys, spelled.select("variant", "letters")
    wanted = prepared.journeys.semi_join(possible, "variant").select("journey_key")
    touches = prepared.touches.semi_join(wanted, "journey_key")
    keys = spelled_journeys(touches, plan.letters).rename(word="letters")
    return keys, keys.select("word").distinct().mutate(letters=_.word)


def _windows(words: ir.Table, plan: PatternPlan) -> ir.Table:
    """List where the main window can run: `opens`, and the shortest that `closes`."""
    opened = words.mutate(opens=window_begins(words, plan.letters).unnest())
    last = opened.letters.length()
    # In long journeys, strides first: what lies behind an end is an end as well.
    strides = ibis.range(opened.opens, last + 1, STRIDE)
    strode = opened.mutate(strides=window_ends(opened, plan.letters, strides))
    strode = strode.mutate(
        at_most=ibis.ifelse(_.strides.length() > 0, _.strides[0], _.letters.length())
    ).drop("strides")
    first = ibis.greatest(strode.opens, strode.at_most - STRIDE + 1)
    near = ibis.range(first, strode.at_most + 1, 1)
    return strode.mutate(closes=window_ends(strode, plan.letters, near)[0]).drop(
        "at_most"
    )


def _placed(words: ir.Table, plan: PatternPlan) -> ir.Table:
    """Add `begin_no` and `end_no` of the first match in every spelling."""
    begun = words.mutate(begin_no=match_begins(words, plan.letters)[0])
    return begun.mutate(end_no=match_ends(begun, plan.letters)[0])


def _in_time(
    prepared: Prepared, keys: ir.Table, windows: ir.Table, within: timedelta
) -> ir.Table:
    """Keep the windows of journeys that are no longer than they may be."""
    at = prepared.touches.select("journey_key", "touch_no", "at")
    return (
        keys.inner_join(windows, keys.columns[1])
        .inner_join(
            at.rename(opens_at="at", opens_no="touch_no"),
            ["journey_key", ("opens", "opens_no")],
        )
        .inner_join(
            at.rename(closes_at="at", closes_no="touch_no"),
            ["journey_key", ("closes", "closes_no")],
        )
        .filter(seconds_between(_.opens_at, _.closes_at) <= within.total_seconds())
    )


def _timed(prepared: Prepared, places: ir.Table) -> ir.Table:
    """Measure the time from `begin_no` to `end_no` in each journey."""
    at = prepared.touches.select("journey_key", "touch_no", "at")
    return (
        places.inner_join(
            at.rename(begin_at="at", first_no="touch_no"),
            ["journey_key", ("begin_no", "first_no")],
        )
        .inner_join(
            at.rename(end_at="at", last_no="touch_no"),
            ["journey_key", ("end_no", "last_no")],
        )
        .mutate(seconds=seconds_between(_.begin_at, _.end_at))
        .select(*MATCHES.names)
    )
