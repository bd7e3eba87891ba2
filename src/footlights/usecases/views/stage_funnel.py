"""How far journeys come, step by step, where the lost go, and how long steps take."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from ibis import _

from footlights.analysis import stage_funnel as funnels
from footlights.analysis.attempt_times import step_seconds
from footlights.measures.estimates import (
    Row,
    by_key,
    grouped,
    quantile,
    share,
    unknown,
)
from footlights.measures.result import Estimate
from footlights.measures.view import Cell, View, ViewColumn
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.asked import ENDED
from footlights.usecases.views.asked_funnel import (
    AskedFunnel,
    Attempt,
    Order,
    ask_funnel,
    funnel_notes,
    kept_attempts,
    kept_reached,
    kept_times,
)
from footlights.usecases.views.standard import standard

_QUANTILES = (0.5, 0.9)

_STEP_NO = ViewColumn(name="step_no", about="Place in the funnel, from 1", role="key")
_STEP = ViewColumn(name="step", about="Stage or touchpoint", role="key")


@standard
def stage_funnel(
    log: PreparedLog,
    *,
    steps: Sequence[str] | None = None,
    order: Order = "loose",
    within: timedelta | None = None,
    attempt: Attempt = "first touch",
) -> View:
    """Count the journeys that reach each step after all the steps before it.

    Args:
        log: What is looked at.
        steps: Stages and touchpoints, first to last; all stages that events can
            reach if none are named.
        order: `loose`: other touches may lie between two steps. `strict`: no touch
            of another step may; the step just reached may be repeated, and touches
            that belong to no step may lie between.
        within: Longest time from the first step to the last; exactly that is in time.
        attempt: `first touch`: the attempt that begins at the first touch of the
            first step. `best try`: a journey may begin again at any touch of the
            first step, and the attempt that gets furthest counts, of several the
            first.

    Raises:
        UnknownStepError: A step is no stage and no touchpoint of the map.
        AmbiguousStepError: A step is both.
        NoStepsError: There is no step.
        NotPositiveError: The time is zero or less.
        UnknownChoiceError: `order` or `attempt` is none of the above.
    """
    asked = ask_funnel(log, steps, order, within, attempt)
    journeys = log.row(log.prepared.journeys.aggregate(n=_.count())) or {"n": 0}
    with kept_reached(log, asked) as (_attempts, reached):
        counts = log.counts(funnels.funnel_counts(reached, asked.length))
    return View(
        name="stage_funnel",
        columns=(
            _STEP_NO,
            _STEP,
            ViewColumn(name="journeys", about="Journeys that reached it", role="count"),
            ViewColumn(
                name="lost",
                about="Journeys that reached it and no later step; 0 at the last",
                role="count",
            ),
            _estimated("share_of_journeys", "Share of all journeys that reached it"),
            _estimated("share_of_previous", "Share of those at the step before"),
        ),
        rows=tuple(_rows(asked, counts, journeys["n"])),
        notes=(*funnel_notes(asked), _SHARES),
    )


@standard
def stage_funnel_times(
    log: PreparedLog,
    *,
    steps: Sequence[str] | None = None,
    order: Order = "loose",
    within: timedelta | None = None,
    attempt: Attempt = "first touch",
) -> View:
    """Say how long journeys take from one step of a funnel to the next.

    Args:
        log: What is looked at.
        steps: Stages and touchpoints, first to last; all stages that events can
            reach if none are named.
        order: `loose` lets other touches lie between two steps, `strict` none of
            another step.
        within: Longest time from the first step to the last; exactly that is in time.
        attempt: `first touch` counts the attempt that begins there, `best try` the
            one that gets furthest.

    Errors are those of `stage_funnel`.
    """
    asked = ask_funnel(log, steps, order, within, attempt)
    gaps = _gaps(log, asked) if asked.length > 1 else {}
    return View(
        name="stage_funnel_times",
        columns=(
            _STEP_NO,
            _STEP,
            _estimated("median_seconds", "Median seconds since the step before"),
            _estimated("p90_seconds", "Nine in ten took at most this, seconds"),
        ),
        rows=tuple(
            {
                "step_no": no,
                "step": step,
                "median_seconds": _gap(no, gaps.get(no), 0.5),
                "p90_seconds": _gap(no, gaps.get(no), 0.9),
            }
            for no, step in enumerate(asked.steps, start=1)
        ),
        notes=(*funnel_notes(asked), _TIMES),
    )


@standard
def stage_funnel_losses(
    log: PreparedLog,
    *,
    steps: Sequence[str] | None = None,
    order: Order = "loose",
    within: timedelta | None = None,
    attempt: Attempt = "first touch",
) -> View:
    """Say where the journeys that a funnel lost went next.

    That is the first touchpoint outside the step they were lost in, after the touch
    by which they reached it; or they ended there.

    Args:
        log: What is looked at.
        steps: Stages and touchpoints, first to last; all stages that events can
            reach if none are named.
        order: `loose` lets other touches lie between two steps, `strict` none of
            another step.
        within: Longest time from the first step to the last; exactly that is in time.
        attempt: `first touch` counts the attempt that begins there, `best try` the
            one that gets furthest.

    Errors are those of `stage_funnel`.
    """
    asked = ask_funnel(log, steps, order, within, attempt)
    lost = grouped(_losses(log, asked), "step_no") if asked.length > 1 else {}
    return View(
        name="stage_funnel_losses",
        columns=(
            _STEP_NO,
            _STEP,
            ViewColumn(
                name="to",
                about=f"Touchpoint met next outside the step, or {ENDED}",
                role="key",
            ),
            ViewColumn(name="journeys", about="Journeys that went there", role="count"),
            _estimated("share_of_lost", "Share of the journeys lost in this step"),
        ),
        rows=tuple(_loss_rows(log, asked, lost)),
        notes=(*funnel_notes(asked), _SHARES),
    )


def _gaps(log: PreparedLog, asked: AskedFunnel) -> dict[int, Row]:
    with (
        kept_attempts(log, asked) as attempts,
        kept_times(log, asked, attempts) as times,
    ):
        between = step_seconds(times, asked.length)
        found = log.quantiles(between, ["step_no"], "seconds", _QUANTILES)
    return by_key(found, "step_no")


def _losses(log: PreparedLog, asked: AskedFunnel) -> list[dict[str, Any]]:
    with kept_reached(log, asked) as (attempts, reached):
        return log.rows(
            funnels.funnel_losses(log.prepared.steps, attempts, reached, asked.funnel)
        )


def _rows(
    asked: AskedFunnel, counts: dict[int, int], journeys: int
) -> Iterator[dict[str, Cell]]:
    silent = ""
    for no, step in enumerate(asked.steps, start=1):
        here, before = counts[no], counts.get(no - 1)
        silent = silent or (step if step in asked.silent else "")
        nowhere = unknown(f"no event can reach {silent}")
        yield {
            "step_no": no,
            "step": step,
            "journeys": here,
            "lost": here - counts.get(no + 1, here),
            "share_of_journeys": nowhere
            if silent
            else share(here, journeys, "no journeys"),
            "share_of_previous": unknown("first step")
            if before is None
            else nowhere
            if silent
            else share(here, before, "nobody reached the step before"),
        }


def _gap(step_no: int, row: Row | None, p: float) -> Estimate:
    if step_no == 1:
        return unknown("first step")
    return unknown("nobody reached it") if row is None else quantile(row, p)


def _loss_rows(
    log: PreparedLog, asked: AskedFunnel, lost: dict[int, list[Row]]
) -> Iterator[dict[str, Cell]]:
    for no, step in enumerate(asked.steps, start=1):
        ways = lost.get(no, [])
        together = sum(row["journeys"] for row in ways)
        for row in sorted(
            ways, key=lambda r: (-r["journeys"], r["to_touchpoint_no"] or 0)
        ):
            to = row["to_touchpoint_no"]
            yield {
                "step_no": no,
                "step": step,
                "to": log.map.touchpoints[to - 1].id if to else ENDED,
                "journeys": row["journeys"],
                "share_of_lost": share(row["journeys"], together, "nobody was lost"),
            }


def _estimated(name: str, about: str) -> ViewColumn:
    return ViewColumn(name=name, about=about, role="estimate")


_SHARES = "Shares have Wilson's interval at 95 %."
_TIMES = (
    "Times run from the begin of the touch by which one step was reached to the begin"
    " of that by which the next was; their intervals are order statistics."
)
