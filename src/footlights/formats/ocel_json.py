"""OCEL as JSON: version 2.0 in and out, version 1.0 in."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from footlights.errors import UnreadableFileError
from footlights.formats.contents import unpacked
from footlights.formats.encodings import guess_encoding
from footlights.formats.object_log import BEGINNING, LogObject, ObjectEvent, ObjectLog
from footlights.formats.opened import Progress

_Json = Mapping[str, Any]
"""An object of JSON, whose keys the format names."""

_AGAIN = "Export the log again as OCEL."


def read_ocel_json(path: Path, progress: Progress | None) -> ObjectLog:
    """Read OCEL 2.0 or 1.0 from JSON.

    Raises:
        UnreadableFileError: It is no JSON, no OCEL, or lacks what OCEL must have.
    """
    try:
        with unpacked(path, progress) as stream:
            content = stream.read()
        value = json.loads(content.decode(guess_encoding(content)[0]))
    except RecursionError as error:
        raise UnreadableFileError(
            path, "its JSON is nested too deep", _AGAIN
        ) from error
    except ValueError as error:
        found = f"its JSON is broken ({error})"
        raise UnreadableFileError(path, found, _AGAIN) from error
    reader = _first if "ocel:events" in value else _second
    place = ["the log"]
    try:
        return reader(value, place)
    except (AttributeError, KeyError, TypeError) as error:
        missing = f"lacks {error}" if isinstance(error, KeyError) else "is no OCEL"
        raise UnreadableFileError(path, f"{place[0]} {missing}", _AGAIN) from error


def _second(value: _Json, place: list[str]) -> ObjectLog:
    log = ObjectLog(
        object_types=_types(value["objectTypes"]),
        event_types=_types(value["eventTypes"]),
    )
    for no, each in enumerate(value["objects"], start=1):
        place[0] = f"object {each.get('id', f'no. {no}')!r}"
        values = [
            (str(a["name"]), str(a.get("time", BEGINNING)), _text(a["value"]))
            for a in each.get("attributes") or ()
        ]
        found = LogObject(str(each["id"]), str(each["type"]), values, _links(each))
        log.objects[found.id] = found
    for no, each in enumerate(value["events"], start=1):
        place[0] = f"event {each.get('id', f'no. {no}')!r}"
        attributes = {
            str(a["name"]): _text(a["value"]) for a in each.get("attributes") or ()
        }
        log.events.append(
            ObjectEvent(
                str(each["id"]),
                str(each["type"]),
                str(each["time"]),
                attributes,
                _links(each),
            )
        )
    return log


def _types(listed: Any) -> dict[str, dict[str, str]]:
    return {
        str(each["name"]): {
            str(a["name"]): str(a.get("type", "string"))
            for a in each.get("attributes") or ()
        }
        for each in listed
    }


def _links(each: _Json) -> list[tuple[str, str]]:
    return [
        (str(link["objectId"]), str(link.get("qualifier") or ""))
        for link in each.get("relationships") or ()
    ]


def _first(value: _Json, place: list[str]) -> ObjectLog:
    log = ObjectLog()
    for name in value.get("ocel:global-log", {}).get("ocel:object-types", ()):
        log.object_types[str(name)] = {}
    for key, each in value["ocel:objects"].items():
        place[0] = f"object {key!r}"
        kind = str(each["ocel:type"])
        values = [(n, BEGINNING, v) for n, v in _flat(each.get("ocel:ovmap") or {})]
        log.objects[key] = LogObject(key, kind, values)
        log.object_types.setdefault(kind, {}).update((n, "string") for n, *_ in values)
    for key, each in value["ocel:events"].items():
        place[0] = f"event {key!r}"
        kind = str(each["ocel:activity"])
        attributes = dict(_flat(each.get("ocel:vmap") or {}))
        links = [(str(other), "") for other in each["ocel:omap"]]
        time = str(each["ocel:timestamp"])
        log.events.append(ObjectEvent(key, kind, time, attributes, links))
        log.event_types.setdefault(kind, {}).update((n, "string") for n in attributes)
    return log


def _flat(values: _Json, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield values by name; those in objects are named `outer.inner`."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        elif value is not None:
            yield f"{prefix}{name}", _text(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def write_ocel_json(log: ObjectLog, path: Path) -> None:
    """Write a log as OCEL 2.0 in JSON, with values as texts, as the schema wants."""
    value = {
        "objectTypes": _typed(log.object_types),
        "eventTypes": _typed(log.event_types),
        "objects": [
            {
                "id": each.id,
                "type": each.type,
                "attributes": [
                    {"name": name, "time": time, "value": text}
                    for name, time, text in each.attributes
                ],
                "relationships": _related(each.objects),
            }
            for each in log.objects.values()
        ],
        "events": [
            {
                "id": each.id,
                "type": each.type,
                "time": each.time,
                "attributes": [
                    {"name": name, "value": text}
                    for name, text in each.attributes.items()
                ],
                "relationships": _related(each.objects),
            }
            for each in log.events
        ],
    }
    with path.open("w", encoding="utf-8") as stream:
        json.dump(value, stream, ensure_ascii=False, indent=1)
        stream.write("\n")


def _typed(types: Mapping[str, Mapping[str, str]]) -> list[dict[str, object]]:
    return [
        {
            "name": name,
            "attributes": [{"name": n, "type": t} for n, t in attributes.items()],
        }
        for name, attributes in types.items()
    ]


def _related(links: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"objectId": other, "qualifier": said} for other, said in links]
