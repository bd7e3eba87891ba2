"""Small logs written as text, and what becomes of them; read by many tests."""

from datetime import datetime, timedelta

import pyarrow as pa

from footlights.events.contract import EVENTS
from footlights.model.map import Map
from footlights.usecases.prepare import prepare

MIDNIGHT = datetime(2026, 3, 2)


def map_of(letters, *, gap=None, stages=None, **parts):
    """Make a map whose touchpoints are letters, each met by the event of that name.

    Stages are strings of letters; all letters stand in one stage if none are given.
    """
    groups = stages or [letters]
    document = {
        "footlights": 1,
        "id": "small",
        "name": "Small",
        "journeys": {"by": "person"} | ({"gap": gap} if gap else {}),
        "stages": [
            {
                "id": f"stage-{no}",
                "name": f"Stage {no}",
                "touchpoints": [touchpoint(letter) for letter in group],
            }
            for no, group in enumerate(groups, start=1)
        ],
    }
    return Map.model_validate(document | parts)


def touchpoint(letter, **more):
    """Make a touchpoint met by the event of that letter."""
    return {"id": letter.lower(), "name": letter, "matches": [letter]} | more


def event(person, name, minute, **more):
    """Make one event, some minutes after midnight."""
    return {
        "person": person,
        "event": name,
        "at": MIDNIGHT + timedelta(minutes=minute),
        "closes": False,
    } | more


def walks(journeys):
    """Turn `{"ann": "ABC"}` into events ten minutes apart."""
    return [
        event(person, letter, 10 * place)
        for person, letters in journeys.items()
        for place, letter in enumerate(letters)
    ]


def table_of(events):
    """Put events into the shape of the contract, in the order given."""
    extra = sorted({key for e in events for key in e} - set(EVENTS.names))
    schema = EVENTS.to_pyarrow()
    columns = {
        name: pa.array(
            [no if name == "row_no" else e.get(name) for no, e in enumerate(events, 1)],
            schema.field(name).type,
        )
        for name in EVENTS.names
    }
    for name in extra:
        columns[name] = pa.array([e.get(name) for e in events])
    return pa.table(columns)


def prepared_from(engine, map_, events):
    """Prepare events for a map."""
    return prepare(engine, engine.load("events", table_of(events)), map_)


def steps_from(engine, map_, events):
    """Prepare events for a map, and give the touches of their variants."""
    return prepared_from(engine, map_, events).steps


def rows(engine, expression, *order):
    """Fetch rows as dicts, sorted by columns."""
    ordered = expression.order_by(*order) if order else expression
    return engine.fetch(ordered).to_pylist()


def kept_tables(engine):
    """Names of all tables that an embedded engine holds."""
    found = engine._connection.con.execute("SELECT table_name FROM duckdb_tables()")
    return {name for (name,) in found.fetchall()}
