"""Engines and clusters that cannot be worked with."""

from pathlib import Path

from footlights.errors.base import FootlightsError


class UnknownEngineError(FootlightsError):
    """An engine was named that is none."""

    code = "unknown-engine"

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address!r} is no engine. Say spark://host:port for a Spark cluster or"
            " sc://host:port for a Spark Connect server; leave it out to compute on"
            " this machine."
        )


class SparkMissingError(FootlightsError):
    """A Spark cluster was named, and what speaks to it is not installed."""

    code = "spark-missing"

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address} is a Spark cluster, and this installation cannot speak to one."
            " Install the extra: pip install 'footlights[spark]'."
        )


class JavaMissingError(FootlightsError):
    """A Spark cluster was named, and this machine has no Java."""

    code = "java-missing"

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address} is a Spark cluster, and working with it needs Java on this"
            " machine too. Install Java 17 and see that `java` is found, or name a"
            " Spark Connect server (sc://host:port), which needs none."
        )


class ClusterNotThereError(FootlightsError):
    """A Spark cluster was named that cannot be worked with."""

    code = "cluster-not-there"

    def __init__(self, address: str, found: str) -> None:
        super().__init__(
            f"There is no Spark cluster to work with at {address}: {found}."
            " Check host and port, that the cluster is up, and that it has workers"
            " with nothing else to do."
        )


class OtherClusterError(FootlightsError):
    """A second Spark cluster was named while the first is in use."""

    code = "other-cluster"

    def __init__(self, address: str, other: str) -> None:
        super().__init__(
            f"This program works on the Spark cluster {other} and cannot work on"
            f" {address} at the same time. Close what was opened there first."
        )


class ClusterLostError(FootlightsError):
    """A Spark cluster went away in the middle of the work."""

    code = "cluster-lost"

    def __init__(self, address: str) -> None:
        super().__init__(
            f"The Spark cluster at {address} is lost: no worker is left to go on."
            " Nothing was written. Start it again, then the command."
        )


class FolderNotSharedError(FootlightsError):
    """A Spark cluster and this machine have no folder in common."""

    code = "folder-not-shared"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The folder {str(folder)!r} is not there for this machine and for all"
            " workers of the Spark cluster, or they may not write into it. Name one"
            " that is, after the address: spark://host:port/path/of/the/folder."
        )


class UnreadableMemoryError(FootlightsError):
    """The environment says how much memory to use, and it is no size."""

    code = "unreadable-memory"

    def __init__(self, setting: str, said: str) -> None:
        super().__init__(
            f"The environment variable {setting} is {said!r}, which is no amount of"
            " memory. Write a number and a unit, such as 4GB or 800MB, or leave it out."
        )
