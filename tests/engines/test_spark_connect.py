"""Measuring through a real Spark Connect server."""

import json
import os
import subprocess
import sys
import time
from datetime import timedelta

import pyarrow as pa
import pytest

import footlights as fl
from footlights.errors import ClusterLostError
from footlights.formats.map_yaml import write_map
from support.spark_cluster import ConnectServer
from support.views import differences

# One server is enough for all of them.
pytestmark = pytest.mark.xdist_group("spark")


def footlights(*words):
    """Run a command as people do, and give what it prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", "footlights", *map(str, words), "--json"],
        capture_output=True,
        check=False,
        text=True,
        # Whoever speaks to a Connect server needs no Java.
        env=os.environ | {"JAVA_HOME": ""},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def dinner(tmp_path):
    """A map and a log of 200 journeys, as files."""
    map_ = fl.read_example("dinner")
    write_map(map_, tmp_path / "dinner.yaml")
    fl.generate(map_, 200, 1, tmp_path / "log.parquet")
    return tmp_path / "dinner.yaml", tmp_path / "log.parquet"


def test_measure_through_a_server_gives_what_this_machine_gives(connect, dinner):
    here = footlights("measure", *dinner)

    there = footlights("measure", *dinner, "--engine", connect.address)

    assert differences(here, there) == []


def test_a_question_through_a_server_has_the_same_rows(connect, dinner):
    words = ("explore", "transitions", *dinner)

    there = footlights(*words, "--engine", f"{connect.address}{dinner[0].parent}")

    assert differences(footlights(*words), there) == []


def test_rows_come_back_as_they_went_and_leave_nothing(connect):
    from footlights.engines.spark import SparkEngine  # noqa: PLC0415 - the extra

    rows = pa.table({"small": pa.array([1, None], pa.int16()), "Small": ["a", None]})

    with SparkEngine(connect.address) as engine:
        loaded = engine.load("rows", rows)
        kept = engine.keep("kept", loaded.mutate(next=loaded.small + 1))
        found = engine.fetch(kept.order_by(kept.small.isnull()))
        engine.drop(kept)

    assert found.select(rows.column_names).to_pylist() == rows.to_pylist()
    assert found["next"].to_pylist() == [2, None]
    assert not engine._folder.exists()


def test_a_cluster_and_a_server_are_worked_with_in_one_program(cluster, connect):
    from footlights.engines.spark import SparkEngine  # noqa: PLC0415 - the extra

    rows = pa.table({"n": [1, 2, 3]})
    with SparkEngine(cluster.address) as one, SparkEngine(connect.address) as other:
        sums = [
            engine.fetch(loaded.aggregate(n=loaded.n.sum())).to_pylist()
            for engine in (one, other, one)
            for loaded in [engine.load("rows", rows)]
        ]

    assert sums == [[{"n": 6}]] * 3


def test_a_server_that_dies_is_given_up(spark, tmp_path, monkeypatch):
    from footlights.engines.spark import SparkEngine  # noqa: PLC0415 - the extra

    monkeypatch.setattr("footlights.engines.spark_session.LOST_AFTER", 2.0)
    server = ConnectServer(tmp_path)
    try:
        server.wait()
        with SparkEngine(server.address) as engine:
            rows = engine.load("rows", pa.table({"n": [1]}))
            server.stop()
            begun = time.monotonic()

            with pytest.raises(ClusterLostError, match="no worker is left"):
                engine.fetch(rows.aggregate(n=rows.count()))

        assert time.monotonic() - begun < timedelta(minutes=1).total_seconds()
    finally:
        server.stop()
