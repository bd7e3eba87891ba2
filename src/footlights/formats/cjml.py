"""The planned journey as CJML 2.0 XML, as well as is known.

Only a sample of an actual journey has been published. The names of a planned journey's
elements (`plannedJourney`, `plannedCommunicationPoint`, `plannedAction`) are taken to
follow it. A wait is no touchpoint in CJML and is left out.
"""

from lxml import etree

from footlights.formats.safe_xml import xml_text
from footlights.model.map import Map
from footlights.model.touchpoint import Touchpoint

_CUSTOMER, _US = "customer", "us"


def to_cjml(map_: Map) -> bytes:
    """Write the touchpoints of a map as a planned journey."""
    root = etree.Element("CJML", version="2.0")
    journey = etree.SubElement(root, "plannedJourney")
    _text(journey, "journeyID", map_.id)
    actors = etree.SubElement(journey, "actors")
    customer = etree.SubElement(actors, "endUser", actorID=_CUSTOMER)
    names = [persona.name for persona in map_.personas] or ["Customer"]
    _text(customer, "actorName", ", ".join(names))
    us = etree.SubElement(actors, "serviceProvider", actorID=_US)
    _text(us, "companyName", map_.owner or "Organisation")
    for team in map_.teams:
        provider = etree.SubElement(
            actors, "serviceProvider", actorID=f"team-{team.id}"
        )
        _text(provider, "companyName", team.name)
    channels = {channel.id: channel.name or channel.id for channel in map_.channels}
    points = etree.SubElement(journey, "touchpoints")
    for touchpoint in map_.touchpoints:
        if touchpoint.kind == "action":
            point = etree.SubElement(points, "plannedAction")
            _text(point, "touchpointID", touchpoint.id)
            _actor(point, "initiator", _CUSTOMER, touchpoint.name)
        elif touchpoint.kind == "interaction":
            channel = channels.get(touchpoint.channel or "", touchpoint.channel)
            _communication(points, touchpoint, channel)
    written: bytes = etree.tostring(
        root, encoding="utf-8", xml_declaration=True, pretty_print=True
    )
    return written


def _communication(
    points: etree._Element, touchpoint: Touchpoint, channel: str | None
) -> None:
    """Add a message from one actor to the other.

    The customer begins where they do something, else the organisation.
    """
    point = etree.SubElement(points, "plannedCommunicationPoint")
    _text(point, "touchpointID", touchpoint.id)
    ours = _provider(touchpoint)
    if touchpoint.doing or not touchpoint.said:
        begins, follows = _CUSTOMER, ours
    else:
        begins, follows = ours, _CUSTOMER
    labels = {
        _CUSTOMER: touchpoint.doing or touchpoint.name,
        ours: touchpoint.said or touchpoint.name,
    }
    _actor(point, "initiator", begins, labels[begins])
    _actor(point, "receiver", follows, labels[follows])
    if channel:
        _text(etree.SubElement(point, "channel"), "channelName", channel)


def _provider(touchpoint: Touchpoint) -> str:
    """Give the team that the customer sees here, else the organisation."""
    seen = [a.team for a in touchpoint.activities if a.line == "frontstage" and a.team]
    return f"team-{seen[0]}" if seen else _US


def _actor(point: etree._Element, role: str, actor: str, label: str) -> None:
    element = etree.SubElement(point, role)
    etree.SubElement(element, "refersTo", actorIDref=actor)
    _text(element, f"{role}Label", label)


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = xml_text(text)
