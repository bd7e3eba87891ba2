"""When the steps of a funnel were reached, journey by journey."""

from datetime import timedelta
from itertools import pairwise

import ibis
import ibis.expr.types as ir
from ibis import _

from footlights.analysis.attempts import FIRST, reached_columns
from footlights.events.timing import seconds_between
from footlights.events.uniting import united

STEP_SECONDS = ibis.schema({"step_no": "int16", "seconds": "float64"})


def times_schema(steps: int) -> ibis.Schema:
    """Give the columns of timed attempts at a funnel of so many steps.

    One row per attempt of a journey:

    - `journey_key`, `variant_no: int64`: as in `prepared.JOURNEYS`.
    - `attempt_no: int64`: the touch by which the attempt begins.
    - `reached_1`, `reached_2`, ... `: timestamp`: begin of the touch by which each
      step is reached; null from the first step on that is not reached.
    """
    columns = {"journey_key": "int64", "variant_no": "int64", "attempt_no": "int64"}
    return ibis.schema(columns | dict.fromkeys(reached_columns(steps), "timestamp(6)"))


def attempt_times(attempts: ir.Table, journeys: ir.Table, steps: int) -> ir.Table:
    """Look up when each journey reached the steps that its variant reaches.

    Args:
        attempts: `attempts.attempts_schema`.
        journeys: `prepared.JOURNEYS`. Reads `journey_key`, `variant_no`, `times`.
        steps: How many steps the funnel has.

    Returns:
        `times_schema`.
    """
    tried = attempts.drop("journeys").inner_join(
        journeys.select("journey_key", "variant_no", "times"), "variant_no"
    )
    return tried.mutate(
        **{
            name: tried.times[(tried[name] - 1).cast("int32")]
            for name in reached_columns(steps)
        }
    ).select(*times_schema(steps).names)


def reached_within(times: ir.Table, window: timedelta, steps: int) -> ir.Table:
    """Forget the steps that were reached too late after the first.

    Exactly the window is still in time.

    Args:
        times: `times_schema`.
        window: Longest time from the first step to any other.
        steps: How many steps the funnel has.

    Returns:
        `times_schema`.
    """
    longest = window.total_seconds()
    # Later steps are never reached earlier: once too late, always too late.
    return times.mutate(
        **{
            name: ibis.ifelse(
                seconds_between(times[FIRST], times[name]) <= longest,
                times[name],
                ibis.null("timestamp(6)"),
            )
            for name in reached_columns(steps)
        }
    )


def step_seconds(times: ir.Table, steps: int) -> ir.Table:
    """Measure the time from each step to the next.

    Args:
        times: `times_schema`, kept: it is read once per step.
        steps: How many steps the funnel has, at least two.

    Returns:
        One row per journey and step that it reached, from the second on,
        `STEP_SECONDS`: from the begin of the touch by which the step before was
        reached to the begin of that by which this one was.
    """
    between = [
        times.select(
            step_no=ibis.literal(no, "int16"),
            seconds=seconds_between(times[before], times[here]),
        ).filter(_.seconds.notnull())
        for no, (before, here) in enumerate(pairwise(reached_columns(steps)), start=2)
    ]
    return united(between)
