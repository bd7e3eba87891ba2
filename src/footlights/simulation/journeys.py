"""Some journeys, before they leave anything in a log."""

from dataclasses import dataclass

import numpy as np

from footlights.simulation.arrays import Floats, Ints
from footlights.simulation.people import People, peopled
from footlights.simulation.plan import Plan
from footlights.simulation.segments import DrawnSegments, drawn_segments
from footlights.simulation.times import Timed, timed
from footlights.simulation.walk import Visits, walked


@dataclass(frozen=True)
class Journeys:
    """Who went where, and when."""

    visits: Visits
    """Who goes where."""

    times: Timed
    """When, from the begin of the journey."""

    lasting: Floats
    """How long each journey is, to the latest end that an event tells, in seconds."""

    people: People
    """Who walks each journey, and when it begins."""

    segments: DrawnSegments
    """The segments of these persons."""

    @property
    def persons(self) -> int:
        """How many persons walk them."""
        return int(self.people.person[-1]) + 1

    @property
    def visitor(self) -> Ints:
        """The person of each visit, from 0."""
        return self.people.person[self.visits.journey]

    @property
    def begin(self) -> Floats:
        """When each visit begins, in seconds UTC since 1970."""
        start: Floats = self.people.start[self.visits.journey] + self.times.begin
        return start


def walked_journeys(plan: Plan, count: int, random: np.random.Generator) -> Journeys:
    """Let people walk a map many times; see `walk`, `times`, `people`, `segments`."""
    visits = walked(plan, count, random)
    times = timed(plan, visits, random)
    shown = plan.is_recorded[visits.touchpoint]
    lasting = np.zeros(count)
    np.maximum.at(lasting, visits.journey[shown], times.end[shown])
    people = peopled(plan, lasting, random)
    segments = drawn_segments(plan.map, int(people.person[-1]) + 1, random)
    return Journeys(visits, times, lasting, people, segments)
