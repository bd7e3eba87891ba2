"""Errors that a person can mend; each class owns its code and its wording.

Everything else is a bug, and crashes. `docs/errors.md` lists the codes.
"""

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path
from typing import ClassVar


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Name the nearest known word, as a sentence; empty if none is near."""
    near = get_close_matches(word, list(known), n=1)
    return f" Did you mean {near[0]!r}?" if near else ""


class FootlightsError(Exception):
    """Something a person can mend."""

    code: ClassVar[str]
    """Stable name of the error; see docs/errors.md."""


class MissingFileError(FootlightsError):
    """A file was named that is not there."""

    code = "missing-file"

    def __init__(self, path: Path) -> None:
        folder = path.parent
        names = [p.name for p in folder.iterdir()] if folder.is_dir() else []
        super().__init__(
            f"There is no file {str(path)!r}.{did_you_mean(path.name, names)}"
            " Check the name and the folder."
        )


class UnreadableFileError(FootlightsError):
    """A file is there but cannot be read as what it should be."""

    code = "unreadable-file"

    def __init__(self, path: Path | str, found: str, do: str) -> None:
        super().__init__(f"{path} cannot be read: {found}. {do}")
