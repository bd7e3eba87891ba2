"""A kept log as a folder of Parquet files, and back, without loss."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from footlights.engines.duckdb_file import DuckDBFile
from footlights.formats.parquet import open_parquet
from footlights.usecases.kept_log import FILE_NAME, open_log
from footlights.usecases.kept_state import LOG, read_state, write_state

_STATE = "state"


def write_log(folder: Path, to: Path) -> tuple[str, ...]:
    """Write the kept log of a folder as Parquet, a file to a table.

    What was prepared for maps is left out: it is prepared again when it is asked for.

    Args:
        folder: Where the log is kept.
        to: A folder that is there.

    Returns:
        The names of the files.

    Raises:
        LogInUseError: Another process has it open.
    """
    with open_log(folder) as log:
        engine = log.engine
        state = replace(read_state(engine), maps={})
        names = [name for name in engine.names(LOG) if name != _STATE]
        for name in names:
            engine.write_parquet(engine.stored(LOG, name), to / f"{name}.parquet")
    with DuckDBFile(to / ".state") as scratch:
        with scratch.transaction():
            write_state(scratch, state)
        scratch.write_parquet(scratch.stored(LOG, _STATE), to / f"{_STATE}.parquet")
    for left in to.glob(".state*"):
        left.unlink()
    return tuple(f"{name}.parquet" for name in [*names, _STATE])


def read_log(files: Iterable[Path], folder: Path) -> None:
    """Keep a log in a folder again that `write_log` wrote.

    Args:
        files: The Parquet files.
        folder: Where it is then kept; it holds no log yet.

    Raises:
        UnreadableFileError: One of them is no Parquet file.
        DamagedLogError: They are no log.
        NewerLogError: A later version wrote them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{FILE_NAME}.{os.getpid()}.new"
    unfinished.unlink(missing_ok=True)
    try:
        with DuckDBFile(unfinished) as engine:
            with engine.transaction():
                for path in files:
                    open_parquet(path)
                    engine.store(LOG, path.stem, engine.read_parquet([path]))
            read_state(engine)
        unfinished.replace(folder / FILE_NAME)
    finally:
        unfinished.unlink(missing_ok=True)
