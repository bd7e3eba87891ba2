"""Comments of a YAML file: found, and put back beside the parts they were beside."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import ScalarEvent

from footlights.errors import BrokenYamlError
from footlights.formats.plain_yaml import Plain, PlainYaml, Where, parse_plain_yaml

AT_END: Where = ("",)
"""Place of comments that stand after everything else."""


def comments_for(text: str, new: Plain) -> dict[Where, tuple[str, ...]]:
    """Give the comments of a file, at the places where its parts stand now.

    A comment belongs to the key or entry on its line, else to the next one. An entry
    of a list is the same one as before if it has the same id, else the same place; a
    comment of a part that is gone moves to what held it.

    Args:
        text: The file as it was; no comments if it is no YAML.
        new: The document as it is to be written.
    """
    try:
        old = parse_plain_yaml(text, Path("map.yaml"))
        found = list(_comments(text))
    except (BrokenYamlError, YAMLError):
        return {}
    places = _places_by_line(old)
    told: dict[Where, list[str]] = {}
    for line, said, is_alone in found:
        where = _place(places, line, is_alone=is_alone)
        moved = AT_END if where is None else _moved(where, old.value, new)
        told.setdefault(moved, []).append(said)
    return {where: tuple(lines) for where, lines in told.items()}


def _comments(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield each comment with its line, and whether it has the line for itself."""
    inside = bytearray(len(text) + 1)
    for event in YAML(typ="safe", pure=True).parse(text):
        if isinstance(event, ScalarEvent):
            begin, end = event.start_mark.index, event.end_mark.index
            inside[begin:end] = b"\1" * (end - begin)
    place = 0
    for no, line in enumerate(text.split("\n"), start=1):
        for column, sign in enumerate(line):
            is_apart = column == 0 or line[column - 1] in " \t"
            if sign == "#" and is_apart and not inside[place + column]:
                # What is indented, such as a part that is left out, stays so.
                said = line[column + 1 :].removeprefix(" ").rstrip()
                yield no, said, not line[:column].strip()
                break
        place += len(line) + 1


def _places_by_line(document: PlainYaml) -> dict[int, Where]:
    """Give the outermost place that begins on each line."""
    places: dict[int, Where] = {}
    for where, line in document.lines.items():
        if where and (line not in places or len(where) < len(places[line])):
            places[line] = where
    return places


def _place(places: Mapping[int, Where], line: int, *, is_alone: bool) -> Where | None:
    if is_alone:
        after = [no for no in places if no > line]
        return places[min(after)] if after else None
    before = [no for no in places if no <= line]
    return places[max(before)] if before else None


def _moved(where: Where, old: Plain, new: Plain) -> Where:
    """Find the place of a part in the new document."""
    found: Where = ()
    for step in where:
        if isinstance(old, list) and isinstance(new, list) and isinstance(step, int):
            place = _same_entry(old[step], step, new)
            if place is None:
                break
            old, new, found = old[step], new[place], (*found, place)
        elif isinstance(old, dict) and isinstance(new, dict) and step in new:
            key = str(step)
            old, new, found = old[key], new[key], (*found, key)
        else:
            break
    return found or AT_END


def _same_entry(entry: Plain, place: int, among: list[Plain]) -> int | None:
    name = entry.get("id") if isinstance(entry, dict) else None
    if name is not None:
        ids = [each.get("id") if isinstance(each, dict) else None for each in among]
        return ids.index(name) if name in ids else None
    return place if place < len(among) else None
