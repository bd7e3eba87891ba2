from datetime import datetime, timedelta

import ibis
import pytest

from footlights.events.pairing import paired

START = datetime(2024, 1, 1)


@pytest.fixture(scope="module")
def connection():
    return ibis.duckdb.connect()


def pairs_of(connection, steps, instances=None):
    """Give, for each step (`s` start, `c` complete, `x` schedule), what became of it."""
    words = {"s": "START", "c": "complete", "x": "schedule", "-": None}
    rows = ibis.memtable(
        {
            "row_no": list(range(1, len(steps) + 1)),
            "person": ["p"] * len(steps),
            "journey": ["j"] * len(steps),
            "event": ["e"] * len(steps),
            "helper:instance": list(instances or [None] * len(steps)),
            "helper:lifecycle": [words[step] for step in steps],
            "at": [START + timedelta(minutes=n) for n in range(len(steps))],
            "until": [None] * len(steps),
            "closes": [False] * len(steps),
        },
        schema={
            "row_no": "int64",
            "person": "string",
            "journey": "string",
            "event": "string",
            "helper:instance": "string",
            "helper:lifecycle": "string",
            "at": "timestamp(6)",
            "until": "timestamp(6)",
            "closes": "boolean",
        },
    )
    found = connection.to_pyarrow(paired(rows).order_by("row_no")).to_pylist()
    return [
        "closes"
        if row["closes"]
        else int((row["until"] - row["at"]).total_seconds() / 60)
        if row["until"]
        else None
        for row in found
    ]


@pytest.mark.parametrize(
    ("steps", "became"),
    [
        ("sc", [1, "closes"]),
        ("cc", [None, None]),
        ("s", [None]),
        ("csc", [None, 1, "closes"]),
        ("sscc", [2, 2, "closes", "closes"]),
        ("scc", [1, "closes", None]),
        ("ccscsc", [None, None, 1, "closes", 1, "closes"]),
        ("sxc", [2, None, "closes"]),
        ("--", [None, None]),
    ],
)
def test_a_complete_closes_the_earliest_start_still_open(connection, steps, became):
    assert pairs_of(connection, steps) == became


def test_instances_are_told_apart(connection):
    assert pairs_of(connection, "sscc", "abba") == [3, 1, "closes", "closes"]


def test_no_column_comes_or_goes(connection):
    rows = ibis.table(
        {
            "row_no": "int64",
            "person": "string",
            "journey": "string",
            "event": "string",
            "helper:instance": "string",
            "helper:lifecycle": "string",
            "at": "timestamp(6)",
            "until": "timestamp(6)",
            "closes": "boolean",
            "plan": "string",
        }
    )

    assert paired(rows).schema() == rows.schema()
