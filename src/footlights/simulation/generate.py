"""A log that people following a map could have left, with effects planted in it."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa

from footlights.errors import (
    NegativeSeedError,
    NothingToGenerateError,
    TooFewJourneysError,
)
from footlights.events.zones import check_zone
from footlights.model.map import Map
from footlights.simulation.backstage import activity_rows, outcome_rows
from footlights.simulation.effects import check_effects
from footlights.simulation.feelings import scores, written
from footlights.simulation.journeys import Journeys, walked_journeys
from footlights.simulation.plan import Plan
from footlights.simulation.rows import LogRows
from footlights.simulation.segments import check_drawable
from footlights.simulation.table import log_schema, record_batch

CHUNK = 50_000
"""Most journeys generated together."""

VISITS = 1_000_000
"""Visits generated together, about: what fits into little memory."""


def journeys_per_batch(map_: Map) -> int:
    """Say how many journeys are generated together.

    By the map alone, so that a log does not depend on the machine.
    """
    return min(CHUNK, max(1, VISITS // len(map_.touchpoints)))


def generate_batches(
    map_: Map, journeys: int, seed: int, *, with_effects: bool = True
) -> Iterator[pa.RecordBatch]:
    """Generate a log, some thousand journeys at a time.

    The same map, number of journeys and seed give the same rows.

    Args:
        map_: The map that people follow, and the effects it names.
        journeys: How many journeys; at least 1. Each leaves at least one event.
        seed: Any number from 0; another seed, another log.
        with_effects: Whether to plant the map's effects.

    Returns:
        Batches in the shape of `table.log_schema`, by journey and time; a person's
        journeys stand together. What is asked for is checked before the first batch.

    Raises:
        TooFewJourneysError: Fewer than one journey.
        NegativeSeedError: A seed below 0.
        NothingToGenerateError: No touchpoint of the map has an event of its own.
        UnknownEffectTargetError: An effect names what the map does not have.
        EffectOnNoWaitError: A wait that hurts is no wait.
        UndrawableSegmentError: An effect names a segment that cannot be drawn.
        UnknownZoneError: The map names a zone that does not exist.
    """
    if journeys < 1:
        raise TooFewJourneysError(journeys)
    if seed < 0:
        raise NegativeSeedError(seed)
    check_effects(map_)
    check_drawable(map_)
    check_zone(map_.zone or "UTC")
    plan = Plan.of(map_, with_effects=with_effects)
    if not plan.is_recorded.any():
        raise NothingToGenerateError(map_.id)
    return _batches(plan, journeys, seed)


def generate_table(
    map_: Map, journeys: int, seed: int, *, with_effects: bool = True
) -> pa.Table:
    """Generate a log as one table; see `generate_batches`."""
    batches = generate_batches(map_, journeys, seed, with_effects=with_effects)
    return pa.Table.from_batches(batches, schema=log_schema(map_))


def _batches(plan: Plan, journeys: int, seed: int) -> Iterator[pa.RecordBatch]:
    persons = 0
    size = journeys_per_batch(plan.map)
    for no, first in enumerate(range(0, journeys, size)):
        source = np.random.SeedSequence(seed, spawn_key=(no,))
        random = np.random.default_rng(source)
        walked = walked_journeys(plan, min(size, journeys - first), random)
        rows = LogRows.joined(
            [
                _visit_rows(plan, walked, random),
                *activity_rows(plan, walked, random),
                *outcome_rows(plan, walked, random),
            ]
        )
        yield record_batch(
            plan, walked, rows, first_person=persons, first_journey=first
        )
        persons += walked.persons


def _visit_rows(plan: Plan, journeys: Journeys, random: np.random.Generator) -> LogRows:
    visits = journeys.visits
    scored = scores(plan, journeys, random)
    begin = journeys.begin
    end = begin + journeys.times.end - journeys.times.begin
    rows = replace(
        LogRows.plain(visits.journey, 0, begin),
        emission=visits.touchpoint,
        until=np.where(plan.has_end[visits.touchpoint], end, np.nan),
        channel=visits.channel,
        score=scored,
        text=written(plan, visits, scored, random),
    )
    return rows.taken(plan.is_recorded[visits.touchpoint])
