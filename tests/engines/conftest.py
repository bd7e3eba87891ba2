"""A cluster for the tests that need one."""

import importlib.util
import shutil

import pytest

from support.parts import left_out
from support.spark_cluster import SETTINGS, ConnectServer, LocalCluster


@pytest.fixture(scope="session")
def spark():
    """Whether the extra is installed; without it the tests are left out."""
    if importlib.util.find_spec("pyspark") is None:
        left_out("the extra `spark` is not installed")


@pytest.fixture(scope="session")
def started(spark, tmp_path_factory):
    """A master on 127.0.0.1, and a session that stays open; both end with the tests."""
    if shutil.which("java") is None:
        left_out("Java is not on this machine")
    folder = tmp_path_factory.mktemp("spark")
    (folder / "spark-defaults.conf").write_text(SETTINGS, encoding="utf-8")
    cluster = LocalCluster(folder)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SPARK_CONF_DIR", str(folder))
            cluster.wait()
            cluster.fill(2)
            with open_session(cluster.address):
                yield cluster
    finally:
        cluster.stop()
        stop_java()


def open_session(address):
    from footlights.engines.spark import SparkEngine  # noqa: PLC0415 - see `spark`

    return SparkEngine(address)


def stop_java():
    """End the Java process that speaks to the cluster for this one."""
    from pyspark import SparkContext  # noqa: PLC0415 - see `spark`

    gateway = SparkContext._gateway
    if gateway is not None:
        SparkContext._gateway = SparkContext._jvm = None
        gateway.shutdown()
        gateway.proc.stdin.close()
        gateway.proc.wait(30)


@pytest.fixture
def cluster(started):
    """A cluster of two workers."""
    started.fill(2)
    return started


@pytest.fixture(scope="module")
def connect(spark, tmp_path_factory):
    """A Spark Connect server on 127.0.0.1, which ends with the tests."""
    if shutil.which("java") is None:
        left_out("Java is not on this machine")
    server = ConnectServer(tmp_path_factory.mktemp("connect"))
    try:
        server.wait()
        yield server
    finally:
        server.stop()
