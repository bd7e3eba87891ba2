"""Object-centric logs (OCEL): events that belong to several objects of several types.

All readers and writers of OCEL meet in `ObjectLog`, whose values are texts. As a log of
journeys it is read for one type of object: each object of it is a journey.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from footlights.errors import (
    DanglingReferenceError,
    JourneyObjectNeededError,
    UnknownJourneyObjectError,
)
from footlights.formats.opened import Opened, numbered

Link = tuple[str, str]
"""Id of an object, and the qualifier that says what it is there; may be empty."""

BEGINNING = "1970-01-01T00:00:00Z"
"""Time of a value that an object had from the start."""

PERSON, JOURNEY = "person", "journey"
"""Types of the objects that Footlights writes for each person and each journey."""

_BATCH = 50_000


@dataclass
class ObjectEvent:
    """An event, and the objects it belongs to."""

    id: str
    type: str
    time: str
    attributes: dict[str, str] = field(default_factory=dict)
    objects: list[Link] = field(default_factory=list)


@dataclass
class LogObject:
    """An object, its values with the time since when they hold, and its relations."""

    id: str
    type: str
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    """Name, time and value; a name comes again where its value changed."""

    objects: list[Link] = field(default_factory=list)


@dataclass
class ObjectLog:
    """A whole log of events and objects.

    Args:
        events: All events, in the order of the file.
        objects: All objects by id.
        event_types: Attributes and their types, of each type of event.
        object_types: Attributes and their types, of each type of object.
    """

    events: list[ObjectEvent] = field(default_factory=list)
    objects: dict[str, LogObject] = field(default_factory=dict)
    event_types: dict[str, dict[str, str]] = field(default_factory=dict)
    object_types: dict[str, dict[str, str]] = field(default_factory=dict)

    def checked(self, path: Path) -> "ObjectLog":
        """Give the log itself, if every object that is named is there.

        Raises:
            DanglingReferenceError: An event or object names one that is not there.
        """
        owners = [("event", e.id, e.objects) for e in self.events]
        owners += [("object", o.id, o.objects) for o in self.objects.values()]
        dangling = [
            (kind, owner, other)
            for kind, owner, links in owners
            for other, _ in links
            if other not in self.objects
        ]
        if dangling:
            raise DanglingReferenceError(path, *dangling[0], len(dangling))
        return self

    def counts(self) -> dict[str, tuple[int, int]]:
        """Count the objects of each type, and the events that belong to any."""
        objects = Counter(each.type for each in self.objects.values())
        events = Counter(
            kind
            for event in self.events
            for kind in {self.objects[other].type for other, _ in event.objects}
        )
        types = dict.fromkeys([*self.object_types, *objects])
        return {kind: (objects[kind], events[kind]) for kind in types}


def opened_log(log: ObjectLog, path: Path, journey_object: str | None) -> Opened:
    """Open a log as rows, one for each event and each object that is a journey.

    Columns are `journey`, `event`, `at`, `ocel:eid`, the other objects by their type,
    the attributes of events and those that the journey's object has at the beginning.

    Args:
        log: The log.
        path: Its file.
        journey_object: Type of object whose objects are the journeys; None where
            there is only one, or all events belong to some called `journey`.

    Raises:
        JourneyObjectNeededError: There are several types, and none was chosen.
        UnknownJourneyObjectError: There is no such type.
        DanglingReferenceError: An event names an object that is not there.
    """
    kind = _chosen(log.checked(path), path, journey_object)
    rows = list(_rows(log, kind))
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {
        name: pa.array([row.get(name) for row in rows], pa.string()) for name in names
    }
    table = pa.table(columns)
    return Opened(
        path.name,
        tuple(names),
        tuple(table.schema.types),
        numbered(iter(table.to_batches(max_chunksize=_BATCH)), len(names)),
        guesses=tuple(_told(log, kind, len(rows))),
    )


def _chosen(log: ObjectLog, path: Path, told: str | None) -> str:
    counts = log.counts()
    if told is not None:
        if told not in counts:
            raise UnknownJourneyObjectError(path, told, counts)
        return told
    alive = {kind: count for kind, count in counts.items() if count[1]}
    if alive.get(JOURNEY, (0, 0))[1] == len(log.events) > 0:
        return JOURNEY
    if len(alive) > 1:
        raise JourneyObjectNeededError(path, alive)
    return next(iter(alive or counts), "")


def _told(log: ObjectLog, kind: str, rows: int) -> Iterator[str]:
    yield f"each object of type {kind!r} is a journey"
    shared = lost = 0
    for event in log.events:
        journeys = {i for i, _ in event.objects if log.objects[i].type == kind}
        shared += len(journeys) > 1
        lost += not journeys
    if shared:
        more = rows - (len(log.events) - lost)
        yield (
            f"{shared:,} events belong to several objects of type {kind!r} and stand in"
            f" each of their journeys: {more:,} rows more"
        )
    if lost:
        yield f"{lost:,} events belong to no object of type {kind!r} and are left out"


def _rows(log: ObjectLog, kind: str) -> Iterator[dict[str, str]]:
    taken = {"journey", "event", "at", "ocel:eid"}
    types = {t: _free(t, "objects", taken) for t in log.counts() if t != kind}
    taken |= set(types.values())
    of_event = _free_names(
        (n for e in log.events for n in e.attributes), "event", taken
    )
    taken |= set(of_event.values())
    beginnings = _beginnings(log, kind)
    names = (name for values in beginnings.values() for name in values)
    of_object = _free_names(names, "object", taken)
    for event in log.events:
        by_type: dict[str, list[str]] = defaultdict(list)
        for other, _ in event.objects:
            of_type = by_type[log.objects[other].type]
            if other not in of_type:
                of_type.append(other)
        for journey in by_type.pop(kind, ()):
            yield {
                "journey": journey,
                "event": event.type,
                "at": event.time,
                "ocel:eid": event.id,
                **{types[t]: "; ".join(ids) for t, ids in by_type.items()},
                **{of_event[n]: value for n, value in event.attributes.items()},
                **{of_object[n]: v for n, v in beginnings[journey].items()},
            }


def _beginnings(log: ObjectLog, kind: str) -> dict[str, dict[str, str]]:
    """Give the earliest value of each attribute, of each object of a type."""
    found: dict[str, dict[str, str]] = {}
    for each in log.objects.values():
        if each.type == kind:
            in_time = sorted(each.attributes, key=lambda value: value[1], reverse=True)
            found[each.id] = {name: value for name, _, value in in_time}
    return found


def _free_names(
    names: Iterator[str], prefix: str, taken: Sequence[str] | set[str]
) -> Mapping[str, str]:
    return {name: _free(name, prefix, set(taken)) for name in dict.fromkeys(names)}


def _free(name: str, prefix: str, taken: set[str]) -> str:
    while name in taken:
        name = f"{prefix}:{name}"
    return name
