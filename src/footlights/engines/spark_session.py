"""A session on a Spark cluster: opened within bounds, watched while it works."""

import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shutil import which
from typing import Any, ClassVar, TypeVar

from py4j.protocol import Py4JError
from pyspark import SparkContext
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession, functions

from footlights.engines.bounded_work import BoundedWork
from footlights.errors import (
    ClusterLostError,
    ClusterNotThereError,
    JavaMissingError,
    OtherClusterError,
)

Found = TypeVar("Found")

ANSWERS_WITHIN = 5.0
"""Seconds in which somebody must answer at the address."""

OPENS_WITHIN = 60.0
"""Seconds in which what answers must take us on; Java starts in them, too."""

WORKS_WITHIN = 60.0
"""Seconds in which a worker must have done a first small piece of work."""

LOST_AFTER = 30.0
"""Seconds without any worker after which a cluster is given up."""

ASKS_AGAIN = 5
"""How often a Connect server that fell silent is asked again, in all 17 seconds;
PySpark's own 15 times take ten minutes."""

SETTINGS = {
    # Rows on their way from the cluster are held in this process.
    "spark.driver.memory": "3g",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
"""How a session is opened; one that is open already is left as it is."""


class SparkCluster:
    """A session on a cluster that is already running.

    A process works on one standalone cluster at a time. Where a session is open
    already, as in a notebook, it is shared and left open; else it ends with this one.

    Args:
        address: `spark://host:port`, or `sc://host:port`.

    Raises:
        JavaMissingError: A standalone cluster needs Java on this machine too.
        ClusterNotThereError: Nobody answers, or no worker takes any work.
        OtherClusterError: This process works on another cluster.
    """

    errors: ClassVar = (Py4JError, PySparkException)
    """What Spark raises where a piece of work fails."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._is_connect = address.startswith("sc://")
        if not self._answers():
            raise ClusterNotThereError(address, "nobody answers there")
        self._is_ours = self._is_connect or _context() is None
        if self._is_connect:
            self._check_connect_server()
        else:
            self._check_java_and_context()
        opening: BoundedWork[Any] = BoundedWork(self._open)
        if not opening.is_over(OPENS_WITHIN):
            found = f"what answers there took nobody on in {OPENS_WITHIN:.0f} s"
            raise ClusterNotThereError(address, found)
        # PySpark's two kinds of session have no type in common.
        self.session: Any = self._opened(opening)
        """What speaks to the cluster."""
        self.functions: Any = _connect_functions() if self._is_connect else functions
        """PySpark's functions for columns of this session."""
        working = BoundedWork(self.session.range(1).count)
        if not working.is_over(WORKS_WITHIN):
            self.close()
            found = f"no worker took any work in {WORKS_WITHIN:.0f} s"
            raise ClusterNotThereError(address, found)
        self._opened(working)

    def run(self, work: Callable[[], Found]) -> Found:
        """Do some work on the cluster, and give it up if all workers are gone.

        Raises:
            ClusterLostError: No worker was left, or the session ended.
        """
        working = BoundedWork(work)
        alive_at = time.monotonic()
        while not working.is_over(within=1.0):
            if self._is_alive():
                alive_at = time.monotonic()
            elif time.monotonic() - alive_at > LOST_AFTER:
                self._cancel()
                raise ClusterLostError(self._address)
        try:
            return working.result()
        except self.errors as error:
            if self._is_alive():
                raise
            raise ClusterLostError(self._address) from error

    def close(self) -> None:
        """End the session if it is ours."""
        # To a server that is gone PySpark would say so again and again, for minutes.
        if self._is_ours and (not self._is_connect or self._answers()):
            with suppress(*self.errors):
                self.session.stop()

    def _check_connect_server(self) -> None:
        """See that who answers speaks as a Spark Connect server does."""
        import grpc  # noqa: PLC0415 - only Spark Connect needs it
        from pyspark.sql.connect.client import (  # noqa: PLC0415 - likewise
            DefaultChannelBuilder,
        )

        channel = DefaultChannelBuilder(self._address).toChannel()
        try:
            grpc.channel_ready_future(channel).result(ANSWERS_WITHIN)
        except grpc.FutureTimeoutError as error:
            found = "what answers there is no Spark Connect server"
            raise ClusterNotThereError(self._address, found) from error
        finally:
            channel.close()

    def _check_java_and_context(self) -> None:
        if self._is_ours:
            home = Path(os.environ.get("JAVA_HOME", ""))
            if not (which("java") or which("java", path=str(home / "bin"))):
                raise JavaMissingError(self._address)
        elif (master := SparkContext.getOrCreate().master) != self._address:
            raise OtherClusterError(self._address, master)

    def _open(self) -> Any:  # a session of either kind
        if self._is_connect:
            from pyspark.sql.connect.client.retries import (  # noqa: PLC0415
                DefaultPolicy,
            )
            from pyspark.sql.connect.session import (  # noqa: PLC0415 - see above
                SparkSession as ConnectSession,
            )

            # By PySpark's common way, a session of the other kind in this process, as
            # in a notebook, would no longer work.
            session = ConnectSession.builder.remote(self._address).create()
            session.client.set_retry_policies([DefaultPolicy(max_retries=ASKS_AGAIN)])
            return session
        builder = SparkSession.builder.master(self._address).appName("footlights")
        if not self._is_ours:
            return builder.getOrCreate().newSession()
        session = builder.config(map=SETTINGS).getOrCreate()
        # What goes wrong is told by our errors.
        session.sparkContext.setLogLevel("OFF")
        # Settings and names of tables of its own.
        return session.newSession()

    def _opened(self, opening: BoundedWork[Any]) -> Any:  # as above
        try:
            return opening.result()
        except self.errors as error:
            found = f"it took nobody on ({type(error).__name__})"
            raise ClusterNotThereError(self._address, found) from error

    def _answers(self) -> bool:
        for place in _places(self._address):
            with suppress(OSError), socket.create_connection(place, ANSWERS_WITHIN):
                return True
        return False

    def _is_alive(self) -> bool:
        if self._is_connect:
            return self._answers()
        try:
            # PySpark itself does not say how many workers there are.
            context = self.session.sparkContext._jsc.sc()  # noqa: SLF001
            # This process is counted, too.
            return bool(context.getExecutorMemoryStatus().size() > 1)
        except (OSError, *self.errors):
            return False

    def _cancel(self) -> None:
        if not self._is_connect:
            with suppress(OSError, *self.errors):
                self.session.sparkContext.cancelAllJobs()


def _context() -> SparkContext | None:
    # PySpark has no other way to ask without making one.
    return SparkContext._active_spark_context  # noqa: SLF001


def _connect_functions() -> Any:  # a module
    from pyspark.sql.connect import functions as found  # noqa: PLC0415 - see above

    return found


def _places(address: str) -> list[tuple[str, int]]:
    """List hosts and ports of an address; a cluster may have masters to spare."""
    hosts = address.partition("://")[2].partition("/")[0].split(",")
    pairs = (host.rpartition(":") for host in hosts)
    return [(host, int(port)) for host, _, port in pairs]
