"""The engine that an address names."""

import re
from pathlib import Path

from footlights.engines.duckdb import DuckDBEngine
from footlights.engines.engine import Engine
from footlights.errors import SparkMissingError, UnknownEngineError

_CLUSTER = re.compile(
    r"(?P<address>(spark|sc)://[^/;:]+:\d+(,[^/;:]+:\d+)*(/?;[^/]*)?)(?P<folder>/.*)?"
)


def open_engine(address: str | None) -> Engine:
    """Open the engine at an address.

    Args:
        address: `spark://host:port` for a standalone Spark cluster, `sc://host:port`
            for a Spark Connect server; after it, as a path, the folder that this
            machine and all workers see. None for this machine alone.

    Raises:
        UnknownEngineError: The address has another form.
        SparkMissingError: The extra `spark` is not installed.
        JavaMissingError: There is no Java on this machine.
        ClusterNotThereError: No cluster is there, or it takes no work.
        FolderNotSharedError: The workers do not see the folder.
    """
    if address is None:
        return DuckDBEngine()
    parts = _CLUSTER.fullmatch(address)
    if parts is None:
        raise UnknownEngineError(address)
    try:
        # Only who asks for a cluster needs what speaks to it.
        from footlights.engines.spark import SparkEngine  # noqa: PLC0415
    except ImportError as error:
        raise SparkMissingError(address) from error
    folder = parts["folder"]
    return SparkEngine(parts["address"], Path(folder) if folder else None)
