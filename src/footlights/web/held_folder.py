"""One program at a time serves a workspace: its pages live in that program."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from footlights.errors import UnwritableWorkspaceError, WorkspaceServedError

try:
    import fcntl
except ImportError:  # a system without such locks; DuckDB's own keep the logs whole
    fcntl = None  # type: ignore[assignment]

NAME = "served-by"
"""File of a workspace that says which process serves it, and where."""


@contextmanager
def held_folder(folder: Path | None) -> Iterator[Callable[[str], None]]:
    """Hold a workspace's folder until all is served.

    The system lets go of it when the program ends, however it ends.

    Args:
        folder: The folder; None where a workspace lies in a database alone, which
            several programs may serve.

    Yields:
        What is told the address at which it is served.

    Raises:
        WorkspaceServedError: Another process serves it; says which, and where.
        UnwritableWorkspaceError: The folder cannot be made or written to.
    """
    if folder is None:
        yield lambda _address: None
        return
    try:
        # Beside a database the folder has nothing in it before the first log.
        folder.mkdir(parents=True, exist_ok=True)
        (folder / NAME).touch()
    except OSError as error:
        raise UnwritableWorkspaceError(folder, error.strerror or str(error)) from error
    with (folder / NAME).open("a+", encoding="utf-8") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                file.seek(0)
                process, _space, address = file.read().strip().partition(" ")
                raise WorkspaceServedError(folder, process, address) from error

        def tell(address: str) -> None:
            file.truncate(0)
            file.write(f"{os.getpid()} {address}\n")
            file.flush()

        tell("")
        yield tell
        file.truncate(0)
