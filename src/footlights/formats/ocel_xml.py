"""OCEL as XML, streamed and with entities off: version 2.0 in and out, 1.0 in."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from footlights.errors import UnreadableFileError
from footlights.formats.contents import unpacked
from footlights.formats.object_log import BEGINNING, LogObject, ObjectEvent, ObjectLog
from footlights.formats.opened import Progress
from footlights.formats.safe_xml import local_name, streamed, xml_text

_AGAIN = "Export the log again as OCEL."
_PARTS = frozenset({"object-type", "event-type", "object", "event", "global"})


def read_ocel_xml(path: Path, progress: Progress | None) -> ObjectLog:
    """Read OCEL 2.0 or 1.0 from XML, element by element.

    Raises:
        UnreadableFileError: It is no whole XML, no OCEL, or declares entities.
    """
    log = ObjectLog()
    with unpacked(path, progress) as stream:
        for element, parent in streamed(path, stream, _PARTS):
            _take(log, path, element, parent)
    if not log.events:
        raise UnreadableFileError(path, "its XML holds no <event>", _AGAIN)
    return log


def _take(
    log: ObjectLog, path: Path, element: etree._Element, parent: str | None
) -> None:
    name = local_name(element)
    if name == "object-type":
        log.object_types[_need(path, element, "name")] = _declared(element)
    elif name == "event-type":
        log.event_types[_need(path, element, "name")] = _declared(element)
    elif name == "global":
        for each in element.iterfind("list[@key='object-types']/*"):
            log.object_types.setdefault(each.get("value") or "", {})
    elif name == "object" and parent == "objects":
        found = _object(path, element)
        log.objects[found.id] = found
        known = log.object_types.setdefault(found.type, {})
        for attribute, _, _ in found.attributes:
            known.setdefault(attribute, "string")
    elif name == "event" and parent == "events":
        event = _event(path, element)
        log.events.append(event)
        known = log.event_types.setdefault(event.type, {})
        for attribute in event.attributes:
            known.setdefault(attribute, "string")


def _declared(element: etree._Element) -> dict[str, str]:
    return {
        each.get("name") or "": each.get("type") or "string"
        for each in element.iterfind("attributes/attribute")
    }


def _object(path: Path, element: etree._Element) -> LogObject:
    if element.get("id") is None:
        values = _first_values(element, "ovmap")
        known = [(name, BEGINNING, value) for name, value in values]
        first = _first(path, element, "id", "type")
        return LogObject(first["id"], first["type"], known)
    values_in_time = [
        (a.get("name") or "", a.get("time") or BEGINNING, a.text or "")
        for a in element.iterfind("attributes/attribute")
    ]
    kind = _need(path, element, "type")
    return LogObject(str(element.get("id")), kind, values_in_time, _links(element))


def _event(path: Path, element: etree._Element) -> ObjectEvent:
    if element.get("id") is None:
        first = _first(path, element, "id", "activity", "timestamp")
        links = [
            (each.get("value") or "", "")
            for each in element.iterfind("list[@key='omap']/*")
        ]
        values = dict(_first_values(element, "vmap"))
        return ObjectEvent(
            first["id"], first["activity"], first["timestamp"], values, links
        )
    return ObjectEvent(
        str(element.get("id")),
        _need(path, element, "type"),
        _need(path, element, "time"),
        {
            a.get("name") or "": a.text or ""
            for a in element.iterfind("attributes/attribute")
        },
        _links(element),
    )


def _links(element: etree._Element) -> list[tuple[str, str]]:
    """Read relations; they are called `relationship` in files and `object` too."""
    return [
        (each.get("object-id") or "", each.get("qualifier") or "")
        for each in element.iterfind("objects/*")
        if each.get("object-id")
    ]


def _first(path: Path, element: etree._Element, *keys: str) -> dict[str, str]:
    """Read what OCEL 1.0 says in elements with a key."""
    found = {str(c.get("key")): c.get("value") or "" for c in element if c.get("key")}
    plain = {key.removeprefix("ocel:"): value for key, value in found.items()}
    for key in keys:
        if key not in plain:
            raise _lacking(path, element, key)
    return plain


def _first_values(element: etree._Element, key: str) -> Iterator[tuple[str, str]]:
    for each in element.iterfind(f"list[@key='{key}']/*"):
        yield each.get("key") or "", each.get("value") or ""


def _need(path: Path, element: etree._Element, name: str) -> str:
    value = element.get(name)
    if value is None:
        raise _lacking(path, element, name)
    return str(value)


def _lacking(path: Path, element: etree._Element, what: str) -> UnreadableFileError:
    line, name = element.sourceline, local_name(element)
    return UnreadableFileError(path, f"<{name}> in line {line} has no {what}", _AGAIN)


def write_ocel_xml(log: ObjectLog, path: Path) -> None:
    """Write a log as OCEL 2.0 in XML, an element at a time."""
    # A file of Python says a full disk as the system does.
    with path.open("wb") as out, etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("log"):
            for kind, types in (
                ("object", log.object_types),
                ("event", log.event_types),
            ):
                with file.element(f"{kind}-types"):
                    for name, attributes in types.items():
                        file.write(_type(kind, name, attributes))
            with file.element("objects"):
                for each in log.objects.values():
                    file.write(_written_object(each))
            with file.element("events"):
                for event in log.events:
                    file.write(_written_event(event))


def _type(kind: str, name: str, attributes: dict[str, str]) -> etree._Element:
    element = etree.Element(f"{kind}-type", name=xml_text(name))
    inner = etree.SubElement(element, "attributes")
    for attribute, of_type in attributes.items():
        etree.SubElement(inner, "attribute", name=xml_text(attribute), type=of_type)
    return element


def _written_object(each: LogObject) -> etree._Element:
    element = etree.Element("object", id=xml_text(each.id), type=xml_text(each.type))
    inner = etree.SubElement(element, "attributes")
    for name, time, value in each.attributes:
        attribute = etree.SubElement(inner, "attribute", name=xml_text(name), time=time)
        attribute.text = xml_text(value)
    _write_links(element, each.objects)
    return element


def _written_event(event: ObjectEvent) -> etree._Element:
    element = etree.Element(
        "event", id=xml_text(event.id), type=xml_text(event.type), time=event.time
    )
    inner = etree.SubElement(element, "attributes")
    for name, value in event.attributes.items():
        attribute = etree.SubElement(inner, "attribute", name=xml_text(name))
        attribute.text = xml_text(value)
    _write_links(element, event.objects)
    return element


def _write_links(element: etree._Element, links: list[tuple[str, str]]) -> None:
    inner = etree.SubElement(element, "objects")
    for other, said in links:
        etree.SubElement(
            inner,
            "relationship",
            {"object-id": xml_text(other), "qualifier": xml_text(said)},
        )
