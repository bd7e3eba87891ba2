"""Rows of a generated log: what touchpoints, activities and outcomes leave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from footlights.simulation.people import COMES, is_return
from footlights.simulation.plan import Floats, Integers, Plan
from footlights.simulation.spread import SIGMA, spread_within
from footlights.simulation.walk import Visits

KEPT = 0.97
"""Share of activities that come within the promised time."""

DONE = 0.99
"""Share of triggers that their activity follows at all."""

PROMISE = 30.0
"""Promised time of an activity that promises none, seconds."""


@dataclass(frozen=True)
class LogRows:
    """Rows by column; not a number and None stand for nothing."""

    journey: Integers
    """Journey in the chunk, from 0."""

    rule: Integers
    """Which rule of the map the row answers to; see `Plan.rules`."""

    at: Floats
    """Begin, seconds UTC since 1970."""

    until: Floats
    """End, seconds UTC since 1970."""

    channel: Integers
    """Channel of the map, from 0; -1 for none."""

    score: Floats
    """1 to 5."""

    text: npt.NDArray[np.object_]
    """What somebody wrote."""

    value: Floats
    """What an outcome is worth."""

    @classmethod
    def joined(cls, parts: Sequence["LogRows"]) -> "LogRows":
        """Put rows together, sorted by journey, time and rule."""
        columns = {
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(cls)
        }
        order = np.lexsort((columns["rule"], columns["at"], columns["journey"]))
        return cls(**{name: column[order] for name, column in columns.items()})

    @classmethod
    def plain(
        cls, journey: Integers, rule: int, at: Floats, value: float = np.nan
    ) -> "LogRows":
        """Make rows of one rule that hold nothing but their time and value."""
        n = len(journey)
        return cls(
            journey=journey,
            rule=np.full(n, rule),
            at=at,
            until=np.full(n, np.nan),
            channel=np.full(n, -1),
            score=np.full(n, np.nan),
            text=np.full(n, None, dtype=object),
            value=np.full(n, value),
        )


def activity_rows(
    plan: Plan, visits: Visits, begin: Floats, random: np.random.Generator
) -> Iterator[LogRows]:
    """Let activities follow their triggers, most within the promised time."""
    number = 0
    for no, touchpoint in enumerate(plan.touchpoints):
        here = visits.touchpoint == no
        done_at: dict[str, Floats] = {}
        for activity in touchpoint.activities:
            number += 1
            if not activity.matches:
                continue
            came_before = [done_at[name] for name in activity.after if name in done_at]
            trigger = came_before[-1] if came_before else begin[here]
            promised = activity.within.total_seconds() if activity.within else PROMISE
            median = spread_within(promised, KEPT).median
            noise = random.standard_normal(len(trigger))
            at = trigger + median * np.exp(SIGMA * noise)
            done = random.random(len(trigger)) < DONE
            # Those not done stand as not a number, and what follows them, too.
            at = np.where(done, at, np.nan)
            done_at[activity.id] = at
            known = ~np.isnan(at)
            yield LogRows.plain(
                visits.journey[here][known],
                plan.rule_of_activity[number - 1],
                at[known],
            )


def outcome_rows(
    plan: Plan, ends: Floats, random: np.random.Generator
) -> Iterator[LogRows]:
    """Let outcomes come after some journeys; a return comes as the next journey."""
    for no, outcome in enumerate(plan.map.outcomes):
        if is_return(plan, outcome):
            continue
        comes = np.flatnonzero(random.random(len(ends)) < COMES[outcome.good])
        within = outcome.matches.within
        if within is None:
            after = np.zeros(len(comes))
        else:
            soonest = min(within.total_seconds() * 0.5, 2 * 86400.0)
            reach = within.total_seconds() * 0.95 - soonest
            after = soonest + reach * random.random(len(comes))
        worth = outcome.value.value if outcome.value else np.nan
        yield LogRows.plain(
            comes, plan.rule_of_outcome[no], ends[comes] + after, worth
        )
