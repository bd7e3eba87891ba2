"""Read and write map files."""

import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from footlights.errors import InvalidMapError, MissingFolderError, NotAMapError
from footlights.formats.foreign import is_xml
from footlights.formats.map_mistakes import map_mistakes
from footlights.formats.map_writing import to_tree, to_yaml
from footlights.formats.mermaid import read_mermaid
from footlights.formats.mermaid_fences import fenced_journey, has_fence
from footlights.formats.mermaid_grammar import KINDS
from footlights.formats.plain_yaml import (
    PlainYaml,
    Where,
    parse_plain_yaml,
    read_text,
)
from footlights.formats.sheets.workbook_marks import is_workbook
from footlights.formats.yaml_comments import AT_END, comments_for
from footlights.model.map import Map

MERMAID_NAMES = frozenset({".mmd", ".mermaid"})
"""Endings of files that hold a diagram, whatever stands in them."""

MARKDOWN_NAMES = frozenset({".md", ".markdown"})
"""Endings of pages that may hold a diagram between fences."""

_OTHER_DIAGRAM = re.compile(
    rf"\s*(?:%%[^\n]*\s+)*(?:{'|'.join(map(re.escape, KINDS))})(?![-\w]*\s*:)(?=\s|$)"
)

_MERMAID = re.compile(r"\s*(?:%%[^\n]*\s+)*journey\b(?![-\w]*\s*:)")

_ALONE = re.compile(r"\s*(?:%%[^\n]*\s+)*journey[ \t]*(?:\n|\r|$)")
"""A diagram, and not a table whose first column is called so."""

_CJML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE\s+(?:\w+:)?CJML\b|<(?:\w+:)?CJML\b)",
    re.DOTALL,
)

__all__ = ["MapDocument", "read_map_document", "to_yaml", "write_map"]


@dataclass(frozen=True)
class MapDocument:
    """A map, and where in its file each part stands."""

    map: Map
    """The map."""

    path: Path
    """The file it was read from."""

    source: PlainYaml
    """The file as plain values with their lines; of a workbook, with their cells."""

    notes: tuple[str, ...] = ()
    """What of the file is not in the map, as sentences."""

    def line_of(self, where: Where) -> int:
        """Give the line of a place, or of the nearest place that holds it."""
        return self.source.line_of(where)


def read_map_document(path: Path) -> MapDocument:
    """Read a map file, and remember where its parts stand.

    YAML, JSON, a `journey` diagram of Mermaid, also inside a page of Markdown, a
    journey of CJML, or a workbook (.xlsx).

    Raises:
        MissingFileError: There is no such file.
        UnreadableFileError: A folder, over 5 MB, or not UTF-8.
        BrokenYamlError: Not YAML, or YAML that goes beyond plain values.
        BrokenMermaidError: A diagram with a line that Mermaid does not understand.
        NotAMapError: Another kind of document.
        InvalidMapError: A map with mistakes; lists every one.
    """
    if is_workbook(path):
        # XML takes a library that maps in YAML do without.
        from footlights.formats.map_workbook import (  # noqa: PLC0415
            read_map_workbook,
        )

        map_, source, notes = read_map_workbook(path)
        return MapDocument(map_, path, source, notes)
    text = read_text(path)
    if _CJML.match(text):
        from footlights.formats.cjml_reading import read_cjml  # noqa: PLC0415 - as above

        map_, source, notes = read_cjml(text, path)
        return MapDocument(map_, path, source, notes)
    diagram = _diagram(text, path)
    if diagram is not None:
        map_, source = read_mermaid(diagram, path)
        return MapDocument(map_, path, source)
    if is_xml(text.encode()):
        do = "Of XML, a map is read from CJML; events are read by `footlights events`."
        raise NotAMapError(path, "it is XML", do)
    source = parse_plain_yaml(text, path)
    _refuse_other_documents(source, path)
    try:
        map_ = Map.model_validate(source.value)
    except ValidationError as error:
        raise InvalidMapError(path, map_mistakes(source, error)) from error
    if source.repeated:
        raise InvalidMapError(path, map_mistakes(source, None))
    return MapDocument(map_, path, source)


def write_map(map_: Map, path: Path) -> None:
    """Write a map file in canonical order; a file that is there is replaced.

    Comments of a file that is replaced stay beside the parts they were beside.

    Raises:
        MissingFolderError: There is no folder to write into.
    """
    if not path.parent.is_dir():
        raise MissingFolderError(path)
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    path.write_text(_commented(map_, text), encoding="utf-8")


def yaml_of(document: MapDocument) -> str:
    """Write a map that was read in canonical order, with the comments of its file."""
    path = document.path
    if is_workbook(path):
        return _commented(document.map, "")
    text = read_text(path)
    is_drawn = _CJML.match(text) or _diagram(text, path) is not None
    return _commented(document.map, "" if is_drawn else text)


def drawn_form(text: str, path: Path) -> str:
    """Say in which form of somebody else a map is drawn; empty if in none.

    Args:
        text: What stands in the file.
        path: Whose name may say that it is a diagram.
    """
    if _CJML.match(text):
        return "a journey of CJML"
    if _ALONE.match(text) or path.suffix.lower() in MERMAID_NAMES:
        return "a diagram of Mermaid"
    return "a page with a diagram of Mermaid" if has_fence(text) else ""


def _diagram(text: str, path: Path) -> str | None:
    """Give what is to be read as a diagram of Mermaid; None if it is something else."""
    ending = path.suffix.lower()
    if ending in MARKDOWN_NAMES or (ending in MERMAID_NAMES and has_fence(text)):
        return fenced_journey(text, path)
    is_drawn = _MERMAID.match(text) or _OTHER_DIAGRAM.match(text)
    return text if ending in MERMAID_NAMES or is_drawn else None


def _commented(map_: Map, text: str) -> str:
    comments = comments_for(text, to_tree(map_))
    at_end = comments.pop(AT_END, ())
    end = "".join(f"# {line}".rstrip() + "\n" for line in at_end)
    return to_yaml(map_, comments) + end


def _refuse_other_documents(source: PlainYaml, path: Path) -> None:
    value = source.value
    if value is None:
        raise NotAMapError(path, "it is empty", _BEGIN)
    if not isinstance(value, dict):
        kind = "a list" if isinstance(value, list) else "a text or a number"
        raise NotAMapError(path, f"it holds {kind}", _BEGIN)
    if "sources" in value and "stages" not in value:
        found = "it says how to read events, as a sources.yaml does"
        raise NotAMapError(path, found, "Name a map file here.")
    if not value.keys() & {"footlights", "stages"}:
        found = f"its keys are {', '.join(list(value)[:5])}"
        raise NotAMapError(path, found, _BEGIN)


_BEGIN = (
    "A map begins with `footlights: 1`, an `id`, a `name` and its `stages`; see one"
    " with `footlights examples dinner`."
)
