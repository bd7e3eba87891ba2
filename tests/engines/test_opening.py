import socket
import sys
import time

import pytest

from footlights.engines.duckdb import DuckDBEngine
from footlights.engines.opening import open_engine
from footlights.errors import (
    ClusterNotThereError,
    FolderNotSharedError,
    JavaMissingError,
    SparkMissingError,
    UnknownEngineError,
)


@pytest.fixture
def somebody():
    """The port of a program that answers and is no cluster."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def nobody():
    """A port at which nobody answers."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


def test_without_an_address_this_machine_computes():
    with open_engine(None) as engine:
        assert isinstance(engine, DuckDBEngine)


@pytest.mark.parametrize(
    "address", ["spark", "spark://host", "http://host:80", "spark://host:x", ""]
)
def test_an_address_of_another_form_is_said(address):
    with pytest.raises(UnknownEngineError, match="is no engine"):
        open_engine(address)


@pytest.mark.parametrize("form", ["spark", "sc"])
def test_a_cluster_that_is_not_there_is_said_within_ten_seconds(spark, nobody, form):
    begun = time.monotonic()

    with pytest.raises(ClusterNotThereError, match="nobody answers there"):
        open_engine(f"{form}://127.0.0.1:{nobody}")

    assert time.monotonic() - begun < 10


def test_what_answers_and_is_no_connect_server_is_said_within_ten_seconds(
    spark, somebody
):
    begun = time.monotonic()

    with pytest.raises(ClusterNotThereError, match="is no Spark Connect server"):
        open_engine(f"sc://127.0.0.1:{somebody}")

    assert time.monotonic() - begun < 10


def test_a_machine_without_java_is_told_what_to_do(spark, somebody, monkeypatch):
    monkeypatch.setattr("pyspark.SparkContext._active_spark_context", None)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("JAVA_HOME", "")

    with pytest.raises(JavaMissingError, match="Install Java 17"):
        open_engine(f"spark://127.0.0.1:{somebody}")


def test_an_installation_without_spark_is_told_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    monkeypatch.delitem(sys.modules, "footlights.engines.spark", raising=False)
    monkeypatch.delitem(sys.modules, "footlights.engines.spark_session", raising=False)

    with pytest.raises(SparkMissingError, match=r"pip install 'footlights\[spark\]'"):
        open_engine("spark://127.0.0.1:7077")


def test_a_shared_folder_that_is_not_there_is_said(spark, nobody, tmp_path):
    with pytest.raises(FolderNotSharedError, match="attic"):
        open_engine(f"spark://127.0.0.1:{nobody}{tmp_path / 'attic'}")
