"""The edits that lead from one map to another."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from footlights.model.edits.applying import make_edit
from footlights.model.edits.document import (
    HOLDERS,
    LISTS,
    Document,
    Standing,
    by_id,
    copied,
    document_of,
)
from footlights.model.edits.edit import (
    AddPart,
    Edit,
    ListedKind,
    MovePart,
    PartKind,
    RemovePart,
    SetField,
)
from footlights.model.map import Map

OPENED: Mapping[str, frozenset[str]] = {
    "map": frozenset({"review", "simulation"}),
    "stage": frozenset({"business_goal"}),
    "touchpoint": frozenset({"feeling", "feelings", "notes", "source"}),
}
"""Fields that people change piece by piece: each of their own fields is one."""

_RULES = frozenset({"matches", "where"})
"""Fields in which a number and a truth can stand in one place."""

_KINDS: tuple[ListedKind, ...] = (
    "persona",
    "segment",
    "outcome",
    "channel",
    "team",
    "system",
    "calendar",
    "lane",
    "stage",
    "touchpoint",
    "activity",
)
"""Every kind that stands in lists; what holds others before what it holds."""


def edits_between(before: Map, after: Map) -> tuple[Edit, ...]:
    """Give edits that make one map of another, as few as can tell the difference.

    A part with the same id in both is the same part, wherever it stands. Maps with
    different ids are told apart by what they say; the id itself is never changed.

    Raises:
        AmbiguousPartError: Two parts of one kind have one id.
    """
    return tuple(document_edits(document_of(before), document_of(after)))


def document_edits(before: Document, after: Document) -> list[Edit]:
    """Give edits that make one document of another; see `edits_between`."""
    target = {**after, "id": before["id"]}
    work, edits = before, list[Edit]()
    if _outline(before) != _outline(target):
        work = copied(before)
        for step in (_placements, _removals):
            for kind in _KINDS:
                for edit in step(work, target, kind):
                    make_edit(work, edit)
                    edits.append(edit)
    # Fields last, where every part is in its place.
    kinds: tuple[PartKind, ...] = ("map", *_KINDS)
    for each in kinds:
        edits += _settings(work, target, each)
    return edits


def _outline(document: Document) -> list[tuple[str, str, list[str]]]:
    """List which parts stand where, in order."""
    return [
        (kind, holder_id, [each["id"] for each in holder.value.get(key, [])])
        for kind, (holder_kind, key) in HOLDERS.items()
        for holder_id, holder in by_id(document, holder_kind).items()
    ]


def _placements(work: Document, target: Document, kind: ListedKind) -> Iterator[Edit]:
    """Yield what adds parts and brings them into their order; made as yielded."""
    holder_kind, key = HOLDERS[kind]
    # What holds these parts stays where it is while they find their places.
    holders = by_id(work, holder_kind)
    known: dict[str, set[str]] = {}
    for into, holder in by_id(target, holder_kind).items():
        wanted = [part["id"] for part in holder.value.get(key, [])]
        there = [part["id"] for part in holders[into].value.get(key, [])]
        if wanted == there:
            continue
        known = known or {each: set(by_id(work, each)) for each in _KINDS}
        resting = _longest_in_order(there, wanted)
        after: str | None = None
        for part in holder.value.get(key, []):
            part_id = part["id"]
            if part_id not in known[kind]:
                value = _without_known(part, kind, known)
                yield AddPart(part=kind, into=into, after=after, value=value)
            elif part_id not in resting:
                yield MovePart(part=kind, id=part_id, into=into, after=after)
            after = part_id


def _longest_in_order(there: Sequence[str], wanted: Sequence[str]) -> set[str]:
    """Choose the most ids of a list that stand in the wanted order already."""
    places = {part_id: place for place, part_id in enumerate(wanted)}
    # From the end: of two that changed places, the one that came forward has moved.
    here = [part_id for part_id in reversed(there) if part_id in places]
    ends: list[int] = []
    chains: list[tuple[str, ...]] = []
    for part_id in here:
        at = bisect_left(ends, -places[part_id])
        chain = (*(chains[at - 1] if at else ()), part_id)
        ends[at : at + 1] = [-places[part_id]]
        chains[at : at + 1] = [chain]
    return set(chains[-1]) if chains else set()


def _without_known(part: Document, kind: str, known: dict[str, set[str]]) -> Document:
    """Give a new part without those in it that stand elsewhere: they will be moved."""
    value: Document = copied(
        {name: each for name, each in part.items() if name not in LISTS[kind]}
    )
    for inner, (holder_kind, key) in HOLDERS.items():
        if holder_kind == kind and key in part:
            value[key] = [
                _without_known(each, inner, known)
                for each in part[key]
                if each["id"] not in known[inner]
            ]
    return value


def _removals(work: Document, target: Document, kind: ListedKind) -> Iterator[Edit]:
    wanted = by_id(target, kind)
    for part_id in list(by_id(work, kind)):
        if part_id not in wanted:
            yield RemovePart(part=kind, id=part_id)


def _settings(work: Document, target: Document, kind: PartKind) -> list[Edit]:
    found = by_id(target, kind)
    return [
        SetField(part=kind, id=part_id, field=field, value=value)
        for part_id, part in by_id(work, kind).items()
        for field, value in _fields(part, found[part_id].value)
    ]


def _fields(part: Standing, wanted: Document) -> Iterator[tuple[str, Any]]:
    """Yield each field that differs, with the value it should have."""
    skipped = LISTS[part.kind] | {"id"}
    opened = OPENED.get(part.kind, frozenset())
    for key in sorted((part.value.keys() | wanted.keys()) - skipped):
        was, becomes = part.value.get(key), wanted.get(key)
        if was == becomes and (key not in _RULES or _same_kinds(was, becomes)):
            continue
        if key in opened and isinstance(was, dict) and isinstance(becomes, dict):
            for inner in sorted(was.keys() | becomes.keys()):
                if was.get(inner) != becomes.get(inner):
                    yield f"{key}.{inner}", becomes.get(inner)
        else:
            yield key, becomes


def _same_kinds(one: Any, other: Any) -> bool:
    """Whether equal values are of one kind; `1` and `true` are equal to Python."""
    if isinstance(one, dict):
        return all(_same_kinds(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return all(map(_same_kinds, one, other))
    return isinstance(one, bool) == isinstance(other, bool)
