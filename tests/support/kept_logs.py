"""A small log in pieces, and the tables that a log comes to; read by several tests."""

from datetime import timedelta
from itertools import pairwise

import pyarrow as pa

from footlights.usecases.prepare_kept import TABLES
from support.small_logs import MIDNIGHT, map_of, touchpoint

COLUMNS = pa.schema(
    {
        "person": pa.string(),
        "event": pa.string(),
        "at": pa.timestamp("us"),
        "journey": pa.string(),
        "event_id": pa.string(),
        "lifecycle": pa.string(),
        "channel": pa.string(),
        "team": pa.string(),
        "score": pa.float64(),
        "plan": pa.string(),
    }
)


def drawn_map(rule, **more):
    """Make a map with a wait, an activity, an outcome, a segment and a channel."""
    works = {"id": "cook", "line": "backstage", "does": "Cooks", "matches": ["W"]}
    touchpoints = [
        touchpoint("A", activities=[works]),
        {"id": "w", "name": "Wait", "kind": "wait", "between": ["a", "b"]},
        touchpoint("B"),
        touchpoint("C"),
    ]
    returns = {"id": "returns", "name": "Returns", "good": True}
    parts = {
        "journeys": rule,
        "stages": [{"id": "all", "name": "All", "touchpoints": touchpoints}],
        "segments": [{"id": "trial", "name": "Trial", "where": {"plan": "trial"}}],
        "channels": [{"id": "web", "form": "digital", "said_as": ["Site"]}],
        "outcomes": [returns | {"matches": {"event": "R"}}],
    }
    small = map_of("A").model_dump(by_alias=True, exclude_unset=True)
    return type(map_of("A")).model_validate(small | parts | more)


def visits(persons, letters="AWBCR"):
    """Give the rows of some persons who all walk the same way."""
    return [
        {
            "person": f"person {no}",
            "event": letter,
            "at": MIDNIGHT + timedelta(minutes=10 * place),
            "plan": "trial" if no % 2 else "paid",
        }
        for no in persons
        for place, letter in enumerate(letters)
    ]


def table(rows):
    """Put rows into an Arrow table."""
    return pa.Table.from_pylist(rows, COLUMNS)


def in_pieces(rows, cuts):
    """Cut rows into tables before the given places."""
    ends = [0, *sorted(cut for cut in cuts if 0 < cut < len(rows)), len(rows)]
    return [table(rows[start:end]) for start, end in pairwise(ends)]


def everything(log, map_):
    """Give all tables that a log and a map come to, as sorted rows."""
    found = log.prepared(map_)
    tables = {name: getattr(found.prepared, name) for name in TABLES[1:]}
    tables |= {"outcomes": found.prepared.outcomes, "events": log.events}
    words = {
        name: getattr(found.prepared, name)
        for name in ("channels", "teams", "locations", "persons")
    }
    return words | {name: _sorted_rows(log, t) for name, t in tables.items()}


def _sorted_rows(log, rows):
    names = sorted(rows.columns)
    return sorted(
        [repr(row[name]) for name in names]
        for row in log.engine.fetch(rows).to_pylist()
    )
