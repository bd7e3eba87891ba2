"""The `journey` diagrams of Mermaid, read as Mermaid itself reads them.

What Mermaid accepts is accepted, and what it refuses is an error with its line. Texts
are given as written; signs such as `#58;` are turned into letters.
"""

import html
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from footlights.errors import BrokenMermaidError, NotAMapError
from footlights.formats.plain_yaml import parse_plain_yaml

CARRIED = re.compile(r"[^\S\n]*%% footlights (map|stage|touchpoint) (.*)")
"""A comment in which a map carries what the diagram cannot say."""

_BLANK = "[\\s\ufeff]"
_FRONT = re.compile(
    rf"([^\S\n]*)-{{3}}{_BLANK}*\n(.*?)\n\1-{{3}}{_BLANK}*\n+", re.DOTALL
)
_DIRECTIVE = re.compile(r"%%\{.*?(?:\}%%|\Z)", re.DOTALL)
_COMMENT = re.compile(r"^[^\S\n]*%%(?!\{)[^\n]*", re.MULTILINE)
_ENTITY = re.compile(r"#(\w+);")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|0[xX][0-9a-fA-F]+")

# Stands for `#` and `;` of an entity, which are no comment and no end; no text file
# that is read holds these two.
_OPEN, _CLOSE = "\x00", "\x01"

_TOKENS = re.compile(
    rf"""
    (?P<comment>  %(?!\{{)[^\n]* | [^}}]%%[^\n]* )
    | (?P<newline> \n+ )
    | (?P<blank>   {_BLANK}+ )
    | (?P<remark>  \#[^\n]* )
    | (?P<journey> journey\b )
    | (?P<title>   title{_BLANK}[^#\n;]+ )
    | accTitle{_BLANK}*:{_BLANK}*(?P<acc_title>[^\n]*)
    | accDescr{_BLANK}*:{_BLANK}*(?P<acc_descr>[^\n]*)
    | accDescr{_BLANK}*\{{{_BLANK}*(?P<long_descr>[^}}]*)\}}
    | (?P<section> section{_BLANK}[^#:\n;]+ )
    | (?P<name>    [^#:\n;]+ )
    | (?P<data>    :[^#\n;]+ )
    | (?P<other>   . )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SILENT = frozenset({"comment", "newline", "blank", "remark"})

KINDS = {
    "graph": "flowchart",
    "flowchart": "flowchart",
    "sequenceDiagram": "sequence diagram",
    "classDiagram": "class diagram",
    "stateDiagram": "state diagram",
    "stateDiagram-v2": "state diagram",
    "erDiagram": "entity relationship diagram",
    "gantt": "Gantt chart",
    "pie": "pie chart",
    "gitGraph": "git graph",
    "mindmap": "mind map",
    "timeline": "timeline",
    "quadrantChart": "quadrant chart",
    "requirementDiagram": "requirement diagram",
    "kanban": "kanban board",
    "sankey-beta": "Sankey diagram",
    "xychart-beta": "chart",
    "block-beta": "block diagram",
    "packet-beta": "packet diagram",
    "architecture-beta": "architecture diagram",
    "C4Context": "C4 diagram",
    "C4Container": "C4 diagram",
    "C4Component": "C4 diagram",
    "C4Dynamic": "C4 diagram",
    "C4Deployment": "C4 diagram",
    "sankey": "Sankey diagram",
    "xychart": "chart",
    "block": "block diagram",
    "packet": "packet diagram",
    "architecture": "architecture diagram",
    "radar-beta": "radar chart",
    "treemap": "tree map",
    "treemap-beta": "tree map",
    "zenuml": "sequence diagram",
}
"""Words that begin the other diagrams of Mermaid, and what these are."""


@dataclass(frozen=True)
class Task:
    """A task of a diagram, and where it stands."""

    name: str
    section: str
    """Name of its section; empty before the first one."""

    score: float
    """Its score as written; NaN where no number stands."""

    people: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Carried:
    """A comment that carries a part of a map."""

    kind: Literal["map", "stage", "touchpoint"]
    json: str
    line: int


@dataclass(frozen=True)
class Diagram:
    """What a `journey` diagram says."""

    title: str
    """Title of the diagram, else the one above it between dashes; may be empty."""

    acc_title: str
    acc_descr: str
    tasks: tuple[Task, ...]
    section_lines: tuple[int, ...]
    """Line of each section, also of those without tasks."""

    carried: tuple[Carried, ...]


def read_diagram(text: str, path: Path) -> Diagram:
    """Read a `journey` diagram; `path` is only named in errors.

    Raises:
        NotAMapError: A diagram of another kind, or none.
        BrokenMermaidError: A line that Mermaid does not understand.
        BrokenYamlError: What stands between dashes above it is no YAML.
    """
    text = re.sub(r"\r\n?", "\n", text)
    front = _FRONT.match(text)
    bare = _blanked(_FRONT, text, count=1) if front else text
    bare = _blanked(_DIRECTIVE, bare)
    carried = tuple(_carried(bare))
    bare = _blanked(_COMMENT, bare)
    _check_kind(bare, path)
    reader = _Reader(path)
    for kind, value, line in _tokens(bare):
        reader.take(kind, value, line)
    reader.end()
    return Diagram(
        reader.said["title"] or (_front_title(front[2], path) if front else ""),
        reader.said["acc_title"],
        reader.said["acc_descr"],
        tuple(reader.tasks),
        tuple(reader.section_lines),
        carried,
    )


def _front_title(front: str, path: Path) -> str:
    """Give the title that stands between dashes above a diagram."""
    said = parse_plain_yaml(f"\n{front}", path).value
    title = said.get("title") if isinstance(said, dict) else None
    return title.strip() if isinstance(title, str) else ""


def _blanked(what: re.Pattern[str], text: str, count: int = 0) -> str:
    """Take something out and leave its line ends, so that lines keep their numbers."""
    return what.sub(lambda found: "\n" * found[0].count("\n"), text, count=count)


def _carried(text: str) -> Iterator[Carried]:
    for no, line in enumerate(text.split("\n"), start=1):
        if found := CARRIED.fullmatch(line):
            kind = found[1]
            assert kind in {"map", "stage", "touchpoint"}  # noqa: S101 - the pattern
            yield Carried(kind, found[2], no)  # type: ignore[arg-type]


def _check_kind(text: str, path: Path) -> None:
    words = text.split(maxsplit=1)
    if not words:
        raise NotAMapError(path, "it is empty", _BEGIN)
    if words[0].startswith("journey"):
        return
    kind = KINDS.get(words[0].rstrip(":;"))
    found = f"it is a Mermaid {kind}" if kind else f"it begins with {words[0][:40]!r}"
    raise NotAMapError(path, found, _BEGIN)


_BEGIN = "Of Mermaid, only `journey` diagrams are read."


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    text = _ENTITY.sub(rf"{_OPEN}\1{_CLOSE}", text)
    line, place = 1, 0
    for found in _TOKENS.finditer(text):
        kind = found.lastgroup
        assert kind is not None  # noqa: S101 - every branch is named
        line += text.count("\n", place, found.start())
        place = found.start()
        if kind not in _SILENT:
            yield kind, found[kind], line


class _Reader:
    """Takes a diagram's tokens one by one."""

    def __init__(self, path: Path) -> None:
        self.said = {"title": "", "acc_title": "", "acc_descr": ""}
        self.tasks: list[Task] = []
        self.section_lines: list[int] = []
        self._path = path
        self._section = ""
        self._named: tuple[str, int] | None = None
        self._has_begun = False

    def take(self, kind: str, value: str, line: int) -> None:
        """Add what a token says.

        Raises:
            BrokenMermaidError: Mermaid does not understand it here.
        """
        if not self._has_begun:
            if kind != "journey":
                self._refuse(line, value, "Begin with the word `journey` alone.")
            self._has_begun = True
        elif self._named is not None:
            if kind != "data":
                self.end()
            name, begun = self._named
            self._task(name, value[1:], begun)
            self._named = None
        elif kind == "name":
            self._named = value, line
        elif kind == "section":
            self._section = _plain(value[len("section ") :])
            self.section_lines.append(line)
        elif kind in {"journey", "data", "other"}:
            self._refuse(line, value, _TASK)
        else:
            said = value[len("title ") :] if kind == "title" else value
            self.said[kind.replace("long", "acc")] = _plain(said)

    def end(self) -> None:
        """See to it that nothing is left open.

        Raises:
            BrokenMermaidError: A task has a name and no score.
        """
        if self._named is not None:
            name, line = self._named
            self._refuse(line, name, _TASK)

    def _task(self, name: str, data: str, line: int) -> None:
        score, *more = data.split(":")
        people = tuple(_plain(each) for each in more[0].split(",")) if more else ()
        task = Task(_plain(name), self._section, _number(score), people, line)
        self.tasks.append(task)

    def _refuse(self, line: int, value: str, do: str) -> None:
        found = _written(value).strip()[:60]
        raise BrokenMermaidError(self._path, line, found, do)


_TASK = (
    "A task is `Name: score: people`, such as `Make tea: 5: Me`; write #, ; and : in"
    " a name as #35; #59; and #58;, and do not begin it with the word journey."
)


def _number(text: str) -> float:
    """Read a number as JavaScript does: nothing is 0, and what is none is NaN."""
    text = _written(text).strip()
    if not text:
        return 0.0
    if not _NUMBER.fullmatch(text):
        return math.nan
    return float(int(text, 16)) if text[:2].lower() == "0x" else float(text)


def _written(text: str) -> str:
    return text.replace(_OPEN, "#").replace(_CLOSE, ";")


def _plain(text: str) -> str:
    """Turn `#58;` and the like into the letters they stand for."""

    def letter(found: re.Match[str]) -> str:
        sign = f"#{found[1]}" if found[1].isdigit() else found[1]
        return html.unescape(f"&{sign};")

    return re.sub(rf"{_OPEN}(\w+){_CLOSE}", letter, text).strip()
