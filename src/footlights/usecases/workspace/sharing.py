"""Show a map to others: views saved under a name, and links without signing in."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from footlights.errors import (
    ExpiredLinkError,
    NameTakenError,
    UnknownThingError,
    UnreadableOptionError,
)
from footlights.store.records import Records
from footlights.store.records.discussion import LinkRecord
from footlights.store.records.maps import SavedViewRecord
from footlights.usecases.workspace.policy import Caller, require
from footlights.usecases.workspace.secrets import hash_of, new_secret
from footlights.usecases.workspace.workspace import (
    LONGEST_NAME,
    Workspace,
    checked_text,
    new_id,
    note,
)


def save_view(  # noqa: PLR0913 - what is saved, under which name, for whom
    workspace: Workspace,
    caller: Caller,
    map_id: str,
    name: str,
    shows: dict[str, Any],  # lens, lanes and what else the page keeps; plain JSON
    *,
    now: datetime,
    audience: str | None = None,
) -> SavedViewRecord:
    """Save a selection of lanes under a name; one of that name must not be there.

    Raises:
        NameTakenError: The map has a view of that name.
        NotAllowedError: The caller may not edit the map.
    """
    name = checked_text(name, "name", LONGEST_NAME)
    audience = checked_text(audience, "audience", LONGEST_NAME) if audience else None
    with workspace.store.writing() as records:
        actor = require(records, caller, "edit", map_id)
        if any(view.name == name for view in records.saved_views.of_map(map_id)):
            what = "view"
            raise NameTakenError(what, name)
        record = SavedViewRecord(
            new_id(), map_id, name, audience, shows, actor.person_id, now
        )
        records.saved_views.add(record)
        note(records, actor, now, "save", ("view", record.id), map_id, name=name)
    return record


def list_views(
    workspace: Workspace, caller: Caller, map_id: str
) -> tuple[SavedViewRecord, ...]:
    """List the saved views of a map by name.

    Raises:
        UnknownMapError: There is no such map for the caller.
    """
    with workspace.store.reading() as records:
        require(records, caller, "read", map_id)
        return tuple(map(as_shown, records.saved_views.of_map(map_id)))


def as_shown(view: SavedViewRecord) -> SavedViewRecord:
    """Give a saved view as pages show it.

    Earlier versions, and files that were exported and changed, may have stored
    anything: what has another shape than it should is left out.
    """
    shows = view.shows if isinstance(view.shows, dict) else {}
    kinds = {"hides": list, "personas": list, "lens": str, "stage": str}
    plain = {
        name: [each for each in found if isinstance(each, str)]
        if isinstance(found, list) and name in kinds
        else found
        for name, found in shows.items()
        if isinstance(found, kinds.get(name, object))
    }
    return replace(view, shows=plain)


def remove_view(
    workspace: Workspace, caller: Caller, view_id: str, *, now: datetime
) -> None:
    """Take a saved view away; links that show it end, as the whole map may say more.

    Raises:
        UnknownThingError: There is no such view for the caller.
        NotAllowedError: The caller may not edit its map.
    """
    with workspace.store.writing() as records:
        view = _view(records, view_id)
        actor = require(records, caller, "edit", view.map_id)
        for link in records.links.of_map(view.map_id):
            if link.view_id == view_id and link.revoked_at is None:
                records.links.change(link.id, revoked_at=now)
        records.saved_views.remove(view_id)
        note(records, actor, now, "remove", ("view", view_id), view.map_id)


def make_link(  # noqa: PLR0913 - to what, called what, until when
    workspace: Workspace,
    caller: Caller,
    map_id: str,
    *,
    now: datetime,
    label: str | None = None,
    view_id: str | None = None,
    expires_at: datetime | None = None,
) -> tuple[LinkRecord, str]:
    """Make a link that shows one map, read only, to whoever has it.

    Returns:
        Its record, and the token for the link, which is told this once.

    Raises:
        UnknownThingError: The map has no such view.
        UnreadableOptionError: It would have ended before it began.
        NotAllowedError: The caller may not share the map.
    """
    if expires_at is not None and expires_at <= now:
        option = "until"
        wanted = "a link ends in the future, or never"
        raise UnreadableOptionError(option, f"{expires_at:%Y-%m-%d}", wanted)
    token, token_hash = new_secret("link")
    with workspace.store.writing() as records:
        actor = require(records, caller, "share", map_id)
        if view_id is not None and _view(records, view_id).map_id != map_id:
            kind = "view"
            raise UnknownThingError(kind, view_id)
        record = LinkRecord(
            id=new_id(),
            token_hash=token_hash,
            map_id=map_id,
            label=checked_text(label, "label", LONGEST_NAME) if label else None,
            view_id=view_id,
            made_by=actor.person_id,
            made_at=now,
            expires_at=expires_at,
            revoked_at=None,
        )
        records.links.add(record)
        note(records, actor, now, "share", ("link", record.id), map_id, label=label)
    return record, token


def list_links(
    workspace: Workspace, caller: Caller, map_id: str
) -> tuple[LinkRecord, ...]:
    """List the links to a map, newest first, revoked ones too.

    Raises:
        NotAllowedError: The caller may not share the map.
    """
    with workspace.store.reading() as records:
        require(records, caller, "share", map_id)
        return records.links.of_map(map_id)


def revoke_link(
    workspace: Workspace, caller: Caller, link_id: str, *, now: datetime
) -> None:
    """Make a link worthless at once.

    Raises:
        UnknownThingError: There is no such link for the caller.
        NotAllowedError: The caller may not share the map.
    """
    with workspace.store.writing() as records:
        link = records.links.get(link_id)
        if link is None:
            kind = "link"
            raise UnknownThingError(kind, link_id)
        actor = require(records, caller, "share", link.map_id)
        records.links.change(link_id, revoked_at=link.revoked_at or now)
        note(records, actor, now, "revoke", ("link", link_id), link.map_id)


def follow_link(
    workspace: Workspace, token: str, *, now: datetime
) -> tuple[Caller, LinkRecord]:
    """Give a visitor by a link, who may read its map and nothing else.

    Raises:
        ExpiredLinkError: It was revoked, has expired, or is of another workspace.
    """
    with workspace.store.reading() as records:
        link = records.links.by_hash(hash_of(token))
        record = records.maps.get(link.map_id) if link else None
    if (
        link is None
        or record is None
        or record.archived_at is not None
        or link.revoked_at is not None
        or (link.expires_at is not None and link.expires_at <= now)
    ):
        raise ExpiredLinkError
    return Caller(link_map_id=link.map_id), link


def _view(records: Records, view_id: str) -> SavedViewRecord:
    found = records.saved_views.get(view_id)
    if found is None:
        kind = "view"
        raise UnknownThingError(kind, view_id)
    return found
