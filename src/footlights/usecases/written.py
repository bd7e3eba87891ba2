"""What a use case has written, and what there is to say of it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Written:
    """What was written; stands for its first file where a path is wanted."""

    paths: tuple[Path, ...]
    """One file or folder; several files where pages were written as pictures."""

    notes: tuple[str, ...] = ()
    """What to know of it: the paper that was chosen, letters that no font has."""

    def __fspath__(self) -> str:
        return str(self.paths[0])
