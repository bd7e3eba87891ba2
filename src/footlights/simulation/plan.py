"""What a map says about walking it, as arrays by touchpoint: place 0 is the first."""

import math
from dataclasses import dataclass
from typing import Self

import numpy as np

from footlights.events.journeys import completed_by
from footlights.model.map import JourneysByColumn, Map
from footlights.model.simulation import Simulation
from footlights.simulation.arrays import NOTHING, Bools, Floats, Ints
from footlights.simulation.durations import (
    Lasting,
    PlainPerOpen,
    plain_per_open,
    stay_at,
    wait_before,
)
from footlights.simulation.effects import Planted, planted_into, simulation_of
from footlights.simulation.emissions import Emissions, emissions_of


@dataclass(frozen=True)
class Wait:
    """A wait that lies between two touchpoints."""

    touchpoint: int
    """The wait itself, from 0."""

    before: int
    """Where it begins, from 0."""

    after: int
    """Where it ends, from 0."""

    lasting: Lasting
    """How long it is, with what is planted."""

    is_hurting: bool
    """Whether it is planted to be too long."""


@dataclass(frozen=True)
class Plan:
    """A map as the simulation reads it."""

    map: Map
    """The map."""

    simulation: Simulation
    """How a log is generated from it."""

    emissions: Emissions
    """Which events show its parts."""

    planted: Planted
    """What is planted."""

    stage: Ints
    """Stage of each touchpoint, from 0."""

    is_recorded: Bools
    """Whether a visit leaves an event."""

    has_end: Bools
    """Whether the event tells when the visit was over."""

    is_completing: Bools
    """Whether it completes a journey, so that nobody is lost there."""

    is_gap: Bools
    """Whether it is a wait between two others."""

    channel: Ints
    """Drawn channel, from 0; `NOTHING` where none is drawn."""

    can_switch: Bools
    """Whether its event may come by another channel and still be its event."""

    valence: Floats
    """Drawn feeling; 0 where none is drawn."""

    ends_share: Floats
    """Chance that a journey ends there, the same in every stage."""

    stays: tuple[Lasting, ...]
    """Time spent there; of a wait, the time waited."""

    waits_before: tuple[Lasting | None, ...]
    """Time waited before it, where people expect one."""

    waits: tuple[Wait, ...]
    """Waits between two touchpoints."""

    @classmethod
    def of(cls, map_: Map, *, with_effects: bool) -> Self:
        """Read a map."""
        emissions = emissions_of(map_)
        planted = planted_into(map_, with_effects=with_effects)
        touchpoints = map_.touchpoints
        channels = {c.id: no for no, c in enumerate(map_.channels)}
        per_open = plain_per_open(map_)
        waits = _waits(map_, planted, per_open)
        recorded = np.array([e is not None for e in emissions.touchpoints])
        stays = tuple(
            _stay(stay_at(t, per_open), times)
            for t, times in zip(touchpoints, planted.wait_times, strict=True)
        )
        gaps = {wait.touchpoint for wait in waits}
        drawn = [
            channels.get(
                e.columns.get("channel", "") if e else t.channel or "", NOTHING
            )
            for t, e in zip(touchpoints, emissions.touchpoints, strict=True)
        ]
        stage = np.array([map_.stage_no_of[t.id] - 1 for t in touchpoints])
        return cls(
            map=map_,
            simulation=simulation_of(map_),
            emissions=emissions,
            planted=planted,
            stage=stage,
            is_recorded=recorded,
            has_end=np.array([stay.median > 0 for stay in stays]),
            is_completing=np.isin([t.id for t in touchpoints], completed_by(map_)),
            is_gap=np.array([no in gaps for no in range(len(touchpoints))]),
            channel=np.array(drawn),
            can_switch=np.array(
                [
                    e is not None and not e.is_told_by("channel")
                    for e in emissions.touchpoints
                ]
            ),
            valence=np.array(
                [t.feeling.valence if t.feeling else 0.0 for t in touchpoints]
            ),
            ends_share=_ends_share(map_, stage, recorded),
            stays=stays,
            waits_before=tuple(wait_before(t, per_open) for t in touchpoints),
            waits=waits,
        )

    @property
    def longest_silence(self) -> float:
        """Longest silence that keeps a journey together, in seconds."""
        rule = self.map.journeys
        if isinstance(rule, JourneysByColumn) or rule.gap is None:
            return math.inf
        return rule.gap.total_seconds()


LOST_PER_STAGE = 0.02
"""Share of those who reach a stage that leave there without any effect: the same for
every stage, however many touchpoints it has, so that none stands out."""


def _ends_share(map_: Map, stage: Ints, recorded: Bools) -> Floats:
    chances = np.zeros(len(stage))
    for no, drawn in enumerate(map_.stages):
        here = (stage == no) & recorded
        visits = 1 if drawn.order == "one_of" else max(1, int(here.sum()))
        chances[here] = LOST_PER_STAGE / visits
    return chances


def _stay(stay: Lasting, times: float) -> Lasting:
    return stay.times(times) if times > 1 else stay


def _waits(map_: Map, planted: Planted, per_open: PlainPerOpen) -> tuple[Wait, ...]:
    found = []
    for no, touchpoint in enumerate(map_.touchpoints):
        if touchpoint.kind != "wait" or touchpoint.between is None:
            continue
        before, after = (map_.touchpoint_no.get(end, 0) for end in touchpoint.between)
        if before and after and before != after and no + 1 not in {before, after}:
            times = float(planted.wait_times[no])
            lasting = _stay(stay_at(touchpoint, per_open), times)
            found.append(Wait(no, before - 1, after - 1, lasting, times > 1))
    return tuple(found)
