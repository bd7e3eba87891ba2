"""Generated rows as an Arrow table."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from footlights.model.map import JourneysByColumn, Map
from footlights.simulation.arrays import NOTHING, Bools, Floats, Ints
from footlights.simulation.emissions import UNSETTABLE
from footlights.simulation.feelings import phrases
from footlights.simulation.journeys import Journeys
from footlights.simulation.plan import Plan
from footlights.simulation.rows import LogRows
from footlights.simulation.segments import segment_columns

TIME = pa.timestamp("us", tz="UTC")
"""Times of a log; they are drawn to the millisecond."""


_WORD = pa.string()


def log_schema(map_: Map) -> pa.Schema:
    """Give the columns of a log generated from a map.

    `person`, the column that names journeys where the map has one, `event: string`;
    `at`, `until: timestamp` (UTC); `channel`, `team`, `location: string`; `score:
    int64` (1 to 5); `text: string`; `value: float64`; then, as strings, the columns
    that rules and segments ask for.
    """
    journey = _journey_column(map_)
    own = {
        **dict.fromkeys(["person", *([journey] if journey else []), "event"], _WORD),
        **dict.fromkeys(["at", "until"], TIME),
        **dict.fromkeys(["channel", "team", "location"], _WORD),
        "score": pa.int64(),
        "text": _WORD,
        "value": pa.float64(),
    }
    asked = [*_rule_columns(map_), *segment_columns(map_)]
    return pa.schema({**own, **{name: _WORD for name in asked if name not in own}})


def _journey_column(map_: Map) -> str | None:
    rule = map_.journeys
    return rule.column if isinstance(rule, JourneysByColumn) else None


def _rule_columns(map_: Map) -> list[str]:
    matches = [
        *(m for t in map_.touchpoints for m in t.matches),
        *(m for a in map_.activities for m in a.matches),
        *(o.matches for o in map_.outcomes),
    ]
    asked = [column for match in matches for column in match.where]
    has_system = any(a.matches and a.system for a in map_.activities)
    return [
        name
        for name in [*asked, *(["system"] if has_system else [])]
        if name not in UNSETTABLE
    ]


def record_batch(
    plan: Plan,
    journeys: Journeys,
    rows: LogRows,
    *,
    first_person: int,
    first_journey: int,
) -> pa.RecordBatch:
    """Turn the rows of some journeys into a table.

    Args:
        plan: The map.
        journeys: The journeys.
        rows: What they left, in order.
        first_person: Persons before these.
        first_journey: Journeys before these.
    """
    who = journeys.people.person[rows.journey]
    events = [e.event if e else "" for e in plan.emissions.all]
    columns: dict[str, pa.Array] = {
        "person": _names("p{:06d}", first_person, who),
        "event": _words(events, rows.emission),
        "at": _times(rows.at),
        "until": _times(rows.until),
        "channel": _channels(plan, rows),
        "score": pa.array(rows.score, mask=rows.score == NOTHING),
        "text": _words(phrases(plan), rows.text),
        "value": pa.array(rows.value, mask=np.isnan(rows.value)),
    }
    journey_column = _journey_column(plan.map)
    if journey_column is not None:
        names = _names("j{:07d}", first_journey, rows.journey)
        columns.setdefault(journey_column, names)
    schema = log_schema(plan.map)
    for name in schema.names:
        if name not in columns:
            columns[name] = _attribute(plan, journeys, rows, name)
    return pa.record_batch([columns[name] for name in schema.names], schema=schema)


def _names(pattern: str, first: int, numbers: Ints) -> pa.Array:
    names = [pattern.format(first + no + 1) for no in range(int(numbers[-1]) + 1)]
    return _words(names, numbers)


def _words(words: Sequence[str], places: Ints) -> pa.Array:
    """Look words up; `NOTHING` is no word."""
    chosen = pa.array(places, pa.int64(), mask=places == NOTHING)
    return pa.array(words, pa.string()).take(chosen)


def _times(seconds: Floats) -> pa.Array:
    unknown: Bools = np.isnan(seconds)
    millis = np.rint(np.where(unknown, 0.0, seconds) * 1000).astype(np.int64)
    return pa.array(millis * 1000, pa.int64(), mask=unknown).cast(TIME)


def _channels(plan: Plan, rows: LogRows) -> pa.Array:
    """Say the channel of each row: as its rule wants it, else as it was met by."""
    words = [channel.id for channel in plan.map.channels]
    bound = np.full(len(plan.emissions.all), NOTHING)
    for no, emission in enumerate(plan.emissions.all):
        if (
            emission
            and emission.is_told_by("channel")
            and "channel" in emission.columns
        ):
            words.append(emission.columns["channel"])
            bound[no] = len(words) - 1
    by_rule = bound[rows.emission]
    return _words(words, np.where(by_rule == NOTHING, rows.channel, by_rule))


def _attribute(plan: Plan, journeys: Journeys, rows: LogRows, name: str) -> pa.Array:
    """Fill a column: as each row's rule sets it, else as the person's segment does."""
    words, by_rule = _set_by_rules(plan, name)
    segments = journeys.segments
    places = by_rule[rows.emission]
    if name in segments.places:
        emissions = plan.emissions.all
        is_free = np.array([e is None or name not in e.left_empty for e in emissions])
        own = segments.places[name][journeys.people.person[rows.journey]]
        is_drawn = (places == NOTHING) & is_free[rows.emission]
        places = np.where(is_drawn, len(words) + own, places)
        words += segments.words[name]
    return _words(words, places)


def _set_by_rules(plan: Plan, name: str) -> tuple[list[str], Ints]:
    """List the words that rules set in a column, and the place of each rule's word."""
    names = {t.id: t.name for t in plan.map.teams} if name == "team" else {}
    words: list[str] = []
    places = np.full(len(plan.emissions.all), NOTHING)
    for no, emission in enumerate(plan.emissions.all):
        if emission is not None and name in emission.columns:
            said = emission.columns[name]
            places[no] = len(words)
            words.append(said if emission.is_told_by(name) else names.get(said, said))
    return words, places
