"""The ways over a map as a picture needs them, of all journeys or of some."""

from collections.abc import Mapping
from dataclasses import dataclass

from footlights.measures.measured import Measured
from footlights.measures.measured_order import Transition


@dataclass(frozen=True)
class Ways:
    """How journeys moved, and where they began and ended."""

    gone: tuple[Transition, ...]
    """Every way that was gone."""

    journeys: Mapping[str, int]
    """Journeys that were at each touchpoint, by its id; none where nobody was."""

    begun: Mapping[str, int]
    """Journeys that began at each touchpoint, by its id."""

    ended: Mapping[str, int]
    """Journeys that ended at each touchpoint, by its id."""


def measured_ways(measured: Measured) -> Ways:
    """Give the ways of all journeys of a measured map."""
    found = measured.touchpoints
    return Ways(
        measured.transitions,
        {of.id: of.journeys for of in found},
        {
            of.id: sum(n.touches for n in of.came_from if n.touchpoint is None)
            for of in found
        },
        {
            of.id: sum(n.touches for n in of.went_to if n.touchpoint is None)
            for of in found
        },
    )
