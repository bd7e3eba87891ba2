"""Search all maps at once."""

from collections.abc import Iterator
from dataclasses import dataclass

from footlights.model.comparison.names import Names
from footlights.model.edits.document import HOLDERS, Document, standing
from footlights.store.records.maps import MapRecord
from footlights.usecases.workspace.documents import read_document
from footlights.usecases.workspace.maps import readable
from footlights.usecases.workspace.policy import Caller
from footlights.usecases.workspace.workspace import Workspace

MOST_HITS = 200
"""No more places than this are listed."""

SEARCHED: tuple[str, ...] = (
    "name",
    "does",
    "describes",
    "quote",
    "objective",
    "customer_goal",
    "doing",
    "thinking",
    "said",
    "evidence",
    "needs",
    "questions",
    "pains",
    "notes",
    "hint",
    "source",
    "standard",
    "said_as",
    "feeling",
    "id",
)
"""Fields that are looked through; the first ones come first."""


@dataclass(frozen=True)
class Hit:
    """A place of a map that holds what was looked for."""

    map_id: str
    map_title: str
    part: str
    """Kind of the part: `touchpoint`, `stage`, `activity`, `persona`, ..."""

    id: str
    """Its id."""

    field: str
    """The field that holds it: `pains`, `name`, ..."""

    where: str
    """The place in words: `Arrive, Greeting`."""

    text: str
    """The text that holds it."""


def search_maps(
    workspace: Workspace, caller: Caller, words: str, *, limit: int = MOST_HITS
) -> tuple[Hit, ...]:
    """Find the places of all maps in use that hold all words, in any order.

    Upper and lower case are alike, and a word may be the beginning of a longer one or
    stand inside it. Names come before other texts; maps come by title.

    Args:
        workspace: The open workspace.
        caller: Who asks; maps they may not read are not looked through.
        words: What to look for; without any nothing is found.
        limit: At most so many places.
    """
    wanted = words.casefold().split()
    if not wanted:
        return ()
    with workspace.store.reading() as records:
        maps = {each.id: each for each in readable(records, caller)}
        heads = [head for head in records.revisions.heads() if head.map_id in maps]
    # Compressed documents are read one by one; only those that can hit are looked at.
    hits = [
        hit
        for head in heads
        if all(word in head.document.casefold() for word in _in_json(wanted))
        for hit in _hits(maps[head.map_id], read_document(head), wanted)
    ]
    hits.sort(key=_place)
    return tuple(hits[:limit])


def _place(hit: Hit) -> tuple[bool, str, str]:
    return SEARCHED.index(hit.field) > 0, hit.map_title.casefold(), hit.map_id


def _in_json(wanted: list[str]) -> list[str]:
    """Give the words that JSON writes as they are."""
    return [word for word in wanted if '"' not in word and "\\" not in word]


def _hits(record: MapRecord, document: Document, wanted: list[str]) -> Iterator[Hit]:
    names = Names(document)
    for kind in ("map", *HOLDERS):
        for part in standing(document, kind):
            part_id = part.value["id"]
            found = [
                (field, text)
                for field in SEARCHED
                for text in _texts(part.value.get(field))
                if all(word in text.casefold() for word in wanted)
            ]
            # An id mostly repeats the name, and is only told where nothing else is.
            for field, text in found:
                if field == "id" and len(found) > 1:
                    continue
                where = names.where(kind, part_id)
                yield Hit(record.id, record.title, kind, part_id, field, where, text)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (each for each in value if isinstance(each, str))
    elif isinstance(value, dict):
        yield from (each for each in value.values() if isinstance(each, str))
