"""Who is named in what is said about maps."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from footlights.store.records.discussion import CommentRecord
from footlights.usecases.workspace.people import Member
from footlights.usecases.workspace.policy import Caller, actor_of, may
from footlights.usecases.workspace.workspace import Workspace


@dataclass(frozen=True)
class Mentioned:
    """A comment or an answer that names somebody."""

    thread_id: str
    """Id of the comment that it is or answers."""

    map_id: str
    map_title: str
    text: str
    name: str | None
    """Who said it; None at this machine."""

    at: datetime


def mentions_of(workspace: Workspace, caller: Caller) -> tuple[CommentRecord, ...]:
    """List the comments that name the caller, newest first."""
    if caller.person_id is None:
        return ()
    with workspace.store.reading() as records:
        actor = actor_of(records, caller)
        found = records.comments.naming(caller.person_id)
    return tuple(each for each in found if may(actor, "read", each.map_id))


def open_mentions(
    workspace: Workspace, caller: Caller, *, limit: int = 5
) -> tuple[Mentioned, ...]:
    """List where the caller is named and nothing is settled yet, newest first.

    Args:
        workspace: The open workspace.
        caller: Who asks; whoever is at this machine is named nowhere.
        limit: At most so many.
    """
    told: list[Mentioned] = []
    found = mentions_of(workspace, caller)
    with workspace.store.reading() as records:
        for each in found:
            first = records.comments.get(each.answers) if each.answers else each
            if first is None or first.resolved_at is not None:
                continue
            on = records.maps.get(each.map_id)
            if on is None or on.archived_at is not None:
                continue
            by = records.people.get(each.person_id) if each.person_id else None
            name = by.name if by else None
            told.append(
                Mentioned(first.id, each.map_id, on.title, each.text, name, each.at)
            )
            if len(told) == limit:
                break
    return tuple(told)


def named_in(text: str, people: Collection[Member]) -> tuple[str, ...]:
    """Give the ids of those whose name stands after an `@` in a text.

    Of two names that begin alike the longer one counts: `@Ann Berg` is not `@Ann`.
    Case does not matter. People of one name are all named.
    """
    ids: dict[str, list[str]] = {}
    for each in people:
        if each.state == "active":
            ids.setdefault(each.name.casefold(), []).append(each.id)
    by_length = sorted(ids, key=len, reverse=True)
    found: list[str] = []
    for after in text.casefold().split("@")[1:]:
        name = next((known for known in by_length if after.startswith(known)), None)
        found.extend(ids[name] if name else ())
    return tuple(dict.fromkeys(found))
