"""Write a map as YAML: the order of the model, defaults left out, short things short."""

import json
import re
import textwrap
from collections.abc import Mapping
from datetime import date
from typing import Any

from footlights.formats.plain_yaml import Where, plain_scalar
from footlights.model.map import Map, Persona, persona_name
from footlights.model.matching import Match, OutcomeMatch
from footlights.model.part import Part

WIDTH = 88
"""Lines that could be shorter are not longer than this."""

_TALL = frozenset({"stages", "touchpoints", "simulation"})
"""Keys under which every part has lines of its own."""

_ONE_TO_A_LINE = frozenset(
    {
        "activities",
        "calendars",
        "effects",
        "outcomes",
        "personas",
        "segments",
        "systems",
        "teams",
    }
)
"""Keys whose list has one entry to a line as soon as it has two."""

_Tree = str | int | float | bool | date | list["_Tree"] | dict[str, "_Tree"] | None


Comments = Mapping[Where, str | tuple[str, ...]]
"""What to say above places; a text is wrapped, lines stand as they are."""


def to_yaml(map_: Map, comments: Comments | None = None) -> str:
    """Write a map in canonical order.

    Keys come in the order of the model, what has its default is left out, and short
    parts stand on one line. Reading the text gives an equal map.

    Args:
        map_: The map.
        comments: What to say above a place, by place: a key, or an entry of a list.
    """
    lines = _Lines(comments or {})
    lines.mapping(to_tree(map_), (), 0)
    return "\n".join(lines.text) + "\n"


def to_json(map_: Map) -> str:
    """Write a map as JSON: the same keys and values as YAML, and YAML reads it too."""
    text = json.dumps(to_tree(map_), ensure_ascii=False, indent=2, default=str)
    return _UNPRINTABLE.sub(_escaped_outside_lines, text) + "\n"


def to_tree(map_: Map) -> dict[str, Any]:
    """Give a map as plain values: order of the model, defaults left out, short forms.

    Days are dates; all else is what JSON holds.
    """
    tree = _tree(map_)
    assert isinstance(tree, dict)  # noqa: S101 - a map has keys
    return tree


def plain_to_yaml(document: Mapping[str, Any]) -> str:
    """Write any document of plain values so that it reads back as it is.

    Args:
        document: Texts, numbers, truths, nulls, and lists and mappings of them.
    """
    lines = _Lines({})
    lines.mapping(dict(document), (), 0)
    return "\n".join(lines.text) + "\n"


def flow_text(value: Any) -> str:
    """Write a plain value on one line: `{event: door, where: {result: seated}}`."""
    return _flow(value)


def _tree(value: Any, dumped: Any = None) -> _Tree:
    """Give the shortest tree that reads back as this value.

    Args:
        value: A part, or what a field holds.
        dumped: The same as pydantic writes it, with units.
    """
    if isinstance(value, Part):
        return _part(value)
    if isinstance(value, tuple):
        written = dumped or [None] * len(value)
        return [_tree(each, dump) for each, dump in zip(value, written, strict=True)]
    if isinstance(value, dict):
        return {key: _tree(each, dumped[key]) for key, each in value.items()}
    if isinstance(value, date):
        return value
    if isinstance(dumped, float) and dumped.is_integer() and abs(dumped) < 1e15:
        return int(dumped)
    return _leaf(dumped)


def _leaf(dumped: object) -> _Tree:
    if dumped is None or isinstance(dumped, str | int | float):
        return dumped
    msg = f"a map holds no {type(dumped).__name__}"
    raise TypeError(msg)


def _part(part: Part) -> _Tree:
    dumped = part.model_dump(mode="json", by_alias=True)
    tree: dict[str, _Tree] = {}
    for name, field in type(part).model_fields.items():
        key = field.alias or name
        value = getattr(part, name)
        default = field.get_default(call_default_factory=True, validated_data={})
        if value == default or dumped[key] == default:
            continue
        is_columns = key == "where"
        tree[key] = _columns(value) if is_columns else _tree(value, dumped[key])
    return _shorthand(part, tree)


def _columns(where: Mapping[str, tuple[str | int | float, ...]]) -> _Tree:
    """Write the one value that a column must have without brackets."""
    return {
        column: values[0] if len(values) == 1 else list(values)
        for column, values in where.items()
    }


def _shorthand(part: Part, tree: dict[str, _Tree]) -> _Tree:
    is_match = isinstance(part, Match) and not isinstance(part, OutcomeMatch)
    if is_match and tree.keys() == {"event"}:
        return tree["event"]
    if isinstance(part, Persona) and tree.keys() == {"id", "name"}:
        return part.id if part.name == persona_name(part.id) else tree
    return tree


class _Lines:
    """The text, line by line."""

    def __init__(self, comments: Comments) -> None:
        self.text: list[str] = []
        self._comments = comments
        self._commented = {
            where[:length] for where in comments for length in range(len(where))
        }

    def mapping(self, tree: dict[str, _Tree], where: Where, indent: int) -> None:
        """Add a mapping, one key to a line or more."""
        for key, value in tree.items():
            place = (*where, key)
            self._comment(place, indent)
            self._entry(f"{' ' * indent}{_key(key)}:", value, place)

    def _entry(self, head: str, value: _Tree, where: Where) -> None:
        indent = len(head) - len(head.lstrip(" "))
        short = self._short(value, where)
        if short is not None and (
            not isinstance(value, dict | list) or len(head) + len(short) < WIDTH
        ):
            self.text.append(f"{head} {short}")
        elif isinstance(value, str):
            self.text.append(f"{head} |-")
            self._block_text(value, indent + 2)
        elif isinstance(value, dict):
            self.text.append(head)
            self.mapping(value, where, indent + 2)
        elif isinstance(value, list):
            self.text.append(head)
            self._list(value, where, indent + 2)

    def _list(self, entries: list[_Tree], where: Where, indent: int) -> None:
        for no, entry in enumerate(entries):
            place = (*where, no)
            self._comment(place, indent)
            is_tall = bool(where) and where[-1] in _TALL
            if isinstance(entry, dict) and (
                is_tall or not self._fits(entry, place, indent + 2)
            ):
                begin = len(self.text)
                self.mapping(entry, place, indent + 2)
                self._dash(begin, indent)
            else:
                self._entry(f"{' ' * indent}-", entry, place)

    def _dash(self, begin: int, indent: int) -> None:
        """Put the dash of a list entry before its first key, after its comments."""
        while self.text[begin].lstrip().startswith("#"):
            self.text[begin] = self.text[begin][2:]
            begin += 1
        self.text[begin] = f"{' ' * indent}- {self.text[begin][indent + 2 :]}"

    def _fits(self, entry: _Tree, where: Where, indent: int) -> bool:
        short = self._short(entry, where)
        return short is not None and indent + len(short) <= WIDTH

    def _short(self, value: _Tree, where: Where) -> str | None:
        """Write a value on one line; None if it has to have more."""
        key = where[-1]
        if isinstance(value, dict | list):
            if where in self._commented or key in _TALL:
                return None
            if key in _ONE_TO_A_LINE and len(value) > 1:
                return None
        if isinstance(value, str) and _is_block_text(value):
            return None
        return _flow(value) if isinstance(value, dict | list) else _leaf_text(value)

    def _comment(self, where: Where, indent: int) -> None:
        said = self._comments.get(where, ())
        if isinstance(said, str):
            width = WIDTH - indent - 2
            lines = [textwrap.wrap(line, width) or [""] for line in said.splitlines()]
            said = tuple(wrapped for line in lines for wrapped in line)
        self.text.extend(f"{' ' * indent}# {line}".rstrip() for line in said)

    def _block_text(self, text: str, indent: int) -> None:
        self.text.extend(
            f"{' ' * indent}{line}" if line else "" for line in text.split("\n")
        )


def _flow(value: _Tree) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(key)}: {_flow(each)}" for key, each in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{', '.join(_flow(each) for each in value)}]"
    return _leaf_text(value, in_flow=True)


def _leaf_text(value: _Tree, *, in_flow: bool = False) -> str:
    if isinstance(value, str):
        return _scalar(value, in_flow=in_flow)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    return "null" if value is None else repr(value)


_CANNOT_BEGIN = frozenset("-?:,[]{}#&*!|>'\"%@`~=<")
_UNPRINTABLE = re.compile(
    "[^\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_WORDS_ELSEWHERE = frozenset({"y", "n", "yes", "no", "on", "off"})
_NUMBERS_ELSEWHERE = re.compile(
    r"[+.]?[0-9][0-9_.:eE+-]*(?:[Tt ]+[0-9:.]+Z?)?|0[xob][0-9a-fA-F_]+|\.(?:inf|nan)",
    re.IGNORECASE,
)
"""What other readers of YAML would take for a number or a time."""


def _key(text: str) -> str:
    """Write a key; every key is a text, even `on` and `no`."""
    is_word = text.isidentifier() and plain_scalar(text) == text
    return text if is_word else _scalar(text, in_flow=True)


def _scalar(text: str, *, in_flow: bool) -> str:
    """Write a text, between quotes only where somebody could misread it."""
    if _is_plain(text, in_flow=in_flow):
        return text
    if "\n" in text or "\t" in text or _UNPRINTABLE.search(text):
        return _UNPRINTABLE.sub(_escaped, json.dumps(text, ensure_ascii=False))
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _is_plain(text: str, *, in_flow: bool) -> bool:
    return (
        bool(text)
        and text.strip() == text
        and text[0] not in _CANNOT_BEGIN
        and not text.startswith("...")
        and not text.endswith(":")
        and ": " not in text
        and " #" not in text
        and "\n" not in text
        and "\t" not in text
        and not _UNPRINTABLE.search(text)
        and not (in_flow and any(sign in text for sign in ",[]{}"))
        and plain_scalar(text) == text
        and text.lower() not in _WORDS_ELSEWHERE
        and not _NUMBERS_ELSEWHERE.fullmatch(text)
    )


def _is_block_text(text: str) -> bool:
    """Whether a text of several lines can stand below its key as it is."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and "\t" not in text
        and not _UNPRINTABLE.search(text.replace("\n", ""))
        and all(line.strip() for line in (lines[0], lines[-1]))
        and all(line == line.rstrip() for line in lines)
        and not lines[0].startswith(" ")
    )


def _escaped_outside_lines(sign: re.Match[str]) -> str:
    """Write a sign as a number, but for the line ends between values."""
    return "\n" if sign[0] == "\n" else _escaped(sign)


def _escaped(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"
