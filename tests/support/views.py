"""Small logs prepared for views, and what stands in a view."""

from footlights.usecases.prepare import prepare
from footlights.usecases.prepared_log import PreparedLog
from support.small_logs import table_of, walks


def log_of(engine, map_, journeys):
    """Prepare journeys written as letters, or events, as views read them."""
    events = walks(journeys) if isinstance(journeys, dict) else journeys
    loaded = engine.load("events", table_of(events))
    return PreparedLog(engine, loaded, prepare(engine, loaded, map_), map_)


def cells(view, *columns):
    """Give some columns of a view as tuples; of an estimate its value."""
    return [
        tuple(getattr(row[name], "value", row[name]) for name in columns)
        for row in view.rows
    ]


def row_of(view, **keys):
    """Give the one row whose keys are these."""
    (found,) = [r for r in view.rows if all(r[k] == v for k, v in keys.items())]
    return found
