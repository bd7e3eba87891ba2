"""Read YAML as plain values, with the line of each: no tags, anchors or repeats.

Footlights builds the values from the parser's events itself, because it needs the
place of every value, refuses what could make a small file grow (anchors), and reads
numbers by the narrow rules of YAML 1.2: `no` is a word, `0123` is a text.
"""

import codecs
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from footlights.errors import BrokenYamlError, MissingFileError, UnreadableFileError
from footlights.formats.foreign import foreign_kind
from footlights.formats.yaml_wording import broken_yaml

MOST_BYTES = 5_000_000
MOST_DEPTH = 40

Where = tuple[str | int, ...]
"""Place of a value in a document: keys, and positions in lists from 0."""

Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None
"""A value that YAML can hold."""

_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(
    r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?"
)
_HALF_SIGN = re.compile("[\ud800-\udfff]")
_SAID = {"true": True, "True": True, "false": False, "False": False}
_NOTHING = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True)
class RepeatedKey:
    """A key that stands twice in one mapping; the first one counts."""

    where: Where
    line: int
    first_line: int


@dataclass(frozen=True)
class PlainYaml:
    """What a file says, and where it says it."""

    value: Plain
    """The document; None if it is empty."""

    lines: dict[Where, int]
    """Line of every key and list item, from 1; of the document, under `()`."""

    repeated: tuple[RepeatedKey, ...]
    """Keys that stand twice in one mapping."""

    cells: Mapping[Where, str] = field(default_factory=dict)
    """Of a workbook: sheet and cell of each place, `Journey map!F12`."""

    def cell_of(self, where: Where) -> str:
        """Give the cell of a place, or of the nearest that holds it; empty if none."""
        while where and where not in self.cells:
            where = where[:-1]
        return self.cells.get(where, "")

    def line_of(self, where: Where) -> int:
        """Give the line of a place, or of the nearest place that holds it."""
        while where not in self.lines:
            if not where:
                return 1
            where = where[:-1]
        return self.lines[where]


def read_plain_yaml(path: Path) -> PlainYaml:
    """Read a YAML file of one document.

    Raises:
        MissingFileError: There is no such file.
        UnreadableFileError: A folder, too large, or not UTF-8.
        BrokenYamlError: Not YAML, or YAML that goes beyond plain values.
    """
    return parse_plain_yaml(read_text(path), path)


def read_text(path: Path) -> str:
    """Read a text file that people write by hand.

    Raises:
        MissingFileError: There is no such file.
        UnreadableFileError: A folder, over 5 MB, or not UTF-8.
    """
    if path.is_dir():
        found = "it is a folder"
        raise UnreadableFileError(path, found, "Name a file in it.")
    try:
        if path.stat().st_size > MOST_BYTES:
            found = "it is larger than 5 MB"
            raise UnreadableFileError(path, found, "Is it the right file?")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingFileError(path) from error
    except OSError as error:
        found = error.strerror or "it cannot be opened"
        raise UnreadableFileError(path, found, "Check who may read it.") from error
    return _decoded(content, path)


def _decoded(content: bytes, path: Path) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        do = "Save it as UTF-8 in your editor."
        raise UnreadableFileError(path, "it is written in UTF-16", do)
    found = foreign_kind(content) or ("not a text file" if b"\x00" in content else "")
    if found:
        raise UnreadableFileError(path, f"it is {found}", "Is it the right file?")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"line {line} has a letter that is not written in UTF-8"
        do = "Save it as UTF-8 in your editor."
        raise UnreadableFileError(path, found, do) from error


def parse_plain_yaml(text: str, path: Path) -> PlainYaml:
    """Read YAML of one document; `path` is only named in errors.

    Raises:
        BrokenYamlError: Not YAML, or YAML that goes beyond plain values.
    """
    builder = _Builder(path)
    try:
        for event in _events(text):
            builder.take(event)
    except YAMLError as error:
        raise broken_yaml(error, text, path) from error
    return PlainYaml(builder.value, builder.lines, tuple(builder.repeated))


def _events(text: str) -> Iterator[Event]:
    parser = YAML(typ="safe", pure=True)
    events: Iterator[Event] = parser.parse(text)
    return events


def plain_scalar(text: str) -> Plain:
    """Give the value of a scalar that stands without quotes.

    Whole numbers without leading zeros, decimal numbers, `true` and `false`, and
    nothing; all else is text, dates and `no` too.
    """
    if text in _NOTHING:
        return None
    if text in _SAID:
        return _SAID[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text


@dataclass
class _Open:
    """A mapping or list that is not closed yet."""

    value: dict[str, Plain] | list[Plain]
    where: Where
    key: str | None = None
    """Of a mapping: the key whose value comes next."""

    is_repeat: bool = False
    """Whether that key stood before, so that its value does not count."""


class _Builder:
    """Takes the parser's events one by one; no recursion, whatever the depth."""

    def __init__(self, path: Path) -> None:
        self.value: Plain = None
        self.lines: dict[Where, int] = {}
        self.repeated: list[RepeatedKey] = []
        self._path = path
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: Event) -> None:
        """Add what the event says."""
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse(event, "a second document begins here", _ONE_DOCUMENT)
        elif isinstance(event, CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, NodeEvent):
            self._check(event)
            self._node(event)

    def _check(self, event: NodeEvent) -> None:
        if isinstance(event, AliasEvent):
            self._refuse(event, f"*{event.anchor} stands for another place", _NO_ALIAS)
        if event.anchor is not None:
            self._refuse(event, f"&{event.anchor} names this place", _NO_ALIAS)
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._refuse(event, f"{tag} is a tag", _NO_TAG)
        if len(self._open) >= MOST_DEPTH:
            self._refuse(event, f"it is nested over {MOST_DEPTH} deep", _LESS_DEEP)

    def _node(self, event: NodeEvent) -> None:
        inner = self._open[-1] if self._open else None
        if inner is not None and isinstance(inner.value, dict) and inner.key is None:
            self._key(event, inner, inner.value)
            return
        where = self._place(event, inner)
        if isinstance(event, ScalarEvent):
            is_bare = event.implicit[0]
            text = self._text(event)
            self._put(inner, plain_scalar(text) if is_bare else text)
            return
        value: dict[str, Plain] | list[Plain] = (
            {} if isinstance(event, MappingStartEvent) else []
        )
        self._put(inner, value)
        self._open.append(_Open(value, where))

    def _key(self, event: NodeEvent, inner: _Open, mapping: dict[str, Plain]) -> None:
        if not isinstance(event, ScalarEvent):
            self._refuse(event, "a list or mapping stands where a key should", _KEY)
        key = self._text(event)
        line = event.start_mark.line + 1
        where = (*inner.where, key)
        inner.key, inner.is_repeat = key, key in mapping
        if inner.is_repeat:
            self.repeated.append(RepeatedKey(where, line, self.lines[where]))
        else:
            self.lines[where] = line

    def _text(self, event: ScalarEvent) -> str:
        """Give a text; JSON writes signs beyond U+FFFF in two halves, which are joined."""
        text = str(event.value)
        if not _HALF_SIGN.search(text):
            return text
        try:
            return text.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            self._refuse(
                event, "half of a sign stands here, without its other half", _HALF
            )

    def _place(self, event: NodeEvent, inner: _Open | None) -> Where:
        if inner is None:
            where: Where = ()
        elif isinstance(inner.value, dict):
            assert inner.key is not None  # noqa: S101 - `_node` has seen to it
            return (*inner.where, inner.key)
        else:
            where = (*inner.where, len(inner.value))
        self.lines.setdefault(where, event.start_mark.line + 1)
        return where

    def _put(self, inner: _Open | None, value: Plain) -> None:
        if inner is None:
            self.value = value
        elif isinstance(inner.value, list):
            inner.value.append(value)
        elif inner.key is not None:
            if not inner.is_repeat:
                inner.value[inner.key] = value
            inner.key = None

    def _refuse(self, event: Event, found: str, do: str) -> NoReturn:
        mark = event.start_mark
        raise BrokenYamlError(self._path, mark.line + 1, mark.column + 1, found, do)


_ONE_DOCUMENT = "A file holds one document: take out the line `---`, or use two files."
_NO_ALIAS = (
    "Anchors and aliases are not read: write it out, or put a text that begins with"
    " & or * between quotes."
)
_HALF = "Write the sign itself, or both halves: \\ud83d\\ude00."
_NO_TAG = (
    "Tags are not read: leave it out, or put a text that begins with ! between quotes."
)
_LESS_DEEP = "Is it the right file?"
_KEY = "Write a word and a colon: `name: ...`."
