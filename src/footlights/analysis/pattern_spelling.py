"""Journeys spelled in the letters of a pattern."""

from datetime import datetime, timedelta

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis.pattern_letters import Letters
from footlights.events.touches import looked_up

SPELLED = ibis.schema(
    {"journey_key": "int64", "letters": "string", "times": "array<int64>"}
)
"""One row per journey: a letter to each touch in order, and the times of the touches.

- `letters: string`: one to each touch, in order.
- `times: array<int64>`: begins of the touches in order, microseconds since 1970.
"""

MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - naive UTC, as all times of a log


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
    count = touchpoints * channels * teams
    code = _group(_.touchpoint_no, range(1, letters.touchpoints + 1), letters)
    if letters.channels:
        code += touchpoints * _place(_.channel_no, letters.channels)
    if letters.teams:
        code += touchpoints * channels * _place(_.team_no, letters.teams)
    collected = touches.group_by("journey_key").aggregate(
        codes=(_.touch_no.cast("int64") * count + code).collect(),
        times=_.at.delta(ibis.literal(_EPOCH, "timestamp(6)"), unit="microsecond")
        .cast("int64")
        .collect(),
    )
    ordered = collected.mutate(codes=_.codes.sort(), times=_.times.sort())
    alphabet = ibis.literal(letters.alphabet)
    if gaps == 1:
        spelled = ordered.codes.map(lambda c: alphabet.substr(c % count, 1))
    else:
        spelled = ibis.range(0, ordered.codes.length(), 1).map(
            lambda place: alphabet.substr(
                ordered.codes[place] % count
                + count * _gap_group(ordered.times, place, letters),
                1,
            )
        )
    return ordered.select("journey_key", letters=spelled.join(""), times="times")


def _group(
    touchpoint_no: ir.IntegerValue, numbers: range, letters: Letters
) -> ir.IntegerValue:
    found = looked_up(touchpoint_no, numbers, letters.touchpoint_groups)
    return found.cast("int64")


def _place(number: ir.IntegerValue, numbers: tuple[int, ...]) -> ir.IntegerValue:
    """Give the group of a channel or team: its place in the list, else 0."""
    groups = range(1, len(numbers) + 1)
    return looked_up(number, numbers, groups).fill_null(0).cast("int64")


def _gap_group(
    times: ir.ArrayValue, place: ir.IntegerValue, letters: Letters
) -> ir.IntegerValue:
    """Count the short windows that the time since the touch before exceeds.

    The first touch of a journey comes after nothing and exceeds them all.
    """
    since = times[place] - times[ibis.greatest(place - 1, 0)]
    exceeded = sum(
        (since > gap // MICROSECOND).cast("int64") for gap in letters.gaps
    )
    return ibis.ifelse(place == 0, len(letters.gaps), exceeded)
