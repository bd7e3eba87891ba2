"""What a discovered map rests on: counts of one log, fetched."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import ibis.expr.types as ir
from ibis import _

from footlights.analysis.breakdowns import value_counts
from footlights.analysis.discovery import (
    meeting_counts,
    name_counts,
    precedence_counts,
    typical_gap,
    way_gaps,
)
from footlights.analysis.quantiles import group_quantiles
from footlights.engines.engine import Engine
from footlights.errors import TooManyEventNamesError
from footlights.events.dictionaries import occurring
from footlights.events.prepared import Prepared
from footlights.events.touches import waits
from footlights.model.map import JourneysByColumn, JourneysByPerson, Map
from footlights.model.spelling import plain
from footlights.usecases.event_log import EventLog
from footlights.usecases.kept_log import KeptLog
from footlights.usecases.prepare import prepare

ALL_NAMES = 60
"""Event names up to which each becomes a touchpoint."""

ENOUGH_EXPLAINED, LEAST_EXPLAINED = 97, 95
"""Per cent of the events that the commonest names are to cover, and must."""

MOST_NAMES = 1000
"""Touchpoints beyond which nothing is a map."""

NAMED = 10
"""Event names that are listed where some are left out."""

LONGEST_NAME = 2000
"""Signs of an event name that a map can hold."""


@dataclass(frozen=True)
class EventNames:
    """The event names of a log, and those that become touchpoints."""

    kept: tuple[Mapping[str, Any], ...]
    """`discovery.NAMES` of those that become touchpoints, most frequent first."""

    left_out: tuple[str, ...]
    """Up to 10 of those that do not, most frequent first."""

    all: int
    """How many there are."""

    events: int
    """Events of all names."""

    @property
    def explained(self) -> int:
        """Events of the names that are kept."""
        return sum(row["events"] for row in self.kept)


def event_names(log: EventLog | KeptLog) -> EventNames:
    """Choose the event names that become touchpoints.

    Up to 60 all; of more the most frequent that cover 97 % of the events.

    Raises:
        TooManyEventNamesError: Over 1,000 names are needed to cover 95 %.
    """
    rows = log.engine.fetch(name_counts(log.events)).to_pylist()
    total = sum(row["events"] for row in rows)
    usable = [row for row in rows if _is_usable(row["event"])]
    if len(usable) > ALL_NAMES:
        usable = usable[: _needed(usable, total)]
    kept = tuple(usable[:MOST_NAMES])
    words = {row["event"] for row in kept}
    others = [row["event"] for row in rows if row["event"] not in words]
    found = EventNames(kept, tuple(others[:NAMED]), len(rows), total)
    if len(usable) > MOST_NAMES and found.explained * 100 < LEAST_EXPLAINED * total:
        share = found.explained / total
        raise TooManyEventNamesError(len(rows), MOST_NAMES, share)
    return found


def _is_usable(name: str) -> bool:
    """Whether a map can name this event; it takes blanks from both ends."""
    return bool(name.strip()) and name == name.strip() and len(name) <= LONGEST_NAME


def _needed(rows: Sequence[Mapping[str, Any]], total: int) -> int:
    covered = 0
    for place, row in enumerate(rows, start=1):
        covered += row["events"]
        if covered * 100 >= ENOUGH_EXPLAINED * total:
            return place
    return len(rows)


class Way(NamedTuple):
    """A way from one touchpoint to the next."""

    touches: int
    """How often it was gone."""

    seconds: float
    """Median time it took."""


class Common(NamedTuple):
    """The commonest value of a column at one touchpoint."""

    value: str
    """The value, as the log has it."""

    touches: int
    """Touches with this value."""

    known: int
    """Touches with any value."""


class Waited(NamedTuple):
    """How long people wait between two touchpoints."""

    n: int
    """Waits."""

    median: float
    """Seconds that half of them last at most."""

    upper: float
    """Seconds that three in four last at most."""


@dataclass(frozen=True)
class Facts:
    """Counts of one log; touchpoints are numbered from 1, most frequent first."""

    journeys: int
    """Journeys that met any touchpoint."""

    totals: Mapping[int, Mapping[str, Any]]
    """`discovery.MEETINGS` by touchpoint."""

    precedence: Sequence[Mapping[str, Any]]
    """`discovery.PRECEDENCE`."""

    ways: Mapping[tuple[int, int], Way]
    """Ways by the touchpoints they lead from and to."""

    typical_seconds: float | None
    """Median time between two touches; None if no journey has two."""

    channels: Mapping[int, Common]
    """Commonest channel by touchpoint, where any is recorded."""

    channel_words: tuple[str, ...]
    """Every channel of the log once, in its commonest spelling, most frequent first."""

    teams: Mapping[int, Common]
    """Commonest team by touchpoint, where any is recorded."""


@dataclass(frozen=True)
class Draft:
    """A log prepared for a map that has only touchpoints, one to an event name."""

    engine: Engine
    """Where the tables are."""

    prepared: Prepared
    """The tables."""

    map: Map
    """The map."""

    def rows(self, expression: ir.Table) -> list[dict[str, Any]]:
        """Compute an expression and give its rows."""
        found: list[dict[str, Any]] = self.engine.fetch(expression).to_pylist()
        return found


def drafted(
    log: EventLog | KeptLog,
    names: EventNames,
    rule: JourneysByPerson | JourneysByColumn,
) -> Draft:
    """Prepare a log so that its journeys and touches are those of any map."""
    touchpoints = [
        {"id": f"t{no}", "name": "-", "matches": [row["event"]]}
        for no, row in enumerate(names.kept, start=1)
    ]
    map_ = _map(touchpoints, rule)
    return Draft(log.engine, prepare(log.engine, log.events, map_), map_)


def _map(touchpoints: Sequence[Any], rule: JourneysByPerson | JourneysByColumn) -> Map:
    stage = {"id": "all", "name": "-", "touchpoints": touchpoints}
    return Map.model_validate(
        {
            "footlights": 1,
            "id": "draft",
            "name": "-",
            "journeys": rule,
            "stages": [stage],
        }
    )


def fetch_facts(draft: Draft) -> Facts:
    """Run every count that a discovered map rests on."""
    touches, prepared = draft.prepared.touches, draft.prepared
    totals = draft.rows(meeting_counts(prepared.steps))
    ways = draft.rows(way_gaps(touches))
    return Facts(
        journeys=draft.rows(prepared.journeys.aggregate(n=_.count()))[0]["n"],
        totals={row["touchpoint_no"]: row for row in totals},
        precedence=draft.rows(precedence_counts(prepared.steps)),
        ways={
            (row["touchpoint_no"], row["next_touchpoint_no"]): Way(
                row["touches"], row["seconds"]
            )
            for row in ways
        },
        typical_seconds=draft.rows(typical_gap(touches))[0]["seconds"],
        channels=_commonest(draft, "channel", prepared.channels, plain),
        channel_words=_spelled_once(_most_frequent(draft, "channel")),
        teams=_commonest(draft, "team", prepared.teams, str),
    )


def _most_frequent(draft: Draft, column: str) -> list[str]:
    return [row[column] for row in draft.rows(occurring(draft.prepared.alike, column))]


def _spelled_once(words: Iterable[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(plain(word), word)
    return tuple(first.values())


def _commonest(
    draft: Draft, column: str, values: Sequence[str], spelled: Callable[[str], str]
) -> dict[int, Common]:
    """Take the most frequent value of each touchpoint; ties by that in all the log."""
    words = _most_frequent(draft, column)
    first: dict[str, int] = {}
    for place, word in enumerate(words):
        first.setdefault(spelled(word), place)
    number = f"{column}_no"
    counts: dict[int, Counter[int]] = defaultdict(Counter)
    for row in draft.rows(value_counts(draft.prepared.touches, number)):
        place = first[spelled(values[row[number] - 1])]
        counts[row["touchpoint_no"]][place] += row["touches"]
    found = {}
    for touchpoint_no, here in counts.items():
        place = min(here, key=lambda place: (-here[place], place))
        found[touchpoint_no] = Common(words[place], here[place], here.total())
    return found


def waits_between(
    draft: Draft, pairs: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], Waited]:
    """Measure waits as any map measures them that draws them.

    Args:
        draft: The prepared log.
        pairs: Touchpoints before and after each wait.
    """
    pairs = list(pairs)
    drawn = [
        {"id": f"w{no}", "name": "-", "kind": "wait", "between": (f"t{a}", f"t{b}")}
        for no, (a, b) in enumerate(pairs, start=1)
    ]
    if not drawn:
        return {}
    map_ = _map([*draft.map.touchpoints, *drawn], draft.map.journeys)
    rows = draft.rows(
        group_quantiles(
            waits(draft.prepared.touches, map_),
            ["touchpoint_no"],
            "seconds",
            (0.5, 0.75),
        )
    )
    first = len(draft.map.touchpoints) + 1
    return {
        pairs[row["touchpoint_no"] - first]: Waited(row["n"], *row["grid"])
        for row in rows
    }
