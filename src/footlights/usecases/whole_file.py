"""Write files in one go: a reader sees the old one or the whole new one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from footlights.errors import MissingFolderError


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a file to write into, which takes its name only when all is written.

    Args:
        path: Name of the file; an earlier one is replaced.

    Raises:
        MissingFolderError: There is no folder to write it into.
    """
    if not path.absolute().parent.is_dir():
        raise MissingFolderError(path)
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
