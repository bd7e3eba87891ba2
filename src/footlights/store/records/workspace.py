"""The workspace itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from footlights.store.records.rows import Rows
from footlights.store.tables import WorkspaceRow


@dataclass(frozen=True)
class WorkspaceRecord:
    """Its name and settings."""

    id: int
    """Always 1."""

    name: str
    settings: dict[str, Any]
    made_at: datetime


class Workspaces(Rows[WorkspaceRecord]):
    """The one workspace of a store, once it is made."""

    table = WorkspaceRow
    record = WorkspaceRecord

    def only(self) -> WorkspaceRecord | None:
        """Give it; None if the store is new."""
        return self.get(1)
