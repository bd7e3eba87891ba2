"""Prepare a log for a map: bind, split into journeys, place every touch. Once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

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

Store = Callable[[str, ir.Table], ir.Table]
"""Computes an expression once, stores it under a name, and gives what is stored."""

Tables = Mapping[str, ir.Table]
"""The stored tables of one log and one map, by name."""


@dataclass(frozen=True)
class Words:
    """Words of the log, each list in the order of its numbers, from 1."""

    channels: tuple[str, ...]
    """As the log spells them; several spellings may share a number."""

    teams: tuple[str, ...]
    """As the log names them."""

    locations: tuple[str, ...]
    """As the log names them."""


@dataclass(frozen=True)
class OwnTables:
    """Tables of which every row belongs to one journey, or to one event."""

    touches: ir.Table
    """`prepared.TOUCHES` with segment columns."""

    sums: ir.Table
    """As `journey_sums` gives them."""

    waits: ir.Table
    """`prepared.WAITS`."""

    occurrences: ir.Table
    """`prepared.OCCURRENCES` of activities and outcomes."""


def prepare(
    engine: Engine, events: ir.Table, map_: Map, store: Store | None = None
) -> Prepared:
    """Compute the tables that every analysis reads, and store them.

    Args:
        engine: Computes them.
        events: Rows in the shape of `events.contract.EVENTS`, with attributes.
        map_: The map.
        store: Where they stay; until the engine closes if left out.

    Raises:
        UnknownJourneyColumnError: The map names a journey column that the log lacks.
    """
    store = store or engine.keep
    column = known_journey_column(events, map_)
    tables = {"persons": store("persons", numbered_persons(events))}
    if column:
        named = numbered_journeys(events, column)
        tables["journey_names"] = store("journey_names", named)
    tables["alike"] = store("alike", alike_events(events, map_))
    words = read_words(engine, tables["alike"])
    numbers = dictionaries_of(tables, words, map_)
    bound = engine.keep("bound", bound_events(events, map_, numbers))
    own = own_tables(engine, store, bound, map_)
    engine.drop(bound)
    tables |= {
        "touches": own.touches,
        "waits": own.waits,
        "occurrences": own.occurrences,
        **shared_tables(store, own.sums, map_),
    }
    engine.drop(own.sums)
    return as_prepared(engine, tables, words, map_)


def known_journey_column(events: ir.Table, map_: Map) -> str | None:
    """Name the column that names journeys; None if they are by person.

    Raises:
        UnknownJourneyColumnError: The log has no such column.
    """
    column = journey_column(map_)
    if column and column not in events.columns:
        raise UnknownJourneyColumnError(column, events.columns)
    return column


def read_words(engine: Engine, alike: ir.Table) -> Words:
    """Fetch the words of a log.

    Args:
        engine: Where the table is.
        alike: `prepared.ALIKE`.
    """

    def values(column: str) -> tuple[str, ...]:
        return tuple(engine.fetch(first_seen(alike, column))[column].to_pylist())

    return Words(values("channel"), values("team"), values("location"))


def dictionaries_of(tables: Tables, words: Words, map_: Map) -> Dictionaries:
    """Give the tables that turn the log's words into numbers.

    Args:
        tables: Reads `persons`, and `journey_names` if a column names journeys.
        words: Words of the log.
        map_: The map.
    """
    return Dictionaries(
        persons=tables["persons"],
        journeys=tables.get("journey_names"),
        channels=channel_table(map_, words.channels),
        teams=_numbers("team", words.teams, pa.int16()),
        locations=_numbers("location", words.locations, pa.int32()),
    )


def own_tables(engine: Engine, store: Store, bound: ir.Table, map_: Map) -> OwnTables:
    """Compute what journeys have of their own, from all events of these journeys.

    Args:
        engine: Computes them, and keeps `sums` until it is dropped.
        store: Where the other tables stay.
        bound: As `bound_events` gives them: whole journeys, whole persons where
            journeys are by person.
        map_: The map.
    """
    placed = store("touches", touches(bound, map_))
    sums = engine.keep("journey_sums", journey_sums(placed, map_))
    return OwnTables(
        touches=placed,
        sums=sums,
        waits=store("waits", waits(placed, map_)),
        occurrences=store("occurrences", occurrences(bound, map_, sums)),
    )


def shared_tables(store: Store, sums: ir.Table, map_: Map) -> Tables:
    """Compute what follows from all journeys together.

    Args:
        store: Where the tables stay.
        sums: As `journey_sums` gives them, of all journeys.
        map_: The map.

    Returns:
        `variants`, `steps` and `journeys`, as in `prepared`.
    """
    variants = store("variants", numbered_variants(sums))
    steps = store("steps", variant_steps(variants, map_))
    return {
        "variants": variants,
        "steps": steps,
        "journeys": store("journeys", journeys(sums, variants, steps, map_)),
    }


def as_prepared(engine: Engine, tables: Tables, words: Words, map_: Map) -> Prepared:
    """Hand stored tables to the analyses.

    Args:
        engine: Where they are.
        tables: All tables that `prepare` stores.
        words: Words of the log.
        map_: The map.
    """
    happened = tables["occurrences"]
    return Prepared(
        touches=tables["touches"],
        journeys=tables["journeys"],
        waits=tables["waits"],
        variants=tables["variants"],
        steps=tables["steps"],
        occurrences=happened.filter(_.activity_no.notnull()),
        outcomes=happened.filter(_.outcome_no.notnull()),
        alike=tables["alike"],
        channels=channel_names(map_, words.channels),
        teams=words.teams,
        locations=words.locations,
        persons=engine.fetch(tables["persons"].aggregate(n=_.count()))["n"][0].as_py(),
    )


def _numbers(column: str, words: tuple[str, ...], kind: pa.DataType) -> ir.Table:
    numbers = range(1, len(words) + 1)
    return word_table(column, list(words), f"{column}_no", numbers, kind)
