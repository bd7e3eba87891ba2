"""Who comes again soon about the same, and how many come at all."""

from datetime import timedelta
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.journeys import NUMBERS
from footlights.events.timing import seconds_between

CONTACTS = ("journey_key", "person_key", "at", "value")
"""Columns of a touch, as in `prepared.TOUCHES`, and `value`, a whole number or a text:
what it is about, never null."""

REPEATS = ibis.schema({"repeated": "int64", "repeating": "int64"})
"""Touches that come again soon, and persons who do."""

MET = ibis.schema({"touches": "int64", "persons": "int64"})
"""Touches, and persons who came."""

BITS = 62
"""Numbers that fit as bits into one whole number, its sign left alone."""


def near_contacts(told: ir.Table, within: timedelta) -> ir.Table:
    """Keep what comes within some time of another contact about the same.

    Whichever journeys are looked at, a touch that comes again so soon is among these,
    and so is the one before it.

    Args:
        told: One row per touch, `CONTACTS`.
        within: How near; exactly that far counts.

    Returns:
        `CONTACTS`: touches of a person within that time before or after another of
        theirs about the same, in whatever journey.
    """
    in_order = _in_order(told)
    # Both from one window, so that touches of one instant stand in one order.
    since = seconds_between(told.at.lag().over(in_order), told.at)
    until = seconds_between(told.at, told.at.lead().over(in_order))
    longest = within.total_seconds()
    near = told.mutate(since=since, until=until)
    return near.filter((_.since <= longest) | (_.until <= longest)).select(*CONTACTS)


def soon_again(near: ir.Table, within: timedelta) -> ir.Table:
    """Keep touches that come within some time of the same person's last one.

    Touches of all journeys of a person count. At the same instant all but one come 0
    seconds after another; which one that is makes no difference.

    Args:
        near: As `near_contacts` gives them for that time, of the journeys looked at.
        within: How soon; exactly that time is within.

    Returns:
        One row per touch: `value`, `person_key`, `since_seconds: float64` from begin
        to begin.
    """
    since = seconds_between(near.at.lag().over(_in_order(near)), near.at)
    timed = near.select("value", "person_key", since_seconds=since)
    return timed.filter(_.since_seconds <= within.total_seconds())


def _in_order(told: ir.Table) -> Any:  # Ibis names no type for a window
    same: ir.Value | list[str] = ["person_key", "value"]
    if told.value.type().is_integer():
        # One number to a person and what they come about sorts faster than two.
        same = told.person_key * NUMBERS + told.value
    return ibis.window(group_by=same, order_by="at")


def repeat_counts(soon: ir.Table) -> ir.Table:
    """Count touches that come again soon, and the persons who do.

    Args:
        soon: As `soon_again` gives them.

    Returns:
        One row per value with any: `value`, then `REPEATS`.
    """
    return soon.group_by("value").aggregate(
        repeated=_.count(), repeating=_.person_key.nunique()
    )


def repeat_totals(soon: ir.Table) -> ir.Table:
    """Count the same of all values together, each person once.

    Returns:
        One row, `REPEATS`.
    """
    return soon.aggregate(repeated=_.count(), repeating=_.person_key.nunique())


def met_by_journey(told: ir.Table) -> ir.Table:
    """Count what each journey is about.

    Args:
        told: One row per touch, `CONTACTS`.

    Returns:
        One row per journey and value: `journey_key`, `person_key`, `value`,
        `touches: int64`.
    """
    return told.group_by("journey_key", "person_key", "value").aggregate(
        touches=_.count()
    )


def met_counts(met: ir.Table) -> ir.Table:
    """Count touches and persons of each value.

    Args:
        met: As `met_by_journey` gives it.

    Returns:
        One row per value: `value`, then `MET`.
    """
    return met.group_by("value").aggregate(**_met())


def met_totals(met: ir.Table) -> ir.Table:
    """Count the same of all values together, each person once.

    Returns:
        One row, `MET`.
    """
    return met.aggregate(**_met())


def _met() -> dict[str, Any]:  # what Ibis computes later
    return {
        "touches": _.touches.sum().fill_null(0).cast("int64"),
        "persons": _.person_key.nunique(),
    }


def touches_met(steps: ir.Table, key: str) -> ir.Table:
    """Count the touches of each touchpoint or stage.

    Args:
        steps: `prepared.STEPS`.
        key: `touchpoint_no` or `stage_no`.

    Returns:
        One row per touchpoint or stage that was met: `value`, `touches: int64`.
    """
    return steps.group_by(value=steps[key]).aggregate(
        touches=_.journeys.sum().cast("int64")
    )


def persons_met(steps: ir.Table, journeys: ir.Table, key: str, most: int) -> ir.Table:
    """Count the persons who came to each touchpoint or stage.

    A variant says where its journeys were: no touch is read, and where a person was in
    several journeys is put together as the bits of few numbers.

    Args:
        steps: `prepared.STEPS` of these journeys.
        journeys: `prepared.JOURNEYS`.
        key: `touchpoint_no` or `stage_no`.
        most: The highest of these numbers.

    Returns:
        One row: `persons_1` to `persons_<most>: int64`.
    """
    places = {no: divmod(no - 1, BITS) for no in range(1, most + 1)}
    parts = [f"part_{n}" for n in range(1 + (most - 1) // BITS)]
    by_variant = steps.group_by("variant_no").aggregate(
        **{
            part: ibis.cases(
                *(
                    (steps[key] == no, ibis.literal(1 << bit, "int64"))
                    for no, (at, bit) in places.items()
                    if at == n
                ),
                else_=ibis.literal(0, "int64"),
            ).bit_or()
            for n, part in enumerate(parts)
        }
    )
    by_person = (
        journeys.select("person_key", "variant_no")
        .inner_join(by_variant, "variant_no")
        .group_by("person_key")
        .aggregate(**{part: _[part].bit_or() for part in parts})
    )
    return by_person.aggregate(
        **{
            f"persons_{no}": by_person.count(
                where=by_person[parts[at]] & ibis.literal(1 << bit, "int64") > 0
            )
            for no, (at, bit) in places.items()
        }
    )
