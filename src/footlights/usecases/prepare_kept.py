"""The tables of a kept log and a map: reused, brought up to date, or prepared anew."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import ibis
import ibis.expr.types as ir

from footlights.engines.duckdb_file import DuckDBFile
from footlights.events.contract import EVENT_COLUMNS
from footlights.events.dictionaries import (
    alike_events,
    merged_alike,
    numbered_journeys,
    numbered_persons,
)
from footlights.events.prepared import Prepared
from footlights.events.touches import bound_events
from footlights.model.map import Map
from footlights.usecases.append_events import APPEND_NO, ROWS
from footlights.usecases.kept_state import LOG, KeptMap, KeptState, write_state
from footlights.usecases.prepare import (
    OwnTables,
    Tables,
    as_prepared,
    dictionaries_of,
    known_journey_column,
    own_tables,
    prepare,
    read_words,
    shared_tables,
)
from footlights.usecases.source_facts import attributes_of

TABLES = (
    "persons",
    "alike",
    "touches",
    "waits",
    "occurrences",
    "variants",
    "steps",
    "journeys",
)
"""Tables that are kept for every map."""


def kept_events(engine: DuckDBFile, state: KeptState) -> ir.Table:
    """Give the events of a kept log as `contract.EVENTS`, with attributes."""
    return engine.stored(LOG, ROWS).select(
        *EVENT_COLUMNS, *attributes_of(state.sources)
    )


def prepare_anew(
    engine: DuckDBFile, state: KeptState, map_: Map, fingerprint: str
) -> tuple[Prepared, KeptState]:
    """Prepare the whole log; tables for earlier rules of the map are thrown away."""
    events = kept_events(engine, state)
    known_journey_column(events, map_)
    earlier = state.maps.get(map_.id)
    kept = KeptMap(
        fingerprint,
        f"map {map_.id} {fingerprint} {state.append_no}",
        state.append_no,
        state.last_row_no,
    )
    with engine.transaction():
        if earlier:
            engine.discard(earlier.place)
        prepared = prepare(engine, events, map_, partial(engine.store, kept.place))
        state = _noted(engine, state, map_, kept)
    return prepared, state


def prepare_changes(
    engine: DuckDBFile, state: KeptState, map_: Map
) -> tuple[Prepared, KeptState]:
    """Prepare those persons, or journeys, anew to whom events were added."""
    kept = state.maps[map_.id]
    with engine.transaction():
        tables = _brought_up_to_date(engine, state, map_, kept)
        now = replace(kept, append_no=state.append_no, last_row_no=state.last_row_no)
        state = _noted(engine, state, map_, now)
    words = read_words(engine, tables["alike"])
    return as_prepared(engine, tables, words, map_), state


def reuse(engine: DuckDBFile, state: KeptState, map_: Map) -> Prepared:
    """Give the tables as they are."""
    tables = _stored(engine, state.maps[map_.id].place, TABLES)
    words = read_words(engine, tables["alike"])
    return as_prepared(engine, tables, words, map_)


def _noted(engine: DuckDBFile, state: KeptState, map_: Map, kept: KeptMap) -> KeptState:
    state = replace(state, maps={**state.maps, map_.id: kept})
    write_state(engine, state)
    return state


def _stored(
    engine: DuckDBFile, place: str, names: Sequence[str]
) -> dict[str, ir.Table]:
    return {name: engine.stored(place, name) for name in names}


def _brought_up_to_date(
    engine: DuckDBFile, state: KeptState, map_: Map, kept: KeptMap
) -> Tables:
    store = partial(engine.store, kept.place)
    events = kept_events(engine, state)
    column = known_journey_column(events, map_)
    tables = _stored(engine, kept.place, TABLES)
    if column:
        tables["journey_names"] = engine.stored(kept.place, "journey_names")
    new = events.filter(events.row_no > kept.last_row_no)
    _add_names(engine, tables, new, column)
    counts = ibis.union(tables["alike"], alike_events(new, map_))
    tables["alike"] = store("alike", merged_alike(counts))
    touched = engine.keep("touched", _touched(engine, events, kept, column))
    words = read_words(engine, tables["alike"])
    numbers = dictionaries_of(tables, words, map_)
    bound = engine.keep("bound", bound_events(touched, map_, numbers))
    own = own_tables(engine, engine.keep, bound, map_)
    engine.drop(bound)
    sums = _replace_own(engine, tables, touched, own)
    tables |= shared_tables(store, sums, map_)
    for scratch in (touched, sums, own.touches, own.sums, own.waits, own.occurrences):
        engine.drop(scratch)
    return tables


def _add_names(
    engine: DuckDBFile, tables: Tables, new: ir.Table, column: str | None
) -> None:
    """Number persons and journeys whom no earlier row names."""
    named = {"persons": (numbered_persons(new), "person")}
    if column:
        named["journey_names"] = (numbered_journeys(new, column), "journey")
    for table, (found, name) in named.items():
        engine.add(tables[table], found.anti_join(tables[table], name))


def _touched(
    engine: DuckDBFile, events: ir.Table, kept: KeptMap, column: str | None
) -> ir.Table:
    """Give all events of those to whom any event was added or is paired otherwise.

    These are whole persons, or whole journeys where a column names them; an event
    that belongs to no journey stands for itself.
    """
    rows = engine.stored(LOG, ROWS)
    changed = events.semi_join(rows.filter(rows[APPEND_NO] > kept.append_no), "row_no")
    if column is None:
        return events.semi_join(changed, "person")
    alone = changed.filter(changed[column].isnull())
    return ibis.union(events.semi_join(changed, column), alone)


def _replace_own(
    engine: DuckDBFile, tables: Tables, touched: ir.Table, own: OwnTables
) -> ir.Table:
    """Put new rows in the place of old ones; keep the sums of all journeys."""
    rows = touched.select("row_no")
    journeys, touches = tables["journeys"], tables["touches"]
    gone = engine.keep(
        "gone", touches.semi_join(rows, "row_no").select("journey_key").distinct()
    )
    stay = journeys.anti_join(gone, "journey_key").select(*own.sums.columns)
    engine.remove(tables["waits"], gone)
    engine.remove(touches, rows)
    engine.remove(tables["occurrences"], rows)
    engine.add(tables["waits"], own.waits)
    engine.add(touches, own.touches)
    engine.add(tables["occurrences"], own.occurrences)
    sums = engine.keep("all_sums", ibis.union(stay, own.sums))
    engine.drop(gone)
    return sums
