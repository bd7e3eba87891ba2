"""A `sources.yaml`: read, checked, and its errors with file and line."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from footlights.errors import MissingFileError, SourcesFileError
from footlights.events.sources import Sources


def read_sources(path: Path) -> Sources:
    """Read a sources.yaml.

    Raises:
        MissingFileError: There is no such file.
        SourcesFileError: It is no YAML, or says what a sources.yaml cannot.
    """
    if not path.is_file():
        raise MissingFileError(path)
    yaml = YAML(typ="rt")
    try:
        document = yaml.load(path.read_text(encoding="utf-8-sig"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise SourcesFileError(
            path, line, f"this is no YAML: {error.problem or error.context}"
        ) from error
    except UnicodeDecodeError as error:
        raise SourcesFileError(path, None, "this is no UTF-8 text") from error
    if not isinstance(document, dict):
        raise SourcesFileError(path, 1, "it must begin with `sources:` and a list")
    try:
        return Sources.model_validate(_plain(document))
    except ValidationError as error:
        first = error.errors()[0]
        where = tuple(part for part in first["loc"] if part != "[key]")
        raise SourcesFileError(
            path, _line(document, where), _words(where, first["msg"])
        ) from error


def _plain(node: Any) -> Any:  # a YAML node is any of these
    if isinstance(node, dict):
        return {
            key if isinstance(key, str) else _key(key): _plain(value)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_plain(value) for value in node]
    return node


def _key(key: object) -> str:
    return "true" if key is True else "false" if key is False else str(key)


def _words(where: tuple[int | str, ...], message: str) -> str:
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in where)
    said = message.removeprefix("Value error, ")
    if "Extra inputs" in message:
        return f"`{place}` is not known here; see the guide for what can be said"
    return f"`{place}`: {said}"


def _line(document: Any, where: tuple[int | str, ...]) -> int | None:
    """Give the line of the deepest part of the place that stands in the file."""
    node, line = document, 1
    for part in where:
        positions = getattr(node, "lc", None)
        if positions is None:
            break
        try:
            line = positions.key(part)[0] + 1
            node = node[part]
        except (KeyError, IndexError, TypeError):
            try:
                line = positions.item(part)[0] + 1
                node = node[part]
            except (KeyError, IndexError, TypeError):
                break
    return line
