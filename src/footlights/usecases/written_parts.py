"""Write several files that belong together: into a new folder, or as one zip."""

import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from footlights.errors import FolderNotEmptyError, MissingFolderError
from footlights.usecases.whole_file import whole_file

Parts = Mapping[str, bytes | Path]
"""What each part holds, or the file to copy it from, by its name; `a/b` is in a
folder."""

_MODE = 0o100644 << 16
"""A plain file that its owner may write, as Unix keeps it in a zip."""


def write_parts(parts: Parts, path: Path) -> None:
    """Write parts: a name that ends in `.zip` gets a zip, any other a folder.

    Args:
        parts: The parts, written in the order of their names.
        path: The zip, which replaces an earlier one, or the folder, which must be
            empty or not be there.

    Raises:
        FolderNotEmptyError: The folder holds something.
        MissingFolderError: The folder of `path` is not there.
    """
    if path.suffix.lower() == ".zip":
        with whole_file(path) as unfinished:
            write_zip(parts, unfinished)
    else:
        _write_folder(parts, path)


def write_zip(parts: Parts, path: Path) -> None:
    """Write parts as one zip; the same parts give the same bytes, whenever it is.

    Args:
        parts: The parts, written in the order of their names.
        path: The file.
    """
    with ZipFile(path, "w", ZIP_DEFLATED, strict_timestamps=False) as bundle:
        for name in sorted(parts):
            entry = ZipInfo(name)  # of 1980, as zips begin there
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 3
            entry.external_attr = _MODE
            part = parts[name]
            with bundle.open(entry, "w", force_zip64=isinstance(part, Path)) as out:
                if isinstance(part, Path):
                    with part.open("rb") as held:
                        shutil.copyfileobj(held, out, 1 << 20)
                else:
                    out.write(part)


def _write_folder(parts: Parts, path: Path) -> None:
    if not path.absolute().parent.is_dir():
        raise MissingFolderError(path)
    if path.is_file() or (path.is_dir() and any(path.iterdir())):
        raise FolderNotEmptyError(path)
    unfinished = path.absolute().with_name(f".{path.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        for name in sorted(parts):
            place, part = unfinished / PurePosixPath(name), parts[name]
            place.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(part, Path):
                shutil.copyfile(part, place)
            else:
                place.write_bytes(part)
        if path.is_dir():
            path.rmdir()
        unfinished.rename(path)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
