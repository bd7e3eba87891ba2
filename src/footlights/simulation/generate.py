"""A log that people following a map could have left, with effects planted in it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from footlights.errors import (
    NothingToGenerateError,
    TooFewJourneysError,
    UnknownEffectTargetError,
)
from footlights.model.map import Map
from footlights.simulation.clock import begins, timed
from footlights.simulation.events import LogRows, activity_rows, outcome_rows
from footlights.simulation.feelings import scores, texts
from footlights.simulation.people import People, cast
from footlights.simulation.plan import Floats, Integers, Plan
from footlights.simulation.table import log_schema, record_batch
from footlights.simulation.walk import Visits, walked

CHUNK = 50_000
"""Journeys generated together: fixed, so that a log does not depend on memory."""


def generate_batches(
    map_: Map, journeys: int, seed: int, *, with_effects: bool = True
) -> Iterator[pa.RecordBatch]:
    """Generate a log, some thousand journeys at a time.

    The same map, number of journeys and seed give the same rows, on any machine.

    Args:
        map_: The map that people follow, and the effects it names.
        journeys: How many journeys; at least 1.
        seed: Any number from 0; another seed, another log.
        with_effects: Whether to plant the map's effects.

    Yields:
        Rows by journey and time: `person: string`, the column that names journeys
        where the map has one, `event: string`, `at`, `until: timestamp` (UTC),
        `channel`, `team`, `location: string`, `score: float64` (1 to 5), `text:
        string`, `value: float64`, and the columns that rules and segments ask for.

    Raises:
        TooFewJourneysError: Fewer than one journey.
        NothingToGenerateError: No touchpoint of the map has an event.
        UnknownEffectTargetError: An effect names what the map does not have.
    """
    if journeys < 1:
        raise TooFewJourneysError(journeys)
    if not any(t.is_recorded for t in map_.touchpoints):
        raise NothingToGenerateError(map_.id)
    _check_effects(map_)
    effects = map_.simulation.effects if map_.simulation and with_effects else ()
    plan = Plan(map_, effects)
    persons = 0
    for no, begin in enumerate(range(0, journeys, CHUNK)):
        random = np.random.default_rng([seed, no])
        n = min(CHUNK, journeys - begin)
        chunk = _chunk(plan, n, random)
        yield record_batch(plan, chunk, first_person=persons, first_journey=begin)
        persons += int(chunk.people.person[-1]) + 1


def generate_table(
    map_: Map, journeys: int, seed: int, *, with_effects: bool = True
) -> pa.Table:
    """Generate a log as one table; see `generate_batches`."""
    batches = generate_batches(map_, journeys, seed, with_effects=with_effects)
    return pa.Table.from_batches(batches, schema=log_schema(map_))


@dataclass(frozen=True)
class Chunk:
    """Some journeys, before they become rows of a table."""

    people: People
    """Who walks."""

    rows: LogRows
    """Events, in order."""


def _chunk(plan: Plan, n: int, random: np.random.Generator) -> Chunk:
    people = cast(plan, n, random)
    visits = walked(plan, n, random)
    starts = _starts(people, begins(plan, n, random))
    begin, lasting = timed(plan, visits, starts, random)
    scored = scores(plan, visits, people.segments, random)
    written = texts(scored, random)
    rows = _visit_rows(plan, visits, begin, lasting, scored, written, random)
    ends = np.zeros(n)
    np.maximum.at(ends, visits.journey, begin + lasting)
    more = [
        *activity_rows(plan, visits, begin, random),
        *outcome_rows(plan, ends, random),
    ]
    return Chunk(people, LogRows.joined([rows, *more]))


def _starts(people: People, own: Floats) -> Floats:
    """Let a person's later journeys begin some time after the one before."""
    is_first = people.delay == 0
    total = np.cumsum(people.delay)
    base = np.where(is_first, total, 0.0)
    since = total - np.maximum.accumulate(base)
    first = np.maximum.accumulate(np.where(is_first, np.arange(len(own)), 0))
    return np.asarray(own[first] + since)


def _visit_rows(
    plan: Plan,
    visits: Visits,
    begin: Floats,
    lasting: Floats,
    scored: Floats,
    written: npt.NDArray[np.object_],
    random: np.random.Generator,
) -> LogRows:
    shown = plan.is_recorded[visits.touchpoint]
    ends = np.where(plan.is_wait[visits.touchpoint], np.nan, begin + lasting)
    channel = _channels(plan, visits, random)
    return LogRows(
        journey=visits.journey[shown],
        rule=plan.rule_of_touchpoint[visits.touchpoint[shown]],
        at=begin[shown],
        until=ends[shown],
        channel=channel[shown],
        score=scored[shown],
        text=written[shown],
        value=np.full(int(shown.sum()), np.nan),
    )


def _channels(plan: Plan, visits: Visits, random: np.random.Generator) -> Integers:
    """Give the channel of each visit: as drawn, and now and then another."""
    drawn = plan.channel[visits.touchpoint]
    count = len(plan.map.channels)
    if count < 2:
        return drawn
    other = (drawn + 1 + random.integers(count - 1, size=len(drawn))) % count
    chance = np.where(visits.is_retry, 0.25, 0.01)
    strays = (random.random(len(drawn)) < chance) & (drawn >= 0)
    return np.where(strays, other, drawn)


def _check_effects(map_: Map) -> None:
    known = {
        "touchpoint": {t.id for t in map_.touchpoints},
        "stage": {s.id for s in map_.stages},
        "segment": {s.id for s in map_.segments},
        "channel": {c.id for c in map_.channels},
    }
    for effect in map_.simulation.effects if map_.simulation else ():
        for part, names in known.items():
            target = getattr(effect, part, None)
            if target is not None and target not in names:
                raise UnknownEffectTargetError(effect.id, part, target, names)

