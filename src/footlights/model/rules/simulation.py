"""Planted effects: what they are planted in."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import ClassVar

from footlights.errors import did_you_mean
from footlights.model.problem import Problem, Where
from footlights.model.rules.checked import Checked
from footlights.model.simulation import (
    ChannelBroken,
    Effect,
    SegmentSuffers,
    StageLoses,
    WaitHurts,
)


class EffectHasATarget:
    """Effects are planted only in what is on the map."""

    code: ClassVar[str] = "unknown-effect-target"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each effect on something that the map does not have."""
        for where, kind, name, known in _targets(checked):
            if name not in known:
                yield Problem(
                    self.code,
                    where,
                    f"There is no {kind} {name!r} on this map."
                    f"{did_you_mean(name, known)} Name one that is, or add it.",
                )


_Target = tuple[Where, str, str, Collection[str]]
"""Where it is said, what kind of part it is, its id, and those that there are."""


def _targets(checked: Checked) -> Iterator[_Target]:
    simulation = checked.map.simulation
    if simulation is None:
        return
    segments = {segment.id for segment in checked.map.segments}
    for segment in simulation.shares:
        yield ("simulation", "shares", segment), "segment", segment, segments
    for no, effect in enumerate(simulation.effects):
        where = ("simulation", "effects", no)
        for key, name, known in _targets_of(effect, checked, segments):
            yield (*where, key), key, name, known


def _targets_of(
    effect: Effect, checked: Checked, segments: Collection[str]
) -> Iterator[tuple[str, str, Collection[str]]]:
    if isinstance(effect, StageLoses):
        yield "stage", effect.stage, {stage.id for stage in checked.map.stages}
    elif isinstance(effect, ChannelBroken):
        yield "channel", effect.channel, {c.id for c in checked.map.channels}
    else:
        if isinstance(effect, SegmentSuffers):
            yield "segment", effect.segment, segments
        if effect.touchpoint is not None:
            yield "touchpoint", effect.touchpoint, checked.touchpoint_no


class OnlyWaitsHurtByTime:
    """A wait that hurts is a wait."""

    code: ClassVar[str] = "effect-on-no-wait"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each `wait-hurts` on a touchpoint of another kind."""
        effects = checked.map.simulation.effects if checked.map.simulation else ()
        for no, effect in enumerate(effects):
            if not isinstance(effect, WaitHurts):
                continue
            placed = checked.touchpoint_by_id.get(effect.touchpoint)
            if placed is not None and placed.touchpoint.kind != "wait":
                yield Problem(
                    self.code,
                    ("simulation", "effects", no, "touchpoint"),
                    f"Effect {effect.id!r} lets a wait hurt, and"
                    f" {effect.touchpoint!r} is of kind {placed.touchpoint.kind}."
                    " Name a touchpoint of kind wait.",
                )


class SharesFillNoMoreThanAll:
    """Segments that exclude each other do not share out more than all journeys."""

    code: ClassVar[str] = "shares-over-whole"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield each column whose segments have shares of over 100 % together."""
        shares = checked.map.simulation.shares if checked.map.simulation else {}
        by_column: dict[str, dict[str, float]] = defaultdict(dict)
        for segment in checked.map.segments:
            if len(segment.where) == 1 and segment.id in shares:
                [column] = segment.where
                by_column[column][segment.id] = shares[segment.id]
        for column, named in by_column.items():
            if sum(named.values()) > 1 + 1e-9:
                yield Problem(
                    self.code,
                    ("simulation", "shares", next(reversed(named))),
                    f"The segments {', '.join(named)} are told apart by {column!r},"
                    f" and their shares come to {sum(named.values()) * 100:g}%."
                    " Let them come to 100% or less.",
                )
