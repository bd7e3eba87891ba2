"""Open a workspace."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from footlights.closing import Closing
from footlights.errors import TextTooLongError
from footlights.store.opening import Store, open_store
from footlights.store.records import Records
from footlights.store.records.discussion import NewAudit
from footlights.store.records.workspace import WorkspaceRecord
from footlights.store.tables.table import keepable
from footlights.usecases.workspace.policy import Actor, Caller, require

LONGEST_NAME = 200
LONGEST_TEXT = 10_000


@dataclass(frozen=True)
class Workspace(Closing):
    """An open workspace; close it when done, or use it in a `with`."""

    store: Store
    """Where it is kept."""

    folder: Path | None
    """Its folder, in which kept logs lie beside the store, and images if the store is
    in it too; None if only an address was given."""

    def close(self) -> None:
        """Let go of it."""
        self.store.close()


def open_workspace(
    where: str | Path, *, now: datetime, folder: Path | None = None
) -> Workspace:
    """Open a workspace; make an empty one if there is none yet.

    Args:
        where: A folder, or `postgresql://user@host/name`.
        now: The present moment.
        folder: With an address: the folder for kept logs.

    Raises:
        FootlightsError: As `open_store`.
    """
    store = open_store(where)
    try:
        with store.reading() as records:
            is_new = records.workspaces.only() is None
        if is_new:
            with store.writing() as records:
                if records.workspaces.only() is None:
                    made = WorkspaceRecord(1, "Workspace", {}, now)
                    records.workspaces.add(made)
    except BaseException:
        store.close()
        raise
    return Workspace(store, store.folder or folder)


def workspace_details(workspace: Workspace) -> WorkspaceRecord:
    """Give the name and settings of a workspace."""
    with workspace.store.reading() as records:
        found = records.workspaces.only()
    assert found is not None  # noqa: S101 - made when it was opened
    return found


def change_workspace(
    workspace: Workspace,
    caller: Caller,
    *,
    now: datetime,
    name: str,
    settings: dict[str, Any],  # whatever the pages keep; plain JSON
) -> None:
    """Give a workspace another name and other settings.

    Raises:
        NotAllowedError: The caller does not own it.
    """
    with workspace.store.writing() as records:
        actor = require(records, caller, "manage-people")
        name = checked_text(name, "name", LONGEST_NAME)
        records.workspaces.change(1, name=name, settings=settings)
        note(records, actor, now, "change", ("workspace", "1"), None, name=name)


def note(  # noqa: PLR0913, PLR0917 - what, who, when, where: a line of the log
    records: Records,
    actor: Actor,
    now: datetime,
    action: str,
    what: tuple[str, str],
    map_id: str | None,
    **details: Any,  # plain JSON
) -> None:
    """Write into the audit log who did what."""
    kind, object_id = what
    records.audit.add(
        NewAudit(now, actor.person_id, action, kind, object_id, map_id, details)
    )


def new_id() -> str:
    """Make an id that nothing else has."""
    return token_hex(8)


def checked_text(text: str, what: str, longest: int = LONGEST_TEXT) -> str:
    """Give a text without blanks around it, and without what no store can hold.

    Raises:
        TextTooLongError: It is too long, or says nothing.
    """
    said = keepable(text.replace("\x00", "")).strip()
    if not said or len(said) > longest:
        raise TextTooLongError(what, len(said), longest)
    return said
