"""Small logs as the views ask for them."""

from footlights.usecases.prepared_log import PreparedLog
from support.small_logs import prepared_from, table_of, walks


def log_of(engine, map_, journeys):
    """Prepare journeys written as letters, or events, for a view."""
    events = walks(journeys) if isinstance(journeys, dict) else journeys
    prepared = prepared_from(engine, map_, events)
    return PreparedLog(engine, engine.load("events", table_of(events)), prepared, map_)


def cells(view, *names):
    """Give columns of a view as tuples; of an estimate only the number."""
    return [
        tuple(getattr(row[name], "value", row[name]) for name in names)
        for row in view.rows
    ]
