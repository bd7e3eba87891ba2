"""Who walks: persons, the segments they are in, and whether they come back."""

from dataclasses import dataclass

import numpy as np

from footlights.model.map import JourneysByColumn, Outcome
from footlights.simulation.plan import Floats, Integers, Plan, Truths

COMES = {True: 0.6, False: 0.1}
"""Share of journeys followed by a good and by a bad outcome."""

RETURNS = 0.15
"""Share of journeys that the same person follows up, where journeys have names."""

USUAL_SHARE = 0.3
"""Share of persons in a segment where the map does not say."""


@dataclass(frozen=True)
class People:
    """Who walks each journey."""

    person: Integers
    """Person of each journey, from 0; journeys of one person stand together."""

    delay: Floats
    """Seconds from the begin of the person's journey before; 0 for their first."""

    segments: dict[str, Truths]
    """Whether each journey is in a segment, by segment id."""


def is_return(plan: Plan, outcome: Outcome) -> bool:
    """Say whether an outcome shows itself as the begin of the next journey."""
    names = {m.event for t in plan.touchpoints for m in t.matches}
    return outcome.matches.within is not None and outcome.matches.event in names


def cast(plan: Plan, journeys: int, random: np.random.Generator) -> People:
    """Cast persons for journeys.

    A person comes back within the time of an outcome that is a return. Journeys by
    person with a gap lie well apart; without a gap a person has one journey.
    """
    share, soonest, latest = _return_times(plan)
    returns = random.random(journeys) < share
    returns[:1] = False
    person = np.cumsum(~returns) - 1
    apart = soonest + (latest - soonest) * random.random(journeys)
    persons = int(person[-1]) + 1 if journeys else 0
    segments = {
        name: inside[person] for name, inside in _segments(plan, persons, random)
    }
    return People(person, np.where(returns, apart, 0.0), segments)


def _return_times(plan: Plan) -> tuple[float, float, float]:
    rule = plan.map.journeys
    is_named = isinstance(rule, JourneysByColumn)
    if not is_named and plan.longest_gap == np.inf:
        return 0.0, 0.0, 0.0
    soonest = 2 * 86400.0 if is_named else 3 * plan.longest_gap + 86400.0
    for outcome in plan.map.outcomes:
        within = outcome.matches.within
        if is_return(plan, outcome) and within is not None:
            latest = max(soonest, within.total_seconds() * 0.8)
            return COMES[outcome.good], soonest, latest
    return RETURNS, soonest, soonest + 30 * 86400.0


def _segments(
    plan: Plan, persons: int, random: np.random.Generator
) -> list[tuple[str, Truths]]:
    """Draw segments; those on the same columns share nobody."""
    found, draws, used = [], {}, {}
    for segment in plan.map.segments:
        columns = tuple(sorted(segment.where))
        if columns not in draws:
            draws[columns], used[columns] = random.random(persons), 0.0
        share = plan.simulation.shares.get(segment.id, USUAL_SHARE)
        low = used[columns]
        used[columns] = min(1.0, low + share)
        inside = (draws[columns] >= low) & (draws[columns] < used[columns])
        found.append((segment.id, inside))
    return found
