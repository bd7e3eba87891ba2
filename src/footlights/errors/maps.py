"""Maps that cannot be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from footlights.errors.base import FootlightsError


class BrokenYamlError(FootlightsError):
    """A file is not YAML, or holds what is not read from YAML."""

    code = "broken-yaml"

    def __init__(self, path: Path, line: int, column: int, found: str, do: str) -> None:
        super().__init__(f"{path}:{line}:{column}: {found}. {do}")
        self.path = path
        self.line = line
        self.said = f"{found[0].upper()}{found[1:]}. {do}"


class NotAMapError(FootlightsError):
    """A file is YAML and no map at all."""

    code = "not-a-map"

    def __init__(self, path: Path, found: str, do: str) -> None:
        super().__init__(f"{path} is not a map: {found}. {do}")
        self.path = path


class BrokenMermaidError(FootlightsError):
    """A Mermaid diagram has a line that Mermaid does not understand."""

    code = "broken-mermaid"

    def __init__(self, path: Path, line: int, found: str, do: str) -> None:
        said = f"{found!r} cannot stand here." if found else "this cannot be read."
        super().__init__(f"{path}:{line}: {said} {do}")
        self.path = path
        self.line = line
        self.said = f"{said[0].upper()}{said[1:]} {do}"


@dataclass(frozen=True)
class Mistake:
    """One place of a map file that does not say what it should."""

    line: int
    """Line of the file, from 1."""

    where: tuple[str | int, ...]
    """Keys, and positions in lists from 0."""

    message: str
    """The place in words, what was found, and what to do."""

    cell: str = ""
    """Of a workbook: sheet and cell, `Journey map!F12`; `line` is then the row."""


class InvalidMapError(FootlightsError):
    """A map file does not say what a map says; every mistake is listed."""

    code = "invalid-map"

    def __init__(self, path: Path, mistakes: Sequence[Mistake]) -> None:
        count = "1 mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        lines = [
            f"{path}: {mistake.cell}: {mistake.message}"
            if mistake.cell
            else f"{path}:{mistake.line}: {mistake.message}"
            for mistake in mistakes
        ]
        super().__init__("\n".join([f"{path} has {count}:", *lines]))
        self.path = path
        self.mistakes = tuple(mistakes)
