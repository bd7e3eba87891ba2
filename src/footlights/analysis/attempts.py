"""How journeys try to go through a funnel: by which touches they reach its steps.

What is reached depends only on the order of touchpoints, so it is found once per
variant; `attempt_times` puts the clock beside it.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.events.uniting import united

Funnel = Sequence[Collection[int]]
"""The touchpoint numbers of each step, first step to last; no step is empty."""

REACHED = "reached_{}"
"""Column that tells by which touch, or when, a step was reached."""

FIRST = REACHED.format(1)
"""That of the first step."""


def attempts_schema(steps: int) -> ibis.Schema:
    """Give the columns of attempts at a funnel of so many steps.

    One row per attempt of a variant:

    - `variant_no: int64`, `journeys: int64`: as in `prepared.VARIANTS`.
    - `attempt_no: int64`: the touch by which the attempt begins.
    - `reached_1`, `reached_2`, ... `: int64`: the touch by which each step is
      reached, growing; null from the first step on that is not reached.
    """
    columns = {"variant_no": "int64", "journeys": "int64", "attempt_no": "int64"}
    return ibis.schema(columns | dict.fromkeys(reached_columns(steps), "int64"))


def reached_columns(steps: int) -> tuple[str, ...]:
    """Name the column of each step."""
    return tuple(REACHED.format(no) for no in range(1, steps + 1))


def every_start(steps: ir.Table, funnel: Funnel) -> ir.Table:
    """Begin an attempt at every touch of the first step.

    Args:
        steps: `prepared.STEPS`. Reads `variant_no`, `journeys`, `touch_no`,
            `touchpoint_no`.
        funnel: The funnel.

    Returns:
        `attempts_schema` of one step.
    """
    return steps.filter(_.touchpoint_no.isin(list(funnel[0]))).select(
        "variant_no",
        "journeys",
        attempt_no="touch_no",
        **{FIRST: "touch_no"},
    )


def first_start(steps: ir.Table, funnel: Funnel) -> ir.Table:
    """Begin one attempt, at a variant's first touch of the first step.

    Args:
        steps: `prepared.STEPS`, as for `every_start`.
        funnel: The funnel.

    Returns:
        `attempts_schema` of one step.
    """
    return (
        every_start(steps, funnel)
        .group_by("variant_no", "journeys")
        .aggregate(attempt_no=_.attempt_no.min())
        .mutate(**{FIRST: _.attempt_no})
    )


def loose_attempts(
    steps: ir.Table, starts: ir.Table, funnel: Funnel, upto: int | None = None
) -> ir.Table:
    """Follow attempts through the funnel, whatever lies between its steps.

    A step is reached by the first touch of it that comes later than the touch by
    which the step before was reached. Other touches may lie between, and going back
    afterwards takes nothing away.

    Args:
        steps: `prepared.STEPS`. Reads `variant_no`, `touch_no`, `touchpoint_no`.
        starts: As `first_start` or `every_start` gives them, or attempts that were
            followed to an earlier step.
        funnel: The funnel.
        upto: How many steps to follow them to; all if None.

    Returns:
        `attempts_schema` of so many steps, one row per start.
    """
    return _followed(steps, starts, funnel, [()] * len(funnel), upto)


def strict_attempts(
    steps: ir.Table, starts: ir.Table, funnel: Funnel, upto: int | None = None
) -> ir.Table:
    """Follow attempts through the funnel until another of its steps comes between.

    As `loose_attempts`, but an attempt ends at a touch of any step of the funnel that
    is neither the step just reached, which may be repeated, nor the next one.
    Touches that belong to no step of the funnel may lie between.
    """
    return _followed(steps, starts, funnel, list(_stops(funnel)), upto)


def _stops(funnel: Funnel) -> Iterator[Collection[int]]:
    """Give for each step the touchpoints that end an attempt on the way to it."""
    anywhere = {no for step in funnel for no in step}
    yield ()
    for before, here in pairwise(funnel):
        yield sorted(anywhere - set(before) - set(here))


def _followed(
    steps: ir.Table,
    starts: ir.Table,
    funnel: Funnel,
    stops: Sequence[Collection[int]],
    upto: int | None,
) -> ir.Table:
    last = len(funnel) if upto is None else upto
    columns = reached_columns(last)
    found = starts
    for place in range(len(set(columns) & set(starts.columns)), last):
        here, stop = list(funnel[place]), list(stops[place])
        later = _touches_of(steps, [*here, *stop])
        in_step, stopped = (
            _.later_touchpoint_no.isin(here),
            (
                _.later_touchpoint_no.isin(stop) if stop else ibis.literal(False)  # noqa: FBT003
            ),
        )
        found = (
            _beside_later(found, later, columns[place - 1])
            .group_by("variant_no", "journeys", "attempt_no", *columns[:place])
            .aggregate(
                next_no=_.later_no.min(where=in_step),
                stop_no=_.later_no.min(where=stopped),
            )
            .mutate(
                **{
                    columns[place]: ibis.ifelse(
                        _.stop_no < _.next_no, ibis.null("int64"), _.next_no
                    )
                }
            )
            .drop("next_no", "stop_no")
        )
    return found.select(*attempts_schema(last).names)


def _touches_of(steps: ir.Table, touchpoint_nos: Collection[int]) -> ir.Table:
    return steps.filter(_.touchpoint_no.isin(list(touchpoint_nos))).select(
        later_variant_no="variant_no",
        later_no="touch_no",
        later_touchpoint_no="touchpoint_no",
    )


def _beside_later(attempts: ir.Table, later: ir.Table, since: str) -> ir.Table:
    """Put beside each attempt the touches after the one by which it got so far."""
    return attempts.left_join(
        later,
        [
            attempts.variant_no == later.later_variant_no,
            later.later_no > attempts[since],
        ],
    )


def furthest(attempts: ir.Table, keys: Sequence[str], steps: int) -> ir.Table:
    """Keep the attempt that gets furthest; of several, the first.

    Args:
        attempts: Reads `attempt_no`, `keys` and the columns of the steps: touches or
            moments.
        keys: Columns that name a variant or a journey.
        steps: How many steps the funnel has.

    Returns:
        One row for each value of the keys: the keys, `attempt_no`, and the columns
        of the steps.
    """
    columns = reached_columns(steps)
    # Reaching more is better; among equals, beginning earlier.
    ranked = attempts.mutate(
        rank=steps_reached(attempts, steps) * _FIRST_COUNTS - attempts.attempt_no
    )
    # A step that the best attempt does not reach is reached by none: that a null is
    # passed over does not matter.
    return ranked.group_by(*keys).aggregate(
        **{name: _[name].argmax(_.rank) for name in ("attempt_no", *columns)}
    )


_FIRST_COUNTS = 1 << 32
"""More than any touch number, so that a further step outweighs an earlier begin."""


def steps_reached(attempts: ir.Table, steps: int) -> ir.IntegerValue:
    """Count the steps that each attempt reached."""
    reached = ibis.literal(0, "int64")
    for name in reached_columns(steps):
        reached = reached + attempts[name].notnull().cast("int64")
    return reached


def leavings(steps: ir.Table, attempts: ir.Table, funnel: Funnel) -> ir.Table:
    """Say where each attempt went after the last step that it reached.

    That is the first touch after the one by which the step was reached that is not
    of the same step: staying there is not leaving. If there is none, the journey
    ended in that step.

    Args:
        steps: `prepared.STEPS`. Reads `variant_no`, `touch_no`, `touchpoint_no`.
        attempts: `attempts_schema`.
        funnel: The funnel, of at least two steps.

    Returns:
        One row per attempt and step that it reached, but for the last step:
        `variant_no`, `attempt_no: int64`, `step_no: int16` from 1, `to_touchpoint_no:
        int16`, null if the journey ended there.
    """
    columns = reached_columns(len(funnel))
    left = []
    for step_no, (here, since) in enumerate(zip(funnel, columns, strict=True), start=1):
        if step_no == len(funnel):
            break
        elsewhere = steps.filter(~_.touchpoint_no.isin(list(here))).select(
            later_variant_no="variant_no",
            later_no="touch_no",
            later_touchpoint_no="touchpoint_no",
        )
        there = attempts.filter(_[since].notnull()).select(
            "variant_no", "attempt_no", since
        )
        left.append(
            _beside_later(there, elsewhere, since)
            .group_by("variant_no", "attempt_no")
            .aggregate(to_touchpoint_no=_.later_touchpoint_no.argmin(_.later_no))
            .mutate(step_no=ibis.literal(step_no, "int16"))
        )
    return united(left)
