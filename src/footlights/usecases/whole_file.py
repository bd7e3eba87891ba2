"""Write files in one go: a reader sees the old one or the whole new one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from footlights.errors import FolderInTheWayError, MissingFolderError, NotAFileError


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a file to write into, which takes its name only when all is written.

    Args:
        path: Name of the file; an earlier one is replaced. Where it is a link, what it
            leads to is replaced.

    Raises:
        MissingFolderError: There is no folder to write it into.
        FolderInTheWayError: It is a folder.
        NotAFileError: It is a device or a pipe, which must not be replaced.
        OSError: It cannot be written; the error names `path`.
    """
    target = path.resolve()
    if not target.parent.is_dir():
        raise MissingFolderError(path)
    if target.is_dir():
        raise FolderInTheWayError(path)
    if target.exists() and not target.is_file():
        raise NotAFileError(path)
    # Two who write the same name at once do not write into each other's file.
    unfinished = target.with_name(f".{target.name}.{token_hex(4)}.unfinished")
    try:
        yield unfinished
        unfinished.replace(target)
    except OSError as error:
        # A full disk names no file, and the unfinished one is nobody's name for it.
        if error.errno and error.filename in {None, str(unfinished)}:
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
    finally:
        _forget(unfinished)


def _forget(unfinished: Path) -> None:
    try:
        unfinished.unlink(missing_ok=True)
    except OSError:
        # Where a name is too long, or a folder closed, nothing was written either;
        # the error that says so must not be hidden by this one.
        return
