"""Every problem of several map files, with file and line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path

from footlights.errors import (
    BrokenMermaidError,
    BrokenYamlError,
    FootlightsError,
    InvalidMapError,
    MissingFileError,
    NotAMapError,
    UnreadableFileError,
)
from footlights.formats.map_yaml import MapDocument, read_map_document
from footlights.model.problem import Problem, Where
from footlights.model.rules import check_map
from footlights.model.rules.between_maps import RULES_BETWEEN_MAPS


@dataclass(frozen=True)
class LocatedProblem:
    """A problem, and the line of the file that has to change."""

    path: Path
    """The map file."""

    line: int
    """The line, from 1."""

    where: Where
    """Place in the map: keys, and positions in lists from 0."""

    code: str
    """Stable name of the rule or the error; see docs/errors.md."""

    message: str
    """What was found, and what to do."""

    cell: str = ""
    """Of a workbook: sheet and cell, `Journey map!F12`; `line` is then the row."""

    @property
    def is_no_map(self) -> bool:
        """Whether the file could not be read as a map at all."""
        return self.code in _NO_MAP


_NO_MAP = frozenset(
    error.code
    for error in (
        MissingFileError,
        UnreadableFileError,
        BrokenMermaidError,
        BrokenYamlError,
        NotAMapError,
    )
)


def check_maps(
    paths: Sequence[str | PathLike[str]], on: date
) -> tuple[LocatedProblem, ...]:
    """List every problem of every file, in the order of the files and their lines.

    A file that is no map, or is not there, is a problem too: the others are still
    checked.
    Maps given together are also held against each other.

    Args:
        paths: Map files.
        on: Day on which reviews must not be overdue.
    """
    documents: list[MapDocument] = []
    problems: list[LocatedProblem] = []
    for path in dict.fromkeys(Path(path) for path in paths):
        try:
            document = read_map_document(path)
        except FootlightsError as error:
            problems.extend(_mistakes(path, error))
            continue
        documents.append(document)
        problems.extend(
            _located(document, problem) for problem in check_map(document.map, on)
        )
    problems.extend(_between_maps(documents))
    order = {Path(path): no for no, path in reversed(list(enumerate(paths)))}
    return tuple(sorted(problems, key=lambda found: (order[found.path], found.line)))


def _mistakes(path: Path, error: FootlightsError) -> Iterator[LocatedProblem]:
    if isinstance(error, InvalidMapError):
        for mistake in error.mistakes:
            yield LocatedProblem(
                path,
                mistake.line,
                mistake.where,
                error.code,
                mistake.message,
                mistake.cell,
            )
    elif isinstance(error, BrokenMermaidError | BrokenYamlError):
        yield LocatedProblem(path, error.line, (), error.code, error.said)
    else:
        yield LocatedProblem(path, 1, (), error.code, str(error))


def _located(document: MapDocument, problem: Problem) -> LocatedProblem:
    return LocatedProblem(
        document.path,
        document.line_of(problem.where),
        problem.where,
        problem.code,
        problem.message,
        document.source.cell_of(problem.where),
    )


def _between_maps(documents: Sequence[MapDocument]) -> Iterator[LocatedProblem]:
    maps = [document.map for document in documents]
    for rule in RULES_BETWEEN_MAPS:
        for no, problem in rule.check(maps):
            yield _located(documents[no], problem)
