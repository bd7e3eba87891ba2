"""Which event shows a touchpoint, an activity or an outcome."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

from footlights.model.activity import Activity
from footlights.model.map import Map, Outcome
from footlights.model.matching import Cell, Match
from footlights.model.touchpoint import Touchpoint

UNSETTABLE = frozenset({"person", "at", "until", "closes", "score", "value"})
"""Columns that are drawn or counted, so that no rule can ask for a word in them."""

_MOST_TRIED = 1000
"""How many combinations of allowed values are tried for one rule."""


@dataclass(frozen=True)
class Emission:
    """An event as it is written."""

    event: str
    """Its name."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """What the rule sets, and what the map says of channel, team and system."""

    told_by: frozenset[str] = frozenset()
    """Columns by which rules tell events of this name apart."""

    @property
    def left_empty(self) -> frozenset[str]:
        """Those of `told_by` that it does not set.

        Filling them could make it the event of another touchpoint.
        """
        return self.told_by - self.columns.keys()

    def is_told_by(self, column: str) -> bool:
        """Say whether rules ask for a column of events of this name."""
        return column in self.told_by


@dataclass(frozen=True)
class Emissions:
    """The events of a whole map; None where no event can be written."""

    touchpoints: tuple[Emission | None, ...]
    """By touchpoint. None also where all its events belong to earlier touchpoints."""

    activities: tuple[Emission | None, ...]
    """By activity. None also where a touchpoint's event shows it."""

    outcomes: tuple[Emission | None, ...]
    """By outcome. None also where a touchpoint's or activity's event shows it."""

    @property
    def all(self) -> tuple[Emission | None, ...]:
        """Those of touchpoints, then of activities, then of outcomes."""
        return (*self.touchpoints, *self.activities, *self.outcomes)


def emissions_of(map_: Map) -> Emissions:
    """Choose the event that shows each part of a map.

    The first rule, with the first allowed value of each of its columns, by which the
    event is bound to this part and to no part drawn before it.
    """
    touchpoints = [t.matches for t in map_.touchpoints]
    activities = [a.matches for a in map_.activities]
    outcomes = [(o.matches,) for o in map_.outcomes]
    told_apart = _told_apart([*touchpoints, *activities, *outcomes])
    return Emissions(
        tuple(
            _emission(touchpoints, no, _said_of_touchpoint(t), (), told_apart)
            for no, t in enumerate(map_.touchpoints)
        ),
        tuple(
            _emission(activities, no, _said_of_activity(a), touchpoints, told_apart)
            for no, a in enumerate(map_.activities)
        ),
        tuple(
            _emission(outcomes, no, {}, [*touchpoints, *activities], told_apart)
            for no in range(len(outcomes))
        ),
    )


def outcomes_shown_by_touchpoints(map_: Map) -> list[Outcome]:
    """List the outcomes whose event is a touchpoint's event: people come back."""
    rules = [match for t in map_.touchpoints for match in t.matches]
    return [o for o in map_.outcomes if any(_overlap(o.matches, m) for m in rules)]


def _overlap(first: Match, second: Match) -> bool:
    return first.event.strip() == second.event.strip() and all(
        {*map(cell_text, first.where[column])} & {*map(cell_text, second.where[column])}
        for column in first.where.keys() & second.where.keys()
    )


def cell_text(cell: Cell) -> str:
    """Write a value of a rule as it stands in a log."""
    return str(cell).lower() if isinstance(cell, bool) else str(cell).strip()


def frontstage_team(touchpoint: Touchpoint) -> str | None:
    """Name the team that meets the customer at a touchpoint, if one does."""
    return next(
        (a.team for a in touchpoint.activities if a.line == "frontstage" and a.team),
        None,
    )


def _said_of_touchpoint(touchpoint: Touchpoint) -> dict[str, str]:
    said = {"channel": touchpoint.channel, "team": frontstage_team(touchpoint)}
    return {column: word for column, word in said.items() if word is not None}


def _said_of_activity(activity: Activity) -> dict[str, str]:
    said = {"team": activity.team, "system": activity.system}
    return {column: word for column, word in said.items() if word is not None}


def _told_apart(rules: Iterable[Iterable[Match]]) -> dict[str, set[str]]:
    columns: dict[str, set[str]] = {}
    for matches in rules:
        for match in matches:
            columns.setdefault(match.event.strip(), set()).update(match.where)
    return columns


def _emission(
    rules: Sequence[Sequence[Match]],
    no: int,
    said: Mapping[str, str],
    taken_by: Sequence[Sequence[Match]],
    told_apart: Mapping[str, set[str]],
) -> Emission | None:
    for match in rules[no]:
        event = match.event.strip()
        for chosen in _choices(match):
            columns = {**said, **chosen}
            is_taken = any(_fits_any(earlier, event, columns) for earlier in taken_by)
            first = next(
                k for k, own in enumerate(rules) if _fits_any(own, event, columns)
            )
            if first == no and not is_taken:
                return Emission(event, columns, frozenset(told_apart[event]))
    return None


def _choices(match: Match) -> Iterator[dict[str, str]]:
    if not UNSETTABLE.isdisjoint(match.where):
        return
    words = [[cell_text(cell) for cell in cells] for cells in match.where.values()]
    for chosen in islice(product(*words), _MOST_TRIED):
        yield dict(zip(match.where, chosen, strict=True))


def _fits_any(matches: Iterable[Match], event: str, columns: Mapping[str, str]) -> bool:
    return any(
        match.event.strip() == event
        and all(
            columns.get(column) in {cell_text(cell) for cell in cells}
            for column, cells in match.where.items()
        )
        for match in matches
    )
