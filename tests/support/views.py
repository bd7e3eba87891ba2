"""Small logs prepared for views, and what stands in a view."""

import pytest

from footlights.usecases.prepare import prepare
from footlights.usecases.prepared_log import PreparedLog
from support.small_logs import table_of, walks

ROUNDING = 1e-9
"""How far a number may be off that is rounded on the way; counts are exact."""


def differences(here, there, where="$"):
    """List where two results differ, by more than rounding."""
    if isinstance(here, float) and isinstance(there, float):
        return [] if there == pytest.approx(here, rel=ROUNDING) else [where]
    if type(here) is not type(there):
        return [where]
    if isinstance(here, dict):
        if here.keys() != there.keys():
            return [where]
        pairs = [(f"{where}.{key}", here[key], there[key]) for key in here]
    elif isinstance(here, list):
        if len(here) != len(there):
            return [where]
        pairs = [
            (f"{where}[{n}]", *each)
            for n, each in enumerate(zip(here, there, strict=True))
        ]
    else:
        return [] if here == there else [where]
    return [found for at, one, other in pairs for found in differences(one, other, at)]


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
