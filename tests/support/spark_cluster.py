"""Spark on this machine: a master and workers, or a Connect server, on 127.0.0.1."""

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

HOST = "127.0.0.1"
UP_WITHIN = 120
QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

OPENED = [
    f"--add-opens=java.base/{room}=ALL-UNNAMED"
    for room in (
        *("java.lang", "java.lang.invoke", "java.net", "java.nio", "java.util"),
        *("java.util.concurrent", "sun.nio.ch", "sun.nio.cs", "sun.util.calendar"),
    )
]
"""Rooms of Java that Spark must reach into; its own scripts open them too."""

SETTINGS = f"""\
spark.driver.host {HOST}
spark.driver.bindAddress {HOST}
spark.driver.extraJavaOptions {QUICK_JAVA}
spark.executor.extraJavaOptions {QUICK_JAVA}
spark.sql.shuffle.partitions 2
spark.sql.adaptive.enabled false
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
spark.shuffle.io.retryWait 500ms
"""
"""What makes Spark quick on a few thousand rows, and keeps it to itself."""


class LocalCluster:
    """A master and workers, each a process of its own; `stop` ends them by their ids.

    Args:
        folder: Where their logs and working files go.
    """

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.workers = []
        self._names = 0
        self.master = self._start(
            "master", "master.Master", "--port", self.port, "--webui-port", free_port()
        )

    @property
    def address(self):
        return f"spark://{HOST}:{self.port}"

    def wait(self):
        """Wait until the master is up."""
        self._wait_for("master", "I have been elected leader")

    def fill(self, workers):
        """Start workers until so many are up."""
        self.workers = [each for each in self.workers if each.poll() is None]
        names = [
            f"worker-{self._names + n}" for n in range(workers - len(self.workers))
        ]
        self._names += len(names)
        for name in names:
            place = ("--work-dir", self.folder / name, "--webui-port", free_port())
            room = ("--cores", 1, "--memory", "1g")
            self.workers.append(
                self._start(name, "worker.Worker", *place, *room, self.address)
            )
        for name in names:
            self._wait_for(name, "Successfully registered with master")

    def stop(self):
        """End every process that was started, whatever state it is in."""
        for process in (*self.workers, self.master):
            kill(process)

    def _start(self, name, role, *words):
        return start_java(
            self._log(name), f"deploy.{role}", "--host", HOST, *map(str, words)
        )

    def _log(self, name):
        return self.folder / f"{name}.log"

    def _wait_for(self, name, words):
        wait_for(self._log(name), words)


class ConnectServer:
    """A Spark Connect server that computes itself; `stop` ends it by its id.

    Args:
        folder: Where its log and working files go.
    """

    def __init__(self, folder):
        self._port = free_port()
        self._log = folder / "connect.log"
        own = (line.split(maxsplit=1) for line in SETTINGS.splitlines())
        settings = dict(own) | {
            "spark.app.name": "connect",
            "spark.connect.grpc.binding.address": HOST,
            "spark.connect.grpc.binding.port": self._port,
            "spark.driver.port": free_port(),
            "spark.master": "local[2]",
            "spark.sql.warehouse.dir": folder / "warehouse",
            "spark.ui.enabled": "false",
        }
        self.process = start_java(
            self._log,
            "sql.connect.service.SparkConnectServer",
            settings=settings,
            memory="1g",
        )

    @property
    def address(self):
        return f"sc://{HOST}:{self._port}"

    def wait(self):
        """Wait until the server is up."""
        wait_for(self._log, "Spark Connect server started")

    def stop(self):
        """End the server, whatever state it is in."""
        kill(self.process)


def start_java(log, role, *words, settings=None, memory="256m"):
    """Start a program of Spark's in a group of its own; what it says goes to a file."""
    import pyspark  # noqa: PLC0415 - tests may run without the extra

    home = Path(pyspark.__file__).parent
    java = [shutil.which("java"), f"-Xmx{memory}", *QUICK_JAVA.split(), *OPENED]
    said = [f"-D{name}={value}" for name, value in (settings or {}).items()]
    program = ["-cp", f"{home / 'jars'}/*", f"org.apache.spark.{role}"]
    own = {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": HOST,
        "SPARK_SCALA_VERSION": "2.13",
        "SPARK_LOCAL_DIRS": str(log.parent),
    }
    with log.open("w") as file:
        return subprocess.Popen(
            [*java, *said, *program, *words],
            stdout=file,
            stderr=subprocess.STDOUT,
            cwd=log.parent,
            env=os.environ | own,
            # A group of its own: what a worker starts ends with it.
            start_new_session=True,
        )


def wait_for(log, words):
    """Wait until a program has said something."""
    until = time.monotonic() + UP_WITHIN
    while words not in (said := log.read_text(errors="replace")):
        if time.monotonic() > until:
            msg = f"{log.name}: it did not come up:\n{said[-2000:]}"
            raise TimeoutError(msg)
        time.sleep(0.1)


def kill(process):
    """End a process and what it started, at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def free_port():
    with socket.socket() as opened:
        opened.bind((HOST, 0))
        return opened.getsockname()[1]
