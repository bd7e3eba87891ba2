"""What a map's effects change, as arrays by touchpoint and stage."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from footlights.errors import EffectOnNoWaitError, UnknownEffectTargetError
from footlights.model.map import Map
from footlights.model.simulation import (
    ChannelBroken,
    Effect,
    SegmentSuffers,
    Simulation,
    StageLoses,
    WaitHurts,
)
from footlights.simulation.arrays import Floats


@dataclass(frozen=True)
class BrokenChannel:
    """A channel on which visits must be repeated and feel worse."""

    channel: int
    """The channel, from 0."""

    share: float
    """Share of visits that must be repeated."""

    drop: float
    """How much lower the feeling is."""


@dataclass(frozen=True)
class Planted:
    """Everything that is planted into one log."""

    wait_times: Floats
    """By touchpoint: how many times longer the wait is; 1 where nothing is planted."""

    lost_share: Floats
    """By stage: share of those who reach it that leave there."""

    drop: Floats
    """By touchpoint: how much lower everybody feels."""

    segment_drops: tuple[tuple[int, Floats], ...]
    """Segments, from 0, and by touchpoint how much lower they feel."""

    broken: tuple[BrokenChannel, ...]
    """Channels that fail."""

    named: dict[int, str]
    """By touchpoint, from 0: the name of what people complain about there."""


def planted_effects(map_: Map) -> tuple[Effect, ...]:
    """List the effects that a map names."""
    return map_.simulation.effects if map_.simulation else ()


def check_effects(map_: Map) -> None:
    """See to it that every effect can be planted.

    Raises:
        UnknownEffectTargetError: An effect names what the map does not have.
        EffectOnNoWaitError: A wait that hurts is no wait.
    """
    known = {
        "touchpoint": {t.id for t in map_.touchpoints},
        "stage": {s.id for s in map_.stages},
        "segment": {s.id for s in map_.segments},
        "channel": {c.id for c in map_.channels},
    }
    for effect in planted_effects(map_):
        for part, target in _targets(effect):
            if target not in known[part]:
                raise UnknownEffectTargetError(effect.id, part, target, known[part])
        if isinstance(effect, WaitHurts):
            touchpoint = map_.touchpoint(effect.touchpoint)
            if touchpoint.kind != "wait":
                raise EffectOnNoWaitError(effect.id, touchpoint.id, touchpoint.kind)


def _targets(effect: Effect) -> Iterator[tuple[str, str]]:
    match effect:
        case WaitHurts():
            yield "touchpoint", effect.touchpoint
        case StageLoses():
            yield "stage", effect.stage
        case ChannelBroken():
            yield "channel", effect.channel
        case SegmentSuffers():
            yield "segment", effect.segment
            if effect.touchpoint is not None:
                yield "touchpoint", effect.touchpoint


def planted_into(map_: Map, *, with_effects: bool) -> Planted:
    """Turn a map's effects into numbers; nothing without effects.

    A wait that hurts takes its drop at its own event and half of it at the touchpoint
    after it; where it leaves no event, all of it at the touchpoint after it.
    """
    size = len(map_.touchpoints)
    effects = planted_effects(map_) if with_effects else ()
    times, drop = np.ones(size), np.zeros(size)
    lost = np.zeros(len(map_.stages))
    segment_drops: list[tuple[int, Floats]] = []
    broken: list[BrokenChannel] = []
    named: dict[int, str] = {}
    for effect in effects:
        match effect:
            case WaitHurts():
                times[map_.touchpoint_no[effect.touchpoint] - 1] *= effect.times
                for no, part in _felt_at(map_, effect):
                    drop[no] += part
                    named[no] = map_.touchpoint(effect.touchpoint).name
            case StageLoses():
                stage = [s.id for s in map_.stages].index(effect.stage)
                lost[stage] = 1 - (1 - lost[stage]) * (1 - effect.share)
            case SegmentSuffers():
                segment = [s.id for s in map_.segments].index(effect.segment)
                segment_drops.append((segment, _segment_drop(map_, effect)))
            case ChannelBroken():
                channel = [c.id for c in map_.channels].index(effect.channel)
                broken.append(BrokenChannel(channel, effect.share, effect.drop))
                for no, touchpoint in enumerate(map_.touchpoints):
                    if touchpoint.channel == effect.channel:
                        named.setdefault(no, touchpoint.name)
    return Planted(times, lost, drop, tuple(segment_drops), tuple(broken), named)


def _felt_at(map_: Map, effect: WaitHurts) -> Iterator[tuple[int, float]]:
    wait = map_.touchpoint(effect.touchpoint)
    if wait.is_recorded:
        yield map_.touchpoint_no[wait.id] - 1, effect.drop
    after = map_.touchpoint_no.get(wait.between[1], 0) if wait.between else 0
    if after:
        yield after - 1, effect.drop / 2 if wait.is_recorded else effect.drop


def _segment_drop(map_: Map, effect: SegmentSuffers) -> Floats:
    if effect.touchpoint is None:
        return np.full(len(map_.touchpoints), effect.drop)
    drop = np.zeros(len(map_.touchpoints))
    drop[map_.touchpoint_no[effect.touchpoint] - 1] = effect.drop
    return drop


def said_of_effects(map_: Map) -> tuple[str, ...]:
    """Say in words what a map's effects are: what is planted, then the story."""
    return tuple(
        f"{effect.id}: {_said(map_, effect)}"
        + (f" ({effect.why})" if effect.why else "")
        for effect in planted_effects(map_)
    )


def _said(map_: Map, effect: Effect) -> str:
    match effect:
        case WaitHurts():
            name = map_.touchpoint(effect.touchpoint).name
            return (
                f"the wait {name!r} takes {effect.times:g} times as long, and people"
                f" feel {effect.drop:g} lower for it"
            )
        case StageLoses():
            name = next(s.name for s in map_.stages if s.id == effect.stage)
            return f"{effect.share * 100:g} % of those who reach {name!r} leave there"
        case SegmentSuffers():
            name = next(s.name for s in map_.segments if s.id == effect.segment)
            where = (
                f"at {map_.touchpoint(effect.touchpoint).name!r}"
                if effect.touchpoint
                else "everywhere"
            )
            return f"{name!r} feel {effect.drop:g} lower {where}"
        case ChannelBroken():
            return (
                f"on the channel {effect.channel!r} {effect.share * 100:g} % of visits"
                f" must be repeated, and people feel {effect.drop:g} lower there"
            )


def simulation_of(map_: Map) -> Simulation:
    """Say how a log is generated from a map; the defaults where it does not say."""
    return map_.simulation or Simulation()
