"""Make a map of the stages and touchpoints that a grid says."""

import re
from collections.abc import Sequence
from typing import Any

from footlights.formats.mermaid_words import titled
from footlights.model.map import Map
from footlights.model.slugs import slugs
from footlights.model.spelling import plain
from footlights.usecases.discovered_words import form_of
from footlights.usecases.grids.emotions import (
    Scale,
    number_in,
    on_our_scale,
    read_feeling,
)
from footlights.usecases.grids.rows import OWN, Column, Group, Lost, Said

_LONGEST = 2000
_BULLET = re.compile(r"^\s*(?:[•·▪◦*–—-]|\d{1,2}[.)])\s+")
_BETWEEN = re.compile(r"\s*(?:[,;/|+&\n]|\band\b)\s*")
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "none", "nil", "tbd", "?", "x"})
_MOMENTS = {
    **dict.fromkeys(("before", "pre", "prepurchase", "preservice", "vorher"), "before"),
    **dict.fromkeys(("during", "purchase", "service", "während"), "during"),
    **dict.fromkeys(
        ("after", "post", "postpurchase", "postservice", "nachher"), "after"
    ),
}
_KINDS = {
    **dict.fromkeys(("interaction", "touchpoint", "contact"), "interaction"),
    **dict.fromkeys(("wait", "waiting", "delay", "queue"), "wait"),
    **dict.fromkeys(("action", "alone", "customer", "customeraction"), "action"),
}
_LINES = ("frontstage", "backstage", "support")

_Tree = dict[str, Any]
"""A part of a map as plain values; what it holds depends on its keys."""


class Building:
    """Builds one map; what finds no place is told in `lost`."""

    def __init__(self, scale: Scale | None) -> None:
        self._scale = scale
        self._names: dict[str, list[str]] = {"channel": [], "team": [], "system": []}
        self._lanes: list[str] = []
        self.lost: list[Lost] = []

    def built(self, groups: Sequence[Group], name: str) -> Map:
        """Give the map."""
        stages = [self._stage(group) for group in groups]
        for kind in ("stage", "touchpoint", "activity"):
            _give_ids(stages, kind)
        ids = {kind: slugs(names, kind) for kind, names in self._names.items()}
        _refer(stages, {kind: _by_name(self._names[kind], ids[kind]) for kind in ids})
        own = slugs(self._lanes, "lane")
        _refer_notes(stages, _by_name(self._lanes, own))
        document: _Tree = {
            "footlights": 1,
            "id": slugs([name], "map")[0],
            "name": titled(name),
            "channels": [
                {"id": each, "form": form_of(said)[0], "name": said}
                for said, each in zip(
                    self._names["channel"], ids["channel"], strict=True
                )
            ],
            "teams": _named(self._names["team"], ids["team"]),
            "systems": _named(self._names["system"], ids["system"]),
            "lanes": [
                {"id": each, "name": titled(head)}
                for head, each in zip(self._lanes, own, strict=True)
            ],
            "stages": stages,
        }
        return Map.model_validate(document)

    def guess(self) -> str:
        """Name the channels whose form nothing told; empty if there are none."""
        silent = [name for name in self._names["channel"] if form_of(name)[1] is None]
        said = "These channels are taken as digital, as their names do not say: "
        return f"{said}{', '.join(silent)}" if silent else ""

    def _lose(self, said: Said, why: str) -> None:
        self.lost.append(Lost(said.place, said.text, why))

    def _stage(self, group: Group) -> _Tree:
        stage: _Tree = {"name": titled(group.name.text)}
        for column in group.columns:
            moment = column.fields.pop("moment", [])
            goals = column.fields.pop("goal", [])
            self._moment(stage, moment)
            if goals:
                told = [stage["customer_goal"]] if "customer_goal" in stage else []
                texts = dict.fromkeys([*told, *(goal.text for goal in goals)])
                stage["customer_goal"] = self._words(list(texts), goals[-1])
        stage["touchpoints"] = [self._touchpoint(column) for column in group.columns]
        return stage

    def _moment(self, stage: _Tree, said: Sequence[Said]) -> None:
        for each in said:
            known = _MOMENTS.get(plain(each.text))
            if known is None or stage.get("moment", known) != known:
                self._lose(each, "a stage is before, during or after")
            else:
                stage["moment"] = known

    def _touchpoint(self, column: Column) -> _Tree:
        fields = dict(column.fields)
        found: _Tree = {"name": titled(column.name.text)}
        if found["name"] != " ".join(column.name.text.split()):
            # What is cut from a long name is still said in full.
            fields.setdefault("doing", []).insert(0, column.name)
        for name in ("doing", "thinking", "said", "evidence"):
            texts = _unlike(fields.get(name, []), found["name"])
            if texts:
                said = [_unquoted(each.text) for each in texts]
                found[name] = self._words(said, texts[-1])
        for name in ("needs", "questions", "pains"):
            items = self._items(fields.get(name, []))
            if items:
                found[name] = [text for text, _ in items]
        self._own(found, fields)
        self._kind(found, fields.get("kind", []))
        self._feeling(found, fields.get("feeling", []), fields.get("valence", []))
        channel = self._one("channel", fields.get("channel", []))
        if channel:
            found["channel"] = channel
        self._activities(found, fields)
        return found

    def _own(self, found: _Tree, fields: dict[str, list[Said]]) -> None:
        """Keep what has a lane of its own; its head names the lane."""
        for key, texts in fields.items():
            told = [each for each in texts if each.text.casefold() not in _NOTHING]
            if not key.startswith(OWN) or not told:
                continue
            head = key.removeprefix(OWN)
            if head not in self._lanes:
                self._lanes.append(head)
            words = self._words([each.text for each in told], told[-1])
            found.setdefault("notes", {})[head] = words

    def _words(self, texts: Sequence[str], said: Said) -> str:
        whole = "\n".join(texts)
        if len(whole) > _LONGEST:
            self._lose(said, f"a text has at most {_LONGEST:,} letters; the end is cut")
        return whole[:_LONGEST].strip()

    def _items(self, said: Sequence[Said]) -> list[tuple[str, Said]]:
        """Give single things: lines of a cell, without bullets, each once."""
        found: dict[str, Said] = {}
        for each in said:
            lines = each.text.split("\n")
            if len(lines) == 1 and ";" in each.text:
                lines = each.text.split(";")
            for line in lines:
                text = _BULLET.sub("", line).strip()
                if text and text.casefold() not in _NOTHING:
                    found.setdefault(self._words([text], each), each)
        return list(found.items())

    def _kind(self, found: _Tree, said: Sequence[Said]) -> None:
        for each in said:
            known = _KINDS.get(plain(each.text))
            if known is None:
                self._lose(each, "a kind is interaction, wait or action")
            else:
                found["kind"] = known

    def _feeling(
        self, found: _Tree, felt: Sequence[Said], valences: Sequence[Said]
    ) -> None:
        told = [self._valence(each) for each in valences]
        given = [each for each in told if each is not None]
        for each in felt:
            if each.text.casefold() in _NOTHING - {"-", "–", "?"}:
                continue
            read = read_feeling(each.text, self._scale)
            if given and read is None:
                read = (titled(each.text), given[0])
            elif given and read is not None:
                read = (read[0], given[0])
            if read is None:
                self._lose(
                    each,
                    "no valence is known for it; write it with one, as 'word (+1)'",
                )
            elif "feeling" in found:
                self._lose(each, "a touchpoint has one feeling")
            else:
                found["feeling"] = {"word": read[0], "valence": read[1]}
        if given and not felt:
            read = read_feeling(f"{given[0]:g}", "-2..2")
            assert read is not None  # noqa: S101 - a number on our own scale
            found["feeling"] = {"word": read[0], "valence": given[0]}

    def _valence(self, said: Said) -> float | None:
        number = number_in(said.text)
        scale = self._scale
        value = on_our_scale(number, scale) if number is not None and scale else None
        if value is None:
            self._lose(said, "it is no number on the scale of feelings")
        return value

    def _one(self, kind: str, said: Sequence[Said]) -> str | None:
        """Give the one channel, team or system; tell the others."""
        names = [
            (name, each)
            for each in said
            for name in _BETWEEN.split(each.text)
            if name.casefold() not in _NOTHING
        ]
        for name, each in names[1:]:
            if plain(name) != plain(names[0][0]):
                self._lose(Said(name, each.place), f"one {kind} is kept, the first")
        if not names:
            return None
        name = titled(names[0][0])
        for known in self._names[kind]:
            if plain(known) == plain(name) and plain(name):
                return known
        self._names[kind].append(name)
        return name

    def _activities(self, found: _Tree, fields: dict[str, list[Said]]) -> None:
        done = [
            (line, text)
            for line in _LINES
            for text, _ in self._items(fields.get(line, []))
        ]
        parts: _Tree = {}
        for kind in ("team", "system"):
            said = fields.get(kind, [])
            if not done:
                for each in said:
                    self._lose(
                        each, f"a {kind} belongs to an activity, and none is here"
                    )
                continue
            name = self._one(kind, said)
            if name:
                parts[kind] = name
        if done:
            found["activities"] = [
                {"line": line, "does": text, **parts} for line, text in done
            ]


def _unlike(said: Sequence[Said], name: str) -> list[Said]:
    """Leave out what only repeats the name."""
    return [each for each in said if each.text != name]


def _unquoted(text: str) -> str:
    """Take off the signs around what is quoted: a map puts its own."""
    inner = text.strip()
    for opens, closes in ("“”", "„“", "«»", '""'):
        if len(inner) > 1 and inner[0] == opens and inner[-1] == closes:
            inside = inner[1:-1]
            return text if opens in inside or closes in inside else inside.strip()
    return text


def _named(names: Sequence[str], ids: Sequence[str]) -> list[_Tree]:
    return [{"id": each, "name": name} for name, each in zip(names, ids, strict=True)]


def _by_name(names: Sequence[str], ids: Sequence[str]) -> dict[str, str]:
    return dict(zip(names, ids, strict=True))


def _parts(stages: Sequence[_Tree], kind: str) -> list[_Tree]:
    if kind == "stage":
        return list(stages)
    columns = [column for stage in stages for column in stage["touchpoints"]]
    if kind == "touchpoint":
        return columns
    return [each for column in columns for each in column.get("activities", [])]


def _give_ids(stages: Sequence[_Tree], kind: str) -> None:
    parts = _parts(stages, kind)
    names = [part["does"] if kind == "activity" else part["name"] for part in parts]
    for part, found in zip(parts, slugs(names, kind), strict=True):
        part["id"] = found


def _refer_notes(stages: Sequence[_Tree], ids: dict[str, str]) -> None:
    """Put ids of lanes in the place of their heads."""
    for column in _parts(stages, "touchpoint"):
        if "notes" in column:
            column["notes"] = {
                ids[head]: said for head, said in column["notes"].items()
            }


def _refer(stages: Sequence[_Tree], ids: dict[str, dict[str, str]]) -> None:
    """Put ids in the place of names."""
    for column in _parts(stages, "touchpoint"):
        if "channel" in column:
            column["channel"] = ids["channel"][column["channel"]]
    for activity in _parts(stages, "activity"):
        for kind in ("team", "system"):
            if kind in activity:
                activity[kind] = ids[kind][activity[kind]]
