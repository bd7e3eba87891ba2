"""What a map says about walking it, as arrays by touchpoint: place 0 is the first."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from footlights.model.map import JourneysByColumn, Map
from footlights.model.matching import Match
from footlights.model.simulation import (
    ChannelBroken,
    Effect,
    SegmentSuffers,
    Simulation,
    StageLoses,
    WaitHurts,
)
from footlights.model.touchpoint import Touchpoint
from footlights.simulation.spread import Spread, spread_within

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]

MINUTE, HOUR = 60.0, 3600.0
LOOSE = 0.6
"""How much of what an expectation leaves open is met all the same, without effects."""


def _wanted(share: float) -> float:
    return share + LOOSE * (1 - share)


def _usual_minutes(touchpoint: Touchpoint) -> float:
    # From the name, so that a touchpoint keeps its time when others are added.
    return 2 + crc32(touchpoint.id.encode()) % 5


@dataclass(frozen=True)
class Plan:
    """A map as a simulation reads it."""

    map: Map
    """The map."""

    effects: tuple[Effect, ...]
    """What is planted; empty without effects."""

    @property
    def simulation(self) -> Simulation:
        """How the map wants to be simulated."""
        return self.map.simulation or Simulation()

    @property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints, in map order."""
        return self.map.touchpoints

    def of_kind(self, kind: type[Any]) -> list[Any]:
        """List the planted effects of one kind."""
        return [effect for effect in self.effects if isinstance(effect, kind)]

    @cached_property
    def stage(self) -> Integers:
        """Stage of each touchpoint, from 0."""
        numbers = [self.map.stage_no_of[t.id] - 1 for t in self.touchpoints]
        return np.array(numbers, dtype=np.int64)

    @cached_property
    def is_wait(self) -> Truths:
        """Whether it is a wait between two others."""
        return np.array([t.between is not None for t in self.touchpoints])

    @cached_property
    def is_recorded(self) -> Truths:
        """Whether it leaves an event."""
        return np.array([t.is_recorded for t in self.touchpoints])

    @cached_property
    def before(self) -> Integers:
        """Of a wait, the touchpoint before it; -1 elsewhere."""
        return self._between(0)

    @cached_property
    def after(self) -> Integers:
        """Of a wait, the touchpoint after it; -1 elsewhere."""
        return self._between(1)

    def _between(self, side: int) -> Integers:
        number = self.map.touchpoint_no
        return np.array(
            [
                number.get(t.between[side], 0) - 1 if t.between else -1
                for t in self.touchpoints
            ],
            dtype=np.int64,
        )

    @cached_property
    def channel(self) -> Integers:
        """Drawn channel of each touchpoint, from 0; -1 where none is drawn."""
        number = {c.id: no for no, c in enumerate(self.map.channels)}
        return np.array(
            [number.get(t.channel or "", -1) for t in self.touchpoints], dtype=np.int64
        )

    @cached_property
    def valence(self) -> Floats:
        """Drawn feeling at each touchpoint; 0 where none is drawn."""
        return np.array(
            [t.feeling.valence if t.feeling else 0.0 for t in self.touchpoints]
        )

    @cached_property
    def rules(self) -> list[Match]:
        """The first rule of every touchpoint, activity and outcome that has any."""
        return [
            *(t.matches[0] for t in self.touchpoints if t.matches),
            *(a.matches[0] for a in self.map.activities if a.matches),
            *(o.matches for o in self.map.outcomes),
        ]

    @cached_property
    def rule_of_touchpoint(self) -> Integers:
        """Place of each touchpoint's rule in `rules`; of no use where it has none."""
        return np.cumsum(self.is_recorded) - 1

    @cached_property
    def rule_of_activity(self) -> list[int]:
        """Place of each activity's rule in `rules`; of no use where it has none."""
        first = int(self.is_recorded.sum()) - 1
        has = [bool(a.matches) for a in self.map.activities]
        return [first + int(place) for place in np.cumsum(has)]

    @cached_property
    def rule_of_outcome(self) -> list[int]:
        """Place of each outcome's rule in `rules`."""
        first = len(self.rules) - len(self.map.outcomes)
        return list(range(first, len(self.rules)))

    @cached_property
    def team_of_rule(self) -> Integers:
        """Team in sight behind each rule, from 0; -1 for none."""
        number = {t.id: no for no, t in enumerate(self.map.teams)}
        seen = [
            next((a.team for a in t.activities if a.line == "frontstage"), None)
            for t in self.touchpoints
            if t.matches
        ]
        does = [a.team for a in self.map.activities if a.matches]
        names = [*seen, *does, *(None for _ in self.map.outcomes)]
        return np.array([number.get(name or "", -1) for name in names], dtype=np.int64)

    @cached_property
    def longest_gap(self) -> float:
        """Longest silence that keeps a journey together, seconds."""
        rule = self.map.journeys
        if isinstance(rule, JourneysByColumn) or rule.gap is None:
            return np.inf
        return rule.gap.total_seconds()

    @cached_property
    def lasting(self) -> list[Spread]:
        """Time spent at each touchpoint; of a wait, time waited."""
        times = {e.touchpoint: e.times for e in self.of_kind(WaitHurts)}
        return [
            self._lasting(t).scaled(times.get(t.id, 1.0)) for t in self.touchpoints
        ]

    def _lasting(self, touchpoint: Touchpoint) -> Spread:
        is_wait = touchpoint.kind == "wait"
        for expected in touchpoint.expects:
            own = expected.what == "wait" if is_wait else expected.what == "time"
            if own and expected.at_most is not None:
                return spread_within(
                    expected.at_most.total_seconds(), _wanted(expected.for_)
                )
        if is_wait:
            return Spread(10 * MINUTE)
        if touchpoint.kind == "action":
            return Spread(5 * MINUTE)
        return Spread(_usual_minutes(touchpoint) * MINUTE)

    @cached_property
    def pause(self) -> list[Spread]:
        """Time before each touchpoint that follows no wait."""
        short = min(5 * MINUTE, self.longest_gap / 30)
        long = min(HOUR, self.longest_gap / 12)
        pauses = []
        for no, touchpoint in enumerate(self.touchpoints):
            is_new_stage = no > 0 and self.stage[no] != self.stage[no - 1]
            usual = Spread(long if is_new_stage else short)
            for expected in touchpoint.expects:
                waits = touchpoint.kind != "wait" and expected.what == "wait"
                if waits and expected.at_most is not None:
                    limit = expected.at_most.total_seconds()
                    usual = spread_within(limit, _wanted(expected.for_))
            pauses.append(usual)
        return pauses

    @cached_property
    def lost_in(self) -> dict[int, float]:
        """Share of journeys that leave for good, by stage from 0."""
        number = {s.id: no for no, s in enumerate(self.map.stages)}
        return {number[e.stage]: e.share for e in self.of_kind(StageLoses)}

    @cached_property
    def repeated_share(self) -> Floats:
        """Share of visits that must be repeated, by touchpoint, as planted."""
        return self._by_channel([(e.channel, e.share) for e in self._broken()])

    @cached_property
    def channel_drop(self) -> Floats:
        """How much lower people feel, by touchpoint, as planted in channels."""
        return self._by_channel([(e.channel, e.drop) for e in self._broken()])

    def _broken(self) -> list[ChannelBroken]:
        return self.of_kind(ChannelBroken)

    def _by_channel(self, values: list[tuple[str, float]]) -> Floats:
        value = dict(values)
        return np.array([value.get(t.channel or "", 0.0) for t in self.touchpoints])

    @cached_property
    def wait_drop(self) -> Floats:
        """How much lower people feel at a wait's own event, or where it leaves none
        at the touchpoint after it, as planted.
        """
        drops = np.zeros(len(self.touchpoints))
        for effect in self.of_kind(WaitHurts):
            no = self.map.touchpoint_no[effect.touchpoint] - 1
            drops[no if self.is_recorded[no] else self.after[no]] = effect.drop
        return drops

    def segment_drop(self, segment: str) -> Floats:
        """How much lower a segment feels, by touchpoint, as planted."""
        drops = np.zeros(len(self.touchpoints))
        for effect in self.of_kind(SegmentSuffers):
            if effect.segment == segment and effect.touchpoint is None:
                drops += effect.drop
            elif effect.segment == segment and effect.touchpoint is not None:
                drops[self.map.touchpoint_no[effect.touchpoint] - 1] += effect.drop
        return drops
