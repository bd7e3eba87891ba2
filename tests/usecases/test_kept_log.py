"""Logs kept in a folder: the same tables however the events came in."""

from datetime import timedelta
from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import footlights as fl
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

PARTS = {
    "segments": [{"id": "trial", "name": "On trial", "where": {"plan": "trial"}}],
    "channels": [{"id": "web", "form": "digital", "said_as": ["Site"]}],
    "outcomes": [
        {"id": "returns", "name": "Returns", "good": True, "matches": {"event": "R"}}
    ],
}
RULES = [
    {"by": "person"},
    {"by": "person", "gap": "25m"},
    {"by": "column", "column": "journey"},
    {"by": "column", "column": "plan"},
]


def drawn_map(rule):
    """Make a map with a wait, an activity, an outcome, a segment and a channel."""
    works = {"id": "cook", "line": "backstage", "does": "Cooks", "matches": ["W"]}
    touchpoints = [
        touchpoint("A", activities=[works]),
        {"id": "w", "name": "Wait", "kind": "wait", "between": ["a", "b"]},
        touchpoint("B"),
        touchpoint("C"),
    ]
    document = map_of("A", **PARTS).model_dump(by_alias=True, exclude_unset=True)
    document["journeys"] = rule
    document["stages"] = [{"id": "all", "name": "All", "touchpoints": touchpoints}]
    return type(map_of("A")).model_validate(document)


def maybe(*values):
    return st.sampled_from([None, *values])


EVENTS = st.fixed_dictionaries(
    {
        "person": st.sampled_from(["ann", "bob", "cat"]),
        "event": st.sampled_from("AABBCWRX"),
        "at": st.integers(0, 12).map(lambda n: MIDNIGHT + timedelta(minutes=10 * n)),
        "journey": maybe("j1", "j2", "j3"),
        "event_id": maybe(*"123456"),
        "lifecycle": maybe("start", "complete"),
        "channel": maybe("web", "Site", "phone"),
        "team": maybe("floor", "kitchen"),
        "score": maybe(1.0, 4.0, 5.0),
        "plan": maybe("trial", "paid"),
    }
)


def in_pieces(rows, cuts):
    ends = [0, *sorted(cut for cut in cuts if 0 < cut < len(rows)), len(rows)]
    return [
        pa.Table.from_pylist(rows[start:end], COLUMNS)
        for start, end in pairwise(ends)
        if start < end
    ]


def table_rows(engine, table):
    names = sorted(table.columns)
    return sorted(
        [repr(row[name]) for name in names] for row in engine.fetch(table).to_pylist()
    )


def everything(log, map_):
    """Give all tables that a log and a map come to, as sorted rows."""
    found = log.prepared(map_)
    tables = {name: getattr(found.prepared, name, None) for name in TABLES}
    tables |= {"outcomes": found.prepared.outcomes, "events": log.events}
    del tables["persons"]
    words = {
        name: getattr(found.prepared, name)
        for name in ("channels", "teams", "locations", "persons")
    }
    return words | {name: table_rows(log.engine, t) for name, t in tables.items()}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: "-".join(rule.values()))
@settings(deadline=None, max_examples=6)
@given(
    rows=st.lists(EVENTS, min_size=2, max_size=30),
    cuts=st.sets(st.integers(1, 29), max_size=4),
    drop_identical=st.booleans(),
)
def test_events_added_in_any_number_of_pieces_come_to_the_same_tables(
    tmp_path_factory, rule, rows, cuts, drop_identical
):
    map_ = drawn_map(rule)
    pieces = in_pieces(rows, cuts)
    with fl.read_events(*pieces, drop_identical=drop_identical) as log:
        at_once = everything(log, map_)
        report = log.report

    with fl.open_log(tmp_path_factory.mktemp("kept")) as kept:
        for piece in pieces:
            kept.append(piece, drop_identical=drop_identical)
            kept.prepared(map_)

        assert everything(kept, map_) == at_once
        for name in ("rows", "events", "duplicates", "pairs", "scale", "attributes"):
            assert getattr(kept.report, name) == getattr(report, name), name
