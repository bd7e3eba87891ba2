"""What people answer, and what they write."""

import numpy as np

from footlights.simulation.arrays import NOTHING, Floats, Ints
from footlights.simulation.journeys import Journeys
from footlights.simulation.plan import Plan
from footlights.simulation.walk import Visits

LEVEL, SLOPE = 1.0, 0.13
"""Felt valence where 0 is drawn, and what each drawn step adds. People feel far less
differently than maps are drawn, so that no touchpoint stands out by its drawing alone;
and the level is high enough that what is drawn best is not felt a full step worse."""

BY_PERSON, BY_VISIT = 0.5, 0.6
"""Standard deviations of what a person and a visit add to a feeling."""

WRITES = 0.25
"""Share of those who answer that also write."""

LOW = 2
"""Highest score at which people say what they complain about, where it is planted."""

PHRASES: dict[int, tuple[str, ...]] = {
    1: (
        "Never again like this.",
        "Nobody could tell me anything.",
        "I had to ask three times.",
        "Really disappointing.",
    ),
    2: (
        "Not what I had hoped for.",
        "I was left alone with it.",
        "It worked in the end, but only just.",
    ),
    3: (
        "It was all right.",
        "Neither good nor bad.",
        "Fine, could be clearer.",
    ),
    4: (
        "Friendly, and no fuss.",
        "Good, thank you.",
        "Clear and quick enough.",
    ),
    5: (
        "Wonderful, exactly what I needed.",
        "They thought of everything.",
        "Could not be better.",
    ),
}
"""What people write, by score."""

COMPLAINTS = (
    "{name}: that is what I mean.",
    "About “{name}”: not good.",
    "{name} - please look at that.",
)
"""What people write after a low score where something is planted."""


def scores(plan: Plan, journeys: Journeys, random: np.random.Generator) -> Ints:
    """Draw the score of every visit, 1 to 5; `NOTHING` where none is left."""
    visits, who = journeys.visits, journeys.visitor
    here = visits.touchpoint
    felt: Floats = LEVEL + SLOPE * plan.valence[here] - plan.planted.drop[here]
    felt += BY_PERSON * random.standard_normal(journeys.persons)[who]
    felt += BY_VISIT * random.standard_normal(len(here))
    for segment, drop in plan.planted.segment_drops:
        felt -= np.where(journeys.segments.members[segment][who], drop[here], 0.0)
    for broken in plan.planted.broken:
        felt -= np.where(visits.channel == broken.channel, broken.drop, 0.0)
    answered = random.random(len(here)) < plan.simulation.answers
    answered &= plan.is_recorded[here]
    whole = np.floor(3.5 + felt).clip(1, 5).astype(np.int64)
    return np.where(answered, whole, NOTHING)


def phrases(plan: Plan) -> list[str]:
    """List everything that people may write; `written` gives places in it."""
    complaints = [
        complaint.format(name=name)
        for name in plan.planted.named.values()
        for complaint in COMPLAINTS
    ]
    return [phrase for said in PHRASES.values() for phrase in said] + complaints


def written(
    plan: Plan, visits: Visits, scored: Ints, random: np.random.Generator
) -> Ints:
    """Draw what people write, as places in `phrases`; `NOTHING` where they do not."""
    found = np.full(len(scored), NOTHING)
    writes = (scored != NOTHING) & (random.random(len(scored)) < WRITES)
    luck = random.random(len(scored))
    first = 0
    for score, said in PHRASES.items():
        which = writes & (scored == score)
        found[which] = first + (luck[which] * len(said)).astype(np.int64)
        first += len(said)
    for touchpoint in plan.planted.named:
        which = writes & (scored <= LOW) & (visits.touchpoint == touchpoint)
        found[which] = first + (luck[which] * len(COMPLAINTS)).astype(np.int64)
        first += len(COMPLAINTS)
    return found
