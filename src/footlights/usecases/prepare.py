"""Prepare a log for a map: bind, split into journeys, place every touch. Once."""

import ibis.expr.types as ir
import pyarrow as pa
from ibis import _

from footlights.engines.engine import Engine
from footlights.errors import UnknownJourneyColumnError
from footlights.events.activities import occurrences
from footlights.events.dictionaries import (
    alike_events,
    channel_names,
    channel_table,
    first_seen,
    numbered_journeys,
    numbered_persons,
    word_table,
)
from footlights.events.journeys import journey_sums, journeys, numbered_variants
from footlights.events.prepared import Prepared
from footlights.events.steps import variant_steps
from footlights.events.touches import (
    Dictionaries,
    bound_events,
    journey_column,
    touches,
    waits,
)
from footlights.model.map import Map

MOST_TEAMS = 32_767
"""Teams that get a number of their own; an `int16` holds no more."""


def prepare(engine: Engine, events: ir.Table, map_: Map) -> Prepared:
    """Compute the tables that every analysis reads, and keep them in the engine.

    Args:
        engine: Where the tables are kept.
        events: Rows in the shape of `events.contract.EVENTS`, with attributes.
        map_: The map.

    Raises:
        UnknownJourneyColumnError: The map names a journey column that the log lacks.
    """
    column = journey_column(map_)
    if column and column not in events.columns:
        raise UnknownJourneyColumnError(column, events.columns)
    persons = engine.keep("persons", numbered_persons(events))
    named = (
        engine.keep("journey_names", numbered_journeys(events, column))
        if column
        else None
    )
    alike = engine.keep("alike", alike_events(events, map_))
    channels, teams, locations = (
        _values(engine, alike, name) for name in ("channel", "team", "location")
    )
    dictionaries = Dictionaries(
        persons=persons,
        journeys=named,
        channels=channel_table(map_, channels),
        teams=_numbers("team", teams, pa.int16()),
        locations=_numbers("location", locations, pa.int32()),
    )
    bound = engine.keep("bound", bound_events(events, map_, dictionaries))
    kept = engine.keep("touches", touches(bound, map_))
    sums = engine.keep("journey_sums", journey_sums(kept, map_))
    variants = engine.keep("variants", numbered_variants(sums))
    steps = engine.keep("steps", variant_steps(variants, map_))
    summed = engine.keep("journeys", journeys(sums, variants, steps, map_))
    engine.drop(sums)
    happened = engine.keep("occurrences", occurrences(bound, map_, summed))
    engine.drop(bound)
    return Prepared(
        touches=kept,
        journeys=summed,
        waits=engine.keep("waits", waits(kept, map_)),
        variants=variants,
        steps=steps,
        occurrences=happened.filter(_.activity_no.notnull()),
        outcomes=happened.filter(_.outcome_no.notnull()),
        alike=alike,
        channels=channel_names(map_, channels),
        teams=tuple(teams),
        locations=tuple(locations),
        persons=engine.fetch(persons.aggregate(n=_.count()))["n"][0].as_py(),
    )


def _values(engine: Engine, alike: ir.Table, column: str) -> list[str]:
    found: list[str] = engine.fetch(first_seen(alike, column))[column].to_pylist()
    return found


def _numbers(column: str, words: list[str], kind: pa.DataType) -> ir.Table:
    return word_table(column, words, f"{column}_no", range(1, len(words) + 1), kind)
