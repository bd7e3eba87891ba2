"""A journey of CJML 2.0 as a map, as well as is known.

Only a sample of an actual journey has been published, without a schema; planned ones
are read as `cjml` writes them. What an actual journey tells is the order of touchpoints
that one person went through, and no time.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from pydantic import ValidationError

from footlights.errors import InvalidMapError, NotAMapError, UnreadableFileError
from footlights.formats.map_mistakes import map_mistakes
from footlights.formats.plain_yaml import PlainYaml, Where
from footlights.formats.safe_xml import local_name
from footlights.model.map import Map
from footlights.model.slugs import slugs

_POINTS = {
    "actualCommunicationPoint": "interaction",
    "plannedCommunicationPoint": "interaction",
    "actualAction": "action",
    "plannedAction": "action",
}
_FORMS = {
    "digital": ("web", "app", "mail", "online", "sms", "chat", "site", "internet"),
    "human": ("phone", "call", "person", "face", "meeting", "desk", "counter"),
}
_MOST_SIGNS = 120
MOST_TOLD = 10
"""So many names of elements that are not read are told."""

_KNOWN = frozenset(
    {
        *_POINTS,
        *("actualJourney", "plannedJourney", "journeyName", "journeyID"),
        *("actors", "serviceProvider", "companyName", "actorName"),
        *("touchpoints", "touchpointID"),
        *("initiator", "initiatorLabel", "receiver", "receiverLabel", "refersTo"),
        *("channel", "channelName"),
    }
)
_PERSON = "endUser"
_Tree = dict[str, Any]
"""A part of a map as plain values; what it holds depends on its keys."""


def read_cjml(text: str, path: Path) -> tuple[Map, PlainYaml, tuple[str, ...]]:
    """Read a journey of CJML as a map of one stage.

    A communication point becomes an interaction, an action something that the customer
    does alone. What the customer begins with is `doing`, what a provider begins with
    is `said`. Providers become teams, each with an activity on the frontstage. A
    touchpoint that comes again by the same id `repeats`. End users are persons, and
    are left out; so is any element that is not known. An actual journey is the
    observation of one person: each touchpoint says so in its `source`.

    Returns:
        The map, where each part of it stands, and sentences about what is not in it.

    Raises:
        UnreadableFileError: It is no whole XML, or declares a document type.
        NotAMapError: It holds no journey, or one without touchpoints.
        InvalidMapError: What it says is no part of a map, such as an empty name.
    """
    journey = _journey(_parsed(text, path), path)
    lines: dict[Where, int] = {(): journey.sourceline or 1}
    source = PlainYaml(_document(journey, path, lines), lines, ())
    try:
        return Map.model_validate(source.value), source, _notes(journey)
    except ValidationError as error:
        raise InvalidMapError(path, map_mistakes(source, error)) from error


def _notes(journey: etree._Element) -> tuple[str, ...]:
    """Say that end users are left out, and which elements nobody knows."""
    unknown: Counter[str] = Counter()
    persons = 0
    left = [journey]
    while left:
        for each in left.pop():
            name = local_name(each)
            persons += name == _PERSON
            unknown[name] += name not in _KNOWN and name != _PERSON
            # What stands inside of what is left out is left out with it.
            left += [each] if name in _KNOWN else []
    said = []
    if persons:
        said.append("Persons are left out: a map is about anybody.")
    if names := [f"<{name}> ({n})" for name, n in unknown.items() if n]:
        more = f" and {len(names) - MOST_TOLD} more" if len(names) > MOST_TOLD else ""
        listed = ", ".join(names[:MOST_TOLD])
        said.append(f"Elements of CJML that are not read: {listed}{more}.")
    return tuple(said)


def _parsed(text: str, path: Path) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        found = f"it is no whole XML ({error.msg})"
        raise UnreadableFileError(path, found, "Export it again.") from error
    if root.getroottree().docinfo.doctype:
        found = "it declares a document type (DOCTYPE), and entities are not allowed"
        do = "Take the declaration out; a journey needs none."
        raise UnreadableFileError(path, found, do)
    return root


def _journey(root: etree._Element, path: Path) -> etree._Element:
    found = [
        each for each in root if local_name(each) in ("actualJourney", "plannedJourney")
    ]
    if not found:
        do = "CJML holds an <actualJourney> or a <plannedJourney>."
        raise NotAMapError(path, "it is CJML without a journey", do)
    if len(found) > 1:
        do = "Leave one in the file: a map is one journey."
        raise NotAMapError(path, f"it holds {len(found)} journeys", do)
    return found[0]


def _document(journey: etree._Element, path: Path, lines: dict[Where, int]) -> _Tree:
    points = [each for each in journey.iter() if local_name(each) in _POINTS]
    if not points:
        do = "A map has at least one touchpoint."
        raise NotAMapError(path, "the journey has no touchpoint", do)
    customers, providers = _actors(journey)
    named = [providers.get(who, who) for who in _providers_of(points, customers)]
    refs = list(_providers_of(points, customers))
    teams = dict(zip(refs, slugs(named, "team"), strict=True))
    spoken = list(dict.fromkeys(filter(None, (_channel(each) for each in points))))
    channels = dict(zip(spoken, slugs(spoken, "channel"), strict=True))
    title = _text(journey, "journeyName") or _text(journey, "journeyID") or path.stem
    reading = _Reading(
        customers, teams, channels, local_name(journey) == "actualJourney"
    )
    touchpoints: list[_Tree] = []
    for no, (point, times) in enumerate(_once(points)):
        lines["stages", 0, "touchpoints", no] = point.sourceline or 1
        touchpoints.append(reading.touchpoint(point, times))
    _give_ids(touchpoints)
    document: _Tree = {
        "footlights": 1,
        "id": slugs([title], "map")[0],
        "name": title[:_MOST_SIGNS],
        "channels": [
            {"id": slug, "name": said[:_MOST_SIGNS], "form": _form(said)}
            for said, slug in channels.items()
        ],
        "teams": [
            {"id": slug, "name": providers.get(who, who)[:_MOST_SIGNS]}
            for who, slug in teams.items()
        ],
        "stages": [{"id": "journey", "name": "Journey", "touchpoints": touchpoints}],
    }
    return {key: value for key, value in document.items() if value != []}


class _Reading:
    """Turns points of a journey into touchpoints."""

    def __init__(
        self,
        customers: frozenset[str],
        teams: dict[str, str],
        channels: dict[str, str],
        is_actual: bool,  # noqa: FBT001 - one fact of the journey
    ) -> None:
        self._customers = customers
        self._teams = teams
        self._channels = channels
        self._is_actual = is_actual

    def touchpoint(self, point: etree._Element, times: int) -> _Tree:
        """Give a touchpoint that the person was at so many times."""
        kind = _POINTS[local_name(point)]
        begins, follows = _side(point, "initiator"), _side(point, "receiver")
        ours = [side for side in (begins, follows) if side[0] in self._teams]
        theirs = [side for side in (begins, follows) if side[0] in self._customers]
        label = begins[1] or follows[1] or _text(point, "touchpointID") or "Touchpoint"
        found: _Tree = {
            "name": " ".join(label.split())[:_MOST_SIGNS],
            "kind": kind if kind == "interaction" or theirs else "interaction",
            "channel": self._channels.get(_channel(point) or ""),
            "repeats": times > 1,
            "doing": next((side[1] for side in theirs), ""),
            "said": next((s[1] for s in ours), "") if begins in ours else "",
            "source": {"kind": "observation", "n": 1} if self._is_actual else None,
            "activities": [
                {
                    "line": "frontstage",
                    "does": side[1] or label,
                    "team": self._teams[side[0]],
                }
                for side in ours[:1]
            ],
        }
        return {key: value for key, value in found.items() if value}


def _once(points: list[etree._Element]) -> Iterator[tuple[etree._Element, int]]:
    """Give each touchpoint once, with how often it comes."""
    ids = [_text(each, "touchpointID") or f" {no}" for no, each in enumerate(points)]
    times = Counter(ids)
    seen: set[str] = set()
    for name, point in zip(ids, points, strict=True):
        if name not in seen:
            seen.add(name)
            yield point, times[name]


def _give_ids(touchpoints: list[_Tree]) -> None:
    names = [each["name"] for each in touchpoints]
    for touchpoint, slug in zip(touchpoints, slugs(names, "touchpoint"), strict=True):
        touchpoint["id"] = slug
    activities = [each for part in touchpoints for each in part.get("activities", ())]
    does = [each["does"] for each in activities]
    for activity, slug in zip(activities, slugs(does, "activity"), strict=True):
        activity["id"] = slug


def _actors(journey: etree._Element) -> tuple[frozenset[str], dict[str, str]]:
    """Give the ids of end users, and the names of providers by their id."""
    customers, providers = set(), {}
    for each in journey.iter():
        name, actor = local_name(each), (each.get("actorID") or "").strip()
        if name == "endUser":
            customers.add(actor)
        elif name == "serviceProvider":
            said = _text(each, "companyName") or _text(each, "actorName") or actor
            providers[actor] = said or "Organisation"
    return frozenset(customers), providers


def _providers_of(
    points: list[etree._Element], customers: frozenset[str]
) -> dict[str, None]:
    """Give whom the journey meets, in order, listed among the actors or not."""
    sides = (
        _side(each, role)[0] for each in points for role in ("initiator", "receiver")
    )
    return dict.fromkeys(who for who in sides if who and who not in customers)


def _side(point: etree._Element, role: str) -> tuple[str, str]:
    """Give the actor of one side, and what it does there."""
    for each in point:
        if local_name(each) == role:
            refers = next(
                (e.get("actorIDref") for e in each if local_name(e) == "refersTo"), ""
            )
            return (refers or "").strip(), _text(each, f"{role}Label")
    return "", ""


def _channel(point: etree._Element) -> str:
    return next(
        (_text(e, "channelName") for e in point if local_name(e) == "channel"), ""
    )


def _form(channel: str) -> str:
    """Guess the nature of a channel from its name."""
    said = channel.lower()
    return next(
        (form for form, words in _FORMS.items() if any(word in said for word in words)),
        "hybrid",
    )


def _text(element: etree._Element, name: str) -> str:
    """Give the text of a child; empty if there is none."""
    for each in element:
        if local_name(each) == name:
            return " ".join("".join(each.itertext()).split())
    return ""
