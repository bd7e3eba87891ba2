"""A funnel that was asked for: checked, followed, timed, and told in words."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import ibis.expr.types as ir

from footlights.analysis.attempt_times import attempt_times, reached_within
from footlights.analysis.attempts import (
    every_start,
    first_start,
    furthest,
    loose_attempts,
    strict_attempts,
)
from footlights.analysis.stage_funnel import (
    reached_in_order,
    reached_in_time,
    recorded_stages,
)
from footlights.measures.wording import span_duration
from footlights.usecases.followed_attempts import followed_attempts
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.asked import (
    check_positive,
    funnel_steps,
)

Order = Literal["loose", "strict"]
"""What may lie between two steps: anything, or nothing of the other steps."""

Attempt = Literal["first touch", "best try"]
"""Which attempt counts: the one that begins at the first touch of the first step, or
the one that gets furthest, beginning at any touch of it."""


@dataclass(frozen=True)
class AskedFunnel:
    """What a funnel was asked for."""

    steps: dict[str, list[int]]
    """Touchpoint numbers of each step, first to last."""

    order: Order
    """What may lie between two steps."""

    within: timedelta | None
    """Longest time from the first step to the last; None for any."""

    attempt: Attempt
    """Which attempt counts."""

    left_out: tuple[str, ...]
    """Stages that would be steps if any event could reach them."""

    silent: frozenset[str]
    """Steps that no event can reach."""

    @property
    def funnel(self) -> list[list[int]]:
        """Touchpoint numbers of each step."""
        return list(self.steps.values())

    @property
    def length(self) -> int:
        """How many steps it has."""
        return len(self.steps)

    @property
    def tries_again(self) -> bool:
        """Whether a later attempt can get further than the first.

        In loose order and any time it cannot: all that a later one meets, the first
        meets too.
        """
        is_limited = self.order == "strict" or self.within is not None
        return self.attempt == "best try" and is_limited


def ask_funnel(
    log: PreparedLog,
    steps: Sequence[str] | None,
    order: Order,
    within: timedelta | None,
    attempt: Attempt,
) -> AskedFunnel:
    """Check what is asked; options and errors are those of the view."""
    check_positive("within", within)
    recorded, touchpoints = recorded_stages(log.map), log.map.touchpoints
    wanted = funnel_steps(log.map, steps)
    return AskedFunnel(
        steps=wanted,
        order=order,
        within=within,
        attempt=attempt,
        left_out=tuple(
            stage.id
            for no, stage in enumerate(log.map.stages, start=1)
            if steps is None and no not in recorded
        ),
        silent=frozenset(
            step
            for step, numbers in wanted.items()
            if not any(touchpoints[no - 1].is_recorded for no in numbers)
        ),
    )


@contextmanager
def kept_attempts(log: PreparedLog, asked: AskedFunnel) -> Iterator[ir.Table]:
    """Keep the attempts of each variant, `attempts.attempts_schema`, for a while."""
    steps, funnel = log.prepared.steps, asked.funnel
    start = every_start if asked.tries_again else first_start
    follow = strict_attempts if asked.order == "strict" else loose_attempts
    found = followed_attempts(log.engine, follow, steps, start(steps, funnel), funnel)
    if asked.tries_again and asked.within is None:
        found = furthest(found, ("variant_no", "journeys"), asked.length)
    kept = log.engine.keep("funnel_attempts", found)
    try:
        yield kept
    finally:
        log.engine.drop(kept)


@contextmanager
def kept_times(
    log: PreparedLog, asked: AskedFunnel, attempts: ir.Table
) -> Iterator[ir.Table]:
    """Keep when each journey reached the steps in time, one row each, for a while."""
    times = attempt_times(attempts, log.prepared.journeys, asked.length)
    if asked.within is not None:
        times = reached_within(times, asked.within, asked.length)
        if asked.tries_again:
            times = furthest(times, ("journey_key", "variant_no"), asked.length)
    kept = log.engine.keep("funnel_times", times)
    try:
        yield kept
    finally:
        log.engine.drop(kept)


@contextmanager
def kept_reached(
    log: PreparedLog, asked: AskedFunnel
) -> Iterator[tuple[ir.Table, ir.Table]]:
    """Keep the attempts, and how far journeys got in them, `REACHED_COUNTS`.

    Without a window the clock is not looked at: that is much quicker.
    """
    with kept_attempts(log, asked) as attempts:
        if asked.within is None:
            yield attempts, reached_in_order(attempts, asked.length)
            return
        with kept_times(log, asked, attempts) as times:
            yield attempts, reached_in_time(times, asked.length)


def funnel_notes(asked: AskedFunnel) -> Iterator[str]:
    """Say how it was counted and what was left out."""
    yield (
        "A journey reaches a step by its first touch of it after the touch by which it"
        " reached the step before."
    )
    if asked.order == "strict":
        yield (
            "Strict order: an attempt ends at a touch of another step of the funnel;"
            " the step just reached may be repeated, and touches outside the funnel"
            " may lie between."
        )
    yield (
        "Only the attempt from the first touch of the first step counts."
        if asked.attempt == "first touch"
        else "A journey may try again; the attempt that gets furthest counts, of"
        " several the first."
    )
    if asked.within is not None:
        yield (
            f"Steps reached more than {span_duration(asked.within)} after the first step do not"
            " count; who came too late is lost at the step before."
        )
    for step in asked.steps:
        if step in asked.silent:
            yield f"No event can reach {step!r}, so nobody is counted there."
    if asked.left_out:
        yield f"Left out, as no event can reach them: {', '.join(asked.left_out)}."
