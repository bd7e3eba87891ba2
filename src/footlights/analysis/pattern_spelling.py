"""Journeys spelled in the letters of a pattern."""

from datetime import timedelta

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis.pattern_letters import Letters
from footlights.events.timing import seconds_between
from footlights.events.touches import looked_up

SPELLED = ibis.schema({"journey_key": "int64", "letters": "string"})
"""One row per journey: one letter to each touch, in order."""


def spelled_variant(variant: ir.ArrayValue, letters: Letters) -> ir.StringValue:
    """Spell a variant; for letters that tell nothing but touchpoints apart."""
    each = ibis.literal(
        "".join(letters.alphabet[group] for group in letters.touchpoint_groups)
    )
    return variant.map(lambda no: each.substr(no - 1, 1)).join("")


def spelled_journeys(touches: ir.Table, letters: Letters) -> ir.Table:
    """Spell journeys by all that a pattern asks of their touches.

    Args:
        touches: `prepared.TOUCHES`, of the journeys that are wanted.
        letters: The letters.

    Returns:
        `SPELLED`.
    """
    touchpoints, channels, teams, gaps = letters.sizes
    facts = {
        "touchpoint": _group(_.touchpoint_no, letters.touchpoint_groups),
        "channel": _place(_.channel_no, letters.channels),
        "team": _place(_.team_no, letters.teams),
        "gap": _gap_group(letters.gaps),
    }
    coded = touches.mutate(**facts).select(
        "journey_key",
        place=_.touch_no.cast("int64") * (touchpoints * channels * teams * gaps),
        code=_.touchpoint
        + touchpoints * (_.channel + channels * (_.team + teams * _.gap)),
    )
    alphabet = ibis.literal(letters.alphabet)
    count = len(letters.alphabet)
    collected = coded.group_by("journey_key").aggregate(
        # Sorting each journey's few numbers is far cheaper than collecting in order.
        codes=(_.place + _.code).collect()
    )
    return collected.select(
        "journey_key",
        letters=_.codes.sort().map(lambda c: alphabet.substr(c % count, 1)).join(""),
    )


def _group(touchpoint_no: ir.IntegerValue, groups: tuple[int, ...]) -> ir.IntegerValue:
    numbers = range(1, len(groups) + 1)
    return looked_up(touchpoint_no, numbers, groups).cast("int64")


def _place(number: ir.IntegerValue, numbers: tuple[int, ...]) -> ir.IntegerValue:
    """Give the group of a channel or team: its place in the list, else 0."""
    if not numbers:
        return ibis.literal(0, "int64")
    groups = range(1, len(numbers) + 1)
    return looked_up(number, numbers, groups).fill_null(0).cast("int64")


def _gap_group(gaps: tuple[timedelta, ...]) -> ir.IntegerValue:
    """Count the short windows that the time since the touch before exceeds.

    The first touch of a journey comes after nothing and exceeds them all.
    """
    if not gaps:
        return ibis.literal(0, "int64")
    in_order = ibis.window(group_by="journey_key", order_by="touch_no")
    since = seconds_between(_.at.lag().over(in_order), _.at)
    shortest_first = [
        (since <= gap.total_seconds(), ibis.literal(group, "int64"))
        for group, gap in enumerate(gaps)
    ]
    return ibis.cases(*shortest_first, else_=len(gaps))
