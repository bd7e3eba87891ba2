"""How long visits and the silences between them last."""

import math
from dataclasses import dataclass

import numpy as np

from footlights.simulation.arrays import (
    NOTHING,
    Bools,
    Floats,
    Ints,
    first_row_of,
    is_first_of_run,
    row_before,
)
from footlights.simulation.durations import draw
from footlights.simulation.plan import Plan, Wait
from footlights.simulation.walk import Visits

PAUSE_IN_STAGE, PAUSE_TO_STAGE, PAUSE_TO_RETRY = 45.0, 2400.0, 180.0
"""Median silence before a visit in the same stage, in another one, and before a
further try, in seconds."""

USUAL_PART, HURTING_PART = 1 / 3, 0.9
"""Longest silence inside a journey, as a part of the silence that would end it:
without effects, and where a planted wait lies."""


@dataclass(frozen=True)
class Timed:
    """Times of visits, in seconds from the begin of their journey."""

    begin: Floats
    """When each visit begins."""

    end: Floats
    """When it ends."""


def timed(plan: Plan, visits: Visits, random: np.random.Generator) -> Timed:
    """Draw all times.

    Times are log-normal. A wait between two touchpoints is the whole silence from the
    end of the first to the begin of the second, whatever else lies in it; where people
    expect a wait before a touchpoint, so is the silence before it.
    """
    spans = _Spans(
        visits,
        _pauses(plan, visits, random),
        _stays(plan, visits, random),
        is_in_wait=np.zeros(len(visits.journey), dtype=np.bool_),
        is_hurting=np.zeros(len(visits.journey), dtype=np.bool_),
    )
    for wait in plan.waits:
        _fit_wait(plan, spans, wait, random)
    _fit_waits_before(plan, spans, random)
    _keep_together(plan, spans)
    steps = np.cumsum(spans.pause + spans.stay)
    begun = steps - spans.stay
    first = begun[first_row_of(visits.journey)]
    return Timed(begun - first, steps - first)


def _stays(plan: Plan, visits: Visits, random: np.random.Generator) -> Floats:
    medians = np.array([stay.median for stay in plan.stays])[visits.touchpoint]
    longest = np.array([stay.longest for stay in plan.stays])[visits.touchpoint]
    stays = draw(random, medians, longest)
    # What is between two others lasts as long as the silence, see `_fit_wait`.
    return np.where(plan.is_gap[visits.touchpoint], 0.0, stays)


def _pauses(plan: Plan, visits: Visits, random: np.random.Generator) -> Floats:
    stage = plan.stage[visits.touchpoint]
    is_same = np.concatenate([[True], stage[1:] == stage[:-1]])
    medians = np.where(is_same, PAUSE_IN_STAGE, PAUSE_TO_STAGE)
    medians[visits.is_retry] = PAUSE_TO_RETRY
    is_gap = plan.is_gap[visits.touchpoint]
    # The wait is all there is between the touchpoints it lies between.
    medians[is_gap] = 0.0
    medians[1:][is_gap[:-1]] = 0.0
    medians[is_first_of_run(visits.journey)] = 0.0
    longest = min(plan.longest_silence * USUAL_PART, math.inf)
    return draw(random, medians, np.full(len(medians), longest))


@dataclass
class _Spans:
    """Visits with their times while these are still being fitted."""

    visits: Visits
    pause: Floats
    """Silence before each visit, in seconds."""

    stay: Floats
    """Time spent in each visit, in seconds."""

    is_in_wait: Bools
    """Whether the silence before the visit is part of a wait that was fitted."""

    is_hurting: Bools
    """Whether that wait is planted to be too long."""

    def lengths(self, starts: Ints, ends: Ints) -> Floats:
        """Add up the times from the end of one visit to the begin of another."""
        total = np.concatenate([[0.0], np.cumsum(self.pause + self.stay)])
        found: Floats = total[ends] - total[starts + 1] + self.pause[ends]
        return found

    def inside(self, starts: Ints, ends: Ints) -> tuple[Bools, Ints]:
        """Mark the visits after each start up to its end, and number their spans.

        Spans of one call do not overlap; they may touch.
        """
        size = len(self.pause)
        change = np.zeros(size + 1, dtype=np.int64)
        np.add.at(change, starts + 1, 1)
        np.add.at(change, ends + 1, -1)
        is_inside = np.cumsum(change)[:size] > 0
        begins = np.zeros(size + 1, dtype=np.int64)
        begins[starts + 1] = 1
        return is_inside, np.cumsum(begins)[:size] - 1

    def scale(self, starts: Ints, ends: Ints, factor: Floats) -> None:
        """Stretch or shrink all between the end of a visit and the begin of another."""
        is_inside, span = self.inside(starts, ends)
        factors = np.ones(len(self.pause))
        factors[is_inside] = factor[span[is_inside]]
        self.pause *= factors
        factors[ends] = 1.0
        self.stay *= factors


def _fit_wait(
    plan: Plan, spans: _Spans, wait: Wait, random: np.random.Generator
) -> None:
    """Let the silence between two touchpoints last as long as the wait between them."""
    touchpoint, journey = spans.visits.touchpoint, spans.visits.journey
    rows = np.flatnonzero((touchpoint == wait.before) | (touchpoint == wait.after))
    if len(rows) < 2:
        return
    earlier, later = rows[:-1], rows[1:]
    is_pair = (
        (journey[earlier] == journey[later])
        & (touchpoint[earlier] == wait.before)
        & (touchpoint[later] == wait.after)
    )
    starts, ends = earlier[is_pair], later[is_pair]
    part = HURTING_PART if wait.is_hurting else USUAL_PART
    longest = min(wait.lasting.longest, plan.longest_silence * part)
    target = draw(
        random, np.full(len(starts), wait.lasting.median), np.full(len(starts), longest)
    )
    found = spans.lengths(starts, ends)
    spans.scale(starts, ends, np.minimum(1.0, target / np.maximum(found, 1e-9)))
    left = np.maximum(0.0, target - found)
    is_inside, span = spans.inside(starts, ends)
    own = is_inside & (touchpoint == wait.touchpoint)
    visits_of_wait = np.bincount(span[own], minlength=len(starts))
    spans.stay[own] += (left / np.maximum(visits_of_wait, 1))[span[own]]
    spans.pause[ends] += np.where(visits_of_wait == 0, left, 0.0)
    spans.is_in_wait |= is_inside
    if wait.is_hurting:
        spans.is_hurting |= is_inside


def _fit_waits_before(plan: Plan, spans: _Spans, random: np.random.Generator) -> None:
    """Let people wait before a touchpoint as they expect."""
    expected = [
        (no, lasting) for no, lasting in enumerate(plan.waits_before) if lasting
    ]
    if not expected:
        return
    touchpoint = spans.visits.touchpoint
    before = _shown_before(plan, spans.visits)
    medians = np.zeros(len(plan.stage))
    longest = np.full(len(plan.stage), math.inf)
    for no, lasting in expected:
        medians[no], longest[no] = lasting.median, lasting.longest
    is_waited = np.isin(touchpoint, [no for no, _ in expected])
    is_waited &= (before != NOTHING) & ~spans.is_hurting
    ends = np.flatnonzero(is_waited)
    starts = before[ends]
    cap = np.minimum(longest[touchpoint[ends]], plan.longest_silence * USUAL_PART)
    target = draw(random, medians[touchpoint[ends]], cap)
    found = spans.lengths(starts, ends)
    spans.scale(starts, ends, np.minimum(1.0, target / np.maximum(found, 1e-9)))
    # A wait that is drawn there is as long as it should be: it is only shortened.
    left = np.where(spans.is_in_wait[ends], 0.0, np.maximum(0.0, target - found))
    spans.pause[ends] += left


def _keep_together(plan: Plan, spans: _Spans) -> None:
    """Shorten silences that would end the journey, or look as if they might."""
    if math.isinf(plan.longest_silence):
        return
    before = _shown_before(plan, spans.visits)
    is_shown = plan.is_recorded[spans.visits.touchpoint]
    ends = np.flatnonzero(is_shown & (before != NOTHING))
    starts = before[ends]
    is_inside, span = spans.inside(starts, ends)
    hurting = is_inside & spans.is_hurting
    is_hurting = np.bincount(span[hurting], minlength=len(starts)) > 0
    part = np.where(is_hurting, HURTING_PART, USUAL_PART)
    longest = plan.longest_silence * part
    found = spans.lengths(starts, ends)
    spans.scale(starts, ends, np.minimum(1.0, longest / np.maximum(found, 1e-9)))


def _shown_before(plan: Plan, visits: Visits) -> Ints:
    """Give each visit the visit before it that an event shows."""
    return row_before(visits.journey, plan.is_recorded[visits.touchpoint])
