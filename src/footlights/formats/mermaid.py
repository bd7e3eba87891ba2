"""Maps as Mermaid `journey` diagrams, in and out.

A stage is a section, a touchpoint a task, a feeling from -2 to +2 a score from 1 to 5,
and personas and teams are its people. What Mermaid cannot say stands in comments
(`%% footlights ...`) above the part it belongs to, so that a diagram that is read back
gives an equal map, and a line that somebody moves, renames or scores anew in Mermaid
keeps the rest of its touchpoint.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from footlights.errors import BrokenMermaidError, InvalidMapError, NotAMapError
from footlights.formats.map_mistakes import map_mistakes
from footlights.formats.map_writing import to_tree
from footlights.formats.mermaid_grammar import Carried, Diagram, Task, read_diagram
from footlights.formats.mermaid_words import (
    feeling_of,
    label,
    people_of,
    read_label,
    score_of,
    shown,
    titled,
)
from footlights.formats.plain_yaml import PlainYaml, Where
from footlights.model.map import Map, persona_name
from footlights.model.slugs import slugs

_Tree = dict[str, Any]
"""A part of a map as plain values; what it holds depends on its keys."""


def to_mermaid(map_: Map) -> str:
    """Write a map as a `journey` diagram that Mermaid draws and that reads back."""
    tree = to_tree(map_)
    stages = tree.pop("stages")
    lines = ["journey"]
    _begin(lines, "", "map", tree, "title")
    if map_.objective:
        lines.append(f"    accDescr: {label(map_.objective)}")
    for stage, part in zip(map_.stages, stages, strict=True):
        touchpoints = part.pop("touchpoints")
        _begin(lines, "    ", "stage", part, "section")
        for touchpoint, column in zip(stage.touchpoints, touchpoints, strict=True):
            people = ", ".join(label(name) for name in people_of(map_, touchpoint))
            score = score_of(touchpoint)
            _begin(lines, "      ", "touchpoint", column, "")
            lines[-1] += f": {score}: {people}" if people else f": {score}"
    return "\n".join(lines) + "\n"


def _begin(lines: list[str], indent: str, kind: str, part: _Tree, keyword: str) -> None:
    """Add the comment of a part, and the beginning of its line."""
    name = part["name"]
    if read_label(label(name)) == name:
        part = {key: value for key, value in part.items() if key != "name"}
    lines.append(f"{indent}%% footlights {kind} {_json(part)}")
    lines.append(f"{indent or '    '}{keyword and f'{keyword} '}{label(name)}")


def _json(part: _Tree) -> str:
    """Write a part on one line; Mermaid must see no `%%{` in it."""
    written = json.dumps(part, ensure_ascii=False, default=str)
    return written.replace("%%", "\\u0025\\u0025")


def read_mermaid(text: str, path: Path) -> tuple[Map, PlainYaml]:
    """Read a `journey` diagram as a map.

    Of a diagram that somebody else drew, sections become stages and tasks touchpoints;
    tasks before the first section get a stage of the diagram's name. A score becomes a
    feeling from -2 to +2; lower and higher ones count as these. People become
    personas; where a task names some of them only, the feeling is theirs alone.

    Returns:
        The map, and where each part of it stands.

    Raises:
        NotAMapError: A diagram of another kind, or one without tasks.
        BrokenMermaidError: A line that Mermaid does not understand.
        InvalidMapError: What a comment carries is no part of a map.
    """
    diagram = read_diagram(text, path)
    if not diagram.tasks:
        do = "A map has at least one touchpoint: add `Make tea: 5: Me`."
        raise NotAMapError(path, "the diagram has no task", do)
    source = _Composer(diagram, path).composed()
    try:
        return Map.model_validate(source.value), source
    except ValidationError as error:
        raise InvalidMapError(path, map_mistakes(source, error)) from error


class _Composer:
    """Puts a map's document together from a diagram and its comments."""

    def __init__(self, diagram: Diagram, path: Path) -> None:
        self._diagram = diagram
        self._path = path
        self._lines: dict[Where, int] = {(): 1}
        self._carried = [(each, self._parsed(each)) for each in diagram.carried]
        begin = [part for each, part in self._carried if each.kind == "map"]
        self._map: _Tree = begin[0] if begin else {}
        self._teams = {
            _drawn(team.get("name"))
            for team in self._map.get("teams") or ()
            if isinstance(team, dict)
        }

    def composed(self) -> PlainYaml:
        """Give the document with the lines of its parts."""
        drawn = self._diagram
        name = drawn.title or drawn.acc_title or self._path.stem.replace("_", " ")
        head: _Tree = {"footlights": 1, **self._map}
        self._name(head, name)
        said = shown(drawn.acc_descr)
        kept = read_label(label(str(self._map.get("objective", ""))))
        if said and not (self._map and said == kept):
            head["objective"] = said
        head.setdefault("id", slugs([head["name"]], "map")[0])
        known = _known_personas(self._map)
        personas = self._personas(known)
        new = [
            {"id": slug, "name": titled(name)}
            for name, slug in personas.items()
            if name not in known
        ]
        if new:
            head["personas"] = [*(self._map.get("personas") or ()), *new]
        head["stages"] = list(self._stages(personas, str(head["name"])))
        for kind in ("stages", "touchpoints"):
            self._give_ids(head["stages"], kind)
        return PlainYaml(head, self._lines, ())

    def _stages(self, personas: Mapping[str, str], first: str) -> Iterator[_Tree]:
        stage: _Tree = {}
        begun_by: object = None
        for task in self._diagram.tasks:
            line = max(
                (no for no in self._diagram.section_lines if no < task.line), default=0
            )
            carried = self._above(line, "stage") if line else None
            key = line if carried is not None else task.section
            if not stage or key != begun_by:
                if stage:
                    yield stage
                stage, begun_by = dict(carried or {}), key
                self._name(stage, task.section or first)
                stage["touchpoints"] = []
                stage["_line"] = line or task.line
            stage["touchpoints"].append(self._touchpoint(task, personas))
        yield stage

    def _touchpoint(self, task: Task, personas: Mapping[str, str]) -> _Tree:
        carried = self._above(task.line, "touchpoint")
        part = dict(carried or {})
        self._name(part, task.name)
        people = [shown(name) for name in task.people]
        named = {personas[name] for name in people if name in personas}
        everybody = not named or named == set(personas.values())
        feeling_of(part, task.score, [] if carried or everybody else sorted(named))
        part["_line"] = task.line
        return part

    def _personas(self, known: Mapping[str, str]) -> dict[str, str]:
        """Give the ids of personas by name, those of the comment first."""
        people = dict.fromkeys(
            name
            for task in self._diagram.tasks
            for name in map(shown, task.people)
            if name and name not in self._teams and name not in known
        )
        ids = slugs([*known.values(), *people], "persona")[len(known) :]
        return {**known, **dict(zip(people, ids, strict=True))}

    def _name(self, part: _Tree, drawn: str) -> None:
        """Give a part the name that is drawn, unless the comment has it in full."""
        kept = part.get("name")
        if isinstance(kept, str) and read_label(label(kept)) == shown(drawn):
            return
        part["name"] = titled(drawn)

    def _give_ids(self, stages: Sequence[_Tree], kind: str) -> None:
        """Give parts without an id one, and remember where each stands."""
        parts: list[tuple[Where, _Tree]] = []
        for s, stage in enumerate(stages):
            where: Where = ("stages", s)
            if kind == "stages":
                parts.append((where, stage))
            else:
                columns = enumerate(stage["touchpoints"])
                parts += [((*where, "touchpoints", t), each) for t, each in columns]
        # Given ids stand first, so that a new part is named around them.
        given = [str(part["id"]) for _, part in parts if "id" in part]
        new = [part for _, part in parts if "id" not in part]
        names = [*given, *(str(part["name"]) for part in new)]
        found = slugs(names, kind.removesuffix("s"))[len(given) :]
        for part, slug in zip(new, found, strict=True):
            part["id"] = slug
        for where, part in parts:
            self._lines[where] = part.pop("_line")

    def _above(self, line: int, kind: str) -> _Tree | None:
        """Give what the comment above a line carries, if there is one."""
        marks = [task.line for task in self._diagram.tasks]
        marks += self._diagram.section_lines
        before = max((mark for mark in marks if mark < line), default=0)
        for each, part in self._carried:
            if each.kind == kind and before < each.line < line:
                return part
        return None

    def _parsed(self, carried: Carried) -> _Tree:
        try:
            part = json.loads(carried.json)
        except (ValueError, RecursionError):
            part = None
        if not isinstance(part, dict):
            do = "Take the comment out, or put it back as it was written."
            raise BrokenMermaidError(
                self._path, carried.line, f"%% footlights {carried.kind}", do
            )
        for key in ("stages", "touchpoints"):
            part.pop(key, None)
        return part


def _known_personas(head: _Tree) -> dict[str, str]:
    """Give the personas of a comment: their ids by the names that are drawn."""
    known: dict[str, str] = {}
    for persona in head.get("personas") or ():
        if isinstance(persona, str):
            known[_drawn(persona_name(persona))] = persona
        elif isinstance(persona, dict):
            known[_drawn(persona.get("name"))] = str(persona.get("id"))
    return known


def _drawn(name: object) -> str:
    """Give a name as it reads back from a diagram."""
    return read_label(label(str(name)))
