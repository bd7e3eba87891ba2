"""What people answer, and what they write."""

import numpy as np
import numpy.typing as npt

from footlights.simulation.plan import Floats, Integers, Plan, Truths
from footlights.simulation.walk import Visits

LEVEL, SLOPE = 0.6, 0.25
"""Felt valence where 0 is drawn, and what each drawn step adds: people feel less
strongly than maps are drawn, so that no touchpoint stands out by its drawing alone."""

BY_PERSON, BY_VISIT = 0.5, 0.6
"""Standard deviations of what a person and a visit add to a feeling."""

WRITES = 0.15
"""Share of those who answer that also write."""

WORDS: dict[int, tuple[str, ...]] = {
    1: (
        "Never again like this.",
        "This took far too long and nobody said why.",
        "I had to ask three times.",
        "Really disappointing.",
    ),
    2: (
        "Not what I had hoped for.",
        "Too slow, and I was left alone with it.",
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


def scores(
    plan: Plan,
    visits: Visits,
    segments: dict[str, Truths],
    random: np.random.Generator,
) -> Floats:
    """Draw the score of every visit, 1 to 5; not a number where none is left.

    Args:
        plan: The map, and what is planted.
        visits: Who goes where.
        segments: Whether each journey is in a segment, by segment id.
        random: Where chance comes from.
    """
    n, here = len(visits.journey), visits.touchpoint
    journeys = int(visits.journey.max()) + 1 if n else 0
    felt = LEVEL + SLOPE * plan.valence[here]
    felt += BY_PERSON * random.standard_normal(journeys)[visits.journey]
    felt += BY_VISIT * random.standard_normal(n)
    felt -= plan.channel_drop[here] + _wait_drop(plan, visits)
    for segment, inside in segments.items():
        felt -= plan.segment_drop(segment)[here] * inside[visits.journey]
    answered = random.random(n) < plan.simulation.answers
    shown = answered & plan.is_recorded[here]
    return np.where(shown, np.rint(3 + felt).clip(1, 5), np.nan)


def _wait_drop(plan: Plan, visits: Visits) -> Floats:
    """Say how much a planted wait takes away: at its event, or right after it."""
    waits = plan.is_wait[visits.touchpoint]
    has_waited = np.roll(waits, 1) & ~visits.is_first
    return np.where(waits | has_waited, plan.wait_drop[visits.touchpoint], 0.0)


def texts(scored: Floats, random: np.random.Generator) -> npt.NDArray[np.object_]:
    """Draw what people write; None where they write nothing."""
    found = np.full(len(scored), None, dtype=object)
    writes = random.random(len(scored)) < WRITES
    for score, phrases in WORDS.items():
        which: Integers = np.flatnonzero(writes & (scored == score))
        chosen = random.integers(len(phrases), size=len(which))
        found[which] = np.array(phrases, dtype=object)[chosen]
    return found
