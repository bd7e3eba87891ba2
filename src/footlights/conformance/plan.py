"""What a map asks of the order of touches: the automaton of the map, as small arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from footlights.model.map import Map, Stage
from footlights.model.touchpoint import Touchpoint

Ints = NDArray[np.int16]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Plan:
    """Which touchpoint may follow which, which must be met, and which may come again.

    A *place* is what a journey fills by one touchpoint: each touchpoint of a stage
    met in `sequence` or in `any` order has its own, and the touchpoints of a stage
    that is `one_of` share one. A *rank* says which places come before which: places
    of a stage in any order have one rank, all others have their own.

    A sequence of touches follows the plan if

    - ranks never fall;
    - no place is filled by two touchpoints, and a touchpoint comes again only if it
      `repeats`;
    - every required place is filled. A place may stay empty if its touchpoint is
      optional; that of a stage that is `one_of`, if all of its touchpoints are.

    A touchpoint that repeats comes again before the next place is filled, and in a
    stage of any order anywhere in that stage. Loops that lead further back are not
    drawn on a map: whoever goes back leaves the plan.

    Waits are no part of it, for waiting is nothing a customer does; nor are
    touchpoints that no event can reach, for nobody could be seen to meet them.

    Arrays are indexed by `touchpoint_no` and `place_no`, both from 1; 0 is before
    all.
    """

    rank: Ints
    """Of each touchpoint, from 1; 0 if it is no part of the plan."""

    place: Ints
    """`place_no` of each touchpoint; 0 if it is no part of the plan."""

    repeats: Bools
    """Whether the touchpoint may come again."""

    is_any: Bools
    """Whether the touchpoint stands in a stage met in any order."""

    is_required: Bools
    """Of each place, whether it must be filled."""

    place_rank: Ints
    """Of each place, its rank."""

    @property
    def required(self) -> int:
        """How many places must be filled."""
        return int(self.is_required.sum())

    @property
    def worth(self) -> Ints:
        """Cost saved by a touch that fills the place of its touchpoint.

        It is not extra, and a required place is not left empty.
        """
        return 1 + self.is_required[self.place].astype(np.int16)


def plan_of(map_: Map) -> Plan:
    """Read the plan off a map."""
    count = len(map_.touchpoints) + 1
    rank, place = np.zeros(count, np.int16), np.zeros(count, np.int16)
    repeats, is_any = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    is_required, place_rank = [False], [0]
    for stage in map_.stages:
        for together in _ranks(stage):
            here = place_rank[-1] + 1
            for touchpoint in together:
                no = map_.touchpoint_no[touchpoint.id]
                if stage.order != "one_of" or touchpoint is together[0]:
                    place_rank.append(here)
                    is_required.append(not touchpoint.optional)
                is_required[-1] |= not touchpoint.optional
                rank[no], place[no] = here, len(place_rank) - 1
                repeats[no], is_any[no] = touchpoint.repeats, stage.order == "any"
    return Plan(
        rank,
        place,
        repeats,
        is_any,
        np.array(is_required, np.bool_),
        np.array(place_rank, np.int16),
    )


def is_planned(touchpoint: Touchpoint) -> bool:
    """Tell whether a touchpoint is part of the plan: recorded, and no wait."""
    return touchpoint.is_recorded and touchpoint.kind != "wait"


def _ranks(stage: Stage) -> list[tuple[Touchpoint, ...]]:
    """Group the planned touchpoints of a stage by rank; no group is empty."""
    planned = tuple(t for t in stage.touchpoints if is_planned(t))
    if stage.order == "sequence":
        return [(touchpoint,) for touchpoint in planned]
    return [planned] if planned else []
