"""Which journeys match a pattern, and where.

What depends only on the order of touchpoints is decided once per variant. Only where
that leaves a match possible are a journey's touches read for channels, teams and times.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis.pattern_letters import Letters, letters_for
from footlights.analysis.pattern_marks import (
    begin_places,
    end_places,
    matches,
    window_places,
)
from footlights.analysis.pattern_spelling import spelled_journeys, spelled_variant
from footlights.events.prepared import Prepared
from footlights.events.timing import seconds_between
from footlights.model.map import Map
from footlights.model.patterns.checks import long_window
from footlights.model.patterns.names import Names, meanings
from footlights.model.patterns.rewriting import order_alone
from footlights.model.patterns.tree import Pattern

MATCHING = ibis.schema({"journey_key": "int64", "is_matching": "boolean"})
"""One row per journey; whether it matches."""

VARIANTS_MATCHING = ibis.schema(
    {
        "variant": "array<int16>",
        "journeys": "int64",
        "completed": "int64",
        "is_matching": "boolean",
    }
)

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


@dataclass(frozen=True)
class PatternPlan:
    """A pattern with what is needed to look for it in one prepared log."""

    pattern: Pattern
    """As it was asked."""

    letters: Letters
    """Letters for it."""

    ordered: Letters
    """Letters for its order alone, without windows, channels and teams."""

    @cached_property
    def within(self) -> timedelta | None:
        """Length of the long window, if there is one."""
        found = long_window(self.pattern.root)
        return found.within if found else None

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


def variants_matching(journeys: ir.Table, plan: PatternPlan) -> ir.Table:
    """Say of every variant whether its order of touchpoints can match.

    Where the pattern names channels, teams or times, they are taken to hold: journeys
    of other variants do not match, those of these may.

    Args:
        journeys: `prepared.JOURNEYS`. Reads `variant` and `is_completed`.
        plan: The pattern.

    Returns:
        One row per variant, `VARIANTS_MATCHING`: how many `journeys` share it, and how
        many of them were `completed`.
    """
    counted = journeys.group_by("variant").aggregate(
        journeys=_.count(), completed=_.is_completed.sum().cast("int64")
    )
    spelled = counted.mutate(letters=spelled_variant(counted.variant, plan.ordered))
    return spelled.mutate(is_matching=matches(spelled, plan.ordered)).select(
        *VARIANTS_MATCHING.names
    )


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
        decided = journeys.inner_join(variants_matching(journeys, plan), "variant")
        return decided.select(*MATCHING.names)
    found = _found(prepared, plan).select(found_key="journey_key")
    return (
        journeys.select("journey_key")
        .left_join(found, [("journey_key", "found_key")])
        .select("journey_key", is_matching=_.found_key.notnull())
    )


def first_matches(prepared: Prepared, plan: PatternPlan) -> ir.Table:
    """Find the first match of every journey that has any.

    The first is the one whose long window runs from the earliest touch, if the pattern
    has such a window; among those the one that begins earliest; among those the one
    that ends earliest.

    Args:
        prepared: As in `journeys_matching`.
        plan: The pattern.

    Returns:
        One row per journey that matches, `MATCHES`.
    """
    if plan.is_ordered:
        return _timed(prepared, _variant_places(prepared, plan))
    begun = _found(prepared, plan)
    begun = begun.mutate(
        begin_no=begin_places(begun, plan.letters, plan.within)[0].cast("int64")
    )
    ended = begun.mutate(
        end_no=end_places(begun, plan.letters, plan.within)[0].cast("int64")
    )
    span = ended.times[ended.end_no - 1] - ended.times[ended.begin_no - 1]
    return ended.mutate(seconds=span / 1_000_000).select(*MATCHES.names)


def _found(prepared: Prepared, plan: PatternPlan) -> ir.Table:
    """Spell the journeys that match; with a long window also where it `opens`."""
    possible = variants_matching(prepared.journeys, plan).filter(_.is_matching)
    wanted = prepared.journeys.semi_join(possible, "variant").select("journey_key")
    spelled = spelled_journeys(
        prepared.touches.semi_join(wanted, "journey_key"), plan.letters
    )
    if plan.within is None:
        return spelled.filter(matches(spelled, plan.letters))
    places = spelled.mutate(places=window_places(spelled, plan.letters, plan.within))
    opened = places.filter(_.places.length() > 0)
    return opened.mutate(opens=_.places[0].cast("int64")).drop("places")


def _variant_places(prepared: Prepared, plan: PatternPlan) -> ir.Table:
    """Find the first match of every variant that matches."""
    found = variants_matching(prepared.journeys, plan).filter(_.is_matching)
    begun = found.mutate(letters=spelled_variant(found.variant, plan.ordered))
    begun = begun.mutate(
        begin_no=begin_places(begun, plan.ordered, None)[0].cast("int64")
    )
    return begun.mutate(
        end_no=end_places(begun, plan.ordered, None)[0].cast("int64")
    ).select("variant", "begin_no", "end_no")


def _timed(prepared: Prepared, places: ir.Table) -> ir.Table:
    """Give the first matches of variants to their journeys, with their times."""
    wanted = prepared.journeys.inner_join(places, "variant").select(
        "journey_key", "begin_no", "end_no"
    )
    ends = prepared.touches.select("journey_key", "touch_no", "at").inner_join(
        wanted, "journey_key"
    )
    return (
        ends.filter((_.touch_no == _.begin_no) | (_.touch_no == _.end_no))
        .group_by("journey_key")
        .aggregate(
            begin_no=_.begin_no.min(),
            end_no=_.end_no.min(),
            seconds=seconds_between(_.at.min(), _.at.max()),
        )
    )
