"""Write the reference of map files and of measured maps from the model's docstrings.

Writes docs/reference/map.md, measured.md and their JSON Schemas. With --check nothing
is written: the exit status is 1 if a page is not fresh.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from footlights.usecases.schema import map_schema, measured_schema

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"

Schema = dict[str, Any]
"""A piece of JSON Schema; its values are of every kind."""

MAP_HEAD = """# The map file

Generated from the model by `make docs`; do not edit by hand. Editors complete and check map files with [map.schema.json](map.schema.json), which `footlights schema` prints too: save it beside your map, and begin the map with `# yaml-language-server: $schema=map.schema.json`.

A map file is YAML. It is read strictly: an unknown key, a number of time or money without its unit, or a key that stands twice is an error with its line. What has a default may be left out. `footlights check` then tells what no schema can say; see [errors and rules](../errors.md).

Times are written with their unit: `30s`, `5m`, `1h 30m`, `2d`, `1w`. Money has its currency: `48 EUR`. Shares have a per cent sign: `90%`. Days are written as `2026-10-01`. An id is a short name made of small letters, digits and hyphens that begins with a letter; other parts of the map refer to it.

A small map:

```yaml
footlights: 1
id: haircut
name: A haircut
objective: Clients book their next visit before they leave
zone: Europe/Rome
journeys: {by: person, gap: 12h}
outcomes:
  - {id: rebooks, name: Books again, good: true, matches: {event: booked_again}}
channels: [{id: in-person, form: human}, {id: web, form: digital}]
teams: [{id: stylists, name: Stylists, rate: 26 EUR/h}]
systems: [{id: calendar, name: Calendar}]
stages:
  - id: book
    name: Book
    customer_goal: Find a time that suits
    touchpoints:
      - id: booking
        name: Books online
        channel: web
        doing: Chooses a stylist and a time
        feeling: {word: curious, valence: 1}
        matches: [booked]
        activities:
          - {id: reserve, line: support, does: Keeps the time free, system: calendar}
  - id: visit
    name: Visit
    business_goal: {measure: wait.p90, at_most: 10m}
    touchpoints:
      - id: waiting
        name: Waits for the stylist
        kind: wait
        between: [booking, cut]
        feeling: {word: patient, valence: 0}
        expects: [{what: wait, at_most: 10m, for: 90%}]
      - id: cut
        name: The haircut
        channel: in-person
        doing: Says what they would like
        feeling: {word: cared for, valence: 2}
        matches: [cut, {event: colour, where: {with_cut: true}}]
        activities:
          - {id: listen, line: frontstage, does: Asks and listens, team: stylists}
```
"""

MEASURED_HEAD = """# A measured map

Generated from the results by `make docs`; do not edit by hand. This is what `footlights measure MAP FILE... --json` prints and what `fl.measure(...).to_json_dict()` gives; [measured.schema.json](measured.schema.json) is its JSON Schema.

Every key is always there. A number that cannot be computed is `null`, and a reason stands beside it: it is never 0 in its place. Shares run from 0 to 1, durations are seconds, times are UTC.
"""

_KNOWN_BY_EXAMPLE = {
    "30s": "a length of time",
    "48 EUR": "an amount of money",
    "24 EUR/h": "money for an hour",
    "90%": "a share in per cent",
}
_SLUG = "^[a-z][a-z0-9-]{0,63}$"
_CELL = ("text", "`true` or `false`", "a whole number", "a number")
_COUNTS = {2: "two"}
_WORDS = {
    "string": "text",
    "string date": "a day",
    "string date-time": "a time",
    "boolean": "`true` or `false`",
    "null": "`null`",
}


def page(head: str, schema: Schema, *, with_need: bool) -> str:
    """Give a page: the head, then one section for each class, outermost first."""
    sections = [
        _section(name, part, with_need=with_need) for name, part in _parts(schema)
    ]
    return "\n".join([head, *sections])


def _parts(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Yield each class once: a class before those that its keys refer to."""
    definitions = schema["$defs"]
    waiting = [(str(schema["title"]), schema)]
    seen = {schema["title"]}
    while waiting:
        name, part = waiting.pop(0)
        yield name, part
        inner = [
            reference
            for reference in re.findall(
                r"#/\$defs/(\w+)", json.dumps(part["properties"])
            )
            if reference not in seen and not seen.add(reference)
        ]
        waiting = [(each, definitions[each]) for each in inner] + waiting


def _section(name: str, part: Schema, *, with_need: bool) -> str:
    required = part.get("required", [])
    needs = " |" if with_need else ""
    rows = [f"| key | is | takes |{needs}", f"|---|---|---|{needs and '---|'}"]
    for key, field in part["properties"].items():
        said = _one_line(field.get("description", ""))
        need = f" {_need(key, field, required)} |" if with_need else ""
        rows.append(f"| `{key}` | {said} | {_kind(field)} |{need}")
    about = str(part.get("description", "")).split("\n\n")
    text = "\n\n".join(_one_line(paragraph) for paragraph in about)
    return "\n".join([f"## {_title(name)}\n", f"{text}\n", *rows, ""])


def _need(key: str, field: Schema, required: list[str]) -> str:
    if key in required:
        return "**required**"
    default = field.get("default")
    if default in (None, [], {}):
        return ""
    if isinstance(default, float) and "90%" in json.dumps(field):
        return f"default `{default * 100:g}%`"
    if isinstance(default, dict):
        inner = ", ".join(f"{k}: {v}" for k, v in default.items() if v)
        return f"default `{{{inner}}}`"
    return f"default `{str(default).lower() if default in (True, False) else default}`"


def _kind(field: Schema) -> str:
    """Say what can stand at a key, in a few words."""
    if "$ref" in field:
        name = field["$ref"].rsplit("/", 1)[-1]
        return f"[{_title(name)}](#{_title(name).lower().replace(' ', '-')})"
    if "anyOf" in field or "oneOf" in field:
        kinds = [_kind(each) for each in field.get("anyOf") or field["oneOf"]]
        if set(_CELL) <= set(kinds):
            kinds = ["a value", *kinds[len(_CELL) :]]
        return _listed(list(dict.fromkeys(kinds)))
    if "enum" in field:
        return _listed([f"`{word}`" for word in field["enum"]])
    if "const" in field:
        return f"always `{field['const']}`"
    for example in field.get("examples", []):
        if example in _KNOWN_BY_EXAMPLE:
            return _KNOWN_BY_EXAMPLE[example]
    return _plain_kind(field)


def _plain_kind(field: Schema) -> str:
    kind = field.get("type")
    if kind == "array":
        return _list_kind(field)
    if kind == "object":
        named = field.get("patternProperties", {}).values()
        value = next(iter(named), None) or field["additionalProperties"]
        return f"keys, each with: {_kind(value)}"
    if kind in {"number", "integer"}:
        return _number(field)
    if kind == "string" and field.get("pattern") == _SLUG:
        return "an id"
    return _WORDS[f"{kind} {field.get('format', '')}".strip()]


def _list_kind(field: Schema) -> str:
    if "prefixItems" in field:
        entries = field["prefixItems"]
        return f"{_COUNTS[len(entries)]} of: {_kind(entries[0])}"
    return f"list of: {_kind(field['items'])}"


def _number(field: Schema) -> str:
    said = "a whole number" if field["type"] == "integer" else "a number"
    least, most = field.get("minimum"), field.get("maximum")
    over = field.get("exclusiveMinimum")
    said += f" over {over:g}" if over is not None else ""
    said += f" from {least:g}" if least is not None else ""
    return said + (f" to {most:g}" if most is not None else "")


def _listed(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def _title(name: str) -> str:
    """Write a class name as words: `JourneysByPerson` becomes `Journeys by person`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def pages() -> dict[str, str]:
    """Give every page and schema by its file name."""
    of_map, of_measured = map_schema(), measured_schema()
    optional = _without_null(of_map)
    return {
        "map.md": page(MAP_HEAD, optional, with_need=True),
        "map.schema.json": json.dumps(of_map, indent=2, ensure_ascii=False) + "\n",
        "measured.md": page(MEASURED_HEAD, of_measured, with_need=False),
        "measured.schema.json": json.dumps(of_measured, indent=2, ensure_ascii=False)
        + "\n",
    }


def _without_null(schema: Any) -> Any:
    """Leave out that a key may be null: people leave it out instead."""
    if isinstance(schema, list):
        return [_without_null(each) for each in schema if each != {"type": "null"}]
    if isinstance(schema, dict):
        return {key: _without_null(value) for key, value in schema.items()}
    return schema


def run(arguments: list[str]) -> int:
    """Write or check the pages; give the exit status."""
    is_check = "--check" in arguments
    stale = []
    for name, text in pages().items():
        path = FOLDER / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(str(path))
        if not is_check:
            FOLDER.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if is_check and stale:
        print(f"not fresh: {', '.join(stale)}: run `make docs`", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
