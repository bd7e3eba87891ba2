"""Generated rows as an Arrow table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from footlights.model.map import JourneysByColumn, Map

if TYPE_CHECKING:
    from footlights.model.matching import Cell
    from footlights.simulation.generate import Chunk
    from footlights.simulation.plan import Floats, Integers, Plan

PLACES = ("North", "Centre", "South", "Harbour")
"""Locations of a generated log."""

OTHER = "other"
"""Value of a segment's column for those outside all segments."""

TIME = pa.timestamp("us", tz="UTC")


def extra_columns(map_: Map) -> list[str]:
    """List the columns that rules and segments ask for."""
    matches = [
        *(m for t in map_.touchpoints for m in t.matches),
        *(m for a in map_.activities for m in a.matches),
        *(o.matches for o in map_.outcomes),
    ]
    asked = [
        *(column for match in matches for column in match.where),
        *(column for segment in map_.segments for column in segment.where),
    ]
    own = {"channel", "team", "location", "score", "text", "value"}
    return [name for name in dict.fromkeys(asked) if name not in own]


def log_schema(map_: Map) -> pa.Schema:
    """Give the columns of a generated log."""
    rule = map_.journeys
    named = [rule.column] if isinstance(rule, JourneysByColumn) else []
    words = ["channel", "team", "location"]
    return pa.schema(
        [
            *((name, pa.string()) for name in ("person", *named, "event")),
            ("at", TIME),
            ("until", TIME),
            *((name, pa.string()) for name in words),
            ("score", pa.float64()),
            ("text", pa.string()),
            ("value", pa.float64()),
            *((name, pa.string()) for name in extra_columns(map_)),
        ]
    )


def record_batch(
    plan: Plan, chunk: Chunk, *, first_person: int, first_journey: int
) -> pa.RecordBatch:
    """Turn a chunk into rows.

    Args:
        plan: The map.
        chunk: Some journeys.
        first_person: Persons in the chunks before.
        first_journey: Journeys in the chunks before.
    """
    map_, rows = plan.map, chunk.rows
    person = chunk.people.person[rows.journey] + first_person
    columns = {
        "person": _numbered("p", person),
        "event": _words([match.event for match in plan.rules], rows.rule),
        "at": _times(rows.at),
        "until": _times(rows.until),
        "channel": _words([c.id for c in map_.channels], rows.channel),
        "team": _words([t.name for t in map_.teams], plan.team_of_rule[rows.rule]),
        "location": _words(PLACES, person % len(PLACES)),
        "score": pa.array(rows.score, from_pandas=True),
        "text": pa.array(rows.text, pa.string()),
        "value": pa.array(rows.value, from_pandas=True),
    }
    if isinstance(map_.journeys, JourneysByColumn):
        columns[map_.journeys.column] = _numbered("j", rows.journey + first_journey)
    for name in extra_columns(map_):
        columns[name] = _extra(plan, chunk, name)
    schema = log_schema(map_)
    return pa.record_batch([columns[name] for name in schema.names], schema=schema)


def _numbered(letter: str, numbers: Integers) -> pa.Array:
    distinct, places = np.unique(numbers, return_inverse=True)
    return _words([f"{letter}{number:07d}" for number in distinct], places)


def _words(words: list[str] | tuple[str, ...], places: Integers) -> pa.Array:
    """Look words up; a place of -1 is no word."""
    chosen = pa.array(places, pa.int64(), mask=places < 0)
    return pa.array(words, pa.string()).take(chosen)


def _times(seconds: Floats) -> pa.Array:
    unknown = np.isnan(seconds)
    micros = np.where(unknown, 0, np.rint(seconds * 1e6)).astype(np.int64)
    return pa.array(micros, pa.int64(), mask=unknown).cast(TIME)


def _text(cell: Cell) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _extra(plan: Plan, chunk: Chunk, name: str) -> pa.Array:
    rows = chunk.rows
    asked = [s for s in plan.map.segments if name in s.where]
    words = [OTHER, *(_text(s.where[name][0]) for s in asked)]
    value = np.full(len(rows.journey), 0 if asked else -1)
    for place, segment in enumerate(asked, start=1):
        value[chunk.people.segments[segment.id][rows.journey]] = place
    by_rule = np.full(len(plan.rules), -1)
    for no, match in enumerate(plan.rules):
        if name in match.where:
            words.append(_text(match.where[name][0]))
            by_rule[no] = len(words) - 1
    ruled = by_rule[rows.rule]
    return _words(words, np.where(ruled >= 0, ruled, value))
